package crud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
)

// Action implements action.Action over one function.
type Action[M any] struct {
	Name   string
	Noun   string // as a diagnostic calls what is done: "Okta Key Rotation"
	Define func() schema.Schema
	// Needs says which permissions it takes, for the documentation.
	Needs string
	// Run does it and tells people about its progress.
	Run func(ctx context.Context, c *Clients, m M, progress func(string)) error

	clients *Clients
}

// Metadata implements action.Action.
func (a *Action[M]) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + a.Name
}

// Schema implements action.Action.
func (a *Action[M]) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = a.Define()
	resp.Schema.MarkdownDescription = withNeeds(resp.Schema.MarkdownDescription, a.Needs)
}

// Configure implements action.ActionWithConfigure.
func (a *Action[M]) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	configured(req.ProviderData, &a.clients, &resp.Diagnostics)
}

// Invoke implements action.Action.
func (a *Action[M]) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	m := new(M)
	if !ask(ctx, a.clients, req.Config, m, &resp.Diagnostics) {
		return
	}
	progress := func(text string) { resp.SendProgress(action.InvokeProgressEvent{Message: text}) }
	if err := a.Run(ctx, a.clients, *m, progress); err != nil {
		Report(&resp.Diagnostics, "Run", a.Noun, err)
	}
}
