package accesstoken_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const (
	typ    = "gatehouse_okta_access_token"
	asking = "gatehouse_okta_token_introspection"
)

// newClient registers a client by hand and gives its id and secret.
func newClient(t *testing.T, e *acctest.Env, more map[string]any) (id, secret string) {
	t.Helper()
	body := map[string]any{
		"client_name": "card", "application_type": "service", "grant_types": []string{"client_credentials"}, "response_types": []string{"token"}, "token_endpoint_auth_method": "client_secret_basic",
	}
	maps.Copy(body, more)
	c, _ := e.ByHand(t, http.MethodPost, "okta:/oauth2/v1/clients", body).(map[string]any)
	id, _ = c["client_id"].(string)
	secret, _ = c["client_secret"].(string)
	return id, secret
}

func scope(t *testing.T, e *acctest.Env) {
	t.Helper()
	e.ByHand(t, http.MethodPost, "okta:/api/v1/authorizationServers/default/scopes", map[string]any{"name": "mulescope"})
}

func TestAccessToken_secret(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	scope(t, e)
	issuer := e.Var("OKTA_ORG_URL") + "/oauth2/default/v1"
	id, secret := newClient(t, e, nil)
	m := e.Machine(t)
	for _, method := range []any{nil, "client_secret_basic", "client_secret_post"} {
		got, errs := m.Open(typ, map[string]any{"token_url": issuer + "/token", "client_id": id, "client_secret": secret, "scopes": []string{"mulescope"}, "token_endpoint_auth_method": method})
		if errs != "" {
			t.Fatalf("%v: %s", method, errs)
		}
		if scopes, _ := got["granted_scopes"].([]any); got["token_type"] != "Bearer" || !slices.Equal(scopes, []any{"mulescope"}) || got["expires_at"] == nil {
			t.Errorf("%v: %v", method, got)
		}
		said, errs := m.Open(asking, map[string]any{"introspection_url": issuer + "/introspect", "client_id": id, "client_secret": secret, "token": got["access_token"]})
		if errs != "" || said["active"] != true || said["token_client_id"] != id {
			t.Errorf("introspection: %v %s", said, errs)
		}
	}
	said, errs := m.Open(asking, map[string]any{"introspection_url": issuer + "/introspect", "client_id": id, "client_secret": secret, "token": "not-a-token"})
	if errs != "" || said["active"] != false || said["expires_at"] != nil {
		t.Errorf("introspection of another token: %v %s", said, errs)
	}
}

func newKey(t *testing.T) (text string, jwk map[string]any) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	point, err := key.PublicKey.ECDH()
	if err != nil {
		t.Fatal(err)
	}
	raw := point.Bytes() // 4, x, y
	encode := base64.RawURLEncoding.EncodeToString
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})),
		map[string]any{"kty": "EC", "crv": "P-256", "kid": "k1", "use": "sig", "alg": "ES256", "x": encode(raw[1:33]), "y": encode(raw[33:])}
}

func TestAccessToken_privateKeyAndDPoP(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	scope(t, e)
	issuer := e.Var("OKTA_ORG_URL") + "/oauth2/default/v1"
	private, public := newKey(t)
	id, _ := newClient(t, e, map[string]any{"token_endpoint_auth_method": "private_key_jwt", "jwks": map[string]any{"keys": []any{public}}, "dpop_bound_access_tokens": true})
	m := e.Machine(t)
	config := map[string]any{"token_url": issuer + "/token", "client_id": id, "private_key": private, "private_key_id": "k1", "scopes": []string{"mulescope"}, "dpop": true}
	got, errs := m.Open(typ, config)
	if errs != "" || got["token_type"] != "DPoP" {
		t.Fatalf("%v %s", got, errs)
	}
	config["dpop"] = nil
	if _, errs := m.Open(typ, config); !strings.Contains(errs, "could not issue an access token") {
		t.Errorf("without a proof: %q", errs)
	}
}

func TestAccessToken_errors(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	issuer := e.Var("OKTA_ORG_URL") + "/oauth2/default/v1"
	id, secret := newClient(t, e, nil)
	m := e.Machine(t)
	scope(t, e)
	valid := map[string]any{"token_url": issuer + "/token", "client_id": id, "client_secret": secret, "scopes": []string{"mulescope"}}
	for want, with := range map[string]map[string]any{
		"invalid_scope":           {"scopes": []string{"nothing"}},
		"invalid_client":          {"client_secret": "wrong-secret-of-a-client"},
		"Match":                   {"token_endpoint_auth_method": "private_key_jwt"},
		"Invalid Private Key":     {"client_secret": nil, "private_key": "nonsense"},
		"private_key":             {"client_secret": nil},
		"Use https":               {"token_url": "http://a.example.com/token"},
		"not the name of a scope": {"scopes": []string{"a b"}},
	} {
		c := map[string]any{}
		maps.Copy(c, valid)
		maps.Copy(c, with)
		_, errs := m.Open(typ, c)
		if !strings.Contains(errs, want) {
			t.Errorf("%q is not in %q", want, errs)
		}
		if strings.Contains(errs, secret) || strings.Contains(errs, "wrong-secret-of-a-client") {
			t.Errorf("the error shows a secret: %s", errs)
		}
	}
}

// okta/terraform-provider-okta#2177: the keys of a client are objects of their
// own. App, key and token come out of one apply; the app never touches the key.
func TestAccessToken_keyIsAnObjectOfItsOwn(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	scope(t, e)
	private, public := newKey(t)
	client := func(label string) map[string]any {
		return map[string]any{"label": label, "type": "service", "token_endpoint_auth_method": "private_key_jwt"}
	}
	m := e.Machine(t)
	app := m.Create("gatehouse_okta_app_oauth", client("Card"))
	asking := map[string]any{
		"token_url": e.Var("OKTA_ORG_URL") + "/oauth2/default/v1/token", "client_id": app.Text("client_id"),
		"private_key": private, "private_key_id": "k1", "scopes": []string{"mulescope"},
	}
	if _, errs := m.Open(typ, asking); !strings.Contains(errs, "does not have a JWKSet configured") {
		t.Errorf("without a key: %q", errs)
	}
	config := map[string]any{"app_id": app.Text("id")}
	for _, member := range []string{"kty", "kid", "use", "alg", "x", "y"} {
		config[member] = public[member]
	}
	key := m.Create("gatehouse_okta_app_jwk", config)
	if got, errs := m.Open(typ, asking); errs != "" || got["access_token"] == nil {
		t.Fatalf("with the key: %v %s", got, errs)
	}
	settled := func(when string, wanted map[string]any) {
		t.Helper()
		for o, c := range map[*acctest.Managed]map[string]any{app: wanted, key: config} {
			if o.Refresh() {
				t.Fatalf("%s: %s is gone", when, o.Type)
			}
			if p := o.Plan(c); !p.Empty() || p.Errors != "" {
				t.Errorf("%s: the plan of %s changes %v: %s", when, o.Type, p.Changed, p.Errors)
			}
		}
	}
	settled("after the apply", client("Card"))
	app.Apply(client("Another label"))
	settled("after an update of the app", client("Another label"))
	if _, errs := m.Open(typ, asking); errs != "" {
		t.Errorf("after an update of the app: %s", errs)
	}
	key.Destroy()
	app.Destroy()
	if err := e.Empty(); err != nil && !strings.Contains(err.Error(), "scopes") {
		t.Error(err)
	}
}
