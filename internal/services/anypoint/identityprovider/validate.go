package identityprovider

import (
	"context"
	"crypto/x509"
	"encoding/base64"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// validate refuses what says nothing of the client, or two things, and warns of
// what nobody can sign in by.
func validate(_ context.Context, m model, diags *diag.Diagnostics) {
	if client, ok := at(m.OIDC, "client").(types.Object); ok && !client.IsNull() && !client.IsUnknown() {
		made, register := at(client, "credentials"), at(client, "urls")
		if !made.IsUnknown() && !register.IsUnknown() && made.IsNull() == register.IsNull() {
			diags.AddAttributeError(path.Root("oidc").AtName("client"), "Invalid Client",
				"Exactly one of credentials and urls is needed: credentials of a client that was made at the identity provider, or urls with the address where Anypoint registers one.")
		}
	}
	off := func(name string) bool {
		v, _ := at(m.SAML, name).(types.Bool)
		return !v.IsNull() && !v.IsUnknown() && !v.ValueBool()
	}
	if off("sp_initiated_sso_enabled") && off("idp_initiated_sso_enabled") {
		diags.AddAttributeWarning(path.Root("saml"), "No Way to Sign In",
			"Neither Anypoint nor the identity provider may begin, so that nobody can sign in. Leave one of sp_initiated_sso_enabled and idp_initiated_sso_enabled out, or disable the whole identity provider by login_disabled = true.")
	}
}

// bare is a certificate without what makes no difference: the lines around it
// and white space.
func bare(pem string) string {
	var kept strings.Builder
	for line := range strings.Lines(pem) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "-----") {
			kept.WriteString(strings.Join(strings.Fields(line), ""))
		}
	}
	return kept.String()
}

// certificate warns about a text that is none: what the platform takes, its
// document does not say.
type certificate struct{}

func (certificate) Description(context.Context) string {
	return "a certificate in PEM, or its Base64 alone"
}

func (v certificate) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (certificate) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	value := req.ConfigValue.ValueString()
	if strings.Contains(value, "PRIVATE KEY") {
		resp.Diagnostics.AddAttributeWarning(req.Path, "Private Key", "This is a private key, which must not leave the identity provider. Give the certificate that belongs to it.")
		return
	}
	der, err := base64.StdEncoding.DecodeString(bare(value))
	if err == nil {
		_, err = x509.ParseCertificate(der)
	}
	if err != nil {
		resp.Diagnostics.AddAttributeWarning(req.Path, "Not a Certificate",
			"The text is not a certificate in PEM or the Base64 of one ("+err.Error()+"). Take it from the identity provider's metadata, the element X509Certificate. It is sent as it is; the platform may refuse it.")
	}
}
