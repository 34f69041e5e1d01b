package console_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// TestPage_loadsNothingFromElsewhere: the page and its parts are there, each
// with the policy that lets it load nothing else.
func TestPage_loadsNothingFromElsewhere(t *testing.T) {
	s := start(t)
	for path, c := range map[string]struct {
		status     int
		kind, says string
	}{
		"/_sim/":                                      {200, "text/html; charset=utf-8", "<title>Simulator</title>"},
		"/_sim/console/main.js":                       {200, "text/javascript; charset=utf-8", "import"},
		"/_sim/console/base.css":                      {200, "text/css; charset=utf-8", ":root"},
		"/_sim/console/icon.svg":                      {200, "image/svg+xml", "<svg"},
		"/_sim/console/vendor/dagre/dagre.js":         {200, "text/javascript; charset=utf-8", ""},
		"/_sim/console/vendor/dagre/LICENSE":          {200, "", "Permission is hereby granted"},
		"/_sim/console/vendor/dagre":                  {404, "", ""},
		"/_sim/console/nothing.js":                    {404, "", ""},
		"/_sim/console/%2e%2e/page.go":                {404, "", ""},
		"/_sim/console/..%2f..%2fkernel%2fsecrets.go": {404, "", ""},
	} {
		answer, err := http.Get(s.World.OktaURL + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		if answer.StatusCode != c.status {
			t.Errorf("%s: %d", path, answer.StatusCode)
		}
		if c.status != 200 {
			continue
		}
		if got := answer.Header.Get("Content-Type"); c.kind != "" && got != c.kind {
			t.Errorf("%s is %s", path, got)
		}
		if got := answer.Header.Get("Content-Security-Policy"); !strings.HasPrefix(got, "default-src 'self';") || strings.Contains(got, "unsafe") {
			t.Errorf("%s: the policy is %q", path, got)
		}
		if !strings.Contains(string(body), c.says) {
			t.Errorf("%s is not what it should be", path)
		}
		if strings.HasSuffix(path, ".html") || path == "/_sim/" || strings.HasSuffix(path, ".css") {
			if strings.Contains(string(body), "http://") || strings.Contains(string(body), "https://") {
				t.Errorf("%s names an address elsewhere", path)
			}
		}
	}
}
