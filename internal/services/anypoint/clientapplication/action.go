package clientapplication

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

type target struct {
	ApplicationID  types.String `tfsdk:"application_id"`
	OrganizationID types.String `tfsdk:"organization_id"`
}

// NewResetSecretAction gives an application another secret.
func NewResetSecretAction() action.Action {
	return &crud.Action[target]{
		Name: "anypoint_client_application_secret_reset", Noun: "Anypoint Client Secret Reset", Needs: object.Needs,
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "Gives a client application with Anypoint's own client identity another secret. The old one ends at once. The secret is not shown: the ephemeral resource `gatehouse_anypoint_client_application_secret` hands it out. Where an identity provider keeps the client, the secret is changed there, for Okta by the action `gatehouse_okta_app_secret_rotate`.",
				Attributes: map[string]schema.Attribute{
					"application_id":  schema.StringAttribute{MarkdownDescription: "The identifier of the client application.", Required: true},
					"organization_id": schema.StringAttribute{MarkdownDescription: organization + " Default: the provider's `organization_id`.", Optional: true},
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
			id := m.ApplicationID.ValueString()
			progress("Resetting the secret of the client application " + id + ".")
			secret, err := client.ResetApplicationSecret(ctx, organization, id)
			if e := rest.As(err); e != nil && e.Status == http.StatusBadRequest {
				e.Next = "The client of this application is its identity provider's: change its secret there, for Okta by the action gatehouse_okta_app_secret_rotate."
			}
			if err != nil {
				return err
			}
			client.Secrets().Add(secret)
			progress("The client application " + id + " has a new secret; the old one has ended.")
			return nil
		},
	}
}
