package provider_test

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// refusal makes a platform answer the next request of a route in these words,
// for answers that the simulator has no reason to give.
func refusal(e *acctest.Env, platform, method, route string, status int, body string) {
	e.Sim.World.Faults.Add(kernel.Fault{
		Platform: platform, Method: method, Path: route, Times: 1, Status: status, Header: map[string]string{"Content-Type": "application/json"}, Body: body,
	})
}

func oktaSays(code, summary string) string {
	return fmt.Sprintf(`{"errorCode":%q,"errorSummary":%q,"errorLink":%[1]q,"errorId":"oaeF5dnYZjFQB","errorCauses":[]}`, code, summary)
}

// with are the provider's settings with others for one block.
func with(e *acctest.Env, block string, settings map[string]any) map[string]any {
	all := e.Settings()
	if b, ok := all[block].(map[string]any); ok {
		maps.Copy(b, settings)
	}
	return all
}

// troubles provoke each error of the guide "Troubleshooting by error code", and
// return what the provider says.
var troubles = map[string]func(t *testing.T, e *acctest.Env) string{
	"E0000001": func(t *testing.T, e *acctest.Env) string {
		m := e.Machine(t)
		app := m.Create("gatehouse_okta_app_oauth", webApp).Text("id")
		m.Create("gatehouse_okta_app_secret", map[string]any{"app_id": app})
		return m.New("gatehouse_okta_app_secret").TryApply(map[string]any{"app_id": app})
	},
	"E0000006": func(t *testing.T, e *acctest.Env) string { // the contract's ErrorAccessDenied
		refusal(e, "okta", http.MethodPost, "/api/v1/groups", http.StatusForbidden, oktaSays("E0000006", "You do not have permission to perform the requested action"))
		return e.Machine(t).New("gatehouse_okta_group").TryApply(map[string]any{"name": "Payments"})
	},
	"E0000007": func(t *testing.T, e *acctest.Env) string {
		_, errs := e.Machine(t).Data("gatehouse_okta_group", map[string]any{"id": "00g1abcd2EFGH3ijk4x7"})
		return errs
	},
	"E0000009": func(t *testing.T, e *acctest.Env) string { // recorded: error_500_E0000009
		refusal(e, "okta", http.MethodPost, "/api/v1/groups", http.StatusInternalServerError, oktaSays("E0000009", "Internal Server Error"))
		return e.Machine(t).New("gatehouse_okta_group").TryApply(map[string]any{"name": "Payments"})
	},
	"E0000011": func(t *testing.T, e *acctest.Env) string {
		_, errs := e.MachineWith(t, with(e, "okta", map[string]any{"api_token": "00expired"})).Data("gatehouse_okta_group", map[string]any{"name": "Everyone"})
		return errs
	},
	"E0000015": func(t *testing.T, _ *acctest.Env) string {
		e := acctest.StartWith(t, sim.Options{Without: []string{"api-access-management"}})
		e.Unjudged(func(kernel.Exchange) bool { return true })
		return e.Machine(t).New("gatehouse_okta_auth_server").TryApply(map[string]any{"name": "cards", "audiences": []any{"api://cards"}})
	},
	"E0000239": func(t *testing.T, e *acctest.Env) string { // recorded: error_423_E0000239
		settings := e.Settings()
		settings["max_tries"] = 1
		refusal(e, "okta", http.MethodPost, "/api/v1/groups/rules", http.StatusLocked, oktaSays("E0000239", "Policy priorities are being reconciled. Please try again later."))
		return e.MachineWith(t, settings).New("gatehouse_okta_group_rule").TryApply(map[string]any{"name": "Staff", "expression_value": `user.department == "Staff"`, "group_assignments": []any{"00g1abcd2EFGH3ijk4x7"}})
	},
	"invalid_client": func(t *testing.T, e *acctest.Env) string {
		return token(t, e, "default", "made-up-by-nobody", "openid")
	},
	"invalid_scope": func(t *testing.T, e *acctest.Env) string { return token(t, e, "default", ownSecret, "cards.read") },
	"access_denied": func(t *testing.T, e *acctest.Env) string {
		m := e.Machine(t)
		server := m.Create("gatehouse_okta_auth_server", map[string]any{"name": "cards", "audiences": []any{"api://cards"}}).Text("id")
		m.Create("gatehouse_okta_auth_server_scope", map[string]any{"auth_server_id": server, "name": "cards.read"})
		return token(t, e, server, ownSecret, "cards.read")
	},
	"invalid credentials": func(t *testing.T, e *acctest.Env) string {
		_, errs := e.MachineWith(t, with(e, "anypoint", map[string]any{"client_secret": "wrong"})).Data("gatehouse_anypoint_environment", map[string]any{"name": "Sandbox"})
		return errs
	},
	"ForbiddenError": func(t *testing.T, e *acctest.Env) string { // not known: the body
		refusal(e, "anypoint", http.MethodPost, "/accounts/api/organizations/{organizationId}/clientProviders", http.StatusForbidden, `{"name":"ForbiddenError","message":"Forbidden"}`)
		return e.Machine(t).New("gatehouse_anypoint_client_provider").TryApply(oktaProvider(e, ""))
	},
	"NotFoundError": func(t *testing.T, e *acctest.Env) string {
		_, errs := e.Machine(t).Data("gatehouse_anypoint_api_instance", map[string]any{"id": "19876543"})
		return errs
	},
	"MethodNotAllowedError": func(t *testing.T, e *acctest.Env) string {
		m := e.Machine(t)
		root := e.Var("ANYPOINT_ORGANIZATION_ID")
		refusal(e, "anypoint", http.MethodPost, "/accounts/api/organizations/{organizationId}/clientProviders", http.StatusMethodNotAllowed, `{"name":"MethodNotAllowedError","message":"The organization is not a root organization"}`)
		return m.New("gatehouse_anypoint_client_provider").TryApply(oktaProvider(e, root))
	},
	"federated": func(t *testing.T, e *acctest.Env) string { // in the words of the vendor's document
		refusal(e, "anypoint", http.MethodPost, "/exchange/api/v2/organizations/{masterOrganizationId}/applications", http.StatusBadRequest, `{"message":"The organization is federated and the apiVersionId query parameter is missing"}`)
		return e.Machine(t).New("gatehouse_anypoint_client_application").TryApply(map[string]any{"name": "shop"})
	},
	"ConflictError": func(t *testing.T, e *acctest.Env) string {
		m := e.Machine(t)
		m.Create("gatehouse_anypoint_client_application", map[string]any{"name": "shop"})
		return m.New("gatehouse_anypoint_client_application").TryApply(map[string]any{"name": "shop"})
	},
	"no settings": func(t *testing.T, e *acctest.Env) string {
		settings := e.Settings()
		settings["okta"] = nil
		_, errs := e.MachineWith(t, settings).Data("gatehouse_okta_group", map[string]any{"name": "Everyone"})
		return errs
	},
}

