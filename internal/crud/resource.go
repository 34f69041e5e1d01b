// Package crud is the life of a remote object in Terraform, written once:
// create, read, update, delete, identity, import, moves and lists. An object
// is a schema and a few typed functions.
package crud

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Object is what a resource and its list share.
type Object struct {
	Name     string   // the type's name without the provider's prefix: "okta_group"
	Noun     string   // as a diagnostic calls it: "Okta Group"
	Platform Platform // whose settings it needs
	// Identity names the root string attributes that identify the object,
	// outermost first. Import ids are their values joined by "/".
	Identity []string
	Define   func() schema.Schema
	// Needs says which permissions it takes, for the documentation.
	Needs string
}

// Identifiers are the object's name and the attributes that identify it.
func (o Object) Identifiers() (name string, attributes []string) { return o.Name, o.Identity }

// Write is what a create or an update works with. Prior is zero on create.
// Config holds the write-only values, which neither plan nor state ever do.
type Write[M any] struct{ Plan, Prior, Config M }

// Ops are the functions that make an Object live. M is its Terraform model, A
// its form in the API.
type Ops[M, A any] struct {
	// Create makes the object. When it takes more than one call, it calls saved
	// as soon as the object exists, so that it is in the state whatever happens
	// afterwards. The returned A is the final one.
	Create func(ctx context.Context, c *Clients, w Write[M], saved func(A)) (A, error)
	Read   func(ctx context.Context, c *Clients, m M) (A, error)
	// Update changes the object. nil: every argument forces replacement.
	Update func(ctx context.Context, c *Clients, w Write[M]) (A, error)
	Delete func(ctx context.Context, c *Clients, m M) error
	// Flatten writes a over m, which holds the plan after a write and the prior
	// state after a read. It sets every attribute that the API knows and every
	// computed one, and leaves alone what only Terraform knows.
	Flatten func(ctx context.Context, m *M, a A) diag.Diagnostics
	// Validate checks the configuration; any of its values may be unknown.
	Validate func(ctx context.Context, config M, diags *diag.Diagnostics)
	// Plan checks or completes a plan with the platform's help.
	Plan func(ctx context.Context, c *Clients, p *Plan[M])
	// Moves are the types of other providers that a moved block can come from.
	Moves []Move
}

// Resource implements resource.Resource and what belongs to it.
type Resource[M, A any] struct {
	Object
	Ops     Ops[M, A]
	clients *Clients
}

// New makes a resource.
func New[M, A any](o Object, ops Ops[M, A]) *Resource[M, A] {
	return &Resource[M, A]{Object: o, Ops: ops}
}

// Metadata implements resource.Resource.
func (r *Resource[M, A]) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + r.Name
}

// Schema implements resource.Resource.
func (r *Resource[M, A]) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = r.Define()
	resp.Schema.MarkdownDescription = withNeeds(resp.Schema.MarkdownDescription, r.Needs)
}

// Configure implements resource.ResourceWithConfigure.
func (r *Resource[M, A]) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	configured(req.ProviderData, &r.clients, &resp.Diagnostics)
}

// IdentitySchema implements resource.ResourceWithIdentity.
func (r *Resource[M, A]) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = r.identitySchema()
}

func (o Object) identitySchema() identityschema.Schema {
	known := o.Define().Attributes
	attrs := map[string]identityschema.Attribute{}
	for _, name := range o.Identity {
		_, _, hasDefault := (&Clients{}).fallback(name)
		attrs[name] = identityschema.StringAttribute{
			RequiredForImport: !hasDefault,
			OptionalForImport: hasDefault,
			Description:       known[name].GetMarkdownDescription(),
		}
	}
	return identityschema.Schema{Attributes: attrs}
}

// ValidateConfig implements resource.ResourceWithValidateConfig.
func (r *Resource[M, A]) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	if r.Ops.Validate == nil {
		return
	}
	var m M
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); !resp.Diagnostics.HasError() {
		r.Ops.Validate(ctx, m, &resp.Diagnostics)
	}
}

