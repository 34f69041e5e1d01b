package apipolicies

// timeout is the argument of policies that have no other.
func timeout(what string) []Argument {
	return []Argument{{Name: "timeout", Kind: Whole, Required: true, Is: what + ", in the unit of the policy's template.", Like: [2]any{30, 60}}}
}

// Source: the policies' templates in Exchange.
var _ = describe(Descriptor{
	Asset: "response-timeout", Title: "Response timeout", Version: "1.0.1",
	Is:        "the gateway ends a request whose answer takes too long.",
	Arguments: timeout("How long an answer may take"),
})

var _ = describe(Descriptor{
	Asset: "stream-idle-timeout", Title: "Stream idle timeout", Version: "1.0.1",
	Is:        "the gateway ends a stream on which nothing happens for too long.",
	Arguments: timeout("How long a stream may be idle"),
})

var _ = describe(Descriptor{
	Asset: "idle-timeout", Title: "Idle timeout", Version: "1.0.1", Outbound: true,
	Is:        "the gateway closes a connection to the upstream on which nothing happens for too long.",
	Arguments: timeout("How long a connection may be idle"),
})
