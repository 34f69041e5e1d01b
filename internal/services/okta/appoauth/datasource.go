package appoauth

import (
	"context"
	"fmt"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// notTold are the arguments that are about the resource alone, or that a single
// get does not show.
var notTold = []string{"preconfigured_app", "app_settings_json", "app_links_json", "store_client_secret", "jwks", "groups_claim", "network"}

// NewDataSource finds an OAuth 2.0 client app by its identifier or its exact label.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[found]{
		Name: object.Name, Noun: object.Noun, Platform: crud.Okta,
		Needs: crud.OktaReads("okta.apps"),
		Define: func() schema.Schema {
			all := tf.Told(define().Attributes, notTold...)
			all["id"] = tf.SoughtByID("The app's identifier.", "label")
			all["label"] = tf.Sought("The app's exact label. It is an error when no app, or more than one, has it.")
			return schema.Schema{
				MarkdownDescription: "An OAuth 2.0 client app of the Okta org, by its identifier or by its exact label. Its secret is never read: the ephemeral resource `gatehouse_okta_app_secret` hands it out.",
				Attributes:          all,
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *found) error {
			a, err := find(ctx, c, *m)
			if err != nil {
				return err
			}
			w := model{}
			flatten(ctx, &w, a)
			*m = w.found
			return nil
		},
	}
}

func find(ctx context.Context, c *crud.Clients, m found) (a okta.App, err error) {
	client, err := c.Okta()
	if err != nil {
		return a, err
	}
	if id := m.ID.ValueString(); id != "" {
		if a, err = client.Apps().Get(ctx, id); err == nil && a.SignOnMode != okta.OpenIDConnect {
			err = fmt.Errorf("the app %q (%s) is of another kind, with the sign-on mode %s", a.Label, a.ID, a.SignOnMode)
		}
		return a, err
	}
	label := m.Label.ValueString()
	// q matches beginnings, so the label is compared as a whole.
	return crud.Find("OAuth 2.0 client app", fmt.Sprintf("the label %q", label), clients(client.Apps().All(ctx, url.Values{"q": {label}})),
		func(a okta.App) bool { return a.Label == label },
		func(a okta.App) string { return fmt.Sprintf("%q (%s)", a.Label, a.ID) })
}
