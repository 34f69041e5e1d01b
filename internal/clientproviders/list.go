package clientproviders

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

// Filter is what a list of client providers can be narrowed by.
type Filter struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	Search         types.String `tfsdk:"search"`
}

func (f Filter) organization(c *crud.Clients) (string, error) {
	return crud.Default(c, "organization_id", f.OrganizationID.ValueString())
}

// Listed is the list of the client providers of a type, or of all. which says
// in the description which they are; in is a model within an organization.
func Listed[M any](o crud.Object, typ, which string, flatten func(context.Context, *M, anypoint.ClientProvider) diag.Diagnostics, in func(organization types.String) M) *crud.List[M, anypoint.ClientProvider, Filter] {
	return &crud.List[M, anypoint.ClientProvider, Filter]{
		Object: o, Flatten: flatten, Filters: filters(which),
		All: func(ctx context.Context, c *crud.Clients, f Filter) iter.Seq2[anypoint.ClientProvider, error] {
			return all(ctx, c, f, typ)
		},
		Seed: func(c *crud.Clients, f Filter, _ anypoint.ClientProvider) M {
			organization, _ := f.organization(c) // All has failed before if this does
			return in(types.StringValue(organization))
		},
		// The list shows summaries.
		Complete: func(ctx context.Context, c *crud.Clients, f Filter, p anypoint.ClientProvider) (anypoint.ClientProvider, error) {
			organization, err := f.organization(c)
			if err != nil {
				return p, err
			}
			return Read(ctx, c, organization, p.ID, typ)
		},
		Title: func(p anypoint.ClientProvider) string { return p.Name },
	}
}

func filters(which string) listschema.Schema {
	return listschema.Schema{
		MarkdownDescription: "The client providers of one root organization" + which + ".",
		Attributes: map[string]listschema.Attribute{
			"organization_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the root organization. Default: the provider's `organization_id`.", Optional: true},
			"search":          listschema.StringAttribute{MarkdownDescription: "Only client providers whose name has this text. Default: all.", Optional: true},
		},
	}
}

func all(ctx context.Context, c *crud.Clients, f Filter, typ string) iter.Seq2[anypoint.ClientProvider, error] {
	organization, err := f.organization(c)
	if err != nil {
		return crud.Failed[anypoint.ClientProvider](err)
	}
	items, err := of(c, organization)
	if err != nil {
		return crud.Failed[anypoint.ClientProvider](err)
	}
	return items.All(ctx, crud.Queries(map[string]types.String{"cp_type": types.StringValue(typ), "search": f.Search}))
}
