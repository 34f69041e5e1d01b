// Package crud is the life of a remote object in Terraform, written once:
// create, read, update, delete, identity, import, moves and lists. An object
// is a schema and a few typed functions.
package crud

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

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
type Write[M any] struct {
	Plan, Prior, Config M
	// Imported means that nothing was written since the object was imported, for
	// objects with Ops.Shared.
	Imported bool
}

// Ops are the functions that make an Object live. M is its Terraform model, A
// its form in the API.
type Ops[M, A any] struct {
	// Create makes the object. When it takes more than one call, it calls saved
	// as soon as the object exists, so that it is in the state whatever happens
	// afterwards. The returned A is the final one.
	Create func(ctx context.Context, c *Clients, w Write[M], saved func(A)) (A, error)
	Read   func(ctx context.Context, c *Clients, m M) (A, error)
	// Update changes the object. nil: every argument forces replacement. One
	// that was carried out in part returns a *Partly; a create may, too.
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
	// Shared tells whether an imported object shows arguments that others may
	// manage, so that leaving them out does not clear them. nil: there are none.
	Shared func(m M) bool
	// Namesakes are the objects with the name of a planned one, for objects whose
	// names the platform lets repeat: a plan to create one warns of the same that
	// nobody manages. The parents' identifiers are known.
	Namesakes Lookout
	// Later are the arguments that a further call sets, when the object is there.
	Later []string
	// Moves are the types of other providers that a moved block can come from.
	Moves []Move
}

// Resource implements resource.Resource and what belongs to it.
type Resource struct {
	Object
	ops     ops
	clients *Clients
}

// New makes a resource.
func New[M, A any](o Object, given Ops[M, A]) *Resource {
	return &Resource{Object: o, ops: erased(given)}
}

// Metadata implements resource.Resource.
func (r *Resource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + r.Name
}

// Schema implements resource.Resource.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = r.form(ctx).schema
}

// Configure implements resource.ResourceWithConfigure.
func (r *Resource) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	configured(req.ProviderData, &r.clients, &resp.Diagnostics)
}

// IdentitySchema implements resource.ResourceWithIdentity.
func (r *Resource) IdentitySchema(ctx context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = r.form(ctx).identity
}

// ValidateConfig implements resource.ResourceWithValidateConfig.
func (r *Resource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	if r.ops.validate == nil {
		return
	}
	m := r.ops.model()
	if resp.Diagnostics.Append(r.form(ctx).decode(ctx, req.Config.Raw, m)...); !resp.Diagnostics.HasError() {
		r.ops.validate(ctx, m, &resp.Diagnostics)
	}
}

// Create implements resource.Resource.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	w, f := r.ops.write(), r.form(ctx)
	resp.Diagnostics.Append(f.decode(ctx, req.Plan.Raw, w.planned)...)
	resp.Diagnostics.Append(f.decode(ctx, req.Config.Raw, w.config)...)
	ctx, cancel := f.bound(ctx, creating, req.Plan.Raw, &resp.Diagnostics)
	defer cancel()
	if !r.ready(&resp.Diagnostics) {
		return
	}
	into := saving{f, req.Plan.Raw, &resp.State, resp.Identity, &resp.Diagnostics}
	var a any
	err := again(ctx, true, func(ctx context.Context) (err error) {
		a, err = r.ops.create(ctx, r.clients, w, func(a any) {
			r.save(ctx, w.planned, a, into)
		})
		return err
	})
	if err != nil {
		err = r.half(ctx, w.planned, err, into)
		if r.adopt(ctx, w.planned, req, err, into) {
			return
		}
		r.offer(ctx, w.planned, req.Plan.Raw, err)
		f.report(ctx, &resp.Diagnostics, creating, err)
		return
	}
	r.save(ctx, w.planned, a, into)
}

// Read implements resource.Resource.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	rehearsal := rehearsalOf(ctx)
	if rehearsal.repeated(resp) {
		return
	}
	defer rehearsal.remember(resp)
	m, f := r.ops.model(), r.form(ctx)
	resp.Diagnostics.Append(f.decode(ctx, req.State.Raw, m)...)
	ctx, cancel := f.bound(ctx, reading, req.State.Raw, &resp.Diagnostics)
	defer cancel()
	if !r.ready(&resp.Diagnostics) {
		return
	}
	r.meet(ctx, req.State.Raw)
	save := func(a any) (diags diag.Diagnostics) {
		now := r.save(ctx, m, a, saving{f, req.State.Raw, &resp.State, resp.Identity, &diags})
		if r.ops.shared != nil && !r.ops.shared(now) {
			diags.Append(forget(ctx, resp.Private)...)
		}
		return diags
	}
	first, look := rest.Watch(ctx, false)
	a, err := r.ops.read(first, r.clients, m)
	if err == nil {
		// A list may lag behind: what differs is looked at again.
		diags := save(a)
		second, ok := ctx, false
		if look.Listed() && (diags.HasError() || !f.unchanged(ctx, req.State.Raw, resp.State.Raw)) {
			second, ok = look.Again(ctx)
		}
		if !ok {
			resp.Diagnostics.Append(diags...)
			return
		}
		a, err = r.ops.read(second, r.clients, m)
	}
	if rest.IsNotFound(err) {
		// What is taken for gone is made anew, and then there may be two: once
		// more, should only a replica or a list have lagged.
		second, _ := look.Again(ctx)
		a, err = r.ops.read(second, r.clients, m)
	}
	switch {
	case rest.IsNotFound(err):
		// Command lines before 1.12 keep no identity, and the framework refuses
		// a Read that returns none, even for an object that is gone.
		f.identifyBy(req.State.Raw, resp.Identity, &resp.Diagnostics)
		resp.State.RemoveResource(ctx)
	case err != nil:
		f.report(ctx, &resp.Diagnostics, reading, err)
	default:
		resp.Diagnostics.Append(save(a)...)
	}
}

