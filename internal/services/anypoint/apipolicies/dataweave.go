package apipolicies

// What policies with a script have.
var (
	requiresPayload = Argument{Name: "requires_payload", Kind: Flag, Default: false, Is: "Whether the script reads the body (`payload`), which the gateway then holds in memory."}
	requestFlow     = Argument{Name: "request_flow", Values: []string{"onRequest", "onResponse"}, Is: "Whether the script is run for requests (`onRequest`) or for answers (`onResponse`)."}

	judging  = script("whose result says whether the message passes: `{success: true}`, or `{success: false}` with a `response` of `statusCode`, `headers` and `body` that the client gets.", "{success: attributes.headers['x-card'] != null}", "{success: attributes.headers['x-loan'] != null}")
	ofBody   = script("that makes the new body out of `payload` and `attributes.headers`. It may name the media type, as by `output application/json`.", "{number: payload.id}", "{id: payload.number}")
	ofHeader = script("whose result has all headers of the message, names with values; a list stands for several headers of a name. It begins with `attributes.headers`.", "attributes.headers ++ {'x-zone': 'eu'}", "attributes.headers ++ {'x-zone': 'us'}")
)

func script(does, like, other string) Argument {
	return Argument{Name: "script", Required: true, Is: "The DataWeave script " + does, Like: [2]any{like, other}}
}

// transformation is a policy that changes or judges messages by a script.
func transformation(asset, title, version, is string, arguments ...Argument) Descriptor {
	return Descriptor{Asset: asset, Title: title, Version: version, Gateway: "Omni/Flex Gateway", Is: is + " When the script fails, the client gets 400.", Arguments: arguments}
}

var dataWeavePolicies = []Descriptor{
	// Source: MuleSoft's pages on the policies, and their templates in Exchange. Of
	// three of them only snapshots are known.
	transformation("dataweave-request-filter", "DataWeave request filter", "1.0.0", "the gateway asks a script whether a request may pass.", judging, requiresPayload),
	transformation("dataweave-body-transformation", "DataWeave body transformation", "1.0.0", "the gateway replaces the bodies of requests or answers by what a script makes of them.", ofBody, requestFlow),
	transformation("dataweave-headers-transformation", "DataWeave headers transformation", "1.0.0", "the gateway replaces the headers of requests or answers by what a script makes of them.", ofHeader, requiresPayload, requestFlow),
	transformation("body-transformation", "Body transformation", "1.0.0-20260127.133848", "the gateway replaces the bodies of requests or answers by what a script makes of them.", ofBody, requestFlow),
	transformation("header-transformation", "Header transformation", "1.0.0-20260127.134148", "the gateway replaces the headers of requests or answers by what a script makes of them.", ofHeader, requiresPayload, requestFlow),
	transformation("script-evaluation-transformation", "Script evaluation transformation", "1.0.0-20260127.133315", "the gateway asks a script whether a request or an answer may pass.", judging, requiresPayload, requestFlow),
}
