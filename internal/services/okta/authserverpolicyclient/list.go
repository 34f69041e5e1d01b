package authserverpolicyclient

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

type filter struct {
	AuthServerID types.String `tfsdk:"auth_server_id"`
	PolicyID     types.String `tfsdk:"policy_id"`
}

// NewListResource lists the clients of one access policy.
func NewListResource() list.ListResource {
	return &crud.List[model, string, filter]{
		Object: object,
		Flatten: func(_ context.Context, m *model, client string) diag.Diagnostics {
			m.ClientID = types.StringValue(client)
			return nil
		},
		Filters: listschema.Schema{
			MarkdownDescription: "The clients of one access policy of an Okta authorization server. A policy for all clients lists `ALL_CLIENTS`.",
			Attributes: map[string]listschema.Attribute{
				"auth_server_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the authorization server.", Required: true},
				"policy_id":      listschema.StringAttribute{MarkdownDescription: "The identifier of the access policy.", Required: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[string, error] {
			all, err := of(c, model{AuthServerID: f.AuthServerID})
			if err != nil {
				return crud.Failed[string](err)
			}
			p, err := all.Get(ctx, f.PolicyID.ValueString())
			if err != nil {
				return crud.Failed[string](err)
			}
			return func(yield func(string, error) bool) {
				for _, client := range p.Conditions.Clients.Include {
					if !yield(client, nil) {
						return
					}
				}
			}
		},
		Seed: func(_ *crud.Clients, f filter, _ string) model {
			return model{AuthServerID: f.AuthServerID, PolicyID: f.PolicyID}
		},
		Title: func(client string) string { return client },
	}
}
