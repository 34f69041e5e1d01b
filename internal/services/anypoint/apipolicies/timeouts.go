package apipolicies

// timeout is the argument of policies that have no other.
func timeout(what, without string) []Argument {
	return []Argument{{Name: "timeout", Kind: Whole, Required: true, Is: what + ", in seconds. Without the policy it is " + without + ".", Like: [2]any{30, 60}}}
}

var timeoutsPolicies = []Descriptor{
	// Source: the policies' templates in Exchange, and MuleSoft's pages on the
	// policies, which give the unit and what holds without them.
	{
		Asset: "response-timeout", Title: "Response timeout", Version: "1.0.1", Gateway: "Omni/Flex Gateway",
		Is:        "the gateway ends a request whose answer takes too long.",
		Arguments: timeout("How long an answer of the upstream may take", "15"),
	},
	{
		Asset: "stream-idle-timeout", Title: "Stream idle timeout", Version: "1.0.1", Gateway: "Omni/Flex Gateway",
		Is:        "the gateway ends a stream on which nothing happens for too long.",
		Arguments: timeout("How long a stream may be idle in both directions", "300"),
	},
	{
		Asset: "idle-timeout", Title: "Upstream idle timeout", Version: "1.0.1", Outbound: true, Gateway: "Omni/Flex Gateway",
		Is:        "the gateway closes a connection to the upstream on which nothing happens for too long.",
		Arguments: timeout("How long a connection may be idle", "60"),
	},
}
