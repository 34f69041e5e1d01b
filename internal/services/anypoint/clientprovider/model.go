package clientprovider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/clientproviders"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	OrganizationID                     types.String  `tfsdk:"organization_id"`
	ID                                 types.String  `tfsdk:"id"`
	Name                               types.String  `tfsdk:"name"`
	Description                        types.String  `tfsdk:"description"`
	AllowUntrustedCertificates         types.Bool    `tfsdk:"allow_untrusted_certificates"`
	Issuer                             types.String  `tfsdk:"issuer"`
	ClientRegistrationURL              types.String  `tfsdk:"client_registration_url"`
	AuthorizationHeader                types.String  `tfsdk:"authorization_header"`
	AuthorizationHeaderWO              types.String  `tfsdk:"authorization_header_wo"`
	AuthorizationHeaderWOVersion       types.Int64   `tfsdk:"authorization_header_wo_version"`
	TokenEndpointAuthMethods           types.Set     `tfsdk:"token_endpoint_auth_methods"`
	IntrospectionClientID              types.String  `tfsdk:"introspection_client_id"`
	IntrospectionClientSecret          types.String  `tfsdk:"introspection_client_secret"`
	IntrospectionClientSecretWO        types.String  `tfsdk:"introspection_client_secret_wo"`
	IntrospectionClientSecretWOVersion types.Int64   `tfsdk:"introspection_client_secret_wo_version"`
	AuthorizeURL                       types.String  `tfsdk:"authorize_url"`
	TokenURL                           types.String  `tfsdk:"token_url"`
	IntrospectionURL                   types.String  `tfsdk:"introspection_url"`
	AllowClientDeletion                types.Bool    `tfsdk:"allow_client_deletion"`
	AllowClientModification            types.Bool    `tfsdk:"allow_client_modification"`
	AllowClientImport                  types.Bool    `tfsdk:"allow_client_import"`
	ClientRequestTimeoutMS             types.Int64   `tfsdk:"client_request_timeout_ms"`
	SupportedGrantTypes                types.Set     `tfsdk:"supported_grant_types"`
	AzureKeyExpiresIn                  types.String  `tfsdk:"azure_key_expires_in"`
	Extra                              types.Dynamic `tfsdk:"extra"`
	ExtraWO                            types.Dynamic `tfsdk:"extra_wo"`
	ExtraWOVersion                     types.Int64   `tfsdk:"extra_wo_version"`
	SkipMetadataCheck                  types.Bool    `tfsdk:"skip_metadata_check"`
}

// defaultTimeout is how long Anypoint waits for the identity provider unless
// it is told otherwise.
const defaultTimeout = 5000

// expand is the whole provider for a creation. The secrets come from the
// configuration: the plan does not hold those that are write-only.
func expand(w crud.Write[model]) anypoint.ClientProvider {
	m := w.Plan
	oidc := &anypoint.OIDCProvider{
		Issuer:                          m.Issuer.ValueString(),
		PrimaryClient:                   anypoint.OIDCPrimaryClient{ID: m.IntrospectionClientID.ValueString(), Secret: introspectionSecret(w)},
		URLs:                            urls(m),
		AllowLocalClientDeletion:        tf.BoolPointer(m.AllowClientDeletion),
		AllowExternalClientModification: tf.BoolPointer(m.AllowClientModification),
		AllowClientImport:               tf.BoolPointer(m.AllowClientImport),
		ClientRequestTimeout:            timeout(m),
		GrantTypes:                      clientproviders.Offered(m.SupportedGrantTypes),
	}
	oidc.Client.URLs.Register = m.ClientRegistrationURL.ValueString()
	oidc.Client.Registration.Authorization = authorizationHeader(w)
	if !m.TokenEndpointAuthMethods.IsNull() {
		oidc.Client.TokenEndpointAuthMethods = methods(m)
	}
	return anypoint.ClientProvider{
		Name:                       m.Name.ValueString(),
		Type:                       anypoint.ClientProviderType{Name: anypoint.OIDCDynamic, Description: tf.Pointer(m.Description)},
		AllowUntrustedCertificates: tf.BoolPointer(m.AllowUntrustedCertificates),
		OIDC:                       oidc,
		Azure:                      azure(m),
		Extra:                      together(asObject(m.Extra), asObject(w.Config.ExtraWO)),
	}
}

