package provider_test

import (
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

// TestSettings_caFile: each platform trusts the authorities of its own file,
// and nobody else's.
func TestSettings_caFile(t *testing.T) {
	s, err := sim.Start(sim.Options{TLSDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	e, v := acctest.Start(t), s.Env()
	for _, name := range append(anypointVariables, "OKTA_CA_FILE") {
		t.Setenv(name, "")
	}
	ask := func(oktaFile, anypointFile any) (okta, anypoint string) {
		m := e.MachineWith(t, map[string]any{
			"okta": map[string]any{"org_url": v["OKTA_ORG_URL"], "api_token": v["OKTA_API_TOKEN"], "ca_file": oktaFile},
			"anypoint": map[string]any{
				"base_url": v["ANYPOINT_BASE_URL"], "client_id": v["ANYPOINT_CLIENT_ID"], "client_secret": v["ANYPOINT_CLIENT_SECRET"], "ca_file": anypointFile,
			},
			"max_tries": 1,
		})
		_, okta = m.Data("gatehouse_okta_auth_servers", map[string]any{})
		_, anypoint = m.Data("gatehouse_anypoint_me", map[string]any{})
		return okta, anypoint
	}
	file := v["SSL_CERT_FILE"]
	if okta, anypoint := ask(file, nil); okta != "" || !strings.Contains(anypoint, "certificate") {
		t.Errorf("Okta's file: %q, %q", okta, anypoint)
	}
	if okta, anypoint := ask(nil, file); anypoint != "" || !strings.Contains(okta, "certificate") {
		t.Errorf("Anypoint's file: %q, %q", okta, anypoint)
	}
	t.Setenv("OKTA_CA_FILE", file)
	t.Setenv("ANYPOINT_CA_FILE", file)
	if okta, anypoint := ask(nil, nil); okta != "" || anypoint != "" {
		t.Errorf("by the environment: %q, %q", okta, anypoint)
	}
}
