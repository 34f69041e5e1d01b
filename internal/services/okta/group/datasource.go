package group

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// NewDataSource finds a group by its identifier or by its exact name.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[model]{
		Name: object.Name, Noun: object.Noun, Platform: crud.Okta,
		Needs: crud.OktaReads("okta.groups"),
		Define: func() schema.Schema {
			known := tf.Told(define().Attributes)
			known["id"] = tf.SoughtByID("The group's identifier.", "name")
			known["name"] = tf.Sought("The group's exact name, such as `Everyone`. It is an error when no group, or more than one, has it.")
			known["type"] = tf.Sought("The kind of group: `OKTA_GROUP`, `APP_GROUP` or `BUILT_IN`. Given together with `name`, only groups of this kind count.")
			return schema.Schema{MarkdownDescription: "A group of users in Okta, by its identifier or by its exact name.", Attributes: known}
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
