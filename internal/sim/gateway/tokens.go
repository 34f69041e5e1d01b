package gateway

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// admit is the end of every policy that asks about a token: its scopes, the
// contract of its client, which is in the claim with that name, and the headers
// for the backend.
func (x *exchange) admit(p anypoint.DeployedPolicy, claims map[string]any, by string) *kernel.Answer {
	holds := authorized(claims, p.Configuration)
	x.explain.note(holds, "Scopes: the policy wants %s, the token has %s", wantedScopes(p.Configuration), shown(claims["scope"]))
	if !holds {
		return refuse(http.StatusForbidden, "The required scopes are not authorized")
	}
	if skip, _ := p.Configuration["skipClientIdValidation"].(bool); !skip {
		client, _ := claims[by].(string)
		if refusal := x.needsContract(client); refusal != nil {
			return refusal
		}
	} else {
		x.explain.note(true, "Contract: the policy does not ask for one")
	}
	if expose, _ := p.Configuration["exposeHeaders"].(bool); expose {
		exposeClaims(x.header, claims)
	}
	return nil
}

// needsContract refuses a client that has no contract with the API.
func (x *exchange) needsContract(client string) *kernel.Answer {
	contracted := x.contracted(client)
	x.explain.note(contracted, "Contract: the client %s has %s", shown(client), contractOf(x, client))
	if !contracted {
		return refuse(http.StatusForbidden, "Invalid Client")
	}
	return nil
}

// patience is how long a policy waits for an authorization server.
func patience(p anypoint.DeployedPolicy) time.Duration {
	if ms := whole64(p.Configuration["authenticationTimeout"]); ms > 0 {
		return time.Duration(ms) * time.Millisecond
	}
	return 10 * time.Second // the documented default
}

// shown is a value of a token for people.
func shown(v any) string {
	if text := fmt.Sprint(v); v != nil && text != "" {
		return text
	}
	return "none"
}

// wantedScopes are the scopes that a policy wants, for people.
func wantedScopes(configuration map[string]any) string {
	wanted, _ := configuration["scopes"].(string)
	list := strings.Fields(wanted)
	if len(list) == 0 {
		return "none"
	}
	how := "all of "
	if configuration["scopeValidationCriteria"] == "OR" {
		how = "one of "
	}
	return how + strings.Join(list, ", ")
}

// contractOf says by which application a client has a contract, for people.
func contractOf(x *exchange, client string) string {
	for _, c := range x.api.Clients {
		if client != "" && c.ClientID == client {
			return "one, as " + c.Name
		}
	}
	return "none with this API"
}
