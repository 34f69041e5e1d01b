package sim

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// asked is a request to a running simulator's Okta, and the answer's status.
func asked(t *testing.T, s *Simulator, method, path, host string, headers ...string) int {
	t.Helper()
	req, err := http.NewRequest(method, s.World.OktaURL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if req.Host = host; host == "" {
		req.Host = strings.TrimPrefix(s.World.OktaURL, "http://")
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], strings.ReplaceAll(headers[i+1], "OWN", req.Host))
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	_, _ = io.Copy(io.Discard, resp.Body)
	if got := resp.Header.Get("X-Frame-Options"); strings.HasPrefix(path, "/_sim/") && got != "DENY" {
		t.Errorf("%s: X-Frame-Options is %q", path, got)
	}
	return resp.StatusCode
}

func TestGuard_host(t *testing.T) {
	s := start(t, Options{AllowHosts: []string{"Sim.Example"}})
	for host, want := range map[string]int{
		"": 200, "localhost": 200, "LocalHost:9": 200, "localhost.:1": 200, "okta.localhost:1": 200, "[::1]:8400": 200, "127.9.9.9": 200,
		"sim.example:80": 200, "sim.example.": 200,
		"evil.example": 403, "evil.example:8400": 403, "127.0.0.1.evil.example": 403, "localhost.evil.example": 403, "notlocalhost": 403,
		"192.168.1.7:8400": 403, "0.0.0.0:8400": 403, "[::ffff:8.8.8.8]:1": 403,
	} {
		for _, path := range []string{"/_sim/", "/_sim/requests"} {
			if got := asked(t, s, "GET", path, host); got != want {
				t.Errorf("%s of %q: %d, want %d", path, host, got, want)
			}
		}
	}
	if got := asked(t, s, "POST", "/_sim/reset", "evil.example"); got != 403 {
		t.Errorf("a reset for another host: %d", got)
	}
	if got := asked(t, s, "GET", "/.well-known/okta-organization", "evil.example"); got != 200 {
		t.Errorf("a platform for another host: %d", got)
	}
}

func TestGuard_origin(t *testing.T) {
	s := start(t, Options{})
	port := func(base string) string { u, _ := url.Parse(base); return u.Port() }
	const site, mode, dest = "Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest"
	for _, c := range []struct {
		why     string
		headers []string
		get     int
		post    int
	}{
		{"a program", nil, 200, 204},
		{"its own page", []string{"Origin", "http://OWN", site, "same-origin"}, 200, 204},
		{"its own page behind a proxy", []string{"Origin", "https://OWN"}, 200, 204},
		{"what was typed into a browser", []string{site, "none", mode, "navigate", dest, "document"}, 200, 204},
		{"another host", []string{"Origin", "http://evil.example"}, 403, 403},
		{"another host that looks like it", []string{"Origin", "http://OWN.evil.example"}, 403, 403},
		{"a page without an origin", []string{"Origin", "null"}, 403, 403},
		{"what is no origin", []string{"Origin", "http://%zz"}, 403, 403},
		{"another port", []string{"Origin", "http://127.0.0.1:" + port(s.World.AnypointURL), site, "same-site"}, 403, 403},
		{"another name of it", []string{"Origin", "http://localhost:" + port(s.World.OktaURL)}, 403, 403},
		{"a link", []string{site, "cross-site", mode, "navigate", dest, "document"}, 200, 403},
		{"a frame", []string{site, "cross-site", mode, "navigate", dest, "iframe"}, 403, 403},
		{"a script", []string{site, "cross-site", mode, "no-cors", dest, "script"}, 403, 403},
		{"a page of another port", []string{site, "same-site", mode, "cors", dest, "empty"}, 403, 403},
	} {
		if got := asked(t, s, "GET", "/_sim/objects", "", c.headers...); got != c.get {
			t.Errorf("GET of %s: %d, want %d", c.why, got, c.get)
		}
		if got := asked(t, s, "POST", "/_sim/reset", "", c.headers...); got != c.post {
			t.Errorf("POST of %s: %d, want %d", c.why, got, c.post)
		}
	}
	if got := asked(t, s, "GET", "/.well-known/okta-organization", "", "Origin", "http://evil.example"); got != 200 {
		t.Errorf("the platform has its own rules for origins: %d", got)
	}
}

// TestStart_loopbackOnly: without a host, nothing is reachable from outside.
func TestStart_loopbackOnly(t *testing.T) {
	for _, given := range []string{"", ":0"} {
		l, err := net.Listen("tcp", bindAddress(given))
		if err != nil {
			t.Fatal(err)
		}
		if host := hostname(l.Addr().String()); !net.ParseIP(host).IsLoopback() {
			t.Errorf("%q listens on %s", given, host)
		}
		_ = l.Close()
	}
}

// TestGuard_outsideInterface: the address that was listened on is one of its
// own where it was told to listen on all.
func TestGuard_outsideInterface(t *testing.T) {
	s := start(t, Options{OktaAddr: "0.0.0.0:0"})
	u, err := url.Parse(s.World.OktaURL)
	if err != nil {
		t.Fatal(err)
	}
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range addresses {
		n, ok := a.(*net.IPNet)
		if !ok || n.IP.To4() == nil {
			continue
		}
		resp, err := http.Get(fmt.Sprintf("http://%s/_sim/objects", net.JoinHostPort(n.IP.String(), u.Port())))
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", n.IP, resp.StatusCode)
		}
	}
}
