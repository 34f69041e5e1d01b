package rest_test

import (
	"context"
	"crypto/tls"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// elsewhere is a server that must never be asked.
func elsewhere(t *testing.T) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("%s %s with %q and the cookie %q", r.Method, r.URL.Path, r.Header.Get("Authorization"), r.Header.Get("Cookie"))
	}))
	t.Cleanup(s.Close)
	return s.URL
}

func TestTrust_noRedirectIsFollowed(t *testing.T) {
	t.Parallel()
	away := elsewhere(t)
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			client := serve(t, func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, away+"/take?secret=1", status)
			}, func(o *rest.Options) { o.Signer = &signer{token: "s3cret-token"} })
			_, err := client.Send(t.Context(), rest.Request{Operation: "try", Method: method, Path: rest.P("/x")})
			if !rest.HasStatus(err, status) || !strings.Contains(err.Error(), away) || !strings.Contains(err.Error(), "is not followed") || strings.Contains(err.Error(), "secret=1") {
				t.Errorf("%s %d: error %v", method, status, err)
			}
		}
	}
}

func TestTrust_linksStayAtTheirOrigin(t *testing.T) {
	t.Parallel()
	away := elsewhere(t)
	for link, followed := range map[string]bool{
		away + "/things?after=2":            false,
		"//" + away[len("http://"):] + "/x": false,
		"https://HOST/things?after=2":       false, // another scheme is another origin
		"http://HOST.example.com/things":    false,
		"http://user@" + away[7:] + "/x":    false,
		"http:things?after=2":               false,
		"javascript:alert(1)":               false,
		"http://[::1":                       false,
		"http://HOST/things?after=2":        true,
		"http://me:pw@HOST/things?after=2":  true, // without what is before the @
		"/things?after=2":                   true,
		"?after=2":                          true,
	} {
		var second atomic.Bool
		client := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Query().Get("after") == "2" {
				second.Store(true)
				if r.Header.Get("Authorization") != "Bearer t" {
					t.Errorf("%s: signed with %q", link, r.Header.Get("Authorization"))
				}
				_, _ = io.WriteString(w, `[{"id":"2"}]`)
				return
			}
			w.Header().Set("Link", "<"+strings.ReplaceAll(link, "HOST", r.Host)+`>; rel="next"`)
			_, _ = io.WriteString(w, `[{"id":"1"}]`)
		}, func(o *rest.Options) { o.Signer = &signer{token: "t"} })
		var last error
		for _, err := range things(client).All(t.Context(), nil) {
			last = err
		}
		if second.Load() != followed || (last == nil) != followed {
			t.Errorf("%s: followed %v, error %v", link, second.Load(), last)
		}
	}
}

// An address in other letters, or with the port that goes without saying, is the same.
func TestTrust_sameOriginInOtherLetters(t *testing.T) {
	t.Parallel()
	u, _ := url.Parse("https://Dev-1.Okta.com")
	calls := 0
	client := rest.New(rest.Options{Platform: "Test", Subsystem: "test", BaseURL: u, Transport: answer(func(*http.Request) *http.Response {
		calls++
		h := http.Header{}
		if calls == 1 {
			h.Set("Link", `<https://dev-1.okta.com:443/things?after=2>; rel="next"`)
		}
		return &http.Response{StatusCode: http.StatusOK, Header: h, Body: io.NopCloser(strings.NewReader(fmt.Sprintf(`[{"id":"%d"}]`, calls)))}
	})})
	for _, err := range things(client).All(t.Context(), nil) {
		if err != nil {
			t.Error(err)
		}
	}
	if calls != 2 {
		t.Errorf("%d calls", calls)
	}
}

type answer func(*http.Request) *http.Response

func (a answer) RoundTrip(r *http.Request) (*http.Response, error) { return a(r), nil }

func TestConfidential(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"https://example.com": true, "http://127.0.0.1:1": true, "http://[::1]:1": true, "http://localhost": true,
		"http://example.com": false, "http://127.0.0.1.example.com": false, "http://localhost.example.com": false, "ftp://localhost": false, "http://0.0.0.0": false,
	} {
		if u, err := url.Parse(address); err != nil || rest.Confidential(u) != want {
			t.Errorf("%s: %v", address, !want)
		}
	}
}

// secure starts an https server, and tells the file with its certificate.
func secure(t *testing.T, config *tls.Config) (address, caFile string) {
	t.Helper()
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "{}") }))
	s.TLS, s.Config.ErrorLog = config, nil
	s.StartTLS()
	t.Cleanup(s.Close)
	caFile = filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(caFile, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	return s.URL, caFile
}

func through(t *testing.T, address, caFile string) error {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	transport, err := rest.Transport(caFile)
	if err != nil {
		t.Fatal(err)
	}
	client := rest.New(rest.Options{Platform: "Test", Subsystem: "test", BaseURL: u, Transport: transport, MaxTries: 1})
	_, err = client.Send(t.Context(), rest.Request{Operation: "try", Method: http.MethodGet, Path: rest.P("/x")})
	return err
}

func TestTransport_certificates(t *testing.T) {
	t.Parallel()
	address, caFile := secure(t, nil)
	if err := through(t, address, ""); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a certificate of nobody: %v", err)
	}
	if err := through(t, address, caFile); err != nil {
		t.Error(err)
	}
	empty := filepath.Join(t.TempDir(), "empty")
	if err := os.WriteFile(empty, []byte("none"), 0o600); err != nil {
		t.Fatal(err)
	}
	for file, say := range map[string]string{empty: "no certificate", filepath.Join(empty, "x"): "cannot be read"} {
		if _, err := rest.Transport(file); err == nil || !strings.Contains(err.Error(), say) {
			t.Errorf("%s: %v", file, err)
		}
	}
}

func TestTransport_olderTLSIsRefused(t *testing.T) {
	t.Parallel()
	old, caFile := secure(t, &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11})
	if err := through(t, old, caFile); err == nil || !strings.Contains(err.Error(), "version") {
		t.Errorf("TLS 1.1: %v", err)
	}
	if address, caFile := secure(t, &tls.Config{MinVersion: tls.VersionTLS12, MaxVersion: tls.VersionTLS12}); through(t, address, caFile) != nil {
		t.Error("TLS 1.2 was refused")
	}
}

// The standard variables are read once a process: this test runs itself again.
func TestTransport_proxyOfTheStandardVariables(t *testing.T) {
	if os.Getenv("GATEHOUSE_BEHIND_A_PROXY") != "" {
		if err := through(t, "https://okta.example.com", ""); err != nil {
			t.Log(err)
		}
		return
	}
	asked := make(chan string, 10)
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	proxy := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.Method + " " + r.Host + r.Header.Get("Authorization")
		w.WriteHeader(http.StatusForbidden)
	})}
	go func() { _ = proxy.Serve(l) }()
	defer func() { _ = proxy.Close() }()
	cmd := exec.Command(os.Args[0], "-test.run=^TestTransport_proxyOfTheStandardVariables$")
	cmd.Env = append(os.Environ(), "GATEHOUSE_BEHIND_A_PROXY=1", "HTTPS_PROXY=http://"+l.Addr().String(), "NO_PROXY=")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	select {
	case got := <-asked:
		if got != "CONNECT okta.example.com:443" {
			t.Errorf("the proxy was asked for %s", got)
		}
	default:
		t.Errorf("the proxy was not asked: %s", out)
	}
}
