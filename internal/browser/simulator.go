// Package browser drives the simulator's console page in a headless Chromium.
package browser

import (
	"bufio"
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
)

// Simulator is the sim command in a process of its own.
type Simulator struct {
	Env map[string]string // what it exports
	cmd *exec.Cmd
}

// Build makes the program of the simulator; root is the repository's folder.
func Build(ctx context.Context, root, program string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-o", program, "./internal/cmd/sim") //nolint:gosec // builds to where the caller says
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("the simulator does not build: %w\n%s", err, out)
	}
	return nil
}

// StartSimulator starts a simulator with the tenant that a seed file describes;
// an empty name means a new tenant. The caller stops it.
func StartSimulator(ctx context.Context, program, seed string) (*Simulator, error) {
	args := []string{"--okta", "127.0.0.1:0", "--anypoint", "127.0.0.1:0", "--gateway", "127.0.0.1:0"}
	if seed != "" {
		args = append(args, "--seed-file", seed)
	}
	s := &Simulator{Env: map[string]string{}, cmd: exec.CommandContext(ctx, program, args...)}
	var complaints bytes.Buffer
	s.cmd.Stderr = &complaints
	stdout, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(stdout)
	for s.Env["GATEWAY_URL"] == "" || s.Env["OKTA_ORG_URL"] == "" {
		if !lines.Scan() {
			return nil, errors.Join(fmt.Errorf("the simulator ended: %w\n%s", s.cmd.Wait(), complaints.String()), lines.Err())
		}
		name, value, found := strings.Cut(strings.TrimPrefix(lines.Text(), "export "), "=")
		if found {
			s.Env[name] = strings.Trim(value, "'")
		}
	}
	go func() { _, _ = io.Copy(io.Discard, stdout) }()
	return s, nil
}

// Stop ends the simulator.
func (s *Simulator) Stop() {
	_ = s.cmd.Process.Signal(os.Interrupt)
	_ = s.cmd.Wait()
}

// Page is the address of the console.
func (s *Simulator) Page() string { return s.Env["GATEWAY_URL"] + "/_sim/" }

// Okta sends a request to the simulated Okta as its administrator.
func (s *Simulator) Okta(ctx context.Context, method, path string, body any) (int, map[string]any, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return 0, nil, err
	}
	r, err := http.NewRequestWithContext(ctx, method, s.Env["OKTA_ORG_URL"]+path, bytes.NewReader(raw))
	if err != nil {
		return 0, nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "SSWS "+s.Env["OKTA_API_TOKEN"])
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	told := map[string]any{}
	if err := json.NewDecoder(answer.Body).Decode(&told); err != nil && !errors.Is(err, io.EOF) {
		return answer.StatusCode, nil, err
	}
	return answer.StatusCode, told, nil
}

// Large writes a seed file with several hundred objects.
func Large(dir string) (string, error) {
	var out strings.Builder
	out.WriteString("version: 1\nokta:\n  groups:\n")
	for i := range 60 {
		fmt.Fprintf(&out, "    Team %02d:\n      body: { profile: { name: Team %02d, description: The people of team %02d } }\n", i, i, i)
	}
	out.WriteString("  apps:\n")
	for i := range 60 {
		fmt.Fprintf(&out, "    Service %02d:\n      body:\n        name: oidc_client\n        label: Service %02d\n        signOnMode: OPENID_CONNECT\n"+
			"        credentials: { oauthClient: { token_endpoint_auth_method: client_secret_basic } }\n"+
			"        settings: { oauthClient: { application_type: service, grant_types: [client_credentials], response_types: [token] } }\n", i, i)
	}
	out.WriteString("  authorization_servers:\n    default:\n      scopes:\n")
	for i := range 80 {
		fmt.Fprintf(&out, "        card-%02d.read:\n          body: { name: card-%02d.read }\n", i, i)
	}
	out.WriteString("anypoint:\n  organizations:\n    Gatehouse:\n      assets:\n        card-api@1.0.0:\n          body: { groupId: $(anypoint/organizations/Gatehouse), assetId: card-api, version: 1.0.0, name: Card API, type: http-api, properties.apiVersion: v1 }\n" +
		"      environments:\n        Sandbox:\n          apis:\n")
	for i := range 40 {
		fmt.Fprintf(&out, "            \"%d\":\n              body:\n                technology: mule4\n                instanceLabel: card-%02d\n"+
			"                spec: { groupId: $(anypoint/organizations/Gatehouse), assetId: card-api, version: 1.0.0 }\n"+
			"                endpoint: { type: http, isCloudHub: null, proxyUri: \"http://0.0.0.0:8402/card-%02d\", uri: $(gateway_url)/_sim/echo }\n"+
			"              policies:\n                \"1\":\n                  body: { groupId: 68ef9520-24e9-4cf2-b2f5-620025690913, assetId: client-id-enforcement, assetVersion: 1.3.3, configurationData: { credentialsOriginHasHttpBasicAuthenticationHeader: customExpression, clientIdExpression: \"#[attributes.headers['client_id']]\" }, pointcutData: null }\n", i+1, i, i)
	}
	path := filepath.Join(dir, "large.yaml")
	return path, os.WriteFile(path, []byte(out.String()), 0o600)
}
