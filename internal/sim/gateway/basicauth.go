package gateway

import (
	"crypto/subtle"
	"net/http"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// basicAuth wants the policy's own user and password. Known: the status and
// the header of a refusal. Not known: its body, and the realm.
func (g *Gateway) basicAuth(x *exchange, p anypoint.DeployedPolicy) *kernel.Answer {
	same := func(got, key string) bool {
		wanted, _ := p.Configuration[key].(string)
		return wanted != "" && subtle.ConstantTimeCompare([]byte(got), []byte(wanted)) == 1
	}
	user, password, sent := x.BasicAuth()
	fits := sent && same(user, "username") && same(password, "password")
	x.explain.note(fits, "User: %s", shown(user))
	if fits {
		return nil
	}
	a := refuse(http.StatusUnauthorized, "Authentication Attempt Failed")
	a.Header.Set("WWW-Authenticate", `Basic realm="mule-realm"`)
	return a
}
