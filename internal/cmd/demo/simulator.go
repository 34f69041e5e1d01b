package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/workspace"
)

// simulator is the sim command in a process of its own, so that it can outlive
// the demo when it is to be kept.
type simulator struct {
	cmd    *exec.Cmd
	exited chan error
	env    map[string]string // what it exports
	before map[string]int    // its objects when it was fresh
	token  string            // for Anypoint
}

// start builds the simulator into dir/bin and starts it, with the tenant of a
// seed file if there is one. What it exports is written to the file exports.
func (s *simulator) start(ctx context.Context, dir, exports, seed string) error {
	program := filepath.Join(dir, "bin", "sim")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", program, "./internal/cmd/sim").CombinedOutput(); err != nil {
		return fmt.Errorf("the simulator does not build: %w\n%s", err, out)
	}
	stdout, err := os.Create(exports)
	if err != nil {
		return err
	}
	defer func() { _ = stdout.Close() }()
	// Not CommandContext: a kept simulator outlives this process.
	s.cmd = exec.Command(program, "--okta", "127.0.0.1:0", "--anypoint", "127.0.0.1:0", "--gateway", "127.0.0.1:0") //nolint:noctx // see above
	if seed != "" {
		s.cmd.Args = append(s.cmd.Args, "--seed-file", seed)
	}
	s.cmd.Stdout = stdout
	detach(s.cmd)
	if err := s.cmd.Start(); err != nil {
		return err
	}
	s.exited = make(chan error, 1)
	go func() { s.exited <- s.cmd.Wait() }()
	if err := s.ready(ctx, exports); err != nil {
		return err
	}
	s.before, err = s.objects(ctx)
	if err != nil {
		return err
	}
	return s.writeVariables(exports, filepath.Join(dir, "cli.rc"))
}

