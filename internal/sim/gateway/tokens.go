package gateway

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// admit is the end of every policy that asks about a token: its scopes, the
// contract of its client, which is in the claim with that name, and the headers
// for the backend.
func (x *exchange) admit(p anypoint.DeployedPolicy, claims map[string]any, by string) *kernel.Answer {
	if !authorized(claims, p.Configuration) {
		return refuse(http.StatusForbidden, "The required scopes are not authorized")
	}
	if skip, _ := p.Configuration["skipClientIdValidation"].(bool); !skip {
		client, _ := claims[by].(string)
		if !x.contracted(client) {
			return refuse(http.StatusForbidden, "Invalid Client")
		}
	}
	if expose, _ := p.Configuration["exposeHeaders"].(bool); expose {
		exposeClaims(x.header, claims)
	}
	return nil
}

// patience is how long a policy waits for an authorization server.
func patience(p anypoint.DeployedPolicy) time.Duration {
	if ms, isNumber := p.Configuration["authenticationTimeout"].(json.Number); isNumber {
		if n, err := ms.Int64(); err == nil && n > 0 {
			return time.Duration(n) * time.Millisecond
		}
	}
	return 10 * time.Second // the documented default
}
