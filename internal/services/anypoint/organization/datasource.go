package organization

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

// data is what the data source of one organization tells.
type data struct {
	ID             types.String `tfsdk:"id"`
	Name           types.String `tfsdk:"name"`
	ParentID       types.String `tfsdk:"parent_organization_id"`
	OwnerID        types.String `tfsdk:"owner_id"`
	SessionTimeout types.Int64  `tfsdk:"session_timeout"`
	Entitlements   types.Object `tfsdk:"entitlements"`
	ClientID       types.String `tfsdk:"client_id"`
	Root           types.Bool   `tfsdk:"is_root"`
}

// one is an organization among many.
type one struct {
	ID       types.String `tfsdk:"id"`
	Name     types.String `tfsdk:"name"`
	ParentID types.String `tfsdk:"parent_organization_id"`
	Root     types.Bool   `tfsdk:"is_root"`
}

type many struct {
	Organizations []one `tfsdk:"organizations"`
}

const needs = "any credentials of Anypoint Platform that belong to the organization."

func brief(o anypoint.Organization) one {
	return one{types.StringValue(o.ID), types.StringValue(o.Name), tf.String(o.Parent()), types.BoolValue(o.Parent() == "")}
}

// attributes are those of the resource, and is_root.
func attributes(except ...string) map[string]schema.Attribute {
	out := tf.Told(define().Attributes, except...)
	out["is_root"] = schema.BoolAttribute{MarkdownDescription: "Whether it is a root organization.", Computed: true}
	return out
}

// NewDataSource is the data source gatehouse_anypoint_organization.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[data]{
		Name: object.Name, Noun: object.Noun, Platform: crud.Anypoint, Needs: needs, Fetch: fetch,
		Define: func() schema.Schema {
			known := attributes()
			known["id"], known["name"] = tf.SoughtByID("The organization's identifier.", "name"), tf.Sought("The organization's exact name.")
			return schema.Schema{MarkdownDescription: "An organization or business group, by identifier or by name.", Attributes: known}
		},
	}
}

func fetch(ctx context.Context, c *crud.Clients, d *data) error {
	client, err := c.Anypoint()
	if err != nil {
		return err
	}
	id := d.ID.ValueString()
	if id == "" {
		name := d.Name.ValueString()
		found, err := crud.Find("organization", fmt.Sprintf("the name %q", name), visible(ctx, client),
			func(o anypoint.Organization) bool { return o.Name == name },
			func(o anypoint.Organization) string { return fmt.Sprintf("%q (%s)", o.Name, o.ID) })
		if err != nil {
			return err
		}
		id = found.ID // whose entitlements are not there
	}
	o, err := client.Organization(ctx, id)
	if err != nil {
		return err
	}
	var m model
	if err := crud.Diagnosed(flatten(ctx, &m, o)); err != nil {
		return err
	}
	*d = data{m.ID, m.Name, m.ParentID, m.OwnerID, m.SessionTimeout, m.Entitlements, m.ClientID, types.BoolValue(o.Parent() == "")}
	return nil
}

// NewListDataSource is the data source gatehouse_anypoint_organizations.
func NewListDataSource() datasource.DataSource {
	return &crud.DataSource[many]{
		Name: "anypoint_organizations", Noun: "Anypoint Organizations", Platform: crud.Anypoint, Needs: needs,
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "The organizations and business groups that the provider's credentials belong to.",
				Attributes: map[string]schema.Attribute{
					"organizations": schema.ListNestedAttribute{MarkdownDescription: "The organizations.", Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: attributes("owner_id", "session_timeout", "entitlements", "client_id")}},
				},
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *many) error {
			client, err := c.Anypoint()
			if err != nil {
				return err
			}
			m.Organizations, err = crud.Gather(visible(ctx, client), crud.Plainly(brief))
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
