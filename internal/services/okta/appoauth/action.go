package appoauth

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

type target struct {
	AppID types.String `tfsdk:"app_id"`
}

// NewActivateAction activates an app.
func NewActivateAction() action.Action {
	return lifecycle("okta_app_activate", "Activates an Okta app, whoever manages it. An app that is active stays so.", okta.Active, "Activating", "active")
}

// NewDeactivateAction deactivates an app.
func NewDeactivateAction() action.Action {
	return lifecycle("okta_app_deactivate", "Deactivates an Okta app at once, whoever manages it, so that nobody signs in to it and its client gets no tokens. "+
		"A `gatehouse_okta_app_oauth` with the status `ACTIVE` activates it again at the next apply.", okta.Inactive, "Deactivating", "inactive")
}

func lifecycle(name, description, status, doing, done string) action.Action {
	return &crud.Action[target]{
		Name: name, Noun: "Okta App Action",
		Needs: crud.OktaNeeds("okta.apps", "Application Administrator"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: description,
				Attributes: map[string]schema.Attribute{
					"app_id": schema.StringAttribute{MarkdownDescription: "The identifier of the app.", Required: true},
				},
			}
		},
		Run: func(ctx context.Context, c *crud.Clients, m target, progress func(string)) error {
			client, err := c.Okta()
			if err != nil {
				return err
			}
			id := m.AppID.ValueString()
			progress(doing + " the app " + id + ".")
			if err := client.SetAppStatus(ctx, id, status); err != nil {
				return err
			}
			progress("The app " + id + " is " + done + ".")
			return nil
		},
	}
}
