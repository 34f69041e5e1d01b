package rest

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
)

// shared is the transport of everybody without certificates of their own.
var shared = newTransport()

// newTransport is Go's transport (its proxies are those of the standard
// variables), with bounds, and with as many connections kept as Terraform has
// operations at once: its own default keeps two, and opens and closes the rest
// for every call.
func newTransport() *http.Transport {
	t := &http.Transport{}
	if d, ok := http.DefaultTransport.(*http.Transport); ok {
		t = d.Clone()
	}
	t.MaxIdleConnsPerHost = 32
	t.MaxResponseHeaderBytes = maxHeader
	t.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	return t
}

// Transport is what requests go through. caFile names a file with the
// certificates of authorities (PEM) that are trusted beside the system's;
// empty: none.
func Transport(caFile string) (http.RoundTripper, error) {
	if caFile == "" {
		return shared, nil
	}
	content, err := os.ReadFile(caFile) //nolint:gosec // it is the user who names the file
	if err != nil {
		return nil, fmt.Errorf("%q cannot be read: %w", caFile, err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(content) {
		return nil, fmt.Errorf("%q holds no certificate in the form PEM", caFile)
	}
	t := newTransport()
	t.TLSClientConfig.RootCAs = pool
	return t, nil
}

// Confidential tells whether credentials may go to an address: by https, or to
// this machine.
func Confidential(u *url.URL) bool {
	return u.Scheme == "https" || u.Scheme == "http" && loopback(u.Hostname())
}

// loopback tells whether a host is this machine.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// sameOrigin compares what browsers call the origin of an address.
func sameOrigin(a, b *url.URL) bool {
	return a.Scheme == b.Scheme && strings.EqualFold(a.Hostname(), b.Hostname()) && port(a) == port(b)
}

func port(u *url.URL) string {
	switch p := u.Port(); {
	case p != "":
		return p
	case u.Scheme == "https":
		return "443"
	}
	return "80"
}
