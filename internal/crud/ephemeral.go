package crud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
)

// Ephemeral implements ephemeral.EphemeralResource over one function.
type Ephemeral[M any] struct {
	Name   string
	Noun   string
	Define func() schema.Schema
	// Needs says which permissions it takes, for the documentation.
	Needs string
	// Fetch completes m, which holds the configuration.
	Fetch func(ctx context.Context, c *Clients, m *M) error
	// Validate checks the configuration; any of its values may be unknown.
	Validate func(ctx context.Context, config M, diags *diag.Diagnostics)

	clients *Clients
}

// Metadata implements ephemeral.EphemeralResource.
func (e *Ephemeral[M]) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + e.Name
}

// Schema implements ephemeral.EphemeralResource.
func (e *Ephemeral[M]) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = e.Define()
	resp.Schema.MarkdownDescription = withNeeds(resp.Schema.MarkdownDescription, e.Needs)
}

// Configure implements ephemeral.EphemeralResourceWithConfigure.
func (e *Ephemeral[M]) Configure(_ context.Context, req ephemeral.ConfigureRequest, resp *ephemeral.ConfigureResponse) {
	configured(req.ProviderData, &e.clients, &resp.Diagnostics)
}

// ValidateConfig implements ephemeral.EphemeralResourceWithValidateConfig.
func (e *Ephemeral[M]) ValidateConfig(ctx context.Context, req ephemeral.ValidateConfigRequest, resp *ephemeral.ValidateConfigResponse) {
	if e.Validate == nil {
		return
	}
	m := new(M)
	if resp.Diagnostics.Append(req.Config.Get(ctx, m)...); !resp.Diagnostics.HasError() {
		e.Validate(ctx, *m, &resp.Diagnostics)
	}
}

// Open implements ephemeral.EphemeralResource.
func (e *Ephemeral[M]) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	m := new(M)
	if ask(ctx, e.clients, req.Config, m, &resp.Diagnostics) {
		told(ctx, &resp.Result, m, again(ctx, false, func(ctx context.Context) error { return e.Fetch(ctx, e.clients, m) }), "Open", e.Noun, &resp.Diagnostics)
	}
}
