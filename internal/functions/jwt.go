package functions

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// NewJWTClaims is jwt_claims.
func NewJWTClaims() function.Function {
	return fn{
		name: "jwt_claims",
		definition: function.Definition{
			Summary: "The claims of a JSON Web Token, not verified",
			MarkdownDescription: "The claims of a signed JSON Web Token (JWS), as an object. **It only decodes: the signature, the issuer and the expiry are not verified**, so that nothing may be decided by it alone. " +
				"`gatehouse_okta_token_introspection` asks the server whether a token is good.",
			Parameters: []function.Parameter{function.StringParameter{Name: "token", MarkdownDescription: "The token: three parts in base64url, separated by dots."}},
			Return:     function.DynamicReturn{},
		},
		run: func(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
			var token string
			if resp.Error = req.Arguments.Get(ctx, &token); resp.Error != nil {
				return
			}
			// The token is a secret: no message repeats any of it.
			parts := strings.Split(strings.TrimSpace(token), ".")
			if len(parts) == 5 {
				fail(resp, 0, "The token is encrypted (JWE): only its recipient can read the claims.")
				return
			}
			if len(parts) != 3 {
				fail(resp, 0, "This is not a JSON Web Token: it has %d parts instead of three. An opaque token has no claims to decode; ask the server by gatehouse_okta_token_introspection.", len(parts))
				return
			}
			text, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
			if err != nil {
				fail(resp, 0, "This is not a JSON Web Token: its second part is not in base64url.")
				return
			}
			claims := map[string]any{}
			decoder := json.NewDecoder(bytes.NewReader(text))
			decoder.UseNumber()
			if decoder.Decode(&claims) != nil {
				fail(resp, 0, "This is not a JSON Web Token: its second part is not a JSON object.")
				return
			}
			if tf.Deep(claims, 100) {
				fail(resp, 0, "The token's claims have more than 100 levels inside of each other.")
				return
			}
			resp.Error = resp.Result.Set(ctx, tf.Dynamic(claims))
		},
	}
}
