package connectedapp

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	actionschema "github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

type secret struct {
	ConnectedAppID types.String `tfsdk:"connected_app_id"`
	OrganizationID types.String `tfsdk:"organization_id"`
	ClientSecret   types.String `tfsdk:"client_secret"`
}

const (
	identifier = "The connected app's identifier, which is its client id."
	whose      = organization + " Default: the provider's `organization_id`."
)

// NewEphemeral is gatehouse_anypoint_connected_app_secret.
func NewEphemeral() ephemeral.EphemeralResource {
	return &crud.Ephemeral[secret]{
		Name: "anypoint_connected_app_secret", Noun: "Anypoint Connected App Secret", Fetch: open, Needs: object.Needs,
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "The client secret of a connected app. It is in no state and no plan.",
				Attributes: map[string]schema.Attribute{
					"connected_app_id": schema.StringAttribute{MarkdownDescription: identifier, Required: true},
					"organization_id":  schema.StringAttribute{MarkdownDescription: whose, Optional: true, Computed: true},
					"client_secret":    schema.StringAttribute{MarkdownDescription: "The client secret.", Computed: true, Sensitive: true},
				},
			}
		},
	}
}

func open(ctx context.Context, c *crud.Clients, s *secret) error {
	id, err := crud.Default(c, "organization_id", s.OrganizationID.ValueString())
	if err != nil {
		return err
	}
	client, all, err := of(c, id)
	if err != nil {
		return err
	}
	a, err := all.Get(ctx, s.ConnectedAppID.ValueString())
	if err != nil {
		return err
	}
	if a.Secret == "" {
		return &crud.AttributeError{Path: path.Root("connected_app_id"), Summary: "Client Secret Not Shown", Detail: fmt.Sprintf(
			"Anypoint did not show the secret of the connected app %q to these credentials. Sign in as somebody who manages it, or give it a secret of your own (client_secret_wo).", a.Name)}
	}
	keep(client, a)
	s.OrganizationID, s.ClientSecret = types.StringValue(id), types.StringValue(a.Secret)
	return nil
}

type target struct {
	ConnectedAppID types.String `tfsdk:"connected_app_id"`
	OrganizationID types.String `tfsdk:"organization_id"`
}

// NewResetSecretAction gives a connected app another secret.
func NewResetSecretAction() action.Action {
	return &crud.Action[target]{
		Name: "anypoint_connected_app_secret_reset", Noun: "Anypoint Connected App Secret Reset", Needs: object.Needs,
		Define: func() actionschema.Schema {
			return actionschema.Schema{
				MarkdownDescription: "Gives a connected app another secret, which the platform makes. The old one ends. The secret is not shown: the ephemeral resource `gatehouse_anypoint_connected_app_secret` hands it out. Not for a connected app whose secret is your own (`client_secret_wo`).",
				Attributes: map[string]actionschema.Attribute{
					"connected_app_id": actionschema.StringAttribute{MarkdownDescription: identifier, Required: true},
					"organization_id":  actionschema.StringAttribute{MarkdownDescription: whose, Optional: true},
				},
			}
		},
		Run: func(ctx context.Context, c *crud.Clients, m target, progress func(string)) error {
			organization, err := crud.Default(c, "organization_id", m.OrganizationID.ValueString())
			if err != nil {
				return err
			}
			client, err := c.Anypoint()
			if err != nil {
				return err
			}
			id := m.ConnectedAppID.ValueString()
			progress("Resetting the secret of the connected app " + id + ".")
			secret, err := client.ResetConnectedAppSecret(ctx, organization, id)
			if err != nil {
				return err
			}
			client.Secrets().Add(secret)
			progress("The connected app " + id + " has a new secret.")
			return nil
		},
	}
}
