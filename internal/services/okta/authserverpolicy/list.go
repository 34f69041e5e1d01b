package authserverpolicy

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
}

// NewListResource lists the access policies of one authorization server.
func NewListResource() list.ListResource {
	return &crud.List[model, okta.AuthServerPolicy, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The access policies of one Okta authorization server.",
			Attributes: map[string]listschema.Attribute{
				"auth_server_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the authorization server.", Required: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[okta.AuthServerPolicy, error] {
			all, err := of(c, f.AuthServerID.ValueString())
			if err != nil {
				return crud.Failed[okta.AuthServerPolicy](err)
			}
			return all.All(ctx, nil)
		},
		Seed: func(_ *crud.Clients, f filter, _ okta.AuthServerPolicy) model {
			return model{AuthServerID: f.AuthServerID}
		},
		Title: func(p okta.AuthServerPolicy) string { return p.Name },
	}
}
