package gateway

import (
	"fmt"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// spikeControl allows so many requests in a sliding time. Those beyond wait in
// the gateway, for some attempts, and then are refused; when too many wait, the
// next is refused at once.
func (g *Gateway) spikeControl(x *exchange, p anypoint.DeployedPolicy) *kernel.Answer {
	key := fmt.Sprintf("spike/%d", p.ID)
	number := func(name string) int64 { return whole64(p.Configuration[name]) }
	period := time.Duration(number("timePeriodInMilliseconds")) * time.Millisecond
	waiting := false
	defer func() {
		if waiting {
			g.leaveQueue(key)
		}
	}()
	for attempt := int64(0); ; attempt++ {
		q := g.slide(key, number("maximumRequests"), period)
		if q.within || attempt >= number("delayAttempts") {
			return x.told(p, q)
		}
		if !waiting {
			if waiting = g.enterQueue(key, p.Configuration["queuingLimit"]); !waiting {
				return x.told(p, q)
			}
		}
		select {
		case <-x.Context().Done():
			return x.told(p, q)
		case <-time.After(time.Duration(number("delayTimeInMillis")) * time.Millisecond):
		}
	}
}

// slide counts a request against the last period.
func (g *Gateway) slide(key string, limit int64, period time.Duration) quota {
	now := g.world.Clock.Now()
	g.mu.Lock()
	defer g.mu.Unlock()
	passed := g.passed[key]
	for len(passed) > 0 && !now.Before(passed[0].Add(period)) {
		passed = passed[1:]
	}
	q := quota{limit: limit, within: int64(len(passed)) < limit}
	if q.within {
		passed = append(passed, now)
	}
	q.remaining = max(0, limit-int64(len(passed)))
	// "0 while quota is left".
	if q.remaining == 0 && len(passed) > 0 {
		q.reset = passed[0].Add(period).Sub(now)
	}
	g.passed[key] = passed
	return q
}

// enterQueue takes a place among those that wait, if there is one. Not known:
// whether a policy without a limit has one; here it has none.
func (g *Gateway) enterQueue(key string, limit any) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if limit != nil && g.queued[key] >= whole64(limit) {
		return false
	}
	g.queued[key]++
	return true
}

func (g *Gateway) leaveQueue(key string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.queued[key] = max(0, g.queued[key]-1)
}
