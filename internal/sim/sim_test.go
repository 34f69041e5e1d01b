package sim

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/contract"
)

func start(t *testing.T, o Options) *Simulator {
	t.Helper()
	s, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	contract.Observe(t, s.World, contract.Simulator)
	return s
}

// call sends a request to the simulated Okta with the administrator's token.
func call(t *testing.T, s *Simulator, method, path, body string) (int, []byte, http.Header) {
	t.Helper()
	req, err := http.NewRequest(method, s.World.OktaURL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "SSWS "+s.Env()["OKTA_API_TOKEN"])
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	data, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, data, resp.Header
}

func TestStart_environment(t *testing.T) {
	s := start(t, Options{Seed: 7})
	env := s.Env()
	for _, name := range []string{"OKTA_ORG_URL", "OKTA_API_TOKEN", "ANYPOINT_BASE_URL", "GATEWAY_URL"} {
		if env[name] == "" {
			t.Errorf("%s is empty", name)
		}
	}
	if !strings.HasPrefix(env["OKTA_ORG_URL"], "http://127.0.0.1:") {
		t.Errorf("Okta is at %s", env["OKTA_ORG_URL"])
	}
	if status, body, _ := call(t, s, "GET", "/api/v1/users/me", ""); status != 200 {
		t.Errorf("%d %s", status, body)
	}
}

func TestReset_returnsToTheSeed(t *testing.T) {
	s := start(t, Options{Seed: 7})
	before := s.Env()
	empty := s.Objects()
	for kind, n := range empty {
		if strings.HasPrefix(kind, "okta.") && n != 0 {
			t.Errorf("a new org counts %d %s", n, kind)
		}
	}
	_, group, _ := call(t, s, "POST", "/api/v1/groups", `{"profile":{"name":"g"}}`)
	if s.Objects()["okta.groups"] != 1 {
		t.Fatalf("objects: %v", s.Objects())
	}
	s.Reset()
	if got := s.Env(); got["OKTA_API_TOKEN"] != before["OKTA_API_TOKEN"] || got["ANYPOINT_CLIENT_SECRET"] != before["ANYPOINT_CLIENT_SECRET"] {
		t.Error("the credentials changed")
	}
	if s.Objects()["okta.groups"] != 0 || len(s.World.Log.All()) != 0 {
		t.Error("something was left behind")
	}
	for range 3 {
		call(t, s, "GET", "/api/v1/groups", "") // reading draws no identifiers
	}
	_, again, _ := call(t, s, "POST", "/api/v1/groups", `{"profile":{"name":"g"}}`)
	id := func(b []byte) string {
		var o struct{ ID string }
		_ = json.Unmarshal(b, &o)
		return o.ID
	}
	if id(group) == "" || id(group) != id(again) {
		t.Errorf("the same group is %s, and %s after a reset", group, again)
	}
	twin := start(t, Options{Seed: 7}).Env()
	other := start(t, Options{Seed: 8}).Env()
	for _, name := range []string{"OKTA_API_TOKEN", "ANYPOINT_CLIENT_SECRET"} {
		if twin[name] != before[name] || other[name] == before[name] {
			t.Errorf("%s does not follow the seed", name)
		}
	}
}

