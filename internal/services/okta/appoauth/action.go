package appoauth

import (
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

type target struct {
	AppID types.String `tfsdk:"app_id"`
}

var lifecycle = crud.Lifecycle[target]{
	Name: "okta_app", Noun: "Okta App Action", Thing: "app", Needs: object.Needs,
	Arguments: map[string]string{"app_id": "The identifier of the app."},
	Of: func(c *crud.Clients, m target) (okta.Acting, string, error) {
		client, err := c.Okta()
		if err != nil {
			return nil, "", err
		}
		return client.Apps(), m.AppID.ValueString(), nil
	},
}

// NewActivateAction activates an app.
func NewActivateAction() action.Action {
	return lifecycle.Activate("Activates an Okta app, whoever manages it. An app that is active stays so.")
}

// NewDeactivateAction deactivates an app.
func NewDeactivateAction() action.Action {
	return lifecycle.Deactivate("Deactivates an Okta app at once, whoever manages it, so that nobody signs in to it and its client gets no tokens. " +
		"A `gatehouse_okta_app_oauth` with the status `ACTIVE` activates it again at the next apply.")
}
