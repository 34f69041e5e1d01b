package clientapplication

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	ID                types.String `tfsdk:"id"`
	OrganizationID    types.String `tfsdk:"organization_id"`
	APIInstanceID     types.String `tfsdk:"api_instance_id"`
	ImportClientID    types.String `tfsdk:"import_client_id"`
	Name              types.String `tfsdk:"name"`
	Description       types.String `tfsdk:"description"`
	URL               types.String `tfsdk:"url"`
	RedirectURIs      types.Set    `tfsdk:"redirect_uris"`
	GrantTypes        types.Set    `tfsdk:"grant_types"`
	ClientProviderID  types.String `tfsdk:"client_provider_id"`
	ClientID          types.String `tfsdk:"client_id"`
	StoreClientSecret types.Bool   `tfsdk:"store_client_secret"`
	ClientSecret      types.String `tfsdk:"client_secret"`
}

// expand is what a new application has. The empty values are those that a
// live client sends.
func expand(m model) anypoint.ApplicationChange {
	name, description, url := m.Name.ValueString(), m.Description.ValueString(), m.URL.ValueString()
	redirects, grants, endpoints := tf.Strings(m.RedirectURIs), tf.Strings(m.GrantTypes), false
	return anypoint.ApplicationChange{
		Name: &name, Description: &description, URL: &url, RedirectURIs: &redirects, GrantTypes: &grants, APIEndpoints: &endpoints,
	}
}

// changes are the members that differ; ok is false when there are none.
func changes(plan, prior model) (change anypoint.ApplicationChange, ok bool) {
	whole := expand(plan)
	if !plan.Name.Equal(prior.Name) {
		change.Name, ok = whole.Name, true
	}
	if !plan.Description.Equal(prior.Description) {
		change.Description, ok = whole.Description, true
	}
	if !plan.URL.Equal(prior.URL) {
		change.URL, ok = whole.URL, true
	}
	if !plan.RedirectURIs.Equal(prior.RedirectURIs) {
		change.RedirectURIs, ok = whole.RedirectURIs, true
	}
	if !plan.GrantTypes.Equal(prior.GrantTypes) {
		change.GrantTypes, ok = whole.GrantTypes, true
	}
	return change, ok
}

func flatten(_ context.Context, m *model, a anypoint.Application) diag.Diagnostics {
	m.ID = types.StringValue(string(a.ID))
	m.Name = types.StringValue(a.Name)
	m.Description = tf.StringPointer(a.Description)
	m.URL = tf.StringPointer(a.URL)
	m.RedirectURIs = tf.Set(a.RedirectURIs, m.RedirectURIs)
	m.GrantTypes = tf.Set(a.GrantTypes, m.GrantTypes)
	m.ClientID = tf.String(a.ClientID)
	if a.Provider != nil { // an answer without it says nothing
		m.ClientProviderID = tf.StringPointer(a.Provider.ID)
	} else if m.ClientProviderID.IsUnknown() {
		m.ClientProviderID = types.StringNull()
	}
	if a.APIInstanceID != nil {
		m.APIInstanceID = types.StringValue(*a.APIInstanceID)
	} else if m.APIInstanceID.IsUnknown() {
		m.APIInstanceID = types.StringNull()
	}
	if m.StoreClientSecret.IsNull() || m.StoreClientSecret.IsUnknown() {
		m.StoreClientSecret = types.BoolValue(false)
	}
	switch {
	case !m.StoreClientSecret.ValueBool():
		m.ClientSecret = types.StringNull()
	case a.ClientSecret != "":
		m.ClientSecret = types.StringValue(a.ClientSecret)
	case m.ClientSecret.IsUnknown(): // it is shown to the application's owners only
		m.ClientSecret = types.StringNull()
	}
	return nil
}
