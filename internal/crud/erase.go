package crud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// The compiler makes generic code anew for each type, and a provider has many:
// what every object goes through is therefore written for models and API types
// of any kind, and what is typed is only what follows.

// ops are Ops without their types. A model is a pointer to one.
type ops struct {
	model func() any
	// copied is a pointer to a copy.
	copied func(m any) any
	// write makes a Write, and points to its parts.
	write  func() write
	create func(ctx context.Context, c *Clients, w write, saved func(a any)) (any, error)
	read   func(ctx context.Context, c *Clients, m any) (any, error)
	update func(ctx context.Context, c *Clients, w write) (any, error)
	remove func(ctx context.Context, c *Clients, m any) error
	// flatten refuses what is not of the object's type.
	flatten  func(ctx context.Context, m, a any) diag.Diagnostics
	validate func(ctx context.Context, config any, diags *diag.Diagnostics)
	plan     func(ctx context.Context, c *Clients, p plan)
	// planning makes a Plan, and points to its parts.
	planning func(p Planning) plan
	shared   func(m any) bool
	// namesakes are the objects with the name of a planned one.
	namesakes Lookout
	later     []string
	moves     []Move
}

// write is a *Write and pointers to its parts.
type write struct {
	whole, planned, prior, config any
	imported                      *bool
}

// plan is a *Plan and pointers to its parts.
type plan struct {
	*Planning
	whole, config, planned, prior any
}

// foreign is what is said of an object of another type.
var foreign = diag.Diagnostics{diag.NewErrorDiagnostic("Unexpected Object", "It is of another type than its resource. This is a defect of the provider, please report it.")}

func erased[M, A any](given Ops[M, A]) ops {
	o := &given // which every function below holds: a copy in each is more code
	out := ops{
		model:  func() any { return new(M) },
		copied: func(m any) any { c := *of[M](m); return &c },
		write: func() write {
			w := new(Write[M])
			return write{w, &w.Plan, &w.Prior, &w.Config, &w.Imported}
		},
		create: func(ctx context.Context, c *Clients, w write, saved func(any)) (any, error) {
			return o.Create(ctx, c, *of[Write[M]](w.whole), func(a A) { saved(a) })
		},
		read:   func(ctx context.Context, c *Clients, m any) (any, error) { return o.Read(ctx, c, *of[M](m)) },
		remove: func(ctx context.Context, c *Clients, m any) error { return o.Delete(ctx, c, *of[M](m)) },
		flatten: func(ctx context.Context, m, a any) diag.Diagnostics {
			typed, ok := a.(A)
			if !ok {
				return foreign
			}
			return o.Flatten(ctx, of[M](m), typed)
		},
		namesakes: o.Namesakes, later: o.Later, moves: o.Moves,
	}
	if o.Update != nil {
		out.update = func(ctx context.Context, c *Clients, w write) (any, error) {
			return o.Update(ctx, c, *of[Write[M]](w.whole))
		}
	}
	if o.Validate != nil {
		out.validate = func(ctx context.Context, m any, diags *diag.Diagnostics) { o.Validate(ctx, *of[M](m), diags) }
	}
	if o.Shared != nil {
		out.shared = func(m any) bool { return o.Shared(*of[M](m)) }
	}
	if o.Plan != nil {
		out.planning = func(common Planning) plan {
			p := &Plan[M]{Planning: common}
			return plan{&p.Planning, p, &p.Config, &p.Planned, &p.Prior}
		}
		out.plan = func(ctx context.Context, c *Clients, p plan) { o.Plan(ctx, c, of[Plan[M]](p.whole)) }
	}
	return out
}

// of is what was made for that type.
func of[T any](v any) *T {
	t, ok := v.(*T)
	if !ok {
		panic("crud: a value of another object")
	}
	return t
}

// configuration is what the model of a data source, an ephemeral resource or an
// action is read from.
type configuration interface {
	Get(ctx context.Context, target any) diag.Diagnostics
}

// ask reads a configuration into the model that m points to, for something that
// needs the platforms, and tells whether it can go on.
func ask(ctx context.Context, c *Clients, config configuration, m any, diags *diag.Diagnostics) bool {
	diags.Append(config.Get(ctx, m)...)
	if c == nil {
		diags.AddError("Provider Not Configured", errNoClients.Error())
	}
	return !diags.HasError()
}

// told writes what was found into a result, or says why nothing was.
func told(ctx context.Context, into interface {
	Set(ctx context.Context, v any) diag.Diagnostics
}, m any, err error, verb, noun string, diags *diag.Diagnostics,
) {
	if err != nil {
		Report(diags, verb, noun, err)
		return
	}
	diags.Append(into.Set(ctx, m)...)
}
