// Package provider is the front door: the provider's schema and configuration,
// and the list of what it offers.
package provider

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

// typeName is the provider's name, with which those of its objects begin.
const typeName = "gatehouse"

// Provider implements provider.Provider.
type Provider struct {
	version   string
	transport http.RoundTripper
	prompt    bool          // see WithPromptLists
	clients   *crud.Clients // once it is configured
}

var (
	_ provider.ProviderWithFunctions          = (*Provider)(nil)
	_ provider.ProviderWithEphemeralResources = (*Provider)(nil)
	_ provider.ProviderWithListResources      = (*Provider)(nil)
	_ provider.ProviderWithActions            = (*Provider)(nil)
	_ provider.ProviderWithValidateConfig     = (*Provider)(nil)
)

// New makes the provider. version is what it tells the platforms it is.
func New(version string) *Provider { return &Provider{version: version} }

// WithTransport makes the provider send its requests through t.
func (p *Provider) WithTransport(t http.RoundTripper) *Provider {
	p.transport = t
	return p
}

// WithPromptLists tells the provider that lists show at once what was written,
// as those of a simulator do.
func (p *Provider) WithPromptLists() *Provider {
	p.prompt = true
	return p
}

// Metadata implements provider.Provider.
func (p *Provider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = typeName
	resp.Version = p.version
}

// Resources implements provider.Provider.
func (*Provider) Resources(context.Context) []func() resource.Resource { return resources }

// DataSources implements provider.Provider.
func (*Provider) DataSources(context.Context) []func() datasource.DataSource { return dataSources }

// EphemeralResources implements provider.ProviderWithEphemeralResources.
func (*Provider) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return ephemeralResources
}

// ListResources implements provider.ProviderWithListResources.
func (*Provider) ListResources(context.Context) []func() list.ListResource { return listResources }

// Functions implements provider.ProviderWithFunctions.
func (*Provider) Functions(context.Context) []func() function.Function { return functions }

// Actions implements provider.ProviderWithActions.
func (*Provider) Actions(context.Context) []func() action.Action { return actions }
