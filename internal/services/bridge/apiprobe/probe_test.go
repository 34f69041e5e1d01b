package apiprobe_test

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const address = "data.gatehouse_api_probe.test"

// world is a simulator whose gateway guards /card: tokens of Okta with the
// scope mulescope, of clients with a contract.
type world struct {
	*acctest.Env
	api, app string
}

func start(t *testing.T) world {
	t.Helper()
	e := acctest.Start(t)
	api := e.GivenAPI(t, "card", e.GivenClientProvider(t, nil), nil)
	for _, scope := range []string{"mulescope", "other"} {
		e.ByHand(t, http.MethodPost, "okta:/api/v1/authorizationServers/default/scopes", map[string]any{"name": scope})
	}
	e.ByHand(t, http.MethodPost, e.APIs()+"/"+api+"/policies", map[string]any{
		"groupId": "68ef9520-24e9-4cf2-b2f5-620025690913", "assetId": "openidconnect-access-token-enforcement", "assetVersion": "1.6.0",
		"configurationData": map[string]any{"scopes": "mulescope"},
	})
	app := e.GivenApplication(t, "Card", api)
	e.Given()
	return world{e, api, app}
}

// contract gives the application access.
func (w world) contract(t *testing.T) {
	t.Helper()
	var id float64
	_, _ = fmt.Sscan(w.app, &id)
	w.ByHand(t, http.MethodPost, w.APIs()+"/"+w.api+"/contracts", map[string]any{"applicationId": id})
	w.Given()
}

func (w world) config(more string) string {
	return w.Provider + fmt.Sprintf(`
data "gatehouse_api_probe" "test" {
  url = %q
%s}
`, w.Var("GATEWAY_URL")+"/card/42", more)
}

func (w world) client(scope, more string) string {
	return w.config(fmt.Sprintf(`
  client_application_id = %q
  token_url             = %q
  scopes                = [%q]
%s`, w.app, w.Var("OKTA_ORG_URL")+"/oauth2/default/v1/token", scope, more))
}

func number(name string, n int64) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), knownvalue.Int64Exact(n))
}

func matches(name, pattern string) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), knownvalue.StringRegexp(regexp.MustCompile(pattern)))
}

func TestProbe_whatTheGatewaySays(t *testing.T) {
	t.Parallel()
	w := start(t)
	none := w.ByHand(t, http.MethodPost, "okta:/oauth2/v1/clients", map[string]any{
		"client_name": "Without a contract", "grant_types": []string{"client_credentials", "authorization_code"}, "response_types": []string{"code"},
		"redirect_uris": []string{"https://x.example.com"}, "application_type": "web", "token_endpoint_auth_method": "client_secret_basic",
	}).(map[string]any)
	w.contract(t)
	w.Given()
	w.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: w.client("mulescope", ""),
			ConfigStateChecks: []statecheck.StateCheck{
				number("status_code", 200), matches("body", `"path":"/_sim/echo/42"`), statecheck.ExpectKnownValue(address, tfjsonpath.New("explanation"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("token").AtMapKey("scopes"), knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("mulescope")})),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("token").AtMapKey("issuer"), knownvalue.StringExact(w.Var("OKTA_ORG_URL")+"/oauth2/default")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("token").AtMapKey("client_id"), knownvalue.StringRegexp(regexp.MustCompile("^0oa"))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("token").AtMapKey("expires_at"), knownvalue.StringRegexp(regexp.MustCompile(`^\d{4}-.*Z$`))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("headers").AtMapKey("Content-Type"), knownvalue.StringRegexp(regexp.MustCompile("json"))),
			},
		},
		{
			Config: w.config(""),
			ConfigStateChecks: []statecheck.StateCheck{
				number("status_code", 400), matches("body", "Access token was not provided"), matches("explanation", "demands an access token"), number("attempts", 1),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("token"), knownvalue.Null()),
			},
		},
		{
			Config:            w.client("other", ""),
			ConfigStateChecks: []statecheck.StateCheck{number("status_code", 403), matches("explanation", "scope"), number("attempts", 1)},
		},
		{
			Config: w.config(fmt.Sprintf(`
  client_id     = %q
  client_secret = %q
  token_url     = %q
  scopes        = ["mulescope"]
  retry_for     = "1s"
`, none["client_id"], none["client_secret"], w.Var("OKTA_ORG_URL")+"/oauth2/default/v1/token")),
			ConfigStateChecks: []statecheck.StateCheck{
				number("status_code", 403), matches("body", "Invalid Client"),
				matches("explanation", `no approved contract.*has not changed over \d+ attempts in 1s`),
			},
		},
		{
			Config:            w.config("  access_token = \"not-a-token\"\n"),
			ConfigStateChecks: []statecheck.StateCheck{number("status_code", 401), matches("explanation", "does not take the token")},
		},
		{Config: w.client("nosuchscope", ""), ExpectError: regexp.MustCompile(`(?s)invalid_scope|scope`)},
	}})
}

