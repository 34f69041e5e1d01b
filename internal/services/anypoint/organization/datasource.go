// Package organizations tells the organizations that the provider's Anypoint
// credentials can see.
package organizations

import (
	"context"
	"fmt"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type one struct {
	ID       types.String `tfsdk:"id"`
	Name     types.String `tfsdk:"name"`
	ParentID types.String `tfsdk:"parent_organization_id"`
	Root     types.Bool   `tfsdk:"is_root"`
}

type many struct {
	Organizations []one `tfsdk:"organizations"`
}

var needs = "any credentials of Anypoint Platform that belong to the organization."

func shown(o anypoint.Organization) one {
	return one{types.StringValue(o.ID), types.StringValue(o.Name), tf.String(o.ParentID), types.BoolValue(o.ParentID == "")}
}

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id": tf.Shown("The organization's identifier."), "name": tf.Shown("The organization's name."),
		"parent_organization_id": tf.Shown("The identifier of the organization above it, null for a root organization."),
		"is_root":                schema.BoolAttribute{MarkdownDescription: "Whether it is a root organization.", Computed: true},
	}
}

// NewDataSource is the data source gatehouse_anypoint_organization.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[one]{
		Name: "anypoint_organization", Noun: "Anypoint Organization", Platform: crud.Anypoint, Needs: needs,
		Define: func() schema.Schema {
			known := attributes()
			known["id"], known["name"] = tf.SoughtByID("The organization's identifier.", "name"), tf.Sought("The organization's exact name.")
			return schema.Schema{MarkdownDescription: "An organization or business group, by identifier or by name.", Attributes: known}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *one) error {
			client, err := c.Anypoint()
			if err != nil {
				return err
			}
			var o anypoint.Organization
			if id := m.ID.ValueString(); id != "" {
				o, err = client.Organization(ctx, id)
			} else {
				name := m.Name.ValueString()
				o, err = crud.Find("organization", fmt.Sprintf("the name %q", name), visible(ctx, client),
					func(o anypoint.Organization) bool { return o.Name == name },
					func(o anypoint.Organization) string { return fmt.Sprintf("%q (%s)", o.Name, o.ID) })
			}
			if err != nil {
				return err
			}
			*m = shown(o)
			return nil
		},
	}
}

// NewListDataSource is the data source gatehouse_anypoint_organizations.
func NewListDataSource() datasource.DataSource {
	return &crud.DataSource[many]{
		Name: "anypoint_organizations", Noun: "Anypoint Organizations", Platform: crud.Anypoint, Needs: needs,
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "The organizations and business groups that the provider's credentials belong to.",
				Attributes: map[string]schema.Attribute{
					"organizations": schema.ListNestedAttribute{MarkdownDescription: "The organizations.", Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: attributes()}},
				},
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *many) error {
			client, err := c.Anypoint()
			if err != nil {
				return err
			}
			m.Organizations, err = crud.Gather(visible(ctx, client), crud.Plainly(shown))
			return err
		},
	}
}

// visible are the organizations that the credentials belong to.
func visible(ctx context.Context, client *anypoint.Client) iter.Seq2[anypoint.Organization, error] {
	me, err := client.Me(ctx)
	if err != nil {
		return crud.Failed[anypoint.Organization](err)
	}
	return func(yield func(anypoint.Organization, error) bool) {
		for _, o := range me.User.Organizations {
			if !yield(o, nil) {
				return
			}
		}
	}
}
