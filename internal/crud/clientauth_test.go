package crud

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/oidc"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// TestClientAuth_methodAndCredentials: a method that is named must go with what
// is given; without one both may be given alone.
func TestClientAuth_methodAndCredentials(t *testing.T) {
	t.Parallel()
	some, none := types.StringUnknown(), types.StringNull()
	for name, c := range map[string]struct {
		method      string
		secret, key types.String
		fits        bool
	}{
		"secret":                     {"", some, none, true},
		"key":                        {"", none, some, true},
		"basic with a secret":        {oidc.ClientSecretBasic, some, none, true},
		"basic with a key":           {oidc.ClientSecretBasic, none, some, false},
		"post with a secret":         {oidc.ClientSecretPost, some, none, true},
		"signed, with a key":         {oidc.PrivateKeyJWT, none, some, true},
		"signed, with a secret":      {oidc.PrivateKeyJWT, some, none, false},
		"signed, both left out":      {oidc.PrivateKeyJWT, none, none, true},
		"basic, the secret left out": {oidc.ClientSecretBasic, none, none, true},
	} {
		method := types.StringNull()
		if c.method != "" {
			method = types.StringValue(c.method)
		}
		var diags diag.Diagnostics
		ClientAuth{Secret: c.secret, PrivateKey: c.key, Method: method, Argument: "method"}.Validate(&diags)
		if diags.HasError() == c.fits {
			t.Errorf("%s: %v", name, diags)
		}
	}
}

// TestClientAuth_request: it has the credentials that were given, and none where
// the key cannot be used, which a plan says too.
func TestClientAuth_request(t *testing.T) {
	t.Parallel()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	usable := string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	c := &Clients{OIDC: oidc.New(nil, "", &rest.Secrets{}, &rest.Limits{})}
	for name, k := range map[string]struct {
		key         string
		signed, bad bool
	}{"no key": {}, "a key": {key: usable, signed: true}, "no key at all": {key: "x", bad: true}} {
		a := ClientAuth{ClientID: types.StringValue("client"), Secret: types.StringValue("a secret of some length"), PrivateKey: types.StringValue(k.key)}
		r, err := a.Request(c, types.StringValue("https://example.com/token"))
		if (err != nil) != k.bad || (r.Key != nil) != k.signed || r.ClientID != "client" {
			t.Errorf("%s: %v", name, err)
		}
		var diags diag.Diagnostics
		if a.Validate(&diags); diags.HasError() != k.bad {
			t.Errorf("%s: %v", name, diags)
		}
	}
	if said := c.OIDC.Secrets().Scrub("it is a secret of some length"); said == "it is a secret of some length" {
		t.Error("a secret can be told")
	}
}
