// Package user looks up the people of an Okta org as data, for what refers to
// them by identifier: policy rules, group rules, assignments.
package user

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	ID        types.String         `tfsdk:"id"`
	Login     types.String         `tfsdk:"login"`
	Email     types.String         `tfsdk:"email"`
	FirstName types.String         `tfsdk:"first_name"`
	LastName  types.String         `tfsdk:"last_name"`
	Status    types.String         `tfsdk:"status"`
	Profile   jsontypes.Normalized `tfsdk:"profile"`
}

func flatten(u okta.User) (model, error) {
	given := map[string]any{}
	for name, v := range u.Profile {
		if v != nil {
			given[name] = v
		}
	}
	profile, err := json.Marshal(given)
	return model{
		ID: types.StringValue(u.ID), Login: tf.String(u.Text("login")), Email: tf.String(u.Text("email")),
		FirstName: tf.String(u.Text("firstName")), LastName: tf.String(u.Text("lastName")), Status: types.StringValue(u.Status),
		Profile: jsontypes.NewNormalizedValue(string(profile)),
	}, err
}

// attributes are what is told of a user: never the credentials.
func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id": tf.Shown("The user's identifier."), "login": tf.Shown("The user's login."), "email": tf.Shown("The user's primary e-mail address."),
		"first_name": tf.Shown("The user's first name."), "last_name": tf.Shown("The user's last name."),
		"status":  tf.Shown("The state of the user's account, such as `ACTIVE`, `STAGED` or `DEPROVISIONED`."),
		"profile": schema.StringAttribute{MarkdownDescription: "The properties of the profile that have a value, a JSON object, those that the org added included.", Computed: true, CustomType: jsontypes.NormalizedType{}},
	}
}

// NewDataSource is gatehouse_okta_user.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[model]{
		Name: "okta_user", Noun: "Okta User", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.users"),
		Define: func() schema.Schema {
			all := attributes()
			all["id"] = tf.SoughtByID("The user's identifier.", "login")
			all["login"] = tf.Sought("The user's exact login, such as `ada@example.com`. It is an error when no user has it.")
			return schema.Schema{MarkdownDescription: "A user of the Okta org, by identifier or by login, for what refers to users by their identifier, such as `gatehouse_okta_auth_server_policy_rule`.", Attributes: all}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *model) error {
			client, err := c.Okta()
			if err != nil {
				return err
			}
			wanted := m.ID.ValueString()
			if wanted == "" {
				wanted = m.Login.ValueString()
			}
			found, err := one(ctx, client, wanted)
			if err != nil {
				return err
			}
			// Okta also takes what is before the @ of a login where that is unique.
			if login := m.Login.ValueString(); login != "" && found.Text("login") != login {
				return crud.NotFound("There is no user with the login %q. The one that Okta gave has the login %q (%s)", login, found.Text("login"), found.ID)
			}
			*m, err = flatten(found)
			return err
		},
	}
}

// one reads a user. Okta finds a login with a slash by a filter only.
func one(ctx context.Context, client *okta.Client, wanted string) (okta.User, error) {
	if !strings.Contains(wanted, "/") {
		return client.Users().Get(ctx, wanted)
	}
	query := url.Values{"filter": {fmt.Sprintf("profile.login eq %q", wanted)}}
	return crud.Find("Okta user", fmt.Sprintf("the login %q", wanted), client.Users().All(ctx, query),
		func(u okta.User) bool { return u.Text("login") == wanted },
		func(u okta.User) string { return fmt.Sprintf("%q (%s)", u.Text("login"), u.ID) })
}

type list struct {
	Query  types.String `tfsdk:"q"`
	Filter types.String `tfsdk:"filter"`
	Search types.String `tfsdk:"search"`
	Users  []model      `tfsdk:"users"`
}

// NewListDataSource is gatehouse_okta_users.
func NewListDataSource() datasource.DataSource {
	return &crud.DataSource[list]{
		Name: "okta_users", Noun: "Okta Users", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.users"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "Users of the Okta org, over all pages. A large org has many: narrow the list.",
				Attributes: map[string]schema.Attribute{
					"q":      schema.StringAttribute{MarkdownDescription: "Only users whose first name, last name or e-mail address begins with this text. Default: all.", Optional: true},
					"filter": schema.StringAttribute{MarkdownDescription: "A filter expression of Okta's API, such as `status eq \"ACTIVE\"`. Default: none.", Optional: true},
					"search": schema.StringAttribute{MarkdownDescription: "A search expression of Okta's API, such as `profile.department eq \"Payments\"`. A new user takes a moment to be found. Default: none.", Optional: true},
					"users":  schema.ListNestedAttribute{MarkdownDescription: "The users.", Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: attributes()}},
				},
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *list) error {
			client, err := c.Okta()
			if err != nil {
				return err
			}
			query := crud.Queries(map[string]types.String{"q": m.Query, "filter": m.Filter, "search": m.Search})
			m.Users, err = crud.Gather(client.Users().All(ctx, query), flatten)
			return err
		},
	}
}
