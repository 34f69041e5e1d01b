package crud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// DataSource implements datasource.DataSource over one function.
type DataSource[M any] struct {
	Name     string
	Noun     string
	Platform Platform
	Define   func() schema.Schema
	// Needs says which permissions it takes, for the documentation.
	Needs string
	// Fetch completes m, which holds the configuration.
	Fetch func(ctx context.Context, c *Clients, m *M) error
	// Validate checks the configuration; any of its values may be unknown.
	Validate func(ctx context.Context, config M, diags *diag.Diagnostics)

	clients *Clients
}

// Metadata implements datasource.DataSource.
func (d *DataSource[M]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + d.Name
}

// Schema implements datasource.DataSource.
func (d *DataSource[M]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = d.Define()
	resp.Schema.MarkdownDescription = withNeeds(resp.Schema.MarkdownDescription, d.Needs)
}

// Configure implements datasource.DataSourceWithConfigure.
func (d *DataSource[M]) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	configured(req.ProviderData, &d.clients, &resp.Diagnostics)
}

// ValidateConfig implements datasource.DataSourceWithValidateConfig.
func (d *DataSource[M]) ValidateConfig(ctx context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	if d.Validate == nil {
		return
	}
	m := new(M)
	if resp.Diagnostics.Append(req.Config.Get(ctx, m)...); !resp.Diagnostics.HasError() {
		d.Validate(ctx, *m, &resp.Diagnostics)
	}
}

// Read implements datasource.DataSource.
func (d *DataSource[M]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	m := new(M)
	if ask(ctx, d.clients, req.Config, m, &resp.Diagnostics) {
		told(ctx, &resp.State, m, again(ctx, false, func(ctx context.Context) error { return d.Fetch(ctx, d.clients, m) }), "Read", d.Noun, &resp.Diagnostics)
	}
}
