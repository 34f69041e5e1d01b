package crud

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/oidc"
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
