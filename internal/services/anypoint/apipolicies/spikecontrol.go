package apipolicies

var spikeControlPolicies = []Descriptor{
	// Source: MuleSoft's page on the policy, and its template in Exchange. The most
	// of the time is that of the official provider; a refusal is not recorded.
	{
		Asset: "spike-control", Title: "Spike control", Version: "1.2.2",
		Is: "the gateway protects the backend from many requests at once: it keeps those beyond a number in a time waiting, lets them try again, and answers 429 to those that still do not fit. Each node or replica counts by itself.",
		Arguments: []Argument{
			{Name: "maximum_requests", Kind: Whole, Required: true, Is: "How many requests pass in the time.", Like: [2]any{20, 10}},
			{Name: "time_period_in_milliseconds", Kind: Whole, Required: true, Most: 5000, Is: "The time, in milliseconds.", Like: [2]any{1000, 5000}},
			{Name: "delay_time_in_millis", Kind: Whole, Required: true, Is: "How long a request waits before it tries again, in milliseconds.", Like: [2]any{500, 100}},
			{Name: "delay_attempts", Kind: Whole, Required: true, Is: "How often a request tries again.", Like: [2]any{3, 1}},
			{Name: "queuing_limit", Kind: Whole, Usual: 0, Is: "How many requests may wait at the same time.", Like: [2]any{5, 10}},
			exposeLimits,
		},
	},
}
