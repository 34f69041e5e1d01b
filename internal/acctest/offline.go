package acctest

import (
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
)

// Offline reads a data source through a transport of the test's own, with a
// configuration of the provider that is validated first. It returns the errors
// of whichever step fails.
func Offline(t testing.TB, transport http.RoundTripper, config map[string]any, typeName string, data map[string]any) string {
	t.Helper()
	server := provider.NewServer(provider.New("test").WithTransport(transport))
	m := &Machine{t: t, ctx: t.Context(), server: server}
	var err error
	if m.schema, err = server.GetProviderSchema(m.ctx, &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		t.Fatal(err)
	}
	typ := m.schema.Provider.ValueType()
	block := m.dynamic(typ, Value(typ, config))
	valid, err := server.ValidateProviderConfig(m.ctx, &tfprotov6.ValidateProviderConfigRequest{Config: block})
	if err != nil {
		t.Fatal(err)
	}
	if errs := errorsOf(valid.Diagnostics); errs != "" {
		return errs
	}
	ready, err := server.ConfigureProvider(m.ctx, &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.14.0", Config: block})
	if err != nil {
		t.Fatal(err)
	}
	if errs := errorsOf(ready.Diagnostics); errs != "" {
		return errs
	}
	_, errs := m.Data(typeName, data)
	return errs
}
