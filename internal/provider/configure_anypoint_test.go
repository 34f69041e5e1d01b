package provider_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// clean takes away every variable that the Anypoint half reads.
func clean(t *testing.T) {
	t.Helper()
	for _, name := range []string{
		"ANYPOINT_BASE_URL", "ANYPOINT_REGION", "ANYPOINT_CPLANE", "ANYPOINT_HOST", "ANYPOINT_CLIENT_ID", "ANYPOINT_CLIENT_SECRET", "ANYPOINT_USERNAME", "ANYPOINT_PASSWORD",
		"ANYPOINT_ACCESS_TOKEN", "ANYPOINT_BEARER", "ANYPOINT_ORGANIZATION_ID", "ANYPOINT_ORG", "ANYPOINT_ENVIRONMENT_ID", "ANYPOINT_ENV", "ANYPOINT_CA_FILE",
	} {
		t.Setenv(name, "")
	}
}

// hosts answers every request with a refusal and remembers what was asked.
type hosts struct{ urls, bodies, headers []string }

func (h *hosts) RoundTrip(r *http.Request) (*http.Response, error) {
	body := ""
	if r.Body != nil {
		var b strings.Builder
		buffer := make([]byte, 4096)
		for {
			n, err := r.Body.Read(buffer)
			b.Write(buffer[:n])
			if err != nil {
				break
			}
		}
		body = b.String()
	}
	h.urls, h.bodies = append(h.urls, r.URL.Scheme+"://"+r.URL.Host), append(h.bodies, body)
	h.headers = append(h.headers, r.Header.Get("Authorization"))
	return &http.Response{StatusCode: http.StatusUnauthorized, Header: http.Header{}, Body: http.NoBody, Request: r}, nil
}

