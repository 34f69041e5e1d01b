package provider_test

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// pages is an org with seven pages of servers and four requests a minute.
type pages struct{ minutes map[int64]int }

func (p *pages) RoundTrip(r *http.Request) (*http.Response, error) {
	minute := time.Now().Unix() / 60
	p.minutes[minute]++
	h := http.Header{"Content-Type": {"application/json"}, "Date": {time.Now().UTC().Format(http.TimeFormat)}}
	h.Set("X-Rate-Limit-Limit", "4")
	h.Set("X-Rate-Limit-Remaining", strconv.Itoa(4-p.minutes[minute]))
	h.Set("X-Rate-Limit-Reset", strconv.FormatInt((minute+1)*60, 10))
	page, _ := strconv.Atoi(r.URL.Query().Get("after"))
	if page < 6 {
		h.Set("Link", fmt.Sprintf(`<https://%s/api/v1/authorizationServers?after=%d>; rel="next"`, r.URL.Host, page+1))
	}
	body := fmt.Sprintf(`[{"id":"aus%d","name":"n%[1]d","audiences":["a"],"issuer":"https://x/oauth2/aus%[1]d"}]`, page)
	return &http.Response{StatusCode: http.StatusOK, Header: h, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}

// TestSettings_maxRequestsShare: the share is kept before anything is refused.
func TestSettings_maxRequestsShare(t *testing.T) {
	for share, want := range map[int]int{50: 2, 75: 3, 1: 1, 100: 4} {
		t.Run(fmt.Sprint(share), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := &pages{minutes: map[int64]int{}}
				config := map[string]any{"okta": map[string]any{"org_url": "https://org.example.com", "api_token": "secret-token"}, "max_requests_share": share}
				if errs := acctest.Offline(t, p, config, "gatehouse_okta_auth_servers", map[string]any{}); errs != "" {
					t.Fatal(errs)
				}
				total := 0
				for _, n := range p.minutes {
					total += n
					if n > want {
						t.Errorf("%d requests in a minute, of %d", n, want)
					}
				}
				if total != 7 || len(p.minutes) != (7+want-1)/want {
					t.Errorf("%d requests in %d minutes", total, len(p.minutes))
				}
			})
		})
	}
	for _, share := range []int{0, 101} {
		if errs := acctest.Offline(t, nil, map[string]any{"max_requests_share": share}, "gatehouse_okta_auth_servers", map[string]any{}); !strings.Contains(errs, "max_requests_share") {
			t.Errorf("%d: %s", share, errs)
		}
	}
}
