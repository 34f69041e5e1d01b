package assign

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Kind is one kind of assignments of a single user or group. M is its model,
// which embeds Common; A its form in the API.
type Kind[M, A any, P interface {
	*M
	common() *Common
}] struct {
	Object crud.Object
	// Of are the assignments of one app.
	Of func(c *crud.Clients, appID string) (*rest.Collection[A], error)
	// Member is the identifier of whom the model assigns.
	Member func(M) string
	// Expand is the request that assigns by POST. nil: the kind has a Create of
	// its own.
	Expand func(M) any
	// Same is that of crud.InCollection.
	Same func(M, A) bool
	// Flatten is that of crud.Ops, but for what Common keeps.
	Flatten func(ctx context.Context, m *M, a A) diag.Diagnostics
}

// Ops are the functions of an assignment: one that is retained is only
// forgotten.
func (k Kind[M, A, P]) Ops(moves ...crud.Move) crud.Ops[M, A] {
	ops := crud.InCollection[M, A]{
		Of: func(c *crud.Clients, m M) (*rest.Collection[A], error) {
			return k.Of(c, P(&m).common().AppID.ValueString())
		},
		ID:     k.Member,
		Expand: k.Expand, Same: k.Same, Flatten: k.flatten,
	}.Ops()
	remove := ops.Delete
	ops.Delete = func(ctx context.Context, c *crud.Clients, m M) error {
		if P(&m).common().Retain.ValueBool() {
			return nil
		}
		return remove(ctx, c, m)
	}
	ops.Moves = moves
	return ops
}

func (k Kind[M, A, P]) flatten(ctx context.Context, m *M, a A) diag.Diagnostics {
	P(m).common().settle()
	return k.Flatten(ctx, m, a)
}

type filter struct {
	AppID types.String `tfsdk:"app_id"`
	Query types.String `tfsdk:"q"`
}

// List is the list resource of a kind: the assignments of one app that are
// wanted (nil: all). q describes the argument that narrows the list down.
func (k Kind[M, A, P]) List(description, q string, wanted func(A) bool, title func(A) string) list.ListResource {
	return &crud.List[M, A, filter]{
		Object: k.Object, Flatten: k.flatten,
		Filters: listschema.Schema{
			MarkdownDescription: description,
			Attributes: map[string]listschema.Attribute{
				"app_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the app.", Required: true},
				"q":      listschema.StringAttribute{MarkdownDescription: q, Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[A, error] {
			all, err := k.Of(c, f.AppID.ValueString())
			if err != nil {
				return crud.Failed[A](err)
			}
			found := all.All(ctx, crud.Query("q", f.Query))
			if wanted == nil {
				return found
			}
			return crud.Only(found, wanted)
		},
		Seed: func(_ *crud.Clients, f filter, _ A) (m M) {
			P(&m).common().AppID = f.AppID
			return m
		},
		Title: title,
	}
}
