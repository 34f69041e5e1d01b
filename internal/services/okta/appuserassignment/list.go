package appuserassignment

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

type filter struct {
	AppID types.String `tfsdk:"app_id"`
	Query types.String `tfsdk:"q"`
}

// NewListResource lists the users who are assigned to one app by themselves.
func NewListResource() list.ListResource {
	return &crud.List[model, okta.AppUser, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The users with an assignment of their own to one Okta app; those whom a group brings are left out.",
			Attributes: map[string]listschema.Attribute{
				"app_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the app.", Required: true},
				"q":      listschema.StringAttribute{MarkdownDescription: "Only users whose name or e-mail address begins with this text. Default: all.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[okta.AppUser, error] {
			all, err := of(c, f.AppID.ValueString())
			if err != nil {
				return crud.Failed[okta.AppUser](err)
			}
			return own(all.All(ctx, crud.Query("q", f.Query)))
		},
		Seed: func(_ *crud.Clients, f filter, _ okta.AppUser) model { return model{AppID: f.AppID} },
		Title: func(u okta.AppUser) string {
			if u.Credentials != nil && u.Credentials.UserName != "" {
				return u.Credentials.UserName
			}
			return u.ID
		},
	}
}

func own(all iter.Seq2[okta.AppUser, error]) iter.Seq2[okta.AppUser, error] {
	return func(yield func(okta.AppUser, error) bool) {
		for u, err := range all {
			if err == nil && u.Scope != "" && u.Scope != okta.OwnAssignment {
				continue
			}
			if !yield(u, err) {
				return
			}
		}
	}
}