// change is what differs between the plan and the state. The platform keeps
// what a PATCH leaves out, so that a secret is sent only when it is a new one.
func change(w crud.Write[model]) anypoint.ClientProvider {
	was, is := w.Prior, w.Plan
	var p anypoint.ClientProvider
	oidc := anypoint.OIDCProvider{}
	if !is.Name.Equal(was.Name) {
		p.Name = is.Name.ValueString()
	}
	if !is.Description.Equal(was.Description) {
		p.Type.Description = new(is.Description.ValueString())
	}
	if !is.AllowUntrustedCertificates.Equal(was.AllowUntrustedCertificates) {
		p.AllowUntrustedCertificates = tf.BoolPointer(is.AllowUntrustedCertificates)
	}
	if !is.Issuer.Equal(was.Issuer) {
		oidc.Issuer = is.Issuer.ValueString()
	}
	if !is.ClientRegistrationURL.Equal(was.ClientRegistrationURL) {
		oidc.Client.URLs.Register = is.ClientRegistrationURL.ValueString()
	}
	if newHeader(w) {
		oidc.Client.Registration.Authorization = authorizationHeader(w)
	}
	if !is.TokenEndpointAuthMethods.Equal(was.TokenEndpointAuthMethods) {
		oidc.Client.TokenEndpointAuthMethods = methods(is)
	}
	if !is.IntrospectionClientID.Equal(was.IntrospectionClientID) {
		oidc.PrimaryClient.ID = is.IntrospectionClientID.ValueString()
	}
	if newSecret(w) && introspectionSecret(w) != "" {
		// Whoever validates the body wants the client's id beside its secret.
		oidc.PrimaryClient = anypoint.OIDCPrimaryClient{ID: is.IntrospectionClientID.ValueString(), Secret: introspectionSecret(w)}
	}
	if urls(is) != urls(was) {
		oidc.URLs = urls(is) // as a live client does: all three
	}
	if !is.AllowClientDeletion.Equal(was.AllowClientDeletion) {
		oidc.AllowLocalClientDeletion = tf.BoolPointer(is.AllowClientDeletion)
	}
	if !is.AllowClientModification.Equal(was.AllowClientModification) {
		oidc.AllowExternalClientModification = tf.BoolPointer(is.AllowClientModification)
	}
	if !is.AllowClientImport.Equal(was.AllowClientImport) {
		oidc.AllowClientImport = new(is.AllowClientImport.ValueBool())
	}
	if !is.ClientRequestTimeoutMS.Equal(was.ClientRequestTimeoutMS) {
		oidc.ClientRequestTimeout = timeout(is)
	}
	if !is.SupportedGrantTypes.Equal(was.SupportedGrantTypes) {
		oidc.GrantTypes = clientproviders.Offered(is.SupportedGrantTypes)
	}
	if oidc != (anypoint.OIDCProvider{}) {
		p.OIDC = &oidc
	}
	if !is.AzureKeyExpiresIn.Equal(was.AzureKeyExpiresIn) {
		p.Azure = azure(is)
	}
	if !tf.Same(is.Extra, was.Extra, anypoint.Equal) {
		p.Extra = together(p.Extra, asObject(is.Extra))
	}
	if !is.ExtraWOVersion.Equal(was.ExtraWOVersion) {
		p.Extra = together(p.Extra, asObject(w.Config.ExtraWO))
	}
	return p
}

func azure(m model) *anypoint.AzureProvider {
	if m.AzureKeyExpiresIn.IsNull() {
		return nil
	}
	var a anypoint.AzureProvider
	a.Client.Registration.KeyExpiredIn = m.AzureKeyExpiresIn.ValueString()
	return &a
}

func urls(m model) anypoint.OIDCURLs {
	return anypoint.OIDCURLs{Authorize: m.AuthorizeURL.ValueString(), Token: m.TokenURL.ValueString(), Introspect: m.IntrospectionURL.ValueString()}
}

