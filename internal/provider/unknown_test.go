package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
)

// TestProvider_unknownBlock: a block that is unknown as a whole is no error while
// Terraform validates, and not a platform whose settings are missing.
func TestProvider_unknownBlock(t *testing.T) {
	t.Parallel()
	server := provider.NewServer(provider.New("test"))
	schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	typ, _ := schema.Provider.ValueType().(tftypes.Object)
	all := map[string]tftypes.Value{}
	for name, attribute := range typ.AttributeTypes {
		all[name] = tftypes.NewValue(attribute, nil)
		if name == "okta" || name == "anypoint" {
			all[name] = tftypes.NewValue(attribute, tftypes.UnknownValue)
		}
	}
	config, err := tfprotov6.NewDynamicValue(typ, tftypes.NewValue(typ, all))
	if err != nil {
		t.Fatal(err)
	}
	valid, err := server.ValidateProviderConfig(t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: &config})
	if err != nil || len(valid.Diagnostics) > 0 {
		t.Errorf("validation says %v, %v", valid, err)
	}
	ready, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.14.0", Config: &config})
	if err != nil || len(ready.Diagnostics) > 0 {
		t.Errorf("configuring says %v, %v", ready, err)
	}
}