// ownSecret is the secret of the client whose tokens are asked for.
const ownSecret = "a-secret-of-our-own"

var webApp = map[string]any{
	"label": "Portal", "type": "web", "grant_types": []any{"authorization_code", "client_credentials"},
	"redirect_uris": []any{"https://portal.example.com/callback"}, "client_basic_secret_wo": ownSecret, "client_basic_secret_wo_version": 1,
}

// token asks an authorization server for a token by client credentials.
func token(t *testing.T, e *acctest.Env, server, secret, scope string) string {
	t.Helper()
	m := e.Machine(t)
	_, errs := m.Open("gatehouse_okta_access_token", map[string]any{
		"token_url": e.Var("OKTA_ORG_URL") + "/oauth2/" + server + "/v1/token", "client_id": m.Create("gatehouse_okta_app_oauth", webApp).Text("client_id"),
		"client_secret": secret, "token_endpoint_auth_method": "client_secret_basic", "scopes": []any{scope},
	})
	return errs
}

func oktaProvider(e *acctest.Env, organization string) map[string]any {
	server := e.Var("OKTA_ORG_URL") + "/oauth2/default"
	out := map[string]any{
		"name": "Okta", "issuer": server, "client_registration_url": e.Var("OKTA_ORG_URL") + "/oauth2/v1/clients", "authorize_url": server + "/v1/authorize",
		"token_url": server + "/v1/token", "introspection_url": server + "/v1/introspect", "introspection_client_id": "0oa1abcd2EFGH3ijk4x7",
		"introspection_client_secret_wo": ownSecret, "introspection_client_secret_wo_version": 1,
	}
	if organization != "" {
		out["organization_id"] = organization
	}
	return out
}

