package clientapplication

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

func create(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(anypoint.Application)) (anypoint.Application, error) {
	client, all, err := of(c, w.Plan.OrganizationID.ValueString())
	if err != nil {
		return anypoint.Application{}, err
	}
	if !w.Plan.ImportClientID.IsNull() {
		return adopt(ctx, client, w.Plan, saved)
	}
	request := rest.Request{Body: expand(w.Plan), Query: url.Values{}}
	instance := w.Plan.APIInstanceID.ValueString()
	if instance != "" {
		request.Query.Set("apiInstanceId", instance)
	}
	a, err := rest.CreateWith(ctx, all, request, func(o anypoint.Application) bool { return o.Name == w.Plan.Name.ValueString() })
	if e := rest.As(err); e != nil {
		switch {
		case e.Status == http.StatusConflict:
			e.Advise(fmt.Sprintf("Names of client applications are unique in the organization: this one has the name %q.", w.Plan.Name.ValueString()))
			if e.Twin != nil && instance != "" && !sameProvider(ctx, c, all, e.Twin.ID, instance) {
				e.Twin.Unlike = "api_instance_id"
			}
		case e.Twin != nil: // it is the reason, and has been named
		case e.Status == http.StatusBadRequest && instance != "":
			e.Next = "The client provider of the API instance " + instance + " decides which grant types an application can have, and its identity provider registers the client. " +
				"Check grant_types and redirect_uris, and the registration URL and authorization header of the client provider."
		case e.Status == http.StatusBadRequest:
			e.Next = "An organization with an external client provider may demand that api_instance_id says which one the application is for."
		}
	}
	return keep(client, a), err
}

// sameProvider tells whether an application is known to have the client provider
// of an API instance. Nothing else tells what it was created for.
func sameProvider(ctx context.Context, c *crud.Clients, all *rest.Collection[anypoint.Application], id, instance string) bool {
	a, err := all.Get(ctx, id)
	provider, known := providerOf(ctx, c, instance)
	if err != nil || !known {
		return false
	}
	if a.Provider == nil || a.Provider.ID == nil {
		return provider == ""
	}
	return *a.Provider.ID == provider
}

// keep remembers the secret that comes with every application, so that no
// error or log shows it.
func keep(client *anypoint.Client, a anypoint.Application) anypoint.Application {
	client.Secrets().Add(a.ClientSecret)
	return a
}

// read also looks for an API instance after an import: the platform does not
// say which one the application was created for, but every one that it has a
// contract with has the same client provider. Where there is none, an empty
// text stands for "not known", which a plan can keep.
func read(ctx context.Context, c *crud.Clients, m model) (anypoint.Application, error) {
	client, all, err := of(c, m.OrganizationID.ValueString())
	if err != nil {
		return anypoint.Application{}, err
	}
	a, err := all.Get(ctx, m.ID.ValueString())
	keep(client, a)
	if err != nil || !m.Name.IsNull() || a.Provider == nil || a.Provider.ID == nil {
		return a, err
	}
	instances, err := client.ApplicationInstances(ctx, m.OrganizationID.ValueString(), m.ID.ValueString())
	if err != nil {
		return a, err
	}
	id := ""
	if len(instances) > 0 {
		id = string(instances[0].ID)
	}
	a.APIInstanceID = &id
	return a, nil
}

func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (anypoint.Application, error) {
	client, all, err := of(c, w.Prior.OrganizationID.ValueString())
	if err != nil {
		return anypoint.Application{}, err
	}
	if !w.Plan.APIInstanceID.Equal(w.Prior.APIInstanceID) {
		// The plan could not look at an API instance that did not exist yet.
		if provider, known := providerOf(ctx, c, w.Plan.APIInstanceID.ValueString()); known && provider != w.Prior.ClientProviderID.ValueString() {
			return anypoint.Application{}, &crud.AttributeError{Path: path.Root("api_instance_id"), Summary: "Another Client Provider", Detail: fmt.Sprintf(
				"The API instance %s has the client provider %q, the application has %q, which cannot change. Apply again: the plan will be a new application.",
				w.Plan.APIInstanceID.ValueString(), provider, w.Prior.ClientProviderID.ValueString())}
		}
	}
	change, changed := changes(w.Plan, w.Prior)
	if !changed {
		a, err := all.Get(ctx, w.Prior.ID.ValueString())
		return keep(client, a), err
	}
	a, err := rest.Patch(ctx, all, w.Prior.ID.ValueString(), change)
	if e := rest.As(err); e != nil && w.Prior.ClientProviderID.ValueString() != "" && (e.Status == http.StatusBadRequest || e.Status >= http.StatusInternalServerError) {
		e.Next = "Anypoint passes the change on to the identity provider, which may have refused it. Change the client there by hand, " +
			"or set allow_client_modification = false on the gatehouse_anypoint_client_provider, so that the change stays in Anypoint."
	}
	return keep(client, a), err
}

func remove(ctx context.Context, c *crud.Clients, m model) error {
	_, all, err := of(c, m.OrganizationID.ValueString())
	if err != nil {
		return err
	}
	err = all.Delete(ctx, m.ID.ValueString())
	if e := rest.As(err); e != nil && m.ClientProviderID.ValueString() != "" && e.Status == http.StatusBadRequest {
		e.Next = "The client provider decides whether its clients can be deleted. Set allow_client_deletion = true on the gatehouse_anypoint_client_provider and apply that first."
	}
	return err
}

// providerOf is the client provider of an API instance, empty for Anypoint's
// own; known is false where it cannot be found out.
func providerOf(ctx context.Context, c *crud.Clients, instance string) (provider string, known bool) {
	client, err := c.Anypoint()
	if err != nil || instance == "" || c.EnvironmentID == "" || c.OrganizationID == "" {
		return "", false
	}
	a, err := client.APIInstances(c.OrganizationID, c.EnvironmentID).Get(ctx, instance)
	return a.ProviderID, err == nil
}
