package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// serveInBackground runs the simulator in this process until the test ends.
func serveInBackground(t *testing.T, args ...string) (env map[string]string, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	stdout, in := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := run(ctx, append(slices.Clone(loopback), args...), in, io.Discard)
		_ = in.CloseWithError(err)
		ended <- err
	}()
	stopped := false
	stop = func() error {
		if stopped {
			return nil
		}
		stopped = true
		cancel()
		return <-ended
	}
	t.Cleanup(func() { _ = stop() })
	return readExports(t, stdout, 8), stop
}

func TestEnv_isWhatTheServerPrinted(t *testing.T) {
	env, _ := serveInBackground(t)
	var out bytes.Buffer
	if err := run(context.Background(), []string{"env", "--url", env["OKTA_ORG_URL"] + "/"}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	for name, value := range readExports(t, &out, 8) {
		if env[name] != value {
			t.Errorf("%s is %s, printed was %s", name, value, env[name])
		}
	}
}

// TestHealth_waits begins to ask before there is anybody.
func TestHealth_waits(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	_ = l.Close()
	if err := run(context.Background(), []string{"health", "--url", "http://" + addr}, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "no simulator answers") {
		t.Errorf("nobody there: %v", err)
	}
	var out bytes.Buffer
	asked := make(chan error, 1)
	go func() {
		asked <- run(context.Background(), []string{"health", "--url", "http://" + addr, "--wait", "1m"}, &out, io.Discard)
	}()
	serveInBackground(t, "--okta", addr)
	if err := <-asked; err != nil || !strings.Contains(out.String(), `"status":"ok"`) {
		t.Errorf("%v %s", err, &out)
	}
}

// TestServe_answersWhatIsUnderWay stops the simulator while it works on a
// request.
func TestServe_answersWhatIsUnderWay(t *testing.T) {
	env, stop := serveInBackground(t, "--latency", "300ms")
	began := make(chan struct{})
	answered := make(chan error, 1)
	go func() {
		client := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			defer func() { time.AfterFunc(100*time.Millisecond, func() { close(began) }) }()
			return (&net.Dialer{}).DialContext(ctx, network, addr)
		}}}
		resp, err := client.Get(env["OKTA_ORG_URL"] + "/.well-known/okta-organization")
		if err == nil {
			_ = resp.Body.Close()
		}
		answered <- err
	}()
	<-began
	if err := stop(); err != nil {
		t.Error(err)
	}
	if err := <-answered; err != nil {
		t.Errorf("the request was cut: %v", err)
	}
}
