package authserver

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	server
	Adopt types.Bool `tfsdk:"adopt"`
}

// server is what the resource and the data sources share.
type server struct {
	ID                        types.String `tfsdk:"id"`
	Name                      types.String `tfsdk:"name"`
	Description               types.String `tfsdk:"description"`
	Audiences                 types.Set    `tfsdk:"audiences"`
	Issuer                    types.String `tfsdk:"issuer"`
	IssuerMode                types.String `tfsdk:"issuer_mode"`
	Status                    types.String `tfsdk:"status"`
	CredentialsRotationMode   types.String `tfsdk:"credentials_rotation_mode"`
	CredentialsLastRotated    types.String `tfsdk:"credentials_last_rotated"`
	CredentialsNextRotation   types.String `tfsdk:"credentials_next_rotation"`
	Kid                       types.String `tfsdk:"kid"`
	AccessTokenEncryption     types.String `tfsdk:"access_token_encrypted_response_algorithm"`
	AccessTokenEncryptionJWKS types.Set    `tfsdk:"jwks"`
	AccessTokenEncryptionURI  types.String `tfsdk:"jwks_uri"`
	Default                   types.Bool   `tfsdk:"default"`
}

type encryptionKey struct {
	Kid    types.String `tfsdk:"kid"`
	E      types.String `tfsdk:"e"`
	N      types.String `tfsdk:"n"`
	Status types.String `tfsdk:"status"`
}

var encryptionKeyType = types.ObjectType{AttrTypes: map[string]attr.Type{
	"kid": types.StringType, "e": types.StringType, "n": types.StringType, "status": types.StringType,
}}

// cleared is a server as a replacement must name it, so that what is not set
// is cleared although members that this program does not know are kept.
type cleared struct {
	okta.AuthServer
	Algorithm *string              `json:"accessTokenEncryptedResponseAlgorithm"`
	JWKS      *okta.AuthServerJWKS `json:"jwks"`
	JWKSURI   *string              `json:"jwks_uri"`
}

func expand(ctx context.Context, m model) (okta.AuthServer, diag.Diagnostics) {
	s := okta.AuthServer{
		Name:        m.Name.ValueString(),
		Description: tf.Filled(m.Description),
		Audiences:   tf.Strings(m.Audiences),
		IssuerMode:  m.IssuerMode.ValueString(),
		Credentials: okta.AuthServerCredentials{Signing: okta.AuthServerSigning{RotationMode: m.CredentialsRotationMode.ValueString()}},
		Algorithm:   m.AccessTokenEncryption.ValueString(),
		JWKSURI:     m.AccessTokenEncryptionURI.ValueString(),
	}
	if m.AccessTokenEncryptionJWKS.IsNull() || m.AccessTokenEncryptionJWKS.IsUnknown() {
		return s, nil
	}
	var keys []encryptionKey
	diags := m.AccessTokenEncryptionJWKS.ElementsAs(ctx, &keys, false)
	s.JWKS = &okta.AuthServerJWKS{}
	for _, k := range keys {
		status := k.Status.ValueString()
		if status == "" {
			status = okta.Active
		}
		s.JWKS.Keys = append(s.JWKS.Keys, okta.EncryptionKey{
			Kty: "RSA", Use: "enc", Kid: k.Kid.ValueString(), E: k.E.ValueString(), N: k.N.ValueString(), Status: status,
		})
	}
	return s, diags
}

// change is a replacement of what is there. Under adoption an argument that is
// not set is not known here, and what is there stays.
func change(m model, s okta.AuthServer) any {
	if m.Adopt.ValueBool() {
		return kept(m, s)
	}
	return cleared{AuthServer: s, Algorithm: pointer(s.Algorithm), JWKS: s.JWKS, JWKSURI: pointer(s.JWKSURI)}
}

// kept leaves out what the plan does not know.
func kept(m model, s okta.AuthServer) any {
	out := map[string]any{"name": s.Name, "audiences": s.Audiences}
	for name, v := range map[string]types.String{
		"description": m.Description, "issuerMode": m.IssuerMode,
		"accessTokenEncryptedResponseAlgorithm": m.AccessTokenEncryption, "jwks_uri": m.AccessTokenEncryptionURI,
	} {
		if !v.IsUnknown() {
			out[name] = tf.Filled(v)
		}
	}
	if !m.AccessTokenEncryptionJWKS.IsUnknown() {
		out["jwks"] = s.JWKS
	}
	if !m.CredentialsRotationMode.IsUnknown() {
		out["credentials"] = s.Credentials
	}
	return out
}

func pointer(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func flatten(ctx context.Context, m *model, s okta.AuthServer) diag.Diagnostics {
	if m.Adopt.IsNull() || m.Adopt.IsUnknown() {
		// An import says nothing of it. The default server cannot be made
		// again, so that a later destroy should leave it.
		m.Adopt = types.BoolValue(s.Default)
	}
	return m.server.flatten(ctx, s)
}

func (m *server) flatten(ctx context.Context, s okta.AuthServer) diag.Diagnostics {
	if m.ID.ValueString() != okta.DefaultAuthServer || !s.Default { // the alias is as good as the id
		m.ID = types.StringValue(s.ID)
	}
	m.Name = types.StringValue(s.Name)
	m.Description = tf.TextPointer(s.Description, m.Description)
	m.Audiences = tf.SetOf(s.Audiences)
	m.Issuer = types.StringValue(s.Issuer)
	m.IssuerMode = tf.String(s.IssuerMode)
	m.Status = types.StringValue(s.Status)
	m.CredentialsRotationMode = tf.String(s.Credentials.Signing.RotationMode)
	m.CredentialsLastRotated = tf.String(s.Credentials.Signing.LastRotated)
	m.CredentialsNextRotation = tf.String(s.Credentials.Signing.NextRotation)
	m.Kid = tf.String(s.Credentials.Signing.KeyID)
	m.AccessTokenEncryption = tf.String(s.Algorithm)
	m.AccessTokenEncryptionURI = tf.String(s.JWKSURI)
	m.Default = types.BoolValue(s.Default)
	return m.flattenKeys(ctx, s.JWKS)
}

func (m *server) flattenKeys(ctx context.Context, jwks *okta.AuthServerJWKS) diag.Diagnostics {
	implicit := map[string]bool{} // keys whose status the configuration leaves out
	var prior []encryptionKey
	if !m.AccessTokenEncryptionJWKS.IsNull() && tf.AllKnown(m.AccessTokenEncryptionJWKS) {
		if diags := m.AccessTokenEncryptionJWKS.ElementsAs(ctx, &prior, false); diags.HasError() {
			return diags
		}
	}
	for _, k := range prior {
		implicit[k.Kid.ValueString()] = k.Status.IsNull()
	}
	if jwks == nil || len(jwks.Keys) == 0 {
		m.AccessTokenEncryptionJWKS = types.SetNull(encryptionKeyType)
		return nil
	}
	var keys []encryptionKey
	for _, k := range jwks.Keys {
		status := tf.String(k.Status)
		if implicit[k.Kid] && k.Status == okta.Active {
			status = types.StringNull()
		}
		keys = append(keys, encryptionKey{types.StringValue(k.Kid), types.StringValue(k.E), types.StringValue(k.N), status})
	}
	var diags diag.Diagnostics
	m.AccessTokenEncryptionJWKS, diags = types.SetValueFrom(ctx, encryptionKeyType, keys)
	return diags
}
