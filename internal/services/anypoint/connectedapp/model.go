package connectedapp

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	ID                    types.String `tfsdk:"id"`
	OrganizationID        types.String `tfsdk:"organization_id"`
	Name                  types.String `tfsdk:"name"`
	GrantTypes            types.Set    `tfsdk:"grant_types"`
	Scopes                types.Set    `tfsdk:"scopes"`
	UserScopes            types.Set    `tfsdk:"user_scopes"`
	RedirectURIs          types.Set    `tfsdk:"redirect_uris"`
	PublicKeys            types.Set    `tfsdk:"public_keys"`
	Audience              types.String `tfsdk:"audience"`
	Enabled               types.Bool   `tfsdk:"enabled"`
	ClientURI             types.String `tfsdk:"client_uri"`
	PolicyURI             types.String `tfsdk:"policy_uri"`
	TermsURI              types.String `tfsdk:"tos_uri"`
	IssClaim              types.Bool   `tfsdk:"generate_iss_claim_without_token"`
	ClientSecretWO        types.String `tfsdk:"client_secret_wo"`
	ClientSecretWOVersion types.Int64  `tfsdk:"client_secret_wo_version"`
	StoreClientSecret     types.Bool   `tfsdk:"store_client_secret"`
	ClientSecret          types.String `tfsdk:"client_secret"`
}

// expand is what a new connected app has. Lists are sent empty rather than left
// out: the document requires one of them, and other clients send all.
func expand(m model) anypoint.ConnectedAppChange {
	list := func(v types.Set) *[]string { s := tf.Strings(v); return &s }
	return anypoint.ConnectedAppChange{
		Name: tf.Pointer(m.Name), GrantTypes: list(m.GrantTypes), UserScopes: list(m.UserScopes),
		RedirectURIs: list(m.RedirectURIs), PublicKeys: list(m.PublicKeys), Audience: tf.Pointer(m.Audience), Enabled: tf.BoolPointer(m.Enabled),
		ClientURI: tf.Pointer(m.ClientURI), PolicyURI: tf.Pointer(m.PolicyURI), TermsURI: tf.Pointer(m.TermsURI), IssClaim: tf.BoolPointer(m.IssClaim),
	}
}

// changes are the members that differ; ok is false when there are none.
func changes(plan, prior model) (change anypoint.ConnectedAppChange, ok bool) {
	whole := expand(plan)
	for _, c := range []struct {
		is, was attr.Value
		take    func()
	}{
		{plan.Name, prior.Name, func() { change.Name = whole.Name }},
		{plan.GrantTypes, prior.GrantTypes, func() { change.GrantTypes = whole.GrantTypes }},
		{plan.UserScopes, prior.UserScopes, func() { change.UserScopes = whole.UserScopes }},
		{plan.RedirectURIs, prior.RedirectURIs, func() { change.RedirectURIs = whole.RedirectURIs }},
		{plan.PublicKeys, prior.PublicKeys, func() { change.PublicKeys = whole.PublicKeys }},
		{plan.Audience, prior.Audience, func() { change.Audience = whole.Audience }},
		{plan.Enabled, prior.Enabled, func() { change.Enabled = whole.Enabled }},
		{plan.ClientURI, prior.ClientURI, func() { change.ClientURI = whole.ClientURI }},
		{plan.PolicyURI, prior.PolicyURI, func() { change.PolicyURI = whole.PolicyURI }},
		{plan.TermsURI, prior.TermsURI, func() { change.TermsURI = whole.TermsURI }},
		{plan.IssClaim, prior.IssClaim, func() { change.IssClaim = whole.IssClaim }},
	} {
		if !c.is.IsUnknown() && !c.is.Equal(c.was) {
			c.take()
			ok = true
		}
	}
	return change, ok
}

func flatten(_ context.Context, m *model, a anypoint.App) diag.Diagnostics {
	m.ID = types.StringValue(a.ID)
	if m.OrganizationID.IsNull() || m.OrganizationID.IsUnknown() {
		m.OrganizationID = tf.String(a.OrganizationID)
	}
	m.Name = types.StringValue(a.Name)
	m.GrantTypes = tf.Set(a.GrantTypes, m.GrantTypes)
	m.Scopes = scopesOf(a.Scopes, m.Scopes)
	m.UserScopes = tf.Set(a.UserScopes, m.UserScopes)
	m.RedirectURIs = tf.Set(a.RedirectURIs, m.RedirectURIs)
	m.PublicKeys = tf.Set(a.PublicKeys, m.PublicKeys)
	m.Audience = tf.String(a.Audience)
	m.Enabled = types.BoolValue(a.Enabled == nil || *a.Enabled)
	m.ClientURI, m.PolicyURI, m.TermsURI = tf.StringPointer(a.ClientURI), tf.StringPointer(a.PolicyURI), tf.StringPointer(a.TermsURI)
	m.IssClaim = tf.True(a.IssClaim)
	if m.StoreClientSecret.IsNull() || m.StoreClientSecret.IsUnknown() {
		m.StoreClientSecret = types.BoolValue(false)
	}
	switch {
	case !m.StoreClientSecret.ValueBool():
		m.ClientSecret = types.StringNull()
	case a.Secret != "":
		m.ClientSecret = types.StringValue(a.Secret)
	case m.ClientSecret.IsUnknown():
		m.ClientSecret = types.StringNull()
	}
	return nil
}

var scopeTypes = map[string]attr.Type{"scope": types.StringType, "organization_id": types.StringType, "environment_id": types.StringType}

// scopesOf leaves out the scope that the platform gives to every connected app,
// unless the configuration says it.
func scopesOf(have []anypoint.ConnectedAppScope, prior types.Set) types.Set {
	said := slices.ContainsFunc(scopesIn(prior), anypoint.ConnectedAppScope.Given)
	all := []attr.Value{}
	for i, s := range have {
		if s.Given() && !said || slices.Contains(have[:i], s) {
			continue
		}
		all = append(all, types.ObjectValueMust(scopeTypes, map[string]attr.Value{
			"scope": types.StringValue(s.Scope), "organization_id": tf.String(s.Where.OrganizationID), "environment_id": tf.String(s.Where.EnvironmentID),
		}))
	}
	kind := types.ObjectType{AttrTypes: scopeTypes}
	if len(all) == 0 && (prior.IsNull() || prior.IsUnknown()) {
		return types.SetNull(kind)
	}
	return types.SetValueMust(kind, all)
}

// scopesIn are the scopes of a set whose elements are known.
func scopesIn(set types.Set) []anypoint.ConnectedAppScope {
	out := []anypoint.ConnectedAppScope{}
	for _, e := range set.Elements() {
		o, ok := e.(types.Object)
		if !ok {
			continue
		}
		text := func(name string) string {
			s, _ := o.Attributes()[name].(types.String)
			return s.ValueString()
		}
		s := anypoint.ConnectedAppScope{Scope: text("scope")}
		s.Where.OrganizationID, s.Where.EnvironmentID = text("organization_id"), text("environment_id")
		out = append(out, s)
	}
	return out
}