// TestProvider_anypointPrecedence: the block before our variables, these
// before those of MuleSoft's tools; and how each way signs in.
func TestProvider_anypointPrecedence(t *testing.T) {
	const us, token, org = "https://anypoint.mulesoft.com", "access_token", "00000000-0000-4000-8000-000000000001"
	for name, c := range map[string]struct {
		block, env map[string]string
		host       string // that is asked; empty: none
		body, head string // what the first request has
		say        string // the error that comes before any request
	}{
		"nothing but a token":                {block: map[string]string{token: "t-1"}, host: us, head: "Bearer t-1"},
		"region us":                          {block: map[string]string{token: "t-1", "region": "us"}, host: us},
		"region in capitals":                 {block: map[string]string{token: "t-1", "region": "EU"}, host: "https://eu1.anypoint.mulesoft.com"},
		"region eu1":                         {block: map[string]string{token: "t-1", "region": "eu1"}, host: "https://eu1.anypoint.mulesoft.com"},
		"their region":                       {block: map[string]string{token: "t-1"}, env: map[string]string{"ANYPOINT_CPLANE": "eu"}, host: "https://eu1.anypoint.mulesoft.com"},
		"our region before theirs":           {block: map[string]string{token: "t-1"}, env: map[string]string{"ANYPOINT_CPLANE": "eu", "ANYPOINT_REGION": "gov"}, host: "https://gov.anypoint.mulesoft.com"},
		"our address before their region":    {block: map[string]string{token: "t-1"}, env: map[string]string{"ANYPOINT_CPLANE": "eu", "ANYPOINT_BASE_URL": "https://own.example.com"}, host: "https://own.example.com"},
		"region gov":                         {block: map[string]string{token: "t-1", "region": "gov"}, host: "https://gov.anypoint.mulesoft.com"},
		"region ca":                          {block: map[string]string{token: "t-1", "region": "ca"}, host: "https://ca1.platform.mulesoft.com"},
		"region jp1":                         {block: map[string]string{token: "t-1", "region": "jp1"}, host: "https://jp1.platform.mulesoft.com"},
		"region in":                          {block: map[string]string{token: "t-1", "region": "in"}, host: "https://in1.platform.mulesoft.com"},
		"region au":                          {block: map[string]string{token: "t-1", "region": "au"}, host: "https://au1.platform.mulesoft.com"},
		"a new region":                       {block: map[string]string{token: "t-1", "region": "xy2"}, host: "https://xy2.platform.mulesoft.com"},
		"base_url wins over variables":       {block: map[string]string{token: "t-1", "base_url": "https://a.example.com"}, env: map[string]string{"ANYPOINT_BASE_URL": "https://b.example.com", "ANYPOINT_REGION": "eu", "ANYPOINT_HOST": "c.example.com"}, host: "https://a.example.com"},
		"region wins over variables":         {block: map[string]string{token: "t-1", "region": "ca"}, env: map[string]string{"ANYPOINT_BASE_URL": "https://b.example.com", "ANYPOINT_HOST": "c.example.com"}, host: "https://ca1.platform.mulesoft.com"},
		"base_url and region agree":          {block: map[string]string{token: "t-1", "region": "ca", "base_url": "https://ca1.platform.mulesoft.com/"}, host: "https://ca1.platform.mulesoft.com"},
		"our address before MuleSoft's":      {block: map[string]string{token: "t-1"}, env: map[string]string{"ANYPOINT_BASE_URL": "https://b.example.com", "ANYPOINT_HOST": "c.example.com"}, host: "https://b.example.com"},
		"our region before MuleSoft's":       {block: map[string]string{token: "t-1"}, env: map[string]string{"ANYPOINT_REGION": "jp", "ANYPOINT_HOST": "c.example.com"}, host: "https://jp1.platform.mulesoft.com"},
		"MuleSoft's host":                    {block: map[string]string{token: "t-1"}, env: map[string]string{"ANYPOINT_HOST": "eu1.anypoint.mulesoft.com"}, host: "https://eu1.anypoint.mulesoft.com"},
		"MuleSoft's host as a URL":           {block: map[string]string{token: "t-1"}, env: map[string]string{"ANYPOINT_HOST": "https://c.example.com/"}, host: "https://c.example.com"},
		"variables that contradict":          {block: map[string]string{token: "t-1"}, env: map[string]string{"ANYPOINT_BASE_URL": "https://b.example.com", "ANYPOINT_REGION": "eu"}, say: "ANYPOINT_REGION says https://eu1"},
		"a region that is none":              {block: map[string]string{token: "t-1"}, env: map[string]string{"ANYPOINT_REGION": "the moon"}, say: "ANYPOINT_REGION"},
		"a host that is none":                {block: map[string]string{token: "t-1"}, env: map[string]string{"ANYPOINT_HOST": "ftp://c.example.com"}, say: "ANYPOINT_HOST"},
		"our token before MuleSoft's":        {env: map[string]string{"ANYPOINT_ACCESS_TOKEN": "t-2", "ANYPOINT_BEARER": "t-3"}, host: us, head: "Bearer t-2"},
		"MuleSoft's token":                   {env: map[string]string{"ANYPOINT_BEARER": "t-3"}, host: us, head: "Bearer t-3"},
		"a token before a user and an app":   {env: map[string]string{"ANYPOINT_BEARER": "t-3", "ANYPOINT_USERNAME": "u", "ANYPOINT_PASSWORD": "p", "ANYPOINT_CLIENT_ID": "c", "ANYPOINT_CLIENT_SECRET": "s"}, host: us, head: "Bearer t-3"},
		"a user":                             {env: map[string]string{"ANYPOINT_USERNAME": "u", "ANYPOINT_PASSWORD": "p"}, host: us, body: `{"username":"u","password":"p"}`},
		"a user through an app":              {env: map[string]string{"ANYPOINT_USERNAME": "u", "ANYPOINT_PASSWORD": "p", "ANYPOINT_CLIENT_ID": "c", "ANYPOINT_CLIENT_SECRET": "s"}, host: us, body: `"grant_type":"password","client_id":"c"`},
		"a connected app":                    {env: map[string]string{"ANYPOINT_CLIENT_ID": "c", "ANYPOINT_CLIENT_SECRET": "s"}, host: us, body: `"grant_type":"client_credentials","client_id":"c"`},
		"the block's app before a token":     {block: map[string]string{"client_id": "b", "client_secret": "s"}, env: map[string]string{"ANYPOINT_BEARER": "t-3", "ANYPOINT_USERNAME": "u", "ANYPOINT_PASSWORD": "p"}, host: us, body: `"client_credentials","client_id":"b"`},
		"the block's user before a token":    {block: map[string]string{"username": "b"}, env: map[string]string{"ANYPOINT_BEARER": "t-3", "ANYPOINT_USERNAME": "u", "ANYPOINT_PASSWORD": "p", "ANYPOINT_CLIENT_ID": "c", "ANYPOINT_CLIENT_SECRET": "s"}, host: us, body: `{"username":"b","password":"p"}`},
		"a secret beside a variable's app":   {block: map[string]string{"client_secret": "s"}, env: map[string]string{"ANYPOINT_CLIENT_ID": "c", "ANYPOINT_BEARER": "t-3"}, host: us, body: `"client_credentials","client_id":"c"`},
		"no credentials":                     {say: "ANYPOINT_BEARER"},
		"an app without its secret":          {env: map[string]string{"ANYPOINT_CLIENT_ID": "c"}, say: "anypoint.client_secret is missing"},
		"a secret without its app":           {env: map[string]string{"ANYPOINT_CLIENT_SECRET": "s"}, say: "anypoint.client_id is missing"},
		"a user without a password":          {env: map[string]string{"ANYPOINT_USERNAME": "u"}, say: "anypoint.password is missing"},
		"a password without a user":          {env: map[string]string{"ANYPOINT_PASSWORD": "p-secret"}, say: "anypoint.username is missing"},
		"a password in the block, no user":   {block: map[string]string{"client_id": "c", "client_secret": "s", "password": "p"}, say: "anypoint.username is missing"},
		"a token that is not a block's only": {block: map[string]string{token: "t-1", "client_id": "c"}, say: "Conflicting Settings"},
		"base_url and region contradict":     {block: map[string]string{token: "t-1", "base_url": "https://a.example.com", "region": "eu"}, say: "contradict each other"},
	} {
		t.Run(name, func(t *testing.T) {
			clean(t)
			for k, v := range c.env {
				t.Setenv(k, v)
			}
			block := map[string]any{}
			for k, v := range c.block {
				block[k] = v
			}
			h := &hosts{}
			said := acctest.Offline(t, h, map[string]any{"anypoint": block}, "gatehouse_anypoint_environment", map[string]any{"name": "E", "organization_id": org})
			if c.say != "" {
				if !strings.Contains(said, c.say) || len(h.urls) > 0 {
					t.Errorf("want %q before any request, got %q and %q", c.say, said, h.urls)
				}
			} else if len(h.urls) == 0 || h.urls[0] != c.host || !strings.Contains(h.bodies[0], c.body) || !strings.HasPrefix(h.headers[0], c.head) {
				t.Errorf("asked %q with %q and %q: %s", h.urls, h.bodies, h.headers, said)
			}
			for _, secret := range []string{"t-1", "t-2", "t-3", "p-secret"} {
				if strings.Contains(said, secret) {
					t.Errorf("the error tells %q: %s", secret, said)
				}
			}
		})
	}
}

