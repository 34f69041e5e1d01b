package appsecret

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

type handedOut struct {
	AppID        types.String `tfsdk:"app_id"`
	SecretID     types.String `tfsdk:"secret_id"`
	ClientID     types.String `tfsdk:"client_id"`
	ClientSecret types.String `tfsdk:"client_secret"`
}

// NewEphemeral hands out the secret of an app without keeping it anywhere.
func NewEphemeral() ephemeral.EphemeralResource {
	return &crud.Ephemeral[handedOut]{
		Name: "okta_app_secret", Noun: "Okta App Secret",
		Needs: crud.OktaReads("okta.apps"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "The client id and an active secret of an Okta app, for whoever needs them during a run. Nothing of it is kept in a state or plan.",
				Attributes: map[string]schema.Attribute{
					"app_id":        schema.StringAttribute{MarkdownDescription: "The identifier of the app.", Required: true},
					"secret_id":     schema.StringAttribute{MarkdownDescription: "The identifier of the secret, where the app has two. Default: the newest active one.", Optional: true, Computed: true},
					"client_id":     schema.StringAttribute{MarkdownDescription: "The app's OAuth 2.0 client id.", Computed: true},
					"client_secret": schema.StringAttribute{MarkdownDescription: "The secret.", Computed: true, Sensitive: true},
				},
			}
		},
		Fetch: fetch,
	}
}

func fetch(ctx context.Context, c *crud.Clients, m *handedOut) error {
	client, err := c.Okta()
	if err != nil {
		return err
	}
	id := m.AppID.ValueString()
	app, err := client.Apps().Get(ctx, id)
	if err != nil {
		return err
	}
	if app.ClientID() == "" {
		return fmt.Errorf("the app %q is not an OAuth 2.0 client, or Okta does not show its client: there is no secret to hand out", id)
	}
	var secret okta.ClientSecret
	if m.SecretID.ValueString() == "" {
		secret, err = client.CurrentSecret(ctx, id)
	} else {
		secret, err = client.AppSecrets(id).Get(ctx, m.SecretID.ValueString())
		client.Secrets().Add(secret.Secret)
	}
	if err != nil {
		return err
	}
	m.SecretID, m.ClientID, m.ClientSecret = types.StringValue(secret.ID), types.StringValue(app.ClientID()), types.StringValue(secret.Secret)
	return nil
}