// A contract that is made while the probe waits lets it in: the gateway learns
// of contracts a moment later.
func TestProbe_waitsForTheContract(t *testing.T) {
	t.Parallel()
	w := start(t)
	done := make(chan struct{})
	go func() {
		defer close(done)
		time.Sleep(2 * time.Second) //nolint:forbidigo // something else happens at another time
		w.contract(t)
	}()
	w.Test(t, resource.TestCase{Steps: []resource.TestStep{{
		Config:            w.client("mulescope", ""),
		ConfigStateChecks: []statecheck.StateCheck{number("status_code", 200)},
	}}})
	<-done
}

// The secret and the token of an application are nowhere to be seen, even if
// the API repeats them.
func TestProbe_secretsStayOut(t *testing.T) {
	t.Parallel()
	w := start(t)
	mirror := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		out.Header().Set("X-Seen", r.Header.Get("Authorization"))
		_, _ = fmt.Fprint(out, "you sent "+r.Header.Get("Authorization"))
	}))
	t.Cleanup(mirror.Close)
	w.Test(t, resource.TestCase{Steps: []resource.TestStep{{
		Config: strings.ReplaceAll(w.client("mulescope", ""), w.Var("GATEWAY_URL"), mirror.URL),
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue(address, tfjsonpath.New("body"), knownvalue.StringExact("you sent Bearer (sensitive)")),
			statecheck.ExpectKnownValue(address, tfjsonpath.New("headers").AtMapKey("X-Seen"), knownvalue.StringExact("Bearer (sensitive)")),
		},
	}}})
}

// In a check block, with everything still to be created: the first plan
// succeeds, and the apply probes.
func TestProbe_firstPlanInACheck(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Test(t, resource.TestCase{Steps: []resource.TestStep{{
		Config: w.Provider + fmt.Sprintf(`
resource "gatehouse_anypoint_client_application" "new" {
  name            = "New"
  api_instance_id = %[1]q
  grant_types     = ["authorization_code", "client_credentials"]
  redirect_uris   = ["https://card.example.com/callback"]
}
resource "gatehouse_anypoint_contract" "new" {
  application_id  = gatehouse_anypoint_client_application.new.id
  api_instance_id = %[1]q
}
check "granted" {
  data "gatehouse_api_probe" "granted" {
    url                   = %[2]q
    client_application_id = gatehouse_anypoint_client_application.new.id
    token_url             = %[3]q
    scopes                = ["mulescope"]
    depends_on            = [gatehouse_anypoint_contract.new]
  }
  assert {
    condition     = data.gatehouse_api_probe.granted.status_code == 200
    error_message = "refused"
  }
}
`, w.api, w.Var("GATEWAY_URL")+"/card", w.Var("OKTA_ORG_URL")+"/oauth2/default/v1/token"),
		ExpectNonEmptyPlan: true, // Terraform plans to read the data of a check again, every time
	}}})
	allowed := false
	for _, x := range w.Requests() {
		allowed = allowed || x.Platform == "gateway" && x.Status == http.StatusOK
	}
	if !allowed {
		t.Error("the probe never got in")
	}
}

func TestProbe_invalid(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	probe := func(body string) string {
		return e.Provider + "data \"gatehouse_api_probe\" \"test\" {\n" + body + "\n}\n"
	}
	var steps []resource.TestStep
	for body, want := range map[string]string{
		`url = "card"`: `not\s+an\s+absolute\s+URL`,
		"url = \"http://api.example.com\"\naccess_token = \"abcdefgh\"":                        `in\s+the\s+clear`,
		"url = \"https://a.example.com\"\nretry_for = \"soon\"":                                `"soon"\s+is\s+not\s+a\s+duration`,
		"url = \"https://a.example.com\"\ntoken_url = \"https://b.example.com\"":               `no\s+client\s+is\s+given`,
		"url = \"https://a.example.com\"\nclient_id = \"a\"":                                   `client_secret`,
		"url = \"https://a.example.com\"\nclient_application_id = \"1\"\naccess_token = \"x\"": `access_token`,
		"url = \"https://a.example.com\"\nscopes = [\"a b\"]":                                  `not\s+the\s+name\s+of\s+a\s+scope`,
	} {
		steps = append(steps, resource.TestStep{Config: probe(body), ExpectError: regexp.MustCompile("(?s)" + want)})
	}
	e.Test(t, resource.TestCase{Steps: steps})
}

