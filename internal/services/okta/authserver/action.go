package authserver

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

type target struct {
	AuthServerID types.String `tfsdk:"auth_server_id"`
}

var arguments = map[string]string{"auth_server_id": "The identifier of the authorization server, or `default`."}

// NewRotateKeysAction rotates an authorization server's signing keys.
func NewRotateKeysAction() action.Action {
	return &crud.Action[target]{
		Name: "okta_auth_server_rotate_keys", Noun: "Okta Key Rotation",
		Needs: crud.OktaNeeds("okta.authorizationServers", "API Access Management Administrator"),
		Define: func() schema.Schema {
			return crud.Targets("Makes an Okta authorization server sign with its next key at once. The key that signed until then expires, and gateways that cache the old keys must fetch them again.", arguments)
		},
		Run: func(ctx context.Context, c *crud.Clients, m target, progress func(string)) error {
			client, err := c.Okta()
			if err != nil {
				return err
			}
			id := m.AuthServerID.ValueString()
			progress("Rotating the keys of the authorization server " + id + ".")
			keys, err := client.RotateKeys(ctx, id)
			if err != nil {
				return err
			}
			for _, k := range keys {
				if k.Status == okta.Active {
					progress("The authorization server " + id + " signs with the key " + k.Kid + " now.")
				}
			}
			return nil
		},
	}
}

var lifecycle = crud.Lifecycle[target]{
	Name: object.Name, Noun: "Okta Authorization Server Action", Thing: "authorization server", Needs: object.Needs, Arguments: arguments,
	Of: func(c *crud.Clients, m target) (okta.Acting, string, error) {
		all, err := servers(c)
		return all, m.AuthServerID.ValueString(), err
	},
}

// NewActivateAction activates an authorization server.
func NewActivateAction() action.Action {
	return lifecycle.Activate("Activates an Okta authorization server, whoever manages it.")
}

// NewDeactivateAction deactivates an authorization server.
func NewDeactivateAction() action.Action {
	return lifecycle.Deactivate("Deactivates an Okta authorization server at once, whoever manages it, so that it issues no tokens. " +
		"A `gatehouse_okta_auth_server` with the status `ACTIVE` activates it again at the next apply.")
}
