package identityprovider

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
	OrganizationID types.String `tfsdk:"organization_id"`
	ID             types.String `tfsdk:"id"`
	Name           types.String `tfsdk:"name"`
	Type           types.String `tfsdk:"type"`
	Description    types.String `tfsdk:"description"`
	LoginDisabled  types.Bool   `tfsdk:"login_disabled"`
	ArcNamespace   types.String `tfsdk:"arc_namespace"`
	OIDC           types.Object `tfsdk:"oidc"`
	SAML           types.Object `tfsdk:"saml"`
	ClientID       types.String `tfsdk:"client_id"`
	RedirectURL    types.String `tfsdk:"redirect_url"`
	SignOnURL      types.String `tfsdk:"sign_on_url"`
}

type openIDModel struct {
	Issuer                     types.String     `tfsdk:"issuer"`
	URLs                       *endpointsModel  `tfsdk:"urls"`
	Client                     *clientModel     `tfsdk:"client"`
	GroupScope                 types.String     `tfsdk:"group_scope"`
	ClaimsMapping              *expressionModel `tfsdk:"claims_mapping"`
	AllowUntrustedCertificates types.Bool       `tfsdk:"allow_untrusted_certificates"`
}

type endpointsModel struct {
	Authorize types.String `tfsdk:"authorize"`
	Token     types.String `tfsdk:"token"`
	UserInfo  types.String `tfsdk:"userinfo"`
}

type expressionModel struct {
	GroupExpression types.String `tfsdk:"group_expression"`
}

type clientModel struct {
	Credentials  *credentialsModel  `tfsdk:"credentials"`
	URLs         *registerModel     `tfsdk:"urls"`
	Registration *registrationModel `tfsdk:"registration"`
	Metadata     *metadataModel     `tfsdk:"metadata"`
}

type credentialsModel struct {
	ID              types.String `tfsdk:"id"`
	Secret          types.String `tfsdk:"secret"`
	SecretWO        types.String `tfsdk:"secret_wo"`
	SecretWOVersion types.Int64  `tfsdk:"secret_wo_version"`
}

type registerModel struct {
	Register types.String `tfsdk:"register"`
}

type registrationModel struct {
	Authorization          types.String `tfsdk:"authorization"`
	AuthorizationWO        types.String `tfsdk:"authorization_wo"`
	AuthorizationWOVersion types.Int64  `tfsdk:"authorization_wo_version"`
}

type metadataModel struct {
	Name types.String `tfsdk:"name"`
}

type samlModel struct {
	Issuer                         types.String     `tfsdk:"issuer"`
	Audience                       types.String     `tfsdk:"audience"`
	PublicKey                      types.Set        `tfsdk:"public_key"`
	URLs                           *signModel       `tfsdk:"urls"`
	ClaimsMapping                  *attributesModel `tfsdk:"claims_mapping"`
	SPInitiatedSSOEnabled          types.Bool       `tfsdk:"sp_initiated_sso_enabled"`
	IDPInitiatedSSOEnabled         types.Bool       `tfsdk:"idp_initiated_sso_enabled"`
	RequireEncryptedSAMLAssertions types.Bool       `tfsdk:"require_encrypted_saml_assertions"`
	UseComposerACSURL              types.Bool       `tfsdk:"use_composer_acs_url"`
}

type signModel struct {
	SignOn  types.String `tfsdk:"sign_on"`
	SignOut types.String `tfsdk:"sign_out"`
}

type attributesModel struct {
	Username  types.String `tfsdk:"username_attribute"`
	FirstName types.String `tfsdk:"firstname_attribute"`
	LastName  types.String `tfsdk:"lastname_attribute"`
	Email     types.String `tfsdk:"email_attribute"`
	Group     types.String `tfsdk:"group_attribute"`
}

// The types of what is nested, out of the schema.
var (
	openIDTypes = typesOf(openID().GetType())
	samlTypes   = typesOf(saml().GetType())
)

func typesOf(t attr.Type) map[string]attr.Type {
	o, _ := t.(types.ObjectType)
	return o.AttrTypes
}

// at is the value below an object, or the object on the way to it that is null
// or unknown.
func at(o types.Object, names ...string) attr.Value {
	var v attr.Value = o
	for _, name := range names {
		o, ok := v.(types.Object)
		if !ok || o.IsNull() || o.IsUnknown() {
			return v
		}
		v = o.Attributes()[name]
	}
	return v
}

