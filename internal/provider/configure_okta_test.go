package provider_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// oktaVariables are those that the Okta half reads.
var oktaVariables = []string{
	"OKTA_ORG_URL", "OKTA_ORG_NAME", "OKTA_BASE_URL", "OKTA_HTTP_PROXY", "OKTA_API_TOKEN", "OKTA_ACCESS_TOKEN",
	"OKTA_API_CLIENT_ID", "OKTA_API_PRIVATE_KEY", "OKTA_API_PRIVATE_KEY_ID", "OKTA_API_SCOPES", "OKTA_CA_FILE",
}

// testKey is a private key as PEM, on the curve P-256.
func testKey(t *testing.T) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

// TestProvider_oktaPrecedence: the block before the environment, our settings
// before those of the official provider, the ways of sign-in, and what is wrong
// before anything is sent.
func TestProvider_oktaPrecedence(t *testing.T) {
	key := testKey(t)
	file := filepath.Join(t.TempDir(), "key.pem")
	if err := os.WriteFile(file, []byte(key), 0o600); err != nil {
		t.Fatal(err)
	}
	type settings = map[string]string
	const token, dev = "api_token", "https://dev-1.okta.com"
	for name, c := range map[string]struct {
		block, env settings
		scopes     []string // of the block
		host       string   // that is asked; empty: none
		head, body string   // what the first request has
		say        []string // what the error says that comes before any request
	}{
		"ours":                         {block: settings{"org_url": dev, token: "t-1"}, host: dev, head: "SSWS t-1"},
		"ours, by variables":           {env: settings{"OKTA_ORG_URL": dev + "/", "OKTA_API_TOKEN": "t-1"}, host: dev, head: "SSWS t-1"},
		"a custom domain":              {block: settings{"org_url": "https://login.example.com", token: "t-1"}, host: "https://login.example.com"},
		"a custom domain, theirs":      {env: settings{"OKTA_ORG_NAME": "login", "OKTA_BASE_URL": "example.com", "OKTA_API_TOKEN": "t-1"}, host: "https://login.example.com"},
		"theirs":                       {env: settings{"OKTA_ORG_NAME": "dev-1", "OKTA_BASE_URL": "oktapreview.com", "OKTA_API_TOKEN": "t-1"}, host: "https://dev-1.oktapreview.com", head: "SSWS t-1"},
		"theirs, emea":                 {env: settings{"OKTA_ORG_NAME": "dev-1", "OKTA_BASE_URL": "okta-emea.com", "OKTA_API_TOKEN": "t-1"}, host: "https://dev-1.okta-emea.com"},
		"theirs, government":           {env: settings{"OKTA_ORG_NAME": "dev-1", "OKTA_BASE_URL": "okta-gov.com", "OKTA_API_TOKEN": "t-1"}, host: "https://dev-1.okta-gov.com"},
		"theirs, default domain":       {env: settings{"OKTA_ORG_NAME": "dev-1", "OKTA_API_TOKEN": "t-1"}, host: dev},
		"their arguments":              {block: settings{"org_name": "dev-1", "base_url": "okta-gov.com", token: "t-1"}, host: "https://dev-1.okta-gov.com"},
		"half in the block":            {block: settings{"org_name": "dev-1", token: "t-1"}, env: settings{"OKTA_BASE_URL": "okta-emea.com"}, host: "https://dev-1.okta-emea.com"},
		"their proxy":                  {env: settings{"OKTA_ORG_NAME": "dev-1", "OKTA_HTTP_PROXY": "https://proxy.example.com", "OKTA_API_TOKEN": "t-1"}, host: "https://proxy.example.com"},
		"their proxy, an argument":     {block: settings{"org_name": "dev-1", "http_proxy": "http://127.0.0.1:1", token: "t-1"}, host: "http://127.0.0.1:1"},
		"ours before theirs":           {env: settings{"OKTA_ORG_URL": dev, "OKTA_ORG_NAME": "other", "OKTA_HTTP_PROXY": "https://proxy.example.com", "OKTA_API_TOKEN": "t-1"}, host: dev},
		"the block before ours":        {block: settings{"org_name": "dev-1"}, env: settings{"OKTA_ORG_URL": "https://other.okta.com", "OKTA_HTTP_PROXY": "https://proxy.example.com", "OKTA_API_TOKEN": "t-1"}, host: dev},
		"a proxy before ours":          {block: settings{"http_proxy": "https://proxy.example.com"}, env: settings{"OKTA_ORG_URL": dev, "OKTA_API_TOKEN": "t-1"}, host: "https://proxy.example.com"},
		"access token":                 {block: settings{"org_url": dev}, env: settings{"OKTA_ACCESS_TOKEN": "t-2"}, host: dev, head: "Bearer t-2"},
		"API token first":              {block: settings{"org_url": dev}, env: settings{"OKTA_ACCESS_TOKEN": "t-2", "OKTA_API_TOKEN": "t-1"}, host: dev, head: "SSWS t-1"},
		"block's token before a key":   {block: settings{"org_url": dev, "access_token": "t-2"}, env: settings{"OKTA_API_TOKEN": "t-1", "OKTA_API_PRIVATE_KEY": key}, host: dev, head: "Bearer t-2"},
		"key":                          {block: settings{"org_url": dev}, env: settings{"OKTA_API_CLIENT_ID": "0oa1", "OKTA_API_PRIVATE_KEY": key, "OKTA_API_SCOPES": "okta.apps.read,okta.groups.read"}, host: dev, body: "okta.apps.read+okta.groups.read"},
		"key in one line":              {block: settings{"org_url": dev}, env: settings{"OKTA_API_CLIENT_ID": "0oa1", "OKTA_API_PRIVATE_KEY": strings.ReplaceAll(key, "\n", `\n`), "OKTA_API_SCOPES": "okta.apps.read"}, host: dev, body: "client_credentials"},
		"key in a file":                {block: settings{"org_url": dev}, env: settings{"OKTA_API_CLIENT_ID": "0oa1", "OKTA_API_PRIVATE_KEY": file, "OKTA_API_SCOPES": "okta.apps.read"}, host: dev, body: "client_credentials"},
		"block's client before tokens": {block: settings{"org_url": dev, "client_id": "0oa1"}, env: settings{"OKTA_API_TOKEN": "t-1", "OKTA_API_PRIVATE_KEY": key, "OKTA_API_SCOPES": "okta.apps.read"}, host: dev, body: "client_credentials"},

		"no address":                   {env: settings{"OKTA_API_TOKEN": "t-1"}, say: []string{"okta.org_url", "OKTA_ORG_URL", "OKTA_ORG_NAME"}},
		"a domain alone":               {env: settings{"OKTA_BASE_URL": "okta.com", "OKTA_API_TOKEN": "t-1"}, say: []string{"OKTA_BASE_URL says the domain", "okta.org_name", "OKTA_ORG_NAME"}},
		"a domain alone, an argument":  {block: settings{"base_url": "okta.com", token: "t-1"}, say: []string{"okta.base_url says the domain"}},
		"a URL as the name":            {env: settings{"OKTA_ORG_NAME": dev, "OKTA_API_TOKEN": "t-1"}, say: []string{`OKTA_ORG_NAME: "https://dev-1.okta.com" is a part of an address`}},
		"a URL as the domain":          {block: settings{"org_name": "dev-1", "base_url": "https://okta.com", token: "t-1"}, say: []string{`okta.base_url: "https://okta.com" is a part of an address`}},
		"the domain twice":             {env: settings{"OKTA_ORG_NAME": "dev-1.okta.com", "OKTA_BASE_URL": "okta.com", "OKTA_API_TOKEN": "t-1"}, say: []string{`OKTA_ORG_NAME: "dev-1.okta.com" has the domain`, "which OKTA_BASE_URL says, too"}},
		"two addresses":                {block: settings{"org_url": dev, "org_name": "dev-1", token: "t-1"}, say: []string{"org_url and org_name both say"}},
		"an open proxy":                {env: settings{"OKTA_HTTP_PROXY": "http://proxy.example.com", "OKTA_API_TOKEN": "t-1"}, say: []string{"OKTA_HTTP_PROXY", "in the clear"}},
		"two ways in the block":        {block: settings{"org_url": dev, token: "t-1", "access_token": "t-2"}, say: []string{"the provider's block has access_token and api_token"}},
		"no sign-in":                   {block: settings{"org_url": dev}, say: []string{"okta.api_token", "OKTA_API_TOKEN", "OKTA_API_PRIVATE_KEY"}},
		"a client without its key":     {block: settings{"org_url": dev}, env: settings{"OKTA_API_CLIENT_ID": "0oa1"}, say: []string{"OKTA_API_CLIENT_ID needs okta.private_key", "OKTA_API_PRIVATE_KEY"}},
		"block's scopes without a key": {block: settings{"org_url": dev}, scopes: []string{"okta.apps.read"}, env: settings{"OKTA_API_TOKEN": "t-1"}, say: []string{"okta.scopes needs okta.private_key"}},
		"a key without its client":     {block: settings{"org_url": dev}, env: settings{"OKTA_API_PRIVATE_KEY": key, "OKTA_API_SCOPES": "okta.apps.read"}, say: []string{"OKTA_API_PRIVATE_KEY needs okta.client_id", "OKTA_API_CLIENT_ID"}},
		"a key without scopes":         {block: settings{"org_url": dev, "private_key": key}, env: settings{"OKTA_API_CLIENT_ID": "0oa1"}, say: []string{"okta.private_key needs okta.scopes", "OKTA_API_SCOPES"}},
		"a key that is none":           {block: settings{"org_url": dev}, env: settings{"OKTA_API_CLIENT_ID": "0oa1", "OKTA_API_PRIVATE_KEY": "p-secret", "OKTA_API_SCOPES": "okta.apps.read"}, say: []string{"OKTA_API_PRIVATE_KEY cannot be used", "nor the name of a file that can be read (no such file or directory)"}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, variable := range oktaVariables {
				t.Setenv(variable, c.env[variable])
			}
			block := map[string]any{}
			for k, v := range c.block {
				block[k] = v
			}
			if c.scopes != nil {
				block["scopes"] = c.scopes
			}
			h := &hosts{}
			said := acctest.Offline(t, h, map[string]any{"okta": block, "max_tries": 1}, "gatehouse_okta_group", map[string]any{"name": "g"})
			for _, want := range c.say {
				if !strings.Contains(said, want) || len(h.urls) > 0 {
					t.Errorf("want %q before any request, got %q and %q", want, said, h.urls)
				}
			}
			if c.say == nil && (len(h.urls) == 0 || h.urls[0] != c.host || !strings.Contains(h.bodies[0], c.body) || !strings.HasPrefix(h.headers[0], c.head)) {
				t.Errorf("asked %q with %q and %q: %s", h.urls, h.bodies, h.headers, said)
			}
			for _, secret := range []string{"t-1", "t-2", "p-secret", key[40:80]} {
				if strings.Contains(strings.ReplaceAll(said, "dev-1", ""), secret) {
					t.Errorf("the error tells %q: %s", secret, said)
				}
			}
		})
	}
}