func TestAdmin(t *testing.T) {
	s := start(t, Options{})
	call(t, s, "GET", "/api/v1/groups?q=x", "")
	status, body, _ := call(t, s, "GET", "/_sim/requests", "")
	var log []logged
	if err := json.Unmarshal(body, &log); status != 200 || err != nil || len(log) != 1 {
		t.Fatalf("%d %s", status, body)
	}
	if log[0].Platform != "okta" || log[0].Route != "/api/v1/groups" || log[0].Status != 200 || log[0].Internal {
		t.Errorf("%+v", log[0])
	}
	for _, step := range []struct {
		method, path, body string
		want               int
	}{
		{"POST", "/_sim/latency", `{"ms":1}`, 204},
		{"POST", "/_sim/latency", `nonsense`, 400},
		{"POST", "/_sim/faults", `[{"platform":"okta","path":"/api/v1/groups","status":503,"body":"down","times":1}]`, 204},
		{"GET", "/api/v1/groups", "", 503},
		{"GET", "/api/v1/groups", "", 200},
		{"POST", "/_sim/faults", `{"status":500}`, 204},
		{"GET", "/api/v1/groups", "", 500},
		{"DELETE", "/_sim/faults", "", 204},
		{"GET", "/api/v1/groups", "", 200},
		{"POST", "/_sim/clock", `{"advance_ms":3600000}`, 204},
		{"GET", "/_sim/objects", "", 200},
		{"DELETE", "/_sim/requests", "", 204},
		{"GET", "/_sim/", "", 200},
		{"POST", "/_sim/reset", "", 204},
		{"GET", "/_sim/unknown", "", 404},
	} {
		if status, body, _ := call(t, s, step.method, step.path, step.body); status != step.want {
			t.Errorf("%s %s: %d %s, want %d", step.method, step.path, status, body, step.want)
		}
	}
}

func TestClock_movesAnswers(t *testing.T) {
	s := start(t, Options{})
	s.World.Clock.Advance(48 * time.Hour)
	_, _, h := call(t, s, "GET", "/api/v1/groups", "")
	at, err := http.ParseTime(h.Get("Date"))
	if err != nil || time.Until(at) < 47*time.Hour {
		t.Errorf("Date: %s", h.Get("Date"))
	}
}

func TestTLS(t *testing.T) {
	dir := t.TempDir()
	s := start(t, Options{TLSDir: dir})
	file := s.Env()["SSL_CERT_FILE"]
	pem, err := os.ReadFile(file)
	if err != nil || file != filepath.Join(dir, "ca.pem") {
		t.Fatal(file, err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}}
	defer client.CloseIdleConnections()
	for _, base := range []string{s.World.OktaURL, strings.Replace(s.World.OktaURL, "127.0.0.1", "localhost", 1)} {
		resp, err := client.Get(base + "/.well-known/okta-organization")
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != http.StatusOK || !strings.HasPrefix(base, "https://") {
			t.Errorf("%s: %d", base, resp.StatusCode)
		}
	}
	info, err := os.Stat(filepath.Join(dir, "ca-key.pem"))
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the key's permissions: %v %v", info.Mode(), err)
	}
	// The platforms trust each other.
	resp, err := s.World.Client.Get(s.World.OktaURL + "/oauth2/v1/keys")
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if log := s.World.Log.All(); !log[len(log)-1].Internal {
		t.Error("the platforms' own call is not marked as internal")
	}
	// A second start keeps the authority that was trusted.
	s2 := start(t, Options{TLSDir: dir})
	again, _ := os.ReadFile(s2.Env()["SSL_CERT_FILE"])
	if !bytes.Equal(pem, again) {
		t.Error("the authority changed")
	}
}

func TestStart_refusesNonsense(t *testing.T) {
	if _, err := Start(Options{RateLimits: "many"}); err == nil {
		t.Error("rate limits")
	}
	if _, err := Start(Options{OktaAddr: "nowhere"}); err == nil {
		t.Error("address")
	}
}

func TestBindAddress_staysOnLoopback(t *testing.T) {
	for addr, want := range map[string]string{"": "127.0.0.1:0", ":8400": "127.0.0.1:8400", "0.0.0.0:1": "0.0.0.0:1", "localhost:2": "localhost:2"} {
		if got := bindAddress(addr); got != want {
			t.Errorf("%q: %q", addr, got)
		}
	}
}

func TestHost_isWhatClientsAreTold(t *testing.T) {
	s := start(t, Options{Host: "sim.internal"})
	for name, value := range s.Env() {
		if strings.HasSuffix(name, "_URL") && !strings.HasPrefix(value, "http://sim.internal:") {
			t.Errorf("%s is %s", name, value)
		}
	}
}
