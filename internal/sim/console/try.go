package console

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/gateway"
)

// token asks an authorization server for a token on behalf of an app, with the
// grant client_credentials, as the app itself would.
func (c *Console) token(w http.ResponseWriter, r *http.Request) {
	in, err := readObject(w, r)
	if err != nil {
		complain(w, http.StatusBadRequest, "The body is not a JSON object: "+err.Error())
		return
	}
	app, secret, problem := c.client(r, text(in, "app"))
	if problem != "" {
		complain(w, http.StatusBadRequest, problem)
		return
	}
	form := url.Values{"grant_type": {"client_credentials"}}
	if scope := text(in, "scope"); scope != "" {
		form.Set("scope", scope)
	}
	id := text(app, "credentials.oauthClient.client_id id")
	method := text(app, "credentials.oauthClient.token_endpoint_auth_method")
	path := "/oauth2/" + url.PathEscape(text(in, "server")) + "/v1/token"
	switch method {
	case "client_secret_post":
		form.Set("client_id", id)
		form.Set("client_secret", secret)
	case "client_secret_basic":
	default:
		complain(w, http.StatusBadRequest, "The app signs in with "+method+", for which the console has no key")
		return
	}
	out, err := http.NewRequestWithContext(r.Context(), http.MethodPost, c.world.OktaURL+path, strings.NewReader(form.Encode()))
	if err != nil {
		complain(w, http.StatusBadRequest, err.Error())
		return
	}
	out.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	out.Header.Set("Accept", "application/json")
	if method == "client_secret_basic" {
		out.SetBasicAuth(url.QueryEscape(id), url.QueryEscape(secret))
	}
	out.RemoteAddr = r.RemoteAddr
	a := serve(c.platforms["okta"], out)
	if !a.ok() {
		complain(w, http.StatusBadGateway, text(a.json(), "error")+": "+c.reason(a))
		return
	}
	token := text(a.json(), "access_token")
	tell(w, http.StatusOK, map[string]any{
		"path": path, "status": a.status, "token": token, "claims": claims(token),
		"scope": text(a.json(), "scope"), "expires": text(a.json(), "expires_in"),
	})
}

// client finds an app and an active secret of it.
func (c *Console) client(r *http.Request, id string) (app any, secret, problem string) {
	got, err := c.ask(r, "okta", http.MethodGet, fill(apps+"/{}", []string{id}), nil)
	if err != nil || !got.ok() {
		return nil, "", "There is no app " + id
	}
	list, err := c.ask(r, "okta", http.MethodGet, fill(apps+"/{}/credentials/secrets", []string{id}), nil)
	if err != nil {
		return nil, "", err.Error()
	}
	for _, s := range itemsOf(list.json(), "") {
		if text(s, "status") == "ACTIVE" {
			secret = text(s, "client_secret")
		}
	}
	return got.json(), secret, ""
}

// claims are what a token says, if it is one that can be read.
func claims(token string) any {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return nil
	}
	return answer{body: payload}.json()
}

// call sends a request through the gateway, which explains what it does with it.
func (c *Console) call(w http.ResponseWriter, r *http.Request) {
	in, err := readObject(w, r)
	if err != nil {
		complain(w, http.StatusBadRequest, "The body is not a JSON object: "+err.Error())
		return
	}
	method := strings.ToUpper(text(in, "method"))
	if method == "" {
		method = http.MethodGet
	}
	path := text(in, "path")
	if !strings.HasPrefix(path, "/") {
		complain(w, http.StatusBadRequest, "The path must begin with a slash")
		return
	}
	told := &gateway.Explanation{Steps: []gateway.Step{}}
	out, err := http.NewRequestWithContext(gateway.Explain(r.Context(), told), method, c.world.GatewayURL+path, strings.NewReader(text(in, "body")))
	if err != nil {
		complain(w, http.StatusBadRequest, err.Error())
		return
	}
	headers, _ := in["headers"].(map[string]any)
	for name, v := range headers {
		if value, isText := v.(string); isText {
			out.Header.Set(name, value)
		}
	}
	if token := text(in, "token"); token != "" {
		out.Header.Set("Authorization", "Bearer "+token)
	}
	out.RemoteAddr = r.RemoteAddr
	a := serve(c.gateway.Handler(), out)
	m := c.masker()
	body, _ := m.hide(a.json())
	if body == nil {
		body = string(a.body)
	}
	shown := map[string]string{}
	for name := range a.header {
		shown[name] = a.header.Get(name)
	}
	tell(w, http.StatusOK, map[string]any{"status": a.status, "headers": shown, "body": body, "steps": told.Steps})
}
