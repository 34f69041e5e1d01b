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

func targets(description string) func() schema.Schema {
	return func() schema.Schema {
		return schema.Schema{
			MarkdownDescription: description,
			Attributes: map[string]schema.Attribute{
				"auth_server_id": schema.StringAttribute{MarkdownDescription: "The identifier of the authorization server, or `default`.", Required: true},
			},
		}
	}
}

// NewRotateKeysAction rotates an authorization server's signing keys.
func NewRotateKeysAction() action.Action {
	return &crud.Action[target]{
		Name: "okta_auth_server_rotate_keys", Noun: "Okta Key Rotation",
		Needs:  crud.OktaNeeds("okta.authorizationServers", "API Access Management Administrator"),
		Define: targets("Makes an Okta authorization server sign with its next key at once. The key that signed until then expires, and gateways that cache the old keys must fetch them again."),
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

// NewActivateAction activates an authorization server.
func NewActivateAction() action.Action {
	return lifecycle("okta_auth_server_activate", okta.Active, "Activates an Okta authorization server, whoever manages it.")
}

// NewDeactivateAction deactivates an authorization server.
func NewDeactivateAction() action.Action {
	return lifecycle("okta_auth_server_deactivate", okta.Inactive, "Deactivates an Okta authorization server at once, whoever manages it, so that it issues no tokens. "+
		"A `gatehouse_okta_auth_server` with the status `ACTIVE` activates it again at the next apply.")
}

func lifecycle(name, status, description string) action.Action {
	return &crud.Action[target]{
		Name: name, Noun: "Okta Authorization Server Action", Define: targets(description),
		Needs: crud.OktaNeeds("okta.authorizationServers", "API Access Management Administrator"),
		Run: func(ctx context.Context, c *crud.Clients, m target, progress func(string)) error {
			all, err := servers(c)
			if err != nil {
				return err
			}
			id, verb := m.AuthServerID.ValueString(), okta.StatusVerb(status)
			if _, err := all.Act(ctx, id, verb, "/lifecycle/"+verb, nil); err != nil {
				return err
			}
			progress("The authorization server " + id + " is " + status + ".")
			return nil
		},
	}
}
