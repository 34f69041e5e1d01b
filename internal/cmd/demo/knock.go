package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// knock calls the API as four different people.
func (d *demo) knock(ctx context.Context) error {
	status, body, err := d.call(ctx, "")
	if err != nil {
		return err
	}
	d.say("A call without a token: %d %s", status, body)
	if status != 400 && status != 401 {
		return fmt.Errorf("the API answered %d to a call without a token", status)
	}

	consumer, err := d.consumer(ctx)
	if err != nil {
		return err
	}
	if err := d.expect(ctx, "A call with a token for mulescope", consumer, "mulescope", 200); err != nil {
		return err
	}
	return d.strangers(ctx, consumer)
}

// strangers makes another scope and another client by hand, knocks with them
// and takes them away again.
func (d *demo) strangers(ctx context.Context, consumer credentials) (err error) {
	server, err := d.cli.Output(ctx, "auth_server_id")
	if err != nil {
		return err
	}
	scopes := "/api/v1/authorizationServers/" + server + "/scopes"
	scope, err := d.sim.okta(ctx, "POST", scopes, map[string]any{"name": "otherscope"})
	if err != nil {
		return err
	}
	defer func() { err = d.remove(ctx, scopes+"/"+fmt.Sprint(scope["id"]), err) }()
	if err := d.expect(ctx, "A call with a token for another scope", consumer, "otherscope", 403); err != nil {
		return err
	}

	client, err := d.sim.okta(ctx, "POST", "/oauth2/v1/clients", map[string]any{
		"client_name": "Stranger", "application_type": "service", "grant_types": []string{"client_credentials"}, "response_types": []string{"token"},
	})
	if err != nil {
		return err
	}
	id := fmt.Sprint(client["client_id"])
	defer func() { err = d.remove(ctx, "/oauth2/v1/clients/"+id, err) }()
	return d.expect(ctx, "A call with a token of a client that has no contract", credentials{id, fmt.Sprint(client["client_secret"])}, "mulescope", 403)
}

func (d *demo) remove(ctx context.Context, path string, before error) error {
	if _, err := d.sim.okta(ctx, "DELETE", path, nil); err != nil && before == nil {
		return err
	}
	return before
}

type credentials struct{ id, secret string }

// consumer reads the application's credentials as its owner would.
func (d *demo) consumer(ctx context.Context) (credentials, error) {
	id, err := d.cli.Output(ctx, "application_id")
	if err != nil {
		return credentials{}, err
	}
	app, err := d.sim.anypoint(ctx, "GET", "/exchange/api/v2/organizations/"+d.sim.env["ANYPOINT_ORGANIZATION_ID"]+"/applications/"+id, nil)
	if err != nil {
		return credentials{}, err
	}
	return credentials{fmt.Sprint(app["clientId"]), fmt.Sprint(app["clientSecret"])}, nil
}

// expect mints a token and calls the API with it.
func (d *demo) expect(ctx context.Context, what string, c credentials, scope string, want int) error {
	tokenURL, err := d.cli.Output(ctx, "token_url")
	if err != nil {
		return err
	}
	token, err := mint(ctx, tokenURL, c, scope)
	if err != nil {
		return err
	}
	// The gateway learns of a contract a moment later.
	var status int
	var body string
	for deadline := time.Now().Add(10 * time.Second); ; {
		if status, body, err = d.call(ctx, token); err != nil {
			return err
		}
		if status == want || time.Now().After(deadline) {
			break
		}
		time.Sleep(200 * time.Millisecond) //nolint:forbidigo // a person's pace, bounded by the deadline
	}
	d.say("%s: %d %s", what, status, body)
	if status != want {
		return fmt.Errorf("expected %d", want)
	}
	return nil
}

func mint(ctx context.Context, tokenURL string, c credentials, scope string) (string, error) {
	form := url.Values{"grant_type": {"client_credentials"}, "scope": {scope}}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, tokenURL, strings.NewReader(form.Encode()))
	if err != nil {
		return "", err
	}
	req.SetBasicAuth(c.id, c.secret)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer func() { _ = resp.Body.Close() }()
	var answer map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return "", err
	}
	token, ok := answer["access_token"].(string)
	if !ok {
		return "", fmt.Errorf("no token for %s: %d %v", scope, resp.StatusCode, answer["error_description"])
	}
	return token, nil
}

// call calls the API and returns the status and the start of the body.
func (d *demo) call(ctx context.Context, token string) (int, string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, d.sim.env["GATEWAY_URL"]+"/card", nil)
	if err != nil {
		return 0, "", err
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 4096))
	text := strings.Join(strings.Fields(string(body)), " ")
	if len(text) > 110 {
		text = text[:110] + "…"
	}
	return resp.StatusCode, text, err
}
