package authservertrustedservers

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
			return crud.Each(trusting(ctx, c, f.AuthServerID.ValueString()), func(t trust) (_ trust, err error) {
				t.ids, err = all(ctx, c, t.of)
				return t, err
			}, func(t trust) bool { return len(t.ids) > 0 })
		},
		Seed:  func(*crud.Clients, filter, trust) model { return model{} },
		Title: func(t trust) string { return t.title },
	}
}

// trusting are the authorization servers to look at.
func trusting(ctx context.Context, c *crud.Clients, only string) iter.Seq2[trust, error] {
	if only != "" {
		return crud.Just(trust{of: only, title: only})
	}
	client, err := c.Okta()
	if err != nil {
		return crud.Failed[trust](err)
	}
	return crud.Each(client.AuthServers().All(ctx, nil), func(s okta.AuthServer) (trust, error) {
		return trust{of: s.ID, title: s.Name}, nil
	}, nil)
}

func all(ctx context.Context, c *crud.Clients, id string) ([]string, error) {
	s, err := of(c, id)
	if err != nil {
		return nil, err
	}
	servers, err := s.trusted(ctx)
	return identifiers(servers), err
}