// ready waits until the exports are written and the simulator answers.
func (s *simulator) ready(ctx context.Context, exports string) error {
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
		text, err := os.ReadFile(exports)
		if err != nil {
			return err
		}
		s.env = parseExports(string(text))
		if s.env["OKTA_ORG_URL"] != "" && s.env["GATEWAY_URL"] != "" {
			if _, err := s.objects(ctx); err == nil {
				return nil
			}
		}
		select {
		case err := <-s.exited:
			s.exited <- err
			return fmt.Errorf("the simulator ended at once: %w", err)
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
	return errors.New("the simulator did not start within 20 seconds")
}

func parseExports(text string) map[string]string {
	env := map[string]string{}
	for line := range strings.Lines(text) {
		name, value, ok := strings.Cut(strings.TrimSpace(strings.TrimPrefix(line, "export ")), "=")
		if ok {
			env[name] = strings.Trim(value, "'")
		}
	}
	return env
}

// variables are the tutorial's variables, as an environment.
func (s *simulator) variables() []string { return workspace.TutorialVariables(s.env) }

// writeVariables adds them to the file of exports, for whoever goes on by hand.
func (s *simulator) writeVariables(exports, rc string) error {
	f, err := os.OpenFile(exports, os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	for _, v := range append(s.variables(), "API_URL="+s.env["GATEWAY_URL"]+"/card", "CHECKPOINT_DISABLE=1", "TF_CLI_CONFIG_FILE="+rc) {
		name, value, _ := strings.Cut(v, "=")
		if _, err := fmt.Fprintf(f, "export %s='%s'\n", name, value); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	return f.Close()
}

func (s *simulator) pid() int { return s.cmd.Process.Pid }

// stop ends the simulator and waits for its end.
func (s *simulator) stop() error {
	if s.cmd == nil || s.cmd.Process == nil {
		return nil
	}
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		return s.cmd.Process.Kill()
	}
	select {
	case err := <-s.exited:
		return err
	case <-time.After(5 * time.Second):
		return s.cmd.Process.Kill()
	}
}

func (s *simulator) objects(ctx context.Context) (map[string]int, error) {
	objects := map[string]int{}
	return objects, s.admin(ctx, http.MethodGet, "/_sim/objects", &objects)
}

func (s *simulator) forget(ctx context.Context) error {
	return s.admin(ctx, http.MethodDelete, "/_sim/requests", nil)
}

func (s *simulator) admin(ctx context.Context, method, path string, into any) error {
	status, body, err := send(ctx, method, s.env["OKTA_ORG_URL"]+path, "", nil)
	if err != nil {
		return err
	}
	if status > 299 {
		return fmt.Errorf("%s %s: %d %s", method, path, status, body)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(body, into)
}

// counted are the calls that clients sent.
type counted struct {
	total, failed int
	failures      []string
}

func (s *simulator) count(ctx context.Context) (counted, error) {
	var requests []struct {
		Platform string `json:"platform"`
		Method   string `json:"method"`
		Path     string `json:"path"`
		Status   int    `json:"status"`
		Internal bool   `json:"internal"`
	}
	var c counted
	if err := s.admin(ctx, http.MethodGet, "/_sim/requests", &requests); err != nil {
		return c, err
	}
	for _, r := range requests {
		if r.Internal {
			continue
		}
		c.total++
		// The gateway's refusals are what the checks ask for.
		if r.Status >= 400 && r.Platform != "gateway" {
			c.failed++
			c.failures = append(c.failures, fmt.Sprintf("%s %s %d", r.Method, r.Path, r.Status))
		}
	}
	return c, nil
}

// okta is a call that an administrator of Okta makes.
func (s *simulator) okta(ctx context.Context, method, path string, body any) (map[string]any, error) {
	return object(ctx, method, s.env["OKTA_ORG_URL"]+path, "SSWS "+s.env["OKTA_API_TOKEN"], body)
}

func (s *simulator) oktaList(ctx context.Context, path string) ([]map[string]any, error) {
	_, body, err := send(ctx, http.MethodGet, s.env["OKTA_ORG_URL"]+path, "SSWS "+s.env["OKTA_API_TOKEN"], nil)
	if err != nil {
		return nil, err
	}
	var list []map[string]any
	return list, json.Unmarshal(body, &list)
}

// anypoint is a call that an administrator of Anypoint makes.
func (s *simulator) anypoint(ctx context.Context, method, path string, body any) (map[string]any, error) {
	if s.token == "" {
		answer, err := object(ctx, http.MethodPost, s.env["ANYPOINT_BASE_URL"]+"/accounts/api/v2/oauth2/token", "", map[string]string{
			"grant_type": "client_credentials", "client_id": s.env["ANYPOINT_CLIENT_ID"], "client_secret": s.env["ANYPOINT_CLIENT_SECRET"],
		})
		if err != nil {
			return nil, err
		}
		s.token = fmt.Sprint(answer["access_token"])
	}
	return object(ctx, method, s.env["ANYPOINT_BASE_URL"]+path, "Bearer "+s.token, body)
}

func object(ctx context.Context, method, address, authorization string, body any) (map[string]any, error) {
	status, answer, err := send(ctx, method, address, authorization, body)
	if err != nil {
		return nil, err
	}
	if status > 299 {
		return nil, fmt.Errorf("%s %s: %d %s", method, address, status, answer)
	}
	out := map[string]any{}
	if len(answer) == 0 {
		return out, nil
	}
	return out, json.Unmarshal(answer, &out)
}

func send(ctx context.Context, method, address, authorization string, body any) (int, []byte, error) {
	var content io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return 0, nil, err
		}
		content = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(ctx, method, address, content)
	if err != nil {
		return 0, nil, err
	}
	if authorization != "" {
		req.Header.Set("Authorization", authorization)
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(resp.Body)
	return resp.StatusCode, answer, err
}

// dig follows keys into nested objects.
func dig(v any, keys ...string) any {
	for _, k := range keys {
		m, _ := v.(map[string]any)
		v = m[k]
	}
	return v
}
