package authservertrustedservers

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

type filter struct {
	AuthServerID types.String `tfsdk:"auth_server_id"`
}

// NewListResource lists which servers are trusted, one object a server that trusts.
func NewListResource() list.ListResource {
	return &crud.List[model, trust, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The authorization servers that Okta authorization servers trust: one object for each server that trusts any.",
			Attributes: map[string]listschema.Attribute{
				"auth_server_id": listschema.StringAttribute{MarkdownDescription: "Only this authorization server. Default: all authorization servers, which takes a call for each.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[trust, error] {
			return func(yield func(trust, error) bool) {
				for t, err := range trusting(ctx, c, f.AuthServerID.ValueString()) {
					if err == nil {
						t.ids, err = all(ctx, c, t.of)
					}
					if err == nil && len(t.ids) == 0 {
						continue
					}
					if !yield(t, err) || err != nil {
						return
					}
				}
			}
		},
		Seed:  func(*crud.Clients, filter, trust) model { return model{} },
		Title: func(t trust) string { return t.title },
	}
}

// trusting are the authorization servers to look at.
func trusting(ctx context.Context, c *crud.Clients, only string) iter.Seq2[trust, error] {
	return func(yield func(trust, error) bool) {
		if only != "" {
			yield(trust{of: only, title: only}, nil)
			return
		}
		client, err := c.Okta()
		if err != nil {
			yield(trust{}, err)
			return
		}
		for s, err := range client.AuthServers().All(ctx, nil) {
			if !yield(trust{of: s.ID, title: s.Name}, err) {
				return
			}
		}
	}
}

func all(ctx context.Context, c *crud.Clients, id string) ([]string, error) {
	s, err := of(c, id)
	if err != nil {
		return nil, err
	}
	servers, err := s.trusted(ctx)
	return identifiers(servers), err
}