// TestProvider_anypointNames: MuleSoft's tools take names for the organization
// and the environment; each is looked up once, and only where it is needed.
func TestProvider_anypointNames(t *testing.T) {
	clean(t)
	e := acctest.Start(t)
	root, _ := e.ByHand(t, http.MethodGet, "anypoint:/accounts/api/organizations/"+e.Var("ANYPOINT_ORGANIZATION_ID"), nil).(map[string]any)
	environment, _ := e.ByHand(t, http.MethodGet, "anypoint:/accounts/api/organizations/"+e.Var("ANYPOINT_ORGANIZATION_ID")+"/environments/"+e.Var("ANYPOINT_ENVIRONMENT_ID"), nil).(map[string]any)
	organizationName, _ := root["name"].(string)
	environmentName, _ := environment["name"].(string)
	if organizationName == "" || environmentName == "" {
		t.Fatal("the simulator's organization and environment have no names")
	}
	machine := func() *acctest.Machine {
		return e.MachineWith(t, map[string]any{"anypoint": map[string]any{
			"base_url": e.Var("ANYPOINT_BASE_URL"), "client_id": e.Var("ANYPOINT_CLIENT_ID"), "client_secret": e.Var("ANYPOINT_CLIENT_SECRET"),
		}})
	}
	const typeName = "gatehouse_anypoint_environment_client_providers"
	config := map[string]any{"client_provider_ids": []string{}}
	t.Setenv("ANYPOINT_ORG", organizationName)
	t.Setenv("ANYPOINT_ENV", environmentName)
	m := machine()
	before := e.Count("GET /accounts/api/me")
	m.New("gatehouse_anypoint_environment").Plan(map[string]any{"name": "E", "organization_id": e.Var("ANYPOINT_ORGANIZATION_ID")})
	if n := e.Count("GET /accounts/api/me") - before; n != 0 {
		t.Errorf("an object that names its organization looks a name up %d times", n)
	}
	for range 2 {
		if p := m.New(typeName).Plan(config); p.Errors != "" {
			t.Fatal(p.Errors)
		}
	}
	if n := e.Count("GET /accounts/api/me") - before; n != 1 {
		t.Errorf("the organization was looked up %d times", n)
	}
	if got, errs := m.Data("gatehouse_anypoint_environment", map[string]any{"name": environmentName}); errs != "" || got["id"] != e.Var("ANYPOINT_ENVIRONMENT_ID") {
		t.Errorf("a data source: %v %s", got, errs)
	}
	for _, c := range []struct{ variable, value, say string }{
		{"ANYPOINT_ORG", "Nobody", "no organization of that name"},
		{"ANYPOINT_ENV", "Nowhere", "no environment of that name"},
		{"ANYPOINT_ORG", "", "ANYPOINT_ORGANIZATION_ID"},
	} {
		t.Run(c.variable+"="+c.value, func(t *testing.T) {
			t.Setenv(c.variable, c.value)
			if p := machine().New(typeName).Plan(config); !strings.Contains(p.Errors, c.say) {
				t.Errorf("want %q, got %q", c.say, p.Errors)
			}
		})
	}
	t.Setenv("ANYPOINT_ORGANIZATION_ID", e.Var("ANYPOINT_ORGANIZATION_ID"))
	t.Setenv("ANYPOINT_ENVIRONMENT_ID", e.Var("ANYPOINT_ENVIRONMENT_ID"))
	t.Setenv("ANYPOINT_ORG", "Nobody")
	if p := machine().New(typeName).Plan(config); p.Errors != "" {
		t.Errorf("our variables do not come before MuleSoft's: %s", p.Errors)
	}
}
