package clientproviders

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Identity are the attributes that identify a client provider.
var Identity = []string{"organization_id", "id"}

// Needs says which permissions a client provider takes.
var Needs = crud.AnypointNeeds("`admin:orgclientproviders` (*Administer Client Providers*; `read:orgclientproviders` for reading only), on the root organization")

// managedBy are the resources for the types of client providers.
var managedBy = map[string]string{
	anypoint.OIDCDynamic: "gatehouse_anypoint_client_provider",
	anypoint.OpenAM:      "gatehouse_anypoint_client_provider_openam",
	anypoint.Ping:        "gatehouse_anypoint_client_provider_ping",
}

// RootOnly refuses a new client provider in a business group.
func RootOnly(ctx context.Context, c *crud.Clients, p *crud.Planning, organization types.String) {
	p.RootOnly(ctx, c, organization, "Client providers", "Business groups use its providers through their environments: gatehouse_anypoint_environment_client_providers.")
}

// of are the client providers of an organization.
func of(c *crud.Clients, organization string) (*rest.Collection[anypoint.ClientProvider], error) {
	client, err := c.Anypoint()
	if err != nil {
		return nil, err
	}
	return client.ClientProviders(organization), nil
}

// Create makes a client provider. The vendor does not say what the answer
// holds: what was sent goes into the state until the platform has told what
// there is.
func Create(ctx context.Context, c *crud.Clients, organization string, body anypoint.ClientProvider, saved func(anypoint.ClientProvider)) (made anypoint.ClientProvider, err error) {
	items, err := of(c, organization)
	if err != nil {
		return made, err
	}
	made, err = items.Create(ctx, body, func(p anypoint.ClientProvider) bool { return p.Name == body.Name })
	if err != nil || made.Whole() {
		return made, err
	}
	body.ID, body.OrganizationID = made.ID, made.OrganizationID
	saved(body)
	return items.Get(ctx, made.ID)
}

// Namesakes looks for the client providers with the name of a planned one.
var Namesakes = crud.ByName("name", "", func(c *crud.Clients, p crud.Sought) (rest.List, error) {
	all, err := of(c, p.Text("organization_id"))
	if err != nil {
		return rest.List{}, err
	}
	return rest.NamedBy(all, "name"), nil
})

// Read reads a client provider of one type.
func Read(ctx context.Context, c *crud.Clients, organization, id, typ string) (p anypoint.ClientProvider, err error) {
	items, err := of(c, organization)
	if err != nil {
		return p, err
	}
	p, err = items.Get(ctx, id)
	switch {
	case err != nil:
	case p.Type.Name != "" && p.Type.Name != typ:
		err = fmt.Errorf("the client provider %q (%s) is of the type %q; this resource manages those of the type %q only", p.Name, p.ID, p.Type.Name, typ)
		if right := managedBy[p.Type.Name]; right != "" {
			err = fmt.Errorf("%w. Use %s for it", err, right)
		}
	case !p.Whole():
		err = fmt.Errorf("the organization %q sees no more than the name of the client provider %q (%s). "+
			"Client providers belong to the root organization: set organization_id to the root organization's id. Business groups use its providers through gatehouse_anypoint_environment_client_providers, and look them up with the data source",
			organization, p.Name, p.ID)
	}
	return p, err
}

// Delete removes a client provider.
func Delete(ctx context.Context, c *crud.Clients, organization, id string) error {
	items, err := of(c, organization)
	if err != nil {
		return err
	}
	return items.Delete(ctx, id)
}