// What a probe does on the wire: no redirect is followed, a body is limited, a
// gateway that does not listen yet is waited for, wait_for is obeyed.
func TestProbe_wire(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	var calls atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/away":
			http.Redirect(out, r, "/elsewhere", http.StatusFound)
		case "/long":
			_, _ = fmt.Fprint(out, strings.Repeat("x", 70000))
		case "/slow":
			if calls.Add(1) < 3 {
				out.WriteHeader(http.StatusServiceUnavailable)
			}
		case "/post":
			body := make([]byte, r.ContentLength)
			_, _ = r.Body.Read(body)
			_, _ = fmt.Fprintf(out, "%s %s %s", r.Method, r.Header.Get("X-Team"), body)
		default:
			t.Errorf("%s was called", r.URL.Path)
		}
	}))
	t.Cleanup(server.Close)
	silent := httptest.NewServer(http.NotFoundHandler())
	silent.Close()
	probe := func(url, more string) string {
		return e.Provider + fmt.Sprintf("data \"gatehouse_api_probe\" \"test\" {\n  url = %q\n%s}\n", url, more)
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: probe(server.URL+"/away", ""), ConfigStateChecks: []statecheck.StateCheck{
			number("status_code", 302), matches("explanation", "redirect"), statecheck.ExpectKnownValue(address, tfjsonpath.New("headers").AtMapKey("Location"), knownvalue.StringExact("/elsewhere")),
		}},
		{Config: probe(server.URL+"/long", ""), ConfigStateChecks: []statecheck.StateCheck{matches("body", "^x{1000}"), statecheck.ExpectKnownValue(address, tfjsonpath.New("body"), length(65536))}},
		{Config: probe(server.URL+"/slow", "  wait_for = [200, 204]\n"), ConfigStateChecks: []statecheck.StateCheck{number("status_code", 200)}},
		{
			Config:            probe(server.URL+"/post", "  method = \"POST\"\n  request_body = \"hello\"\n  request_headers = { X-Team = \"cards\" }\n"),
			ConfigStateChecks: []statecheck.StateCheck{matches("body", "^POST cards hello$")},
		},
		{Config: probe(silent.URL, "  retry_for = \"1s\"\n"), ExpectError: regexp.MustCompile(`(?s)got\s+no\s+answer.*attempts\s+in\s+1s`)},
	}})
	if calls.Load() < 3 {
		t.Errorf("wait_for: %d calls", calls.Load())
	}
}

type length int

func (n length) CheckValue(v any) error {
	if s, ok := v.(string); !ok || len(s) != int(n) {
		return fmt.Errorf("%d bytes, want %d", len(s), n)
	}
	return nil
}

func (n length) String() string { return fmt.Sprintf("%d bytes", int(n)) }

// The ephemeral probe fails with a message of its own, without the token in it.
func TestProbe_ephemeral(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.contract(t)
	body := func(scope string, expect int) string {
		return w.Provider + fmt.Sprintf(`
ephemeral "gatehouse_anypoint_client_application_secret" "card" {
  application_id = %q
}
ephemeral "gatehouse_okta_access_token" "card" {
  token_url     = %q
  client_id     = ephemeral.gatehouse_anypoint_client_application_secret.card.client_id
  client_secret = ephemeral.gatehouse_anypoint_client_application_secret.card.client_secret
  scopes        = [%q]
}
ephemeral "gatehouse_api_probe" "card" {
  url           = %q
  access_token  = ephemeral.gatehouse_okta_access_token.card.access_token
  expect_status = %d
}
provider "echo" {
  data = ephemeral.gatehouse_api_probe.card.status_code
}
resource "echo" "test" {}
`, w.app, w.Var("OKTA_ORG_URL")+"/oauth2/default/v1/token", scope, w.Var("GATEWAY_URL")+"/card", expect)
	}
	w.Test(t, acctest.Echo(resource.TestCase{Steps: []resource.TestStep{
		{Config: body("other", 200), ExpectError: regexp.MustCompile(`(?s)Unexpected Answer of the API.*answered\s+403\s+Forbidden,\s+not\s+200.*scopes\s+are\s+not\s+authorized`)},
		{Config: body("mulescope", 200), ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue("echo.test", tfjsonpath.New("data"), knownvalue.Int64Exact(200)),
		}},
	}}))
}

// A token that is no JWT has no facts but those of the request.
func TestProbe_opaqueToken(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/token" {
			user, _, _ := r.BasicAuth()
			_, _ = fmt.Fprintf(out, `{"access_token":%q,"token_type":"Bearer","expires_in":60,"scope":"a b"}`, base64.RawURLEncoding.EncodeToString([]byte("opaque "+user)))
		}
	}))
	t.Cleanup(server.Close)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{{
		Config: e.Provider + fmt.Sprintf(`
data "gatehouse_api_probe" "test" {
  url           = %[1]q
  client_id     = "abc"
  client_secret = "s3cret-s3cret"
  token_url     = "%[1]s/token"
}
`, server.URL),
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue(address, tfjsonpath.New("token"), knownvalue.ObjectExact(map[string]knownvalue.Check{
				"client_id": knownvalue.StringExact("abc"), "scopes": knownvalue.SetSizeExact(2), "issuer": knownvalue.Null(), "subject": knownvalue.Null(),
				"audience": knownvalue.SetSizeExact(0), "expires_at": knownvalue.Null(),
			})),
		},
	}}})
}