// or is p, or a new one where there is none.
func or[T any](p *T) *T {
	if p == nil {
		return new(T)
	}
	return p
}

// expand is the whole identity provider without its secrets.
func expand(ctx context.Context, m model) anypoint.IdentityProvider {
	p := anypoint.IdentityProvider{
		Name: m.Name.ValueString(), Type: anypoint.ClientProviderType{Name: anypoint.OpenID, Description: tf.Pointer(m.Description)},
		ArcNamespace: m.ArcNamespace.ValueString(), LoginDisabled: tf.BoolPointer(m.LoginDisabled),
	}
	if m.OIDC.IsNull() {
		p.Type.Name = anypoint.SAML
		expandSAML(tf.As[samlModel](ctx, m.SAML), &p)
	} else {
		expandOpenID(tf.As[openIDModel](ctx, m.OIDC), &p)
	}
	return p
}

func expandOpenID(m openIDModel, p *anypoint.IdentityProvider) {
	urls, client := or(m.URLs), or(m.Client)
	o := &anypoint.IdentityOpenID{Issuer: m.Issuer.ValueString(), GroupScope: m.GroupScope.ValueString()}
	o.URLs.Authorize, o.URLs.Token, o.URLs.UserInfo = urls.Authorize.ValueString(), urls.Token.ValueString(), urls.UserInfo.ValueString()
	o.ClaimsMapping.GroupExpression = or(m.ClaimsMapping).GroupExpression.ValueString()
	o.Client.Credentials.ID = or(client.Credentials).ID.ValueString()
	o.Client.URLs.Register = or(client.URLs).Register.ValueString()
	o.Client.Metadata.Name = or(client.Metadata).Name.ValueString()
	p.OpenID, p.AllowUntrustedCertificates = o, tf.BoolPointer(m.AllowUntrustedCertificates)
}

func expandSAML(m samlModel, p *anypoint.IdentityProvider) {
	claims, urls := or(m.ClaimsMapping), or(m.URLs)
	p.SAML = &anypoint.IdentitySAML{
		Issuer: m.Issuer.ValueString(), Audience: m.Audience.ValueString(), PublicKey: tf.Strings(m.PublicKey),
		ClaimsMapping: anypoint.IdentityAttributes{
			Username: claims.Username.ValueString(), FirstName: claims.FirstName.ValueString(), LastName: claims.LastName.ValueString(),
			Email: claims.Email.ValueString(), Group: claims.Group.ValueString(),
		},
		SPInitiatedSSOEnabled: tf.BoolPointer(m.SPInitiatedSSOEnabled), IDPInitiatedSSOEnabled: tf.BoolPointer(m.IDPInitiatedSSOEnabled),
		RequireEncryptedSAMLAssertions: tf.BoolPointer(m.RequireEncryptedSAMLAssertions), UseComposerACSURL: tf.BoolPointer(m.UseComposerACSURL),
	}
	p.ServiceProvider = &anypoint.IdentityServiceURLs{}
	p.ServiceProvider.URLs.SignOn, p.ServiceProvider.URLs.SignOut = urls.SignOn.ValueString(), urls.SignOut.ValueString()
}

// flatten never looks at a secret: the platform leaves them out of a get, and
// repeats them in the answer to a creation.
func flatten(ctx context.Context, m *model, p anypoint.IdentityProvider) (diags diag.Diagnostics) {
	m.ID = types.StringValue(p.ID)
	if p.OrganizationID != "" && m.OrganizationID.ValueString() == "" {
		m.OrganizationID = types.StringValue(p.OrganizationID)
	}
	m.Name, m.Type, m.Description = types.StringValue(p.Name), tf.String(p.Type.Name), tf.StringPointer(p.Type.Description)
	m.LoginDisabled = tf.True(p.LoginDisabled)
	// It is not shown for OpenID Connect, so that what was given stands.
	if p.OpenID == nil || p.ArcNamespace != "" || m.ArcNamespace.IsUnknown() {
		m.ArcNamespace = tf.Text(p.ArcNamespace, m.ArcNamespace)
	}
	wasOpenID, wasSAML := tf.As[openIDModel](ctx, m.OIDC), tf.As[samlModel](ctx, m.SAML)
	m.OIDC, m.SAML = types.ObjectNull(openIDTypes), types.ObjectNull(samlTypes)
	m.ClientID, m.RedirectURL, m.SignOnURL = types.StringNull(), types.StringNull(), types.StringNull()
	var d diag.Diagnostics
	if p.OpenID != nil {
		m.OIDC, d = types.ObjectValueFrom(ctx, openIDTypes, flattenOpenID(wasOpenID, p))
		diags.Append(d...)
		m.ClientID, m.RedirectURL = tf.String(p.OpenID.Client.Credentials.ID), tf.String(p.OpenID.URLs.Redirect)
		if p.ServiceProvider != nil {
			m.SignOnURL = tf.String(p.ServiceProvider.URLs.SignOn)
		}
	}
	if p.SAML != nil {
		m.SAML, d = types.ObjectValueFrom(ctx, samlTypes, flattenSAML(wasSAML, p))
		diags.Append(d...)
	}
	return diags
}