// What differs from run to run, in the words of the page.
var particular = []struct {
	pattern *regexp.Regexp
	by      string
}{
	{regexp.MustCompile(`request id \S+\.`), "request id ….\n"},
	{regexp.MustCompile(`\nplanned null: .*`), ""}, // the harness says it
	{regexp.MustCompile(`https?://127\.0\.0\.1:\d+`), "https://dev-1.okta.com"},
	{regexp.MustCompile(`127\.0\.0\.1:\d+`), "dev-1.okta.com"},
	{regexp.MustCompile(`\b(0oa|ocs|aus|00g)[0-9A-Za-z]{14,17}\b`), "$1…"},
	{regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`), "…"},
	{regexp.MustCompile(`\d{4}-\d\d-\d\dT[0-9:.]+Z`), "…"},
	{regexp.MustCompile(`: [A-Za-z]*(?:AttributeName\([^)]*\))?(?:\.AttributeName\([^)]*\))*: `), "\n\n"},
	{regexp.MustCompile(`[ \t]+\n`), "\n"},
	{regexp.MustCompile(`\n{3,}`), "\n\n"},
}

var said = regexp.MustCompile("(?s)<!-- said: ([^>]+) -->\n\n```text\n(.*?)```\n")

// TestGuide_troubleshooting: each error that the guides show is one that the
// provider says, to the letter. To write them anew: go test ./internal/provider
// -run TestGuide_troubleshooting -args -update, and make generate.
func TestGuide_troubleshooting(t *testing.T) {
	t.Parallel()
	told := map[string]string{}
	for name, provoke := range troubles {
		e := acctest.Start(t)
		e.Unjudged(func(kernel.Exchange) bool { return true })
		text := provoke(t, e)
		if text == "" {
			t.Errorf("%s: there was no error", name)
		}
		for _, p := range particular {
			text = p.pattern.ReplaceAllString(text, p.by)
		}
		told[name] = strings.TrimSpace(text) + "\n"
	}
	shown := map[string]bool{}
	for _, guide := range []string{"troubleshooting", "first-hour"} {
		file := filepath.Join(repository, "templates/guides", guide+".md.tmpl")
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		page := said.ReplaceAllStringFunc(string(raw), func(block string) string {
			m := said.FindStringSubmatch(block)
			shown[m[1]] = true
			if told[m[1]] != m[2] && !*update {
				t.Errorf("%s: of %s the provider says\n%swhere the page says\n%s", guide, m[1], told[m[1]], m[2])
			}
			return strings.Replace(block, "```text\n"+m[2], "```text\n"+told[m[1]], 1)
		})
		if *update {
			if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		checkCodes(t, guide, page)
	}
	for name := range troubles {
		if !shown[name] {
			t.Errorf("no page shows %q", name)
		}
	}
}

// checkCodes: each code that a page names is one that the simulator or the
// provider knows, and each OAuth 2.0 scope one that an object's page asks for.
func checkCodes(t *testing.T, guide, page string) {
	t.Helper()
	known := codesOf(t, "internal/sim/okta", "internal/okta")
	for _, code := range regexp.MustCompile(`E0\d{6}`).FindAllString(page, -1) {
		if !known[code] {
			t.Errorf("%s names %s, which neither the simulator nor the provider knows", guide, code)
		}
	}
	pages, _ := filepath.Glob(filepath.Join(repository, "docs/*/okta_*.md"))
	pages = append(pages, filepath.Join(repository, "internal/okta/errors.go"))
	var all strings.Builder
	for _, file := range pages {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	for _, scope := range regexp.MustCompile(`okta\.\w+\.(?:manage|read|register)`).FindAllString(page, -1) {
		if !strings.Contains(all.String(), scope) {
			t.Errorf("%s names the scope %s, which no object needs", guide, scope)
		}
	}
}

// codesOf are Okta's error codes that the code in some folders names.
func codesOf(t *testing.T, folders ...string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for _, folder := range folders {
		files, _ := filepath.Glob(filepath.Join(repository, folder, "*.go"))
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, code := range regexp.MustCompile(`"(E0\d{6})"`).FindAllStringSubmatch(string(text), -1) {
				out[code[1]] = true
			}
		}
	}
	return out
}