// Create implements resource.Resource.
func (r *Resource[M, A]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var w Write[M]
	resp.Diagnostics.Append(req.Plan.Get(ctx, &w.Plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &w.Config)...)
	if !r.ready(&resp.Diagnostics) {
		return
	}
	m := w.Plan
	a, err := r.Ops.Create(ctx, r.clients, w, func(a A) {
		early := w.Plan // the final save flattens over the plan, not over this
		r.save(ctx, &early, a, &resp.State, resp.Identity, &resp.Diagnostics)
	})
	if err != nil {
		Report(&resp.Diagnostics, "Create", r.Noun, err)
		return
	}
	r.save(ctx, &m, a, &resp.State, resp.Identity, &resp.Diagnostics)
}

// Read implements resource.Resource.
func (r *Resource[M, A]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var m M
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	if !r.ready(&resp.Diagnostics) {
		return
	}
	a, err := r.Ops.Read(ctx, r.clients, m)
	switch {
	case rest.IsNotFound(err):
		// Command lines before 1.12 keep no identity, and the framework refuses
		// a Read that returns none, even for an object that is gone.
		resp.Diagnostics.Append(r.setIdentity(ctx, req.State, resp.Identity)...)
		resp.State.RemoveResource(ctx)
	case err != nil:
		Report(&resp.Diagnostics, "Read", r.Noun, err)
	default:
		r.save(ctx, &m, a, &resp.State, resp.Identity, &resp.Diagnostics)
	}
}

// Update implements resource.Resource.
func (r *Resource[M, A]) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var w Write[M]
	resp.Diagnostics.Append(req.Plan.Get(ctx, &w.Plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &w.Prior)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &w.Config)...)
	if !r.ready(&resp.Diagnostics) {
		return
	}
	m := w.Plan
	if r.Ops.Update == nil {
		// Reached only for arguments that the platform does not know.
		resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
		resp.Diagnostics.Append(r.setIdentity(ctx, resp.State, resp.Identity)...)
		return
	}
	a, err := r.Ops.Update(ctx, r.clients, w)
	if err != nil {
		Report(&resp.Diagnostics, "Update", r.Noun, err)
		return
	}
	r.save(ctx, &m, a, &resp.State, resp.Identity, &resp.Diagnostics)
}

// Delete implements resource.Resource.
func (r *Resource[M, A]) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var m M
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	if !r.ready(&resp.Diagnostics) {
		return
	}
	if err := r.Ops.Delete(ctx, r.clients, m); err != nil && !rest.IsNotFound(err) {
		Report(&resp.Diagnostics, "Delete", r.Noun, err)
	}
}

func (r *Resource[M, A]) ready(diags *diag.Diagnostics) bool {
	if r.clients == nil && !diags.HasError() {
		diags.AddError("Provider Not Configured", errNoClients.Error())
	}
	return !diags.HasError()
}

// save writes the object into the state, with its identity. A flatten that
// fails still leaves the identifying attributes there: what was created is
// never lost.
func (r *Resource[M, A]) save(ctx context.Context, m *M, a A, state *tfsdk.State, id *tfsdk.ResourceIdentity, diags *diag.Diagnostics) {
	diags.Append(r.Ops.Flatten(ctx, m, a)...)
	diags.Append(state.Set(ctx, m)...)
	diags.Append(r.setIdentity(ctx, *state, id)...)
}

type attributes interface {
	GetAttribute(ctx context.Context, p path.Path, target any) diag.Diagnostics
}

func (o Object) setIdentity(ctx context.Context, from attributes, to *tfsdk.ResourceIdentity) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, name := range o.Identity {
		var v *string
		diags.Append(from.GetAttribute(ctx, path.Root(name), &v)...)
		if v == nil {
			diags.AddError("Incomplete Identity", fmt.Sprintf("%s has no %q after the operation. This is a defect of the provider, please report it.", o.Noun, name))
			continue
		}
		diags.Append(to.SetAttribute(ctx, path.Root(name), *v)...)
	}
	return diags
}
