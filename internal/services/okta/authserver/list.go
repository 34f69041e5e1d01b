package authserver

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
	Query types.String `tfsdk:"q"`
}

// NewListResource lists the custom authorization servers of the org.
func NewListResource() list.ListResource {
	return &crud.List[model, okta.AuthServer, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The custom authorization servers of the Okta org.",
			Attributes: map[string]listschema.Attribute{
				"q": listschema.StringAttribute{MarkdownDescription: "Only servers whose name or audience matches this text. Default: all.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[okta.AuthServer, error] {
			all, err := servers(c)
			if err != nil {
				return crud.Failed[okta.AuthServer](err)
			}
			return all.All(ctx, crud.Query("q", f.Query))
		},
		Seed:  func(*crud.Clients, filter, okta.AuthServer) model { return model{} },
		Title: func(s okta.AuthServer) string { return s.Name },
	}
}
