package appsecret

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

type rotation struct {
	AppID      types.String `tfsdk:"app_id"`
	Deactivate types.Bool   `tfsdk:"deactivate_previous"`
}

// NewRotateAction gives an app a new secret beside its current one.
func NewRotateAction() action.Action {
	return &crud.Action[rotation]{
		Name: "okta_app_secret_rotate", Noun: "Okta App Secret Rotation",
		Needs: crud.OktaNeeds("okta.apps", "Application Administrator"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "Adds a new secret to an Okta app (or to a client that was registered dynamically: `app_id` is its `client_id`). The one that was the newest stays active, so that the two overlap while clients change over; a still older one is deleted, since a client has two at most. " +
					"The ephemeral resource `gatehouse_okta_app_secret` hands out the new one from then on.",
				Attributes: map[string]schema.Attribute{
					"app_id":              schema.StringAttribute{MarkdownDescription: "The identifier of the app.", Required: true},
					"deactivate_previous": schema.BoolAttribute{MarkdownDescription: "Whether the secret that was the newest is deactivated at once, without an overlap: for a secret that leaked. Default: `false`.", Optional: true},
				},
			}
		},
		Run: rotate,
	}
}

func rotate(ctx context.Context, c *crud.Clients, m rotation, progress func(string)) error {
	client, err := c.Okta()
	if err != nil {
		return err
	}
	id := m.AppID.ValueString()
	added, previous, err := client.RotateSecret(ctx, id, progress)
	if err != nil {
		return err
	}
	progress(fmt.Sprintf("The app %s has the new secret %s.", id, added.ID))
	switch {
	case previous.ID == "":
	case !m.Deactivate.ValueBool():
		progress(fmt.Sprintf("The secret %s stays active beside it. Deactivate it when all clients have changed over.", previous.ID))
	default:
		if _, err := client.SetSecretStatus(ctx, id, previous.ID, okta.Inactive); err != nil {
			return err
		}
		progress(fmt.Sprintf("The secret %s is inactive.", previous.ID))
	}
	return nil
}
