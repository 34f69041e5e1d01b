package clientapplication

import (
	"context"
	"fmt"
	"net/http"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// adopt makes an application of a client that the identity provider has
// already. The name and the rest come from that client; what the plan says
// otherwise is changed afterwards.
func adopt(ctx context.Context, client *anypoint.Client, m model, saved func(anypoint.Application)) (anypoint.Application, error) {
	organization := m.OrganizationID.ValueString()
	a, err := client.ImportApplication(ctx, organization, anypoint.ApplicationImport{
		ClientID: m.ImportClientID.ValueString(), ProviderID: m.ClientProviderID.ValueString(), Description: m.Description.ValueString(), URL: m.URL.ValueString(),
	})
	if e := rest.As(err); e != nil {
		switch e.Status {
		case http.StatusBadRequest:
			e.Next = "The client provider must allow the import of clients (allow_client_import = true on the gatehouse_anypoint_client_provider), and no application may have the client or its name already."
		case http.StatusNotFound:
			e.Next = fmt.Sprintf("Check client_provider_id, and that the identity provider has the client %q and shows it to the client provider's authorization header.", m.ImportClientID.ValueString())
		}
		return a, err
	}
	keep(client, a)
	all := client.Applications(organization)
	if a.Name == "" { // the documented answer has nothing but the id
		a.Name, a.ClientID = m.Name.ValueString(), m.ImportClientID.ValueString()
	}
	saved(a)
	if a, err = all.Get(ctx, string(a.ID)); err != nil {
		return a, err
	}
	keep(client, a)
	is := m
	if err := crud.Diagnosed(flatten(ctx, &is, a)); err != nil {
		return a, err
	}
	change, changed := changes(m, is)
	if !changed {
		return a, nil
	}
	saved(a)
	a, err = rest.Patch(ctx, all, string(a.ID), change)
	return keep(client, a), err
}
