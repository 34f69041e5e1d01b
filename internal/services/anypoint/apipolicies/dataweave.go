package apipolicies

// What policies with a script have.
var (
	script          = Argument{Name: "script", Required: true, Is: "The DataWeave script.", Like: [2]any{"#[attributes.method != 'TRACE']", "#[attributes.method == 'GET']"}}
	requiresPayload = Argument{Name: "requires_payload", Kind: Flag, Default: false, Is: "Whether the script reads the body, which the gateway then holds in memory."}
	requestFlow     = Argument{Name: "request_flow", Is: "The direction: whether the script is run for requests or for answers, in the words of the policy's template."}
)

// transformation is a policy that changes requests or answers by a script.
func transformation(asset, title, version, is string, more ...Argument) Descriptor {
	return Descriptor{
		Asset: asset, Title: title, Version: version, Gateway: "Omni/Flex Gateway", Is: is,
		Arguments: append(append([]Argument{script}, more...), requestFlow),
	}
}

var dataWeavePolicies = []Descriptor{
	// Source: the policies' templates in Exchange. Of three of them only snapshots
	// are known.
	{
		Asset: "dataweave-request-filter", Title: "DataWeave request filter", Version: "1.0.0", Gateway: "Omni/Flex Gateway",
		Is: "the gateway lets a request pass only where a script says so.", Arguments: []Argument{script, requiresPayload},
	},
	transformation("dataweave-body-transformation", "DataWeave body transformation", "1.0.0", "the gateway replaces bodies by what a script makes of them."),
	transformation("dataweave-headers-transformation", "DataWeave headers transformation", "1.0.0", "the gateway replaces headers by what a script makes of them.", requiresPayload),
	transformation("body-transformation", "Body transformation", "1.0.0-20260127.133848", "the gateway replaces bodies by what a script makes of them."),
	transformation("header-transformation", "Header transformation", "1.0.0-20260127.134148", "the gateway replaces headers by what a script makes of them.", requiresPayload),
	transformation("script-evaluation-transformation", "Script evaluation", "1.0.0-20260127.133315", "the gateway runs a script for requests or answers.", requiresPayload),
}
