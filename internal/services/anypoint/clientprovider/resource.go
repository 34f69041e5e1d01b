// Package clientprovider manages the client providers of an Anypoint
// organization that register clients by OpenID Connect Dynamic Client
// Registration.
package clientprovider

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/clientproviders"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "anypoint_client_provider", Noun: "Anypoint Client Provider", Platform: crud.Anypoint,
	Identity: clientproviders.Identity, Define: define, Needs: clientproviders.Needs,
}

// NewResource is gatehouse_anypoint_client_provider.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, anypoint.ClientProvider]{
		Create: create, Update: update, Flatten: flatten, Validate: validate, Plan: plan,
		Namesakes: clientproviders.Namesakes,
		Read: func(ctx context.Context, c *crud.Clients, m model) (anypoint.ClientProvider, error) {
			return clientproviders.Read(ctx, c, m.OrganizationID.ValueString(), m.ID.ValueString(), anypoint.OIDCDynamic)
		},
		Delete: func(ctx context.Context, c *crud.Clients, m model) error {
			return clientproviders.Delete(ctx, c, m.OrganizationID.ValueString(), m.ID.ValueString())
		},
	})
}

func create(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(anypoint.ClientProvider)) (anypoint.ClientProvider, error) {
	client, err := c.Anypoint()
	if err != nil {
		return anypoint.ClientProvider{}, err
	}
	client.Secrets().Add(append(tf.Leaves(asObject(w.Config.ExtraWO)), authorizationHeader(w), introspectionSecret(w))...)
	return clientproviders.Create(ctx, c, w.Plan.OrganizationID.ValueString(), expand(w), saved)
}

func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (anypoint.ClientProvider, error) {
	client, err := c.Anypoint()
	if err != nil {
		return anypoint.ClientProvider{}, err
	}
	client.Secrets().Add(append(tf.Leaves(asObject(w.Config.ExtraWO)), authorizationHeader(w), introspectionSecret(w))...)
	organization, id := w.Prior.OrganizationID.ValueString(), w.Prior.ID.ValueString()
	items := client.ClientProviders(organization)
	var p anypoint.ClientProvider
	if drop := dropped(w); len(drop) > 0 {
		p, err = replaced(ctx, items, w, drop)
	} else if body := change(w); !body.Empty() {
		p, err = client.PatchClientProvider(ctx, organization, id, body)
	}
	if err != nil || p.Whole() {
		return p, err
	}
	return items.Get(ctx, id) // nothing to send, or an answer that does not tell
}

// dropped are the members that go away, which a PATCH cannot do.
func dropped(w crud.Write[model]) [][]string {
	paths := anypoint.Gone(asObject(w.Prior.Extra), asObject(w.Plan.Extra))
	if hasHeader(w.Prior) && !hasHeader(w.Plan) {
		paths = append(paths, []string{"oidc_dynamic_client_provider", "client", "registration"})
	}
	if !w.Prior.AzureKeyExpiresIn.IsNull() && w.Plan.AzureKeyExpiresIn.IsNull() {
		paths = append(paths, []string{"azure_ad_provider"})
	}
	if !w.Prior.SupportedGrantTypes.IsNull() && w.Plan.SupportedGrantTypes.IsNull() {
		paths = append(paths, []string{"oidc_dynamic_client_provider", "supported_grant_types"})
	}
	return paths
}

// replaced takes members away. A PATCH keeps what it leaves out, so that this
// needs a PUT; that one must repeat the secret of the introspection client.
func replaced(ctx context.Context, items *rest.Collection[anypoint.ClientProvider], w crud.Write[model], drop [][]string) (anypoint.ClientProvider, error) {
	return rest.Change(ctx, items, w.Prior.ID.ValueString(), func(current json.RawMessage) (any, error) {
		kept, err := anypoint.Without(current, drop)
		if err != nil {
			return nil, err
		}
		whole, err := rest.Merge(kept, expand(w))
		if err != nil {
			return nil, err
		}
		text, err := json.Marshal(whole)
		if err != nil {
			return nil, err
		}
		return rest.Merge(text, change(w)) // what is cleared, which expand leaves out
	})
}
