// Package authserverpolicyclient adds single clients to the list of an access
// policy that somebody else owns.
package authserverpolicyclient

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	AuthServerID types.String `tfsdk:"auth_server_id"`
	PolicyID     types.String `tfsdk:"policy_id"`
	ClientID     types.String `tfsdk:"client_id"`
}

var object = crud.Object{
	Name: "okta_auth_server_policy_client", Noun: "Okta Access Policy Client", Platform: crud.Okta,
	Needs:    crud.OktaNeeds("okta.authorizationServers", "API Access Management Administrator"),
	Identity: []string{"auth_server_id", "policy_id", "client_id"},
	Define:   define,
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "One client in the list of an access policy, beside those that others put there. It does not own the list: clients of other configurations stay. " +
			"This is how a client that Anypoint registered gets tokens under a policy that another team manages. " +
			"Where `gatehouse_okta_auth_server_policy` manages the same policy, leave its `client_whitelist` out.",
		Attributes: map[string]schema.Attribute{
			"auth_server_id": tf.Parent("The identifier of the authorization server."),
			"policy_id":      tf.Parent("The identifier of the access policy."),
			"client_id":      tf.Parent("The client's identifier; for an app, that of the app."),
		},
	}
}

// NewResource is gatehouse_okta_auth_server_policy_client.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, string]{
		Create: func(ctx context.Context, c *crud.Clients, w crud.Write[model], _ func(string)) (string, error) {
			return w.Plan.ClientID.ValueString(), change(ctx, c, w.Plan, true)
		},
		Read: read,
		Delete: func(ctx context.Context, c *crud.Clients, m model) error {
			return change(ctx, c, m, false)
		},
		Flatten: func(_ context.Context, m *model, client string) diag.Diagnostics {
			m.ClientID = types.StringValue(client)
			return nil
		},
	})
}

type policies = *rest.Collection[okta.AuthServerPolicy]

func of(c *crud.Clients, m model) (policies, error) {
	client, err := c.Okta()
	if err != nil {
		return nil, err
	}
	return client.AuthServerPolicies(m.AuthServerID.ValueString()), nil
}

func read(ctx context.Context, c *crud.Clients, m model) (string, error) {
	all, err := of(c, m)
	if err != nil {
		return "", err
	}
	p, err := all.Get(ctx, m.PolicyID.ValueString())
	if err != nil {
		return "", err
	}
	client := m.ClientID.ValueString()
	if !slices.Contains(p.Conditions.Clients.Include, client) {
		return "", crud.NotFound("The access policy %q does not have the client %s", p.Name, client)
	}
	return client, nil
}

// errDone ends a change that has nothing to do.
type errDone struct{}

func (errDone) Error() string { return "nothing to do" }

// tries bounds how often somebody else may come in between.
const tries = 5

// change puts the client into the policy's list, or takes it out. Okta knows
// the list only as a whole and has no conditional writes: somebody else who
// read it before this write can overwrite it afterwards. So the list is read
// again, until it is as wanted. Within this process a lock keeps the writers
// of one policy apart.
func change(ctx context.Context, c *crud.Clients, m model, in bool) error {
	all, err := of(c, m)
	if err != nil {
		return err
	}
	defer c.Lock(okta.PolicyLock(m.AuthServerID.ValueString(), m.PolicyID.ValueString()))()
	client := m.ClientID.ValueString()
	for range tries {
		_, err := rest.Change(ctx, all, m.PolicyID.ValueString(), func(current json.RawMessage) (any, error) {
			var p okta.AuthServerPolicy
			if err := json.Unmarshal(current, &p); err != nil {
				return nil, err
			}
			include := p.Conditions.Clients.Include
			if in && slices.Contains(include, okta.AllClients) {
				return nil, &crud.AttributeError{
					Path: path.Root("client_id"), Summary: "Policy for All Clients",
					Detail: fmt.Sprintf("The access policy %q applies to all clients (%s), %s among them: there is nothing to add. Remove this resource, or name the policy's clients instead.", p.Name, okta.AllClients, client),
				}
			}
			if slices.Contains(include, client) == in {
				return nil, errDone{}
			}
			if in {
				include = append(include, client)
			} else {
				include = slices.DeleteFunc(include, func(id string) bool { return id == client })
			}
			return okta.Keep(current, map[string]any{"conditions": map[string]any{"clients": map[string]any{"include": include}}})
		})
		if err == (errDone{}) { //nolint:errorlint // it comes back as it was given
			return nil
		}
		if err != nil {
			return err
		}
	}
	return fmt.Errorf("the clients of the access policy %s were changed by others %d times meanwhile. Apply again", m.PolicyID.ValueString(), tries)
}
