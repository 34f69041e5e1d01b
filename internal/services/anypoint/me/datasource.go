// Package me tells whom the provider's Anypoint credentials belong to.
package me

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	Kind           types.String `tfsdk:"kind"`
	ID             types.String `tfsdk:"id"`
	Name           types.String `tfsdk:"name"`
	OrganizationID types.String `tfsdk:"organization_id"`
	RootID         types.String `tfsdk:"root_organization_id"`
	GrantTypes     []string     `tfsdk:"grant_types"`
	Scopes         []scope      `tfsdk:"scopes"`
	ScopesKnown    types.Bool   `tfsdk:"scopes_known"`
}

type scope struct {
	Scope          types.String `tfsdk:"scope"`
	OrganizationID types.String `tfsdk:"organization_id"`
	EnvironmentID  types.String `tfsdk:"environment_id"`
}

// NewDataSource is the data source gatehouse_anypoint_me.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[model]{
		Name: "anypoint_me", Noun: "Anypoint Credentials", Platform: crud.Anypoint, Fetch: fetch,
		Needs: "any credentials of Anypoint Platform; the scopes of a connected app are listed where it may see them.",
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "Whom the provider's credentials belong to, and what they may do: compare `scopes` with the permissions that each page names, in a `check` block or a postcondition, before the first refusal.",
				Attributes: map[string]schema.Attribute{
					"kind":                 tf.Shown("`connected_app` or `user`."),
					"id":                   tf.Shown("The connected app's client identifier, or the user's identifier."),
					"name":                 tf.Shown("The connected app's name, or the user's."),
					"organization_id":      tf.Shown("The identifier of the organization that the credentials belong to."),
					"root_organization_id": tf.Shown("The identifier of the root organization above it, or its own."),
					"grant_types":          schema.ListAttribute{MarkdownDescription: "The grant types of the connected app, null for a user.", Computed: true, ElementType: types.StringType},
					"scopes_known":         schema.BoolAttribute{MarkdownDescription: "Whether the scopes could be read.", Computed: true},
					"scopes": schema.ListNestedAttribute{
						MarkdownDescription: "The scopes of the connected app, empty for a user and where they could not be read.", Computed: true,
						NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
							"scope":           tf.Shown("The scope, such as `manage:apis`."),
							"organization_id": tf.Shown("The organization that it is for, null for any."),
							"environment_id":  tf.Shown("The environment that it is for, null for any."),
						}},
					},
				},
			}
		},
	}
}

func fetch(ctx context.Context, c *crud.Clients, m *model) error {
	client, err := c.Anypoint()
	if err != nil {
		return err
	}
	me, err := client.Me(ctx)
	if err != nil {
		return err
	}
	organization := me.OrganizationID()
	root, err := client.RootOrganization(ctx, organization)
	if err != nil {
		return err
	}
	*m = model{
		Kind: types.StringValue("user"), ID: types.StringValue(me.User.ID), Name: tf.String(me.User.Username),
		OrganizationID: tf.String(organization), RootID: tf.String(root), Scopes: []scope{}, ScopesKnown: types.BoolValue(false),
	}
	if me.Client == nil {
		return nil
	}
	m.Kind, m.ID, m.Name, m.GrantTypes = types.StringValue("connected_app"), types.StringValue(me.Client.ID), tf.String(me.Client.Name), me.Client.GrantTypes
	scopes, err := client.ConnectedAppScopes(ctx, me.Client.ID)
	if err != nil {
		return nil //nolint:nilerr // not every app may see its scopes, which scopes_known says
	}
	m.ScopesKnown = types.BoolValue(true)
	for _, s := range scopes {
		m.Scopes = append(m.Scopes, scope{types.StringValue(s.Scope), tf.String(s.Where.OrganizationID), tf.String(s.Where.EnvironmentID)})
	}
	return nil
}
