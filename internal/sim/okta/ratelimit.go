package okta

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// limiter counts requests per bucket and minute, as Okta does. It needs a reset
// before its first use, and refuses nothing until it is configured to.
//
// The headers are those of Okta's rate-limit pages: Limit and Remaining count
// requests, Reset is the UTC epoch second at which the window ends.
type limiter struct {
	mu      sync.Mutex
	on      bool
	fixed   int // the same limit for every bucket; 0: Okta's defaults
	windows map[string]*window
}

type window struct {
	ends time.Time
	used int
}

func (l *limiter) configure(setting string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.on, l.fixed = true, 0
	switch setting {
	case "", "none":
		l.on = false
	case "okta-default":
	default:
		n, err := strconv.Atoi(setting)
		if err != nil || n < 1 {
			return fmt.Errorf(`rate limits: %q is neither "none" nor "okta-default" nor a number of requests per minute`, setting)
		}
		l.fixed = n
	}
	return nil
}

func (l *limiter) reset() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.windows = map[string]*window{}
}

// take counts a request, tells whether it passes, and writes the headers.
func (l *limiter) take(bucket string, now time.Time, h http.Header) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	limit := defaultLimits[bucket]
	if l.fixed > 0 {
		limit = l.fixed
	}
	w := l.windows[bucket]
	if w == nil || !now.Before(w.ends) {
		// Rounded up, because the header has whole seconds and a client that
		// waits until then must find a new window.
		w = &window{ends: now.Add(time.Minute).Truncate(time.Second).Add(time.Second)}
		l.windows[bucket] = w
	}
	w.used++
	if !l.on {
		// Nothing runs out: a client that slows down as its allowance shrinks
		// has no reason to.
		w.used = 1
	}
	h.Set("X-Rate-Limit-Limit", strconv.Itoa(limit))
	h.Set("X-Rate-Limit-Remaining", strconv.Itoa(max(limit-w.used, 0)))
	h.Set("X-Rate-Limit-Reset", strconv.FormatInt(w.ends.Unix(), 10))
	return w.used <= limit
}

// The buckets and limits of Okta's public table for Workforce Identity, cut to
// what is simulated. An org's real limits depend on its licence.
var defaultLimits = map[string]int{
	"/api/v1/apps":        100,
	"/api/v1/apps/{id}":   500,
	"/api/v1/groups":      500,
	"/api/v1/groups/{id}": 1000,
	"/api/v1/users":       600,
	"/api/v1/":            1200,
	"/oauth2/v1/clients":  100,
	"/oauth2/":            2000,
}

// bucketOf is the bucket that a request counts against. Of apps and groups the
// table has the object itself apart from everything else under the path.
func bucketOf(r *http.Request) string {
	path := strings.TrimSuffix(r.URL.Path, "/")
	for _, of := range []string{"/api/v1/apps", "/api/v1/groups"} {
		switch below, ok := strings.CutPrefix(path, of); {
		case !ok || below != "" && below[0] != '/':
		case below == "", below == "/rules", strings.Count(below, "/") > 1:
			return of
		default:
			return of + "/{id}"
		}
	}
	switch {
	case strings.HasPrefix(path, "/api/v1/users"):
		return "/api/v1/users"
	case strings.HasPrefix(path, "/oauth2/v1/clients"):
		return "/oauth2/v1/clients"
	case strings.HasPrefix(path, "/oauth2/"):
		return "/oauth2/"
	}
	return "/api/v1/"
}