func flattenOpenID(was openIDModel, p anypoint.IdentityProvider) openIDModel {
	o := p.OpenID
	is := openIDModel{
		Issuer:     tf.String(o.Issuer),
		URLs:       &endpointsModel{tf.String(o.URLs.Authorize), tf.String(o.URLs.Token), tf.String(o.URLs.UserInfo)},
		Client:     flattenClient(or(was.Client), o.Client),
		GroupScope: tf.Text(o.GroupScope, was.GroupScope), AllowUntrustedCertificates: tf.True(p.AllowUntrustedCertificates),
	}
	if v := o.ClaimsMapping.GroupExpression; v != "" || was.ClaimsMapping != nil {
		is.ClaimsMapping = &expressionModel{tf.Text(v, or(was.ClaimsMapping).GroupExpression)}
	}
	return is
}

// flattenClient shows the credentials of a client that was made by hand only:
// those of a registration are Anypoint's.
func flattenClient(was *clientModel, c anypoint.IdentityOpenIDClient) *clientModel {
	if c.URLs.Register == "" {
		kept := or(was.Credentials)
		return &clientModel{Credentials: &credentialsModel{ID: tf.String(c.Credentials.ID), Secret: kept.Secret, SecretWOVersion: kept.SecretWOVersion}}
	}
	is := &clientModel{URLs: &registerModel{tf.String(c.URLs.Register)}, Registration: was.Registration}
	if is.Registration != nil {
		is.Registration.AuthorizationWO = types.StringNull()
	}
	if v := c.Metadata.Name; v != "" || was.Metadata != nil {
		is.Metadata = &metadataModel{tf.Text(v, or(was.Metadata).Name)}
	}
	return is
}

func flattenSAML(was samlModel, p anypoint.IdentityProvider) samlModel {
	s := p.SAML
	is := samlModel{
		Issuer: tf.String(s.Issuer), Audience: tf.String(s.Audience), PublicKey: was.PublicKey, URLs: &signModel{},
		SPInitiatedSSOEnabled: tf.True(s.SPInitiatedSSOEnabled), IDPInitiatedSSOEnabled: tf.True(s.IDPInitiatedSSOEnabled),
		RequireEncryptedSAMLAssertions: tf.True(s.RequireEncryptedSAMLAssertions),
	}
	if !alike(tf.Strings(was.PublicKey), s.PublicKey) || was.PublicKey.IsNull() {
		is.PublicKey = tf.SetOf(s.PublicKey)
	}
	if p.ServiceProvider != nil {
		is.URLs.SignOn, is.URLs.SignOut = tf.String(p.ServiceProvider.URLs.SignOn), tf.String(p.ServiceProvider.URLs.SignOut)
	}
	// Not used is the same as not said.
	if is.UseComposerACSURL = tf.True(s.UseComposerACSURL); was.UseComposerACSURL.IsNull() && !is.UseComposerACSURL.ValueBool() {
		is.UseComposerACSURL = types.BoolNull()
	}
	if c := s.ClaimsMapping; c != (anypoint.IdentityAttributes{}) || was.ClaimsMapping != nil {
		old := or(was.ClaimsMapping)
		is.ClaimsMapping = &attributesModel{
			tf.Text(c.Username, old.Username), tf.Text(c.FirstName, old.FirstName), tf.Text(c.LastName, old.LastName),
			tf.Text(c.Email, old.Email), tf.Text(c.Group, old.Group),
		}
	}
	return is
}

// alike tells whether two lists have the same certificates, however they are written.
func alike(a, b []string) bool { return slices.Equal(bared(a), bared(b)) }

func bared(certificates []string) []string {
	out := make([]string, len(certificates))
	for i, c := range certificates {
		out[i] = bare(c)
	}
	slices.Sort(out)
	return out
}
