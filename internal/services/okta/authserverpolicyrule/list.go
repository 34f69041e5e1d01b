package authserverpolicyrule

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
	PolicyID     types.String `tfsdk:"policy_id"`
}

// NewListResource lists the rules of one access policy.
func NewListResource() list.ListResource {
	return &crud.List[model, okta.AuthServerPolicyRule, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The rules of one access policy of an Okta authorization server.",
			Attributes: map[string]listschema.Attribute{
				"auth_server_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the authorization server.", Required: true},
				"policy_id":      listschema.StringAttribute{MarkdownDescription: "The identifier of the access policy.", Required: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[okta.AuthServerPolicyRule, error] {
			all, err := of(c, f.AuthServerID.ValueString(), f.PolicyID.ValueString())
			if err != nil {
				return crud.Failed[okta.AuthServerPolicyRule](err)
			}
			return all.All(ctx, nil)
		},
		Seed: func(_ *crud.Clients, f filter, _ okta.AuthServerPolicyRule) model {
			return model{AuthServerID: f.AuthServerID, PolicyID: f.PolicyID}
		},
		Title: func(p okta.AuthServerPolicyRule) string { return p.Name },
	}
}
