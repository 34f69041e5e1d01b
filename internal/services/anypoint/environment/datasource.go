package environment

import (
	"context"
	"fmt"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

// NewDataSource is the data source gatehouse_anypoint_environment.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[model]{
		Name: object.Name, Noun: object.Noun, Platform: crud.Anypoint, Define: defineData, Fetch: fetch,
		Needs: object.Needs,
	}
}

func defineData() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "An environment of an Anypoint organization, by identifier or by name.",
		Attributes: map[string]schema.Attribute{
			"organization_id": schema.StringAttribute{MarkdownDescription: "The identifier of the organization. Default: the provider's `organization_id`.", Optional: true, Computed: true},
			"id": schema.StringAttribute{
				MarkdownDescription: "The environment's identifier. Exactly one of `id` and `name` is needed.", Optional: true, Computed: true,
				Validators: []validator.String{stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name"))},
			},
			"name":          schema.StringAttribute{MarkdownDescription: "The environment's exact name.", Optional: true, Computed: true},
			"type":          schema.StringAttribute{MarkdownDescription: "What the environment is for: `design`, `sandbox` or `production`.", Computed: true},
			"is_production": schema.BoolAttribute{MarkdownDescription: "Whether the environment counts as one for production.", Computed: true},
			"client_id":     schema.StringAttribute{MarkdownDescription: "The client identifier with which gateways and runtimes of the environment sign in.", Computed: true},
		},
	}
}

func fetch(ctx context.Context, c *crud.Clients, m *model) error {
	organization, err := crud.Default(c, "organization_id", m.OrganizationID.ValueString())
	if err != nil {
		return err
	}
	items, err := of(c, organization)
	if err != nil {
		return err
	}
	m.OrganizationID = types.StringValue(organization)
	var e anypoint.Environment
	if name := m.Name.ValueString(); m.ID.IsNull() {
		e, err = crud.Find("environment", fmt.Sprintf("the name %q", name), items.All(ctx, url.Values{"search": {name}}),
			func(e anypoint.Environment) bool { return e.Name == name },
			func(e anypoint.Environment) string { return fmt.Sprintf("%s (%s)", e.Name, e.ID) })
	} else {
		e, err = items.Get(ctx, m.ID.ValueString())
	}
	if err != nil {
		return err
	}
	return crud.Diagnosed(flatten(ctx, m, e))
}
