package functions_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/functions"
)

// FuzzJWTClaims: no token makes the function panic, run on, or repeat the token.
func FuzzJWTClaims(f *testing.F) {
	part := base64.RawURLEncoding.EncodeToString
	for _, claims := range []string{
		`{"sub":"me","scp":["a","b"],"exp":1700000000}`, `{}`, `[]`, `null`, `"x"`, `{"a":1e999999999}`, `{"a":-0.0000000001e-999999999}`, `{"a":{"b":[{"c":null}]}}`,
		strings.Repeat(`{"a":`, 300) + "1" + strings.Repeat("}", 300), strings.Repeat("[", 20_000), `{"a":"\ud800"}`, "{\"\xff\":\"\xff\"}", `{"a":1}{"b":2}`, `{"a":1,"a":[]}`,
	} {
		f.Add("e30." + part([]byte(claims)) + ".c2ln")
	}
	for _, token := range []string{"", ".", "..", "...", "a.b.c", "a.b.c.d.e", " e30.e30.x ", "e30.e30==.x", "opaque", "e30.\n.x", strings.Repeat(".", 10_000)} {
		f.Add(token)
	}
	f.Fuzz(func(t *testing.T, token string) {
		got := call(t, functions.NewJWTClaims(), types.DynamicUnknown(), text(token))
		if strings.Contains(got, "JSON Web Token") && len(token) > 40 && strings.Contains(got, token) {
			t.Errorf("the token is in %q", got)
		}
	})
}

// FuzzParseID: what an id is taken apart into gives the same id again.
func FuzzParseID(f *testing.F) {
	for typ := range identities() {
		for _, id := range []string{"", "/", "a", "a/b", "a/b/c", "a//c", "a/b/", "a/../b", "ä/\x00", "a b/c?d#e", strings.Repeat("/", 1000)} {
			f.Add(typ, id)
		}
	}
	f.Add("okta_auth_server_scope", "aus1/scp2")
	f.Add("gatehouse_nothing", "a/b")
	f.Fuzz(func(t *testing.T, typ, id string) {
		parts := parsed(t, typ, id)
		if parts == nil {
			return
		}
		if got := call(t, functions.NewBuildID(identities), types.StringUnknown(), text(typ), types.MapValueMust(types.StringType, parts)); got != text(id).String() {
			t.Errorf("%q is built again as %s", id, got)
		}
	})
}

// parsed are the parts of an id; nil: it is refused.
func parsed(t *testing.T, typ, id string) map[string]attr.Value {
	t.Helper()
	resp := function.RunResponse{Result: function.NewResultData(types.MapUnknown(types.StringType))}
	functions.NewParseID(identities).Run(t.Context(), function.RunRequest{Arguments: function.NewArgumentsData([]attr.Value{text(typ), text(id)})}, &resp)
	if m, ok := resp.Result.Value().(types.Map); ok && resp.Error == nil {
		return m.Elements()
	}
	return nil
}
