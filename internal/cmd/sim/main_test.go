package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// loopback lets the system choose the ports.
var loopback = []string{"--okta", "127.0.0.1:0", "--anypoint", "127.0.0.1:0", "--gateway", "127.0.0.1:0"}

// TestRun starts the command's work in this process, reads what it prints and
// uses it.
func TestRun(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	stdout, in := io.Pipe()
	var stderr bytes.Buffer
	ended := make(chan error, 1)
	go func() {
		err := run(ctx, append(slices.Clone(loopback), "--seed", "3"), in, &stderr)
		_ = in.Close()
		ended <- err
	}()
	env := readExports(t, stdout, 8)
	checkOrg(t, http.DefaultClient, env)
	for _, name := range []string{"ANYPOINT_BASE_URL", "ANYPOINT_CLIENT_ID", "ANYPOINT_CLIENT_SECRET", "ANYPOINT_ORGANIZATION_ID", "ANYPOINT_ENVIRONMENT_ID", "GATEWAY_URL"} {
		if env[name] == "" {
			t.Errorf("%s is missing", name)
		}
	}
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it does not end")
	}
	if !strings.Contains(stderr.String(), env["OKTA_ORG_URL"]) {
		t.Errorf("stderr: %s", &stderr)
	}
}

func TestRun_refusesNonsense(t *testing.T) {
	for _, args := range [][]string{{"--nonsense"}, {"left over"}, {"health", "left over"}, {"--rate-limits", "many"}, {"--okta", "nowhere"}, {"--without", "gravity"}} {
		all := args
		if strings.HasPrefix(args[0], "--") && args[0] != "--okta" {
			all = append(slices.Clone(loopback), args...)
		}
		var wrong usageError
		if err := run(context.Background(), all, io.Discard, io.Discard); err == nil {
			t.Errorf("%v was taken", args)
		} else if usage := strings.Contains(err.Error(), "flag") || strings.Contains(err.Error(), "unexpected"); errors.As(err, &wrong) != usage {
			t.Errorf("%v: %v", args, err)
		}
	}
}

// TestProgram builds the program, lets a shell eval what it prints, and ends
// it with SIGTERM.
func TestProgram(t *testing.T) {
	bin := filepath.Join(t.TempDir(), "sim")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	tlsDir := t.TempDir()
	cmd := exec.Command(bin, append(slices.Clone(loopback), "--tls-dir", tlsDir)...)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := readLines(t, stdout, 9)
	shell := exec.Command("sh", "-c", `eval "$1"; printf '%s %s' "$OKTA_ORG_URL" "$SSL_CERT_FILE"`, "sh", strings.Join(lines, "\n"))
	shell.Env = append(os.Environ(), "OKTA_ORG_URL=", "SSL_CERT_FILE=")
	out, err := shell.Output()
	if err != nil || !strings.HasPrefix(string(out), "https://127.0.0.1:") || !strings.HasSuffix(string(out), filepath.Join(tlsDir, "ca.pem")) {
		t.Errorf("%s %v", out, err)
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("exit: %v", err)
	}
}

func readLines(t *testing.T, r io.Reader, n int) []string {
	t.Helper()
	var lines []string
	scanner := bufio.NewScanner(r)
	for len(lines) < n && scanner.Scan() {
		lines = append(lines, scanner.Text())
	}
	if len(lines) < n {
		t.Fatalf("only %d lines: %v %v", len(lines), lines, scanner.Err())
	}
	return lines
}

func readExports(t *testing.T, r io.Reader, n int) map[string]string {
	t.Helper()
	env := map[string]string{}
	for _, line := range readLines(t, r, n) {
		name, value, found := strings.Cut(strings.TrimPrefix(line, "export "), "=")
		if !found || !strings.HasPrefix(line, "export ") {
			t.Errorf("not to be eval'ed: %s", line)
		}
		env[name] = strings.Trim(value, "'")
	}
	return env
}

func checkOrg(t *testing.T, client *http.Client, env map[string]string) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, env["OKTA_ORG_URL"]+"/api/v1/users/me", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "SSWS "+env["OKTA_API_TOKEN"])
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Errorf("status %d", resp.StatusCode)
	}
}
