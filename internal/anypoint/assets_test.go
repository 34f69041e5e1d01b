package anypoint_test

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
)

// TestPublish: a publication is waited for, wherever its status is said to be.
func TestPublish(t *testing.T) {
	t.Parallel()
	const path = "/exchange/api/v2/organizations/o/assets/g/a/1.0.0"
	started := answer{202, `{"publicationStatusLink":"https://elsewhere.example.com/status/run"}`}
	for name, c := range map[string]struct {
		start  answer
		status []answer
		looks  int
		took   time.Duration
		err    []string
	}{
		"at once":           {answer{201, `{}`}, nil, 0, 0, nil},
		"later":             {started, []answer{{200, `{"status":"running"}`}, {200, `{"status":"running"}`}, {200, `{"status":"completed"}`}}, 3, 750 * time.Millisecond, nil},
		"refused":           {answer{409, `{"message":"exists"}`}, nil, 0, 0, []string{`could not publish the asset "g/a/1.0.0"`, "exists"}},
		"failed":            {started, []answer{{200, `{"status":"error","steps":[{"description":"step","errors":["bad",{"x":1}]}]}`}}, 1, 0, []string{"Exchange could not publish it", "step: bad", `step: {"x":1}`}},
		"its status is not": {started, []answer{{500, down}}, 1, 0, []string{"is down"}},
		// Six looks within 7.75 s, then one every five seconds.
		"never": {started, []answer{{200, `{"status":"running"}`}}, 124, 10 * time.Minute, []string{"still being published (running)"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p, begin := &played{answers: map[string][]answer{"POST " + path: {c.start}, "GET " + path + "/publication/status/run": c.status}}, time.Now()
				err := client(p).Publish(t.Context(), "o", anypoint.GAV{Group: "g", Asset: "a", Version: "1.0.0"}, []anypoint.Field{{Name: "n", Value: "v"}}, []anypoint.Upload{{Classifier: "oas", Packaging: "json", Name: "f", Content: []byte("x")}})
				if says(t, err, c.err...); len(p.asked) != 1+c.looks || time.Since(begin) != c.took {
					t.Errorf("%d looks in %s", len(p.asked)-1, time.Since(begin))
				}
				for _, part := range []string{"; name=\"n\"\r\n\r\nv\r\n", "; name=\"files.oas.json\"; filename=\"f\"\r\n", "\r\n\r\nx\r\n", "--\r\n"} {
					if !strings.Contains(p.asked[0], part) {
						t.Errorf("what was published has no %q: %q", part, p.asked[0])
					}
				}
			})
		})
	}
}

// TestDeleteAsset: softly or not.
func TestDeleteAsset(t *testing.T) {
	t.Parallel()
	for soft, want := range map[bool]string{true: "soft-delete", false: "hard-delete"} {
		kind := ""
		c := client(asked(func(r *http.Request) answer { kind = r.Header.Get("X-Delete-Type"); return answer{204, ""} }))
		if says(t, c.DeleteAsset(t.Context(), anypoint.GAV{Group: "g", Asset: "a", Version: "1.0.0"}, soft)); kind != want {
			t.Errorf("%q, want %q", kind, want)
		}
	}
}

// asked is a platform that answers by what it is asked.
type asked func(*http.Request) answer

func (a asked) RoundTrip(r *http.Request) (*http.Response, error) { return a(r).RoundTrip(r) }
