package functions_test

import (
	"context"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/functions"
)

func identities() map[string][]string {
	return map[string][]string{
		"gatehouse_okta_auth_server_scope":    {"auth_server_id", "id"},
		"gatehouse_anypoint_api_instance":     {"organization_id", "environment_id", "id"},
		"gatehouse_okta_auth_server_metadata": nil,
	}
}

// call gives the result's text, or the error's.
func call(t *testing.T, f function.Function, empty attr.Value, args ...attr.Value) string {
	t.Helper()
	resp := function.RunResponse{Result: function.NewResultData(empty)}
	f.Run(context.Background(), function.RunRequest{Arguments: function.NewArgumentsData(args)}, &resp)
	if resp.Error != nil {
		return resp.Error.Text
	}
	return resp.Result.Value().String()
}

func text(s string) attr.Value { return types.StringValue(s) }

func object(pairs ...string) attr.Value {
	m := map[string]attr.Value{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = text(pairs[i+1])
	}
	return types.MapValueMust(types.StringType, m)
}

func TestIssuerURL(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		org    string
		server attr.Value
		want   string
	}{
		{"https://a.okta.com", text("default"), `"https://a.okta.com/oauth2/default"`},
		{"https://a.okta.com/", text("aus1"), `"https://a.okta.com/oauth2/aus1"`},
		{"https://a.okta.com", text(""), `"https://a.okta.com"`},
		{"https://a.okta.com", types.StringNull(), `"https://a.okta.com"`},
		{"a.okta.com", text("aus1"), "not an absolute URL"},
		{"http://a.okta.com", text("aus1"), "Use https"},
		{"https://a.okta.com", text("oauth2/aus1"), "not the identifier"},
	} {
		if got := call(t, functions.NewIssuerURL(), types.StringUnknown(), text(test.org), test.server); !strings.Contains(got, test.want) {
			t.Errorf("issuer_url(%q, %s) = %s, want %s", test.org, test.server, got, test.want)
		}
	}
}

func TestScopes(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"openid profile  openid": `["openid","profile"]`,
		"b, a\nc":                `["a","b","c"]`,
		"":                       `[]`,
		`a "b"`:                  "not the name of a scope",
	} {
		if got := call(t, functions.NewScopes(), types.SetUnknown(types.StringType), text(in)); !strings.Contains(got, want) {
			t.Errorf("scopes(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestIDs(t *testing.T) {
	t.Parallel()
	parse, build := functions.NewParseID(identities), functions.NewBuildID(identities)
	for _, test := range []struct{ typ, id, want string }{
		{"gatehouse_okta_auth_server_scope", "aus1/scp2", `{"auth_server_id":"aus1","id":"scp2"}`},
		{"okta_auth_server_scope", "aus1/scp2", `{"auth_server_id":"aus1","id":"scp2"}`},
		{"gatehouse_anypoint_api_instance", "o/e/1", `{"environment_id":"e","id":"1","organization_id":"o"}`},
		{"gatehouse_anypoint_api_instance", "1", `{"id":"1"}`},
		{"gatehouse_okta_auth_server_scope", "scp2", "expected <auth_server_id>/<id>"},
		{"gatehouse_okta_auth_server_scope", "aus1/", "expected <auth_server_id>/<id>"},
		{"gatehouse_nothing", "1", "There is no resource type"},
	} {
		if got := call(t, parse, types.MapUnknown(types.StringType), text(test.typ), text(test.id)); !strings.Contains(got, test.want) {
			t.Errorf("parse_id(%q, %q) = %s, want %s", test.typ, test.id, got, test.want)
		}
	}
	for _, test := range []struct {
		typ        string
		attributes attr.Value
		want       string
	}{
		{"gatehouse_okta_auth_server_scope", object("id", "scp2", "auth_server_id", "aus1"), `"aus1/scp2"`},
		{"gatehouse_anypoint_api_instance", object("id", "1"), `"1"`},
		{"gatehouse_anypoint_api_instance", object("id", "1", "organization_id", "o", "environment_id", "e"), `"o/e/1"`},
		{"gatehouse_anypoint_api_instance", object("id", "1", "organization_id", "o"), `needs "environment_id"`},
		{"gatehouse_okta_auth_server_scope", object("id", "scp2"), `needs "auth_server_id"`},
		{"gatehouse_okta_auth_server_scope", object("id", "a/b", "auth_server_id", "aus1"), "without slashes"},
		{"gatehouse_okta_auth_server_scope", object("id", "scp2", "auth_server_id", "aus1", "name", "x"), `not identified by "name"`},
	} {
		if got := call(t, build, types.StringUnknown(), text(test.typ), test.attributes); !strings.Contains(got, test.want) {
			t.Errorf("build_id(%q, %s) = %s, want %s", test.typ, test.attributes, got, test.want)
		}
	}
}

func TestJWTClaims(t *testing.T) {
	t.Parallel()
	// {"alg":"none"} . {"sub":"me","exp":1900000000,"scp":["a","b"]}
	const token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSIsImV4cCI6MTkwMDAwMDAwMCwic2NwIjpbImEiLCJiIl19.c2ln"
	got := call(t, functions.NewJWTClaims(), types.DynamicUnknown(), text(token))
	for _, want := range []string{`"sub":"me"`, `"exp":1900000000`, `"scp":["a","b"]`} {
		if !strings.Contains(strings.ReplaceAll(got, ": ", ":"), want) {
			t.Errorf("%s is not in %s", want, got)
		}
	}
	for bad, want := range map[string]string{
		"opaque": "1 parts", "a.b.c.d.e": "encrypted", "a.!.c": "not in base64url", "a.bm8.c": "not a JSON object",
	} {
		if got := call(t, functions.NewJWTClaims(), types.DynamicUnknown(), text(bad)); !strings.Contains(got, want) {
			t.Errorf("jwt_claims(%q) = %s, want %s", bad, got, want)
		}
	}
}

func TestAutodiscoveryName(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ group, asset, want string }{
		{"5f8e2b6a", "card-api", `"groupId:5f8e2b6a:assetId:card-api"`},
		{"", "card-api", "not a part of an asset's coordinates"},
		{"5f8e2b6a", "groupId:5f8e2b6a:assetId:card-api", "not a part of an asset's coordinates"},
	} {
		if got := call(t, functions.NewAutodiscoveryName(), types.StringUnknown(), text(test.group), text(test.asset)); !strings.Contains(got, test.want) {
			t.Errorf("autodiscovery_name(%q, %q) = %s, want %s", test.group, test.asset, got, test.want)
		}
	}
}
