package clientapplication

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

type secret struct {
	ApplicationID  types.String `tfsdk:"application_id"`
	OrganizationID types.String `tfsdk:"organization_id"`
	ClientID       types.String `tfsdk:"client_id"`
	ClientSecret   types.String `tfsdk:"client_secret"`
}

// NewEphemeral is gatehouse_anypoint_client_application_secret.
func NewEphemeral() ephemeral.EphemeralResource {
	return &crud.Ephemeral[secret]{
		Name: "anypoint_client_application_secret", Noun: "Anypoint Client Application Secret", Fetch: open,
		Needs: object.Needs,
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "The client id and secret of a client application in Anypoint Exchange. They are in no state and no plan. The provider's credentials must own the application, or may manage all of them.",
				Attributes: map[string]schema.Attribute{
					"application_id":  schema.StringAttribute{MarkdownDescription: "The identifier of the client application.", Required: true},
					"organization_id": schema.StringAttribute{MarkdownDescription: organization + " Default: the provider's `organization_id`.", Optional: true, Computed: true},
					"client_id":       schema.StringAttribute{MarkdownDescription: "The client id.", Computed: true},
					"client_secret":   schema.StringAttribute{MarkdownDescription: "The client secret.", Computed: true, Sensitive: true},
				},
			}
		},
	}
}

func open(ctx context.Context, c *crud.Clients, s *secret) error {
	organization, err := crud.Default(c, "organization_id", s.OrganizationID.ValueString())
	if err != nil {
		return err
	}
	client, all, err := of(c, organization)
	if err != nil {
		return err
	}
	a, err := all.Get(ctx, s.ApplicationID.ValueString())
	if err != nil {
		return err
	}
	if a.ClientSecret == "" {
		return &crud.AttributeError{Path: path.Root("application_id"), Summary: "Client Secret Not Shown", Detail: fmt.Sprintf(
			"Anypoint shows the secret of the client application %q to its owners and to administrators only. Create the application with the same credentials, or grant them Manage Client Applications.", a.Name)}
	}
	keep(client, a)
	s.OrganizationID = types.StringValue(organization)
	s.ClientID, s.ClientSecret = types.StringValue(a.ClientID), types.StringValue(a.ClientSecret)
	return nil
}
