package authserverclaim

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
	System       types.Bool   `tfsdk:"include_system"`
}

// NewListResource lists the claims of one authorization server.
func NewListResource() list.ListResource {
	return &crud.List[model, okta.AuthServerClaim, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The claims of one Okta authorization server.",
			Attributes: map[string]listschema.Attribute{
				"auth_server_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the authorization server.", Required: true},
				"include_system": listschema.BoolAttribute{MarkdownDescription: "Whether to list the claims that Okta made as well. Default: `false`.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[okta.AuthServerClaim, error] {
			all, err := of(c, f.AuthServerID.ValueString())
			if err != nil {
				return crud.Failed[okta.AuthServerClaim](err)
			}
			return crud.Only(all.All(ctx, nil), func(a okta.AuthServerClaim) bool { return !a.System || f.System.ValueBool() })
		},
		Seed: func(_ *crud.Clients, f filter, _ okta.AuthServerClaim) model {
			return model{AuthServerID: f.AuthServerID}
		},
		Title: func(a okta.AuthServerClaim) string { return a.Name },
	}
}
