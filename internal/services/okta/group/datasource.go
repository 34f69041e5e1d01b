package group

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// NewDataSource finds a group by its identifier or by its exact name.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[model]{
		Name: object.Name, Noun: object.Noun, Platform: crud.Okta,
		Needs: crud.OktaReads("okta.groups"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "A group of users in Okta, by its identifier or by its exact name.",
				Attributes: map[string]schema.Attribute{
					"id": schema.StringAttribute{
						MarkdownDescription: "The group's identifier. Either this or `name`.", Optional: true, Computed: true,
						Validators: []validator.String{stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name"))},
					},
					"name": schema.StringAttribute{
						MarkdownDescription: "The group's exact name, such as `Everyone`. It is an error when no group, or more than one, has it.", Optional: true, Computed: true,
						Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
					},
					"type": schema.StringAttribute{
						MarkdownDescription: "The kind of group: `OKTA_GROUP`, `APP_GROUP` or `BUILT_IN`. Given together with `name`, only groups of this kind count.", Optional: true, Computed: true,
					},
					"description":               schema.StringAttribute{MarkdownDescription: "What the group is for.", Computed: true},
					"custom_profile_attributes": schema.StringAttribute{MarkdownDescription: "The attributes that the org added to the profile of its groups, a JSON object.", Computed: true, CustomType: jsontypes.NormalizedType{}},
				},
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *model) error {
			g, err := find(ctx, c, *m)
			if err != nil {
				return err
			}
			var found model // a zero name shows the whole profile
			flatten(ctx, &found, g)
			*m = found
			return nil
		},
	}
}

func find(ctx context.Context, c *crud.Clients, m model) (g okta.Group, err error) {
	groups, err := of(c)
	if err != nil {
		return g, err
	}
	if id := m.ID.ValueString(); id != "" {
		return groups.Get(ctx, id)
	}
	name, kind := m.Name.ValueString(), m.Type.ValueString()
	exactly := func(query url.Values) (okta.Group, error) {
		return crud.Find("group", fmt.Sprintf("the name %q", name), groups.All(ctx, query), func(g okta.Group) bool {
			return g.Name() == name && (kind == "" || g.Type == kind)
		}, func(g okta.Group) string { return fmt.Sprintf("%q (%s, %s)", g.Name(), g.ID, g.Type) })
	}
	// A search is exact and pages; but it runs on an index that may lag behind
	// by some seconds. A query (q) sees new groups at once; it matches
	// beginnings and ends after 300, so it cannot be the only one.
	g, err = exactly(url.Values{"search": {"profile.name eq " + strconv.Quote(name)}})
	if rest.IsNotFound(err) {
		return exactly(url.Values{"q": {name}})
	}
	return g, err
}
