package gateway

import (
	"regexp"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/anypoint"
)

// applies tells whether a policy concerns a request: without pointcuts always,
// else when one of them matches method and path. The path counts from the
// API's own on, and whole, as the examples ("/x/.*") suggest.
func applies(p anypoint.DeployedPolicy, method, path string) bool {
	if path == "" {
		path = "/"
	}
	for _, c := range p.Pointcuts {
		if whole(c.Method, method) && whole(c.URI, path) {
			return true
		}
	}
	return len(p.Pointcuts) == 0
}

// whole matches all of a text. An empty expression matches everything, one
// that does not compile nothing.
func whole(expression, text string) bool {
	if expression == "" {
		return true
	}
	re, err := regexp.Compile("^(?:" + expression + ")$")
	return err == nil && re.MatchString(text)
}