// Update implements resource.Resource.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	w, f := r.ops.write(), r.form(ctx)
	resp.Diagnostics.Append(f.decode(ctx, req.Plan.Raw, w.planned)...)
	resp.Diagnostics.Append(f.decode(ctx, req.State.Raw, w.prior)...)
	resp.Diagnostics.Append(f.decode(ctx, req.Config.Raw, w.config)...)
	ctx, cancel := f.bound(ctx, updating, req.Plan.Raw, &resp.Diagnostics)
	defer cancel()
	if !r.ready(&resp.Diagnostics) {
		return
	}
	if r.ops.update == nil {
		// Reached only for arguments that the platform does not know.
		resp.State.Raw = req.Plan.Raw
		f.identifyBy(resp.State.Raw, resp.Identity, &resp.Diagnostics)
		return
	}
	imported, problems := wasImported(ctx, req.Private)
	*w.imported = imported
	resp.Diagnostics.Append(problems...)
	resp.Diagnostics.Append(forget(ctx, resp.Private)...)
	into := saving{f, req.Plan.Raw, &resp.State, resp.Identity, &resp.Diagnostics}
	var a any
	err := again(ctx, true, func(ctx context.Context) (err error) {
		a, err = r.ops.update(ctx, r.clients, w)
		return err
	})
	if err != nil {
		err = r.half(ctx, w.planned, err, into)
		f.report(ctx, &resp.Diagnostics, updating, err)
		return
	}
	r.save(ctx, w.planned, a, into)
}

// Delete implements resource.Resource.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	m, f := r.ops.model(), r.form(ctx)
	resp.Diagnostics.Append(f.decode(ctx, req.State.Raw, m)...)
	ctx, cancel := f.bound(ctx, deleting, req.State.Raw, &resp.Diagnostics)
	defer cancel()
	if !r.ready(&resp.Diagnostics) {
		return
	}
	err := again(ctx, true, func(ctx context.Context) error { return r.ops.remove(ctx, r.clients, m) })
	if left, ok := errors.AsType[*Left](err); ok {
		resp.Diagnostics.AddWarning(left.Summary, left.Detail)
		return
	}
	if rest.IsNotFound(err) {
		first, look := rest.Watch(ctx, false)
		_, gone := r.ops.read(first, r.clients, m)
		if gone == nil {
			if second, ok := look.Again(ctx); ok {
				_, gone = r.ops.read(second, r.clients, m)
			}
		}
		if gone != nil {
			return
		}
		// As with rest.Collection's Delete, of whatever call it was.
		rest.As(err).Next = "The object can be read all the same, and was not deleted. Apply again."
	}
	if err != nil {
		f.report(ctx, &resp.Diagnostics, deleting, err)
	}
}

func (r *Resource) ready(diags *diag.Diagnostics) bool {
	if r.clients == nil && !diags.HasError() {
		diags.AddError("Provider Not Configured", errNoClients.Error())
	}
	return !diags.HasError()
}

// saving is where an object is saved: base is what it is saved over, which
// keeps what only Terraform knows.
type saving struct {
	form     *form
	base     tftypes.Value
	state    *tfsdk.State
	identity *tfsdk.ResourceIdentity
	diags    *diag.Diagnostics
}

// save writes the object into the state, with its identity, over a copy of m,
// which it gives back. A flatten that fails still leaves the identifying
// attributes there: what was created is never lost.
func (r *Resource) save(ctx context.Context, m, a any, s saving) any {
	m = r.ops.copied(m)
	s.diags.Append(r.ops.flatten(ctx, m, a)...)
	s.write(ctx, m)
	return m
}

func (s saving) write(ctx context.Context, m any) {
	whole, diags := s.form.encode(ctx, m, s.base)
	s.diags.Append(diags...)
	if diags.HasError() {
		return
	}
	s.state.Raw = whole
	s.form.identifyBy(whole, s.identity, s.diags)
}

// identifyBy writes the identity that an object's attributes make.
func (f *form) identifyBy(raw tftypes.Value, to *tfsdk.ResourceIdentity, diags *diag.Diagnostics) {
	values, err := members(raw)
	if err != nil {
		diags.Append(f.defect(err)...)
		return
	}
	identity := make(map[string]tftypes.Value, len(f.names))
	for _, name := range f.names {
		v := values[name]
		if v.IsNull() || !v.IsKnown() {
			diags.AddError("Incomplete Identity", fmt.Sprintf("%s has no %q after the operation. This is a defect of the provider, please report it.", f.noun, name))
			return
		}
		identity[name] = v
	}
	if to.Raw, err = object(f.identify, identity); err != nil {
		diags.Append(f.defect(err)...)
	}
}
