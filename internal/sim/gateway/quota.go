package gateway

import (
	"net/http"
	"strconv"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// quota is where a request stands against a limit.
type quota struct {
	within           bool
	limit, remaining int64
	reset            time.Duration // until there is room again
}

// show puts a quota into the headers of an answer, in the vendor's words.
func (q quota) show(h http.Header) {
	h.Set("X-Ratelimit-Limit", strconv.FormatInt(q.limit, 10))
	h.Set("X-Ratelimit-Remaining", strconv.FormatInt(q.remaining, 10))
	h.Set("X-Ratelimit-Reset", strconv.FormatInt(q.reset.Milliseconds(), 10))
}

// told refuses a request beyond a quota, and lets the answer show the quota
// where the policy says so. Not known: which one is shown where a policy has
// several; here it is the last.
func (x *exchange) told(p anypoint.DeployedPolicy, q quota) *kernel.Answer {
	x.explain.note(q.within, "Quota: %d of %d left, new in %s", q.remaining, q.limit, q.reset.Round(time.Second))
	expose, _ := p.Configuration["exposeHeaders"].(bool)
	if q.within {
		if expose {
			x.respond = append(x.respond, q.show)
		}
		return nil
	}
	a := refuse(http.StatusTooManyRequests, "Quota has been exceeded")
	if expose {
		q.show(a.Header)
	}
	return a
}
