package authserverscope

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
	AuthServerID types.String `tfsdk:"auth_server_id"`
	Query        types.String `tfsdk:"q"`
}

// NewListResource lists the scopes of one authorization server.
func NewListResource() list.ListResource {
	return &crud.List[model, okta.AuthServerScope, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The scopes of one Okta authorization server.",
			Attributes: map[string]listschema.Attribute{
				"auth_server_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the authorization server.", Required: true},
				"q":              listschema.StringAttribute{MarkdownDescription: "Only scopes whose name matches this text. Default: all.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[okta.AuthServerScope, error] {
			all, err := of(c, f.AuthServerID.ValueString())
			if err != nil {
				return crud.Failed[okta.AuthServerScope](err)
			}
			return all.All(ctx, crud.Query("q", f.Query))
		},
		Seed: func(_ *crud.Clients, f filter, _ okta.AuthServerScope) model {
			return model{AuthServerID: f.AuthServerID}
		},
		Title: func(s okta.AuthServerScope) string { return s.Name },
	}
}