func methods(m model) *[]string {
	list := tf.Strings(m.TokenEndpointAuthMethods)
	return &list
}

func timeout(m model) *float64 {
	return new(float64(m.ClientRequestTimeoutMS.ValueInt64()))
}

func authorizationHeader(w crud.Write[model]) string {
	if v := w.Config.AuthorizationHeaderWO; !v.IsNull() {
		return v.ValueString()
	}
	return w.Plan.AuthorizationHeader.ValueString()
}

func introspectionSecret(w crud.Write[model]) string {
	if v := w.Config.IntrospectionClientSecretWO; !v.IsNull() {
		return v.ValueString()
	}
	return w.Plan.IntrospectionClientSecret.ValueString()
}

func newHeader(w crud.Write[model]) bool {
	return !w.Plan.AuthorizationHeader.Equal(w.Prior.AuthorizationHeader) || !w.Plan.AuthorizationHeaderWOVersion.Equal(w.Prior.AuthorizationHeaderWOVersion)
}

func newSecret(w crud.Write[model]) bool {
	return !w.Plan.IntrospectionClientSecret.Equal(w.Prior.IntrospectionClientSecret) ||
		!w.Plan.IntrospectionClientSecretWOVersion.Equal(w.Prior.IntrospectionClientSecretWOVersion)
}

// hasHeader tells whether Terraform gave the provider an authorization header.
func hasHeader(m model) bool {
	return !m.AuthorizationHeader.IsNull() || !m.AuthorizationHeaderWOVersion.IsNull()
}

// flatten never looks at a secret: the platform masks them or leaves them out.
func flatten(_ context.Context, m *model, p anypoint.ClientProvider) diag.Diagnostics {
	m.ID = types.StringValue(p.ID)
	if p.OrganizationID != "" && m.OrganizationID.ValueString() == "" {
		m.OrganizationID = types.StringValue(p.OrganizationID)
	}
	m.Name = types.StringValue(p.Name)
	m.Description = tf.StringPointer(p.Type.Description)
	m.AllowUntrustedCertificates = tf.True(p.AllowUntrustedCertificates)
	oidc := p.OIDC
	if oidc == nil {
		oidc = &anypoint.OIDCProvider{}
	}
	m.Issuer = tf.String(oidc.Issuer)
	m.ClientRegistrationURL = tf.String(oidc.Client.URLs.Register)
	var methods []string
	if oidc.Client.TokenEndpointAuthMethods != nil {
		methods = *oidc.Client.TokenEndpointAuthMethods
	}
	m.TokenEndpointAuthMethods = tf.Set(methods, m.TokenEndpointAuthMethods)
	m.IntrospectionClientID = tf.String(oidc.PrimaryClient.ID)
	m.AuthorizeURL = tf.String(oidc.URLs.Authorize)
	m.TokenURL = tf.String(oidc.URLs.Token)
	m.IntrospectionURL = tf.String(oidc.URLs.Introspect)
	m.AllowClientDeletion = tf.True(oidc.AllowLocalClientDeletion)
	m.AllowClientModification = tf.True(oidc.AllowExternalClientModification)
	// Not allowed is the same as not said.
	if allowed := tf.True(oidc.AllowClientImport); allowed.ValueBool() || !m.AllowClientImport.IsNull() {
		m.AllowClientImport = allowed
	}
	m.ClientRequestTimeoutMS = types.Int64Value(defaultTimeout)
	if oidc.ClientRequestTimeout != nil {
		m.ClientRequestTimeoutMS = types.Int64Value(int64(*oidc.ClientRequestTimeout))
	}
	m.SupportedGrantTypes = clientproviders.Shown(oidc.GrantTypes, m.SupportedGrantTypes)
	m.AzureKeyExpiresIn = types.StringNull()
	if p.Azure != nil {
		m.AzureKeyExpiresIn = tf.String(p.Azure.Client.Registration.KeyExpiredIn)
	}
	if given := asObject(m.Extra); given != nil && p.Raw != nil {
		if seen := tf.Dynamic(observed(map[string]any(p.Raw), given)); !tf.Same(seen, m.Extra, anypoint.Equal) {
			m.Extra = seen
		}
	}
	return nil
}
