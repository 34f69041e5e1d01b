package apiprobe

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/oidc"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var tokenTypes = map[string]attr.Type{
	"client_id": types.StringType, "scopes": types.SetType{ElemType: types.StringType}, "issuer": types.StringType,
	"subject": types.StringType, "audience": types.SetType{ElemType: types.StringType}, "expires_at": types.StringType,
}

// facts are what a token says about itself, as far as it is no secret. A token
// that is no JWT says nothing; then the token endpoint's answer is all there is.
func facts(token oidc.Token, clientID string) types.Object {
	if token.AccessToken == "" {
		return types.ObjectNull(tokenTypes)
	}
	claims := payload(token.AccessToken)
	text := func(names ...string) string {
		for _, name := range names {
			if s, ok := claims[name].(string); ok && s != "" {
				return s
			}
		}
		return ""
	}
	scopes := strings.Fields(token.Scope)
	if len(scopes) == 0 {
		scopes = texts(claims["scp"])
	}
	if len(scopes) == 0 {
		scopes = strings.Fields(text("scope"))
	}
	client := text("client_id", "cid", "azp")
	if client == "" {
		client = clientID
	}
	expires := types.StringNull()
	if n, ok := claims["exp"].(float64); ok {
		expires = types.StringValue(time.Unix(int64(n), 0).UTC().Format(time.RFC3339))
	}
	return types.ObjectValueMust(tokenTypes, map[string]attr.Value{
		"client_id": tf.String(client), "scopes": tf.SetOf(scopes), "issuer": tf.String(text("iss")),
		"subject": tf.String(text("sub")), "audience": tf.SetOf(texts(claims["aud"])), "expires_at": expires,
	})
}

// payload decodes a JWT's claims; it verifies nothing.
func payload(token string) map[string]any {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return nil
	}
	var claims map[string]any
	_ = json.Unmarshal(raw, &claims) // nil for what is no JWT
	return claims
}

// texts reads a claim that is a text or a list of them.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}
