package environment

import (
	"context"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// NewDataSource is the data source gatehouse_anypoint_environment.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[model]{
		Name: object.Name, Noun: object.Noun, Platform: crud.Anypoint, Define: defineData, Fetch: fetch,
		Needs: object.Needs,
	}
}

func defineData() schema.Schema {
	known := tf.Told(define().Attributes)
	known["organization_id"] = tf.Sought("The identifier of the organization. Default: the provider's `organization_id`.")
	known["id"], known["name"] = tf.SoughtByID("The environment's identifier.", "name"), tf.Sought("The environment's exact name.")
	return schema.Schema{MarkdownDescription: "An environment of an Anypoint organization, by identifier or by name.", Attributes: known}
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
	name := m.Name.ValueString()
	e, err := crud.One(ctx, items, "environment", m.ID.ValueString(), name, url.Values{"search": {name}},
		func(e anypoint.Environment) (id, name string) { return e.ID, e.Name })
	if err != nil {
		return err
	}
	return crud.Diagnosed(flatten(ctx, m, e))
}
