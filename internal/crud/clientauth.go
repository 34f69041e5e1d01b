package crud

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/oidc"
)

// ClientAuth is how a client proves itself to an authorization server, as the
// arguments of an ephemeral resource say.
type ClientAuth struct {
	ClientID, Secret, PrivateKey, PrivateKeyID, Method types.String
	// Argument is the name of Method's argument.
	Argument string
}

// ClientAuthArguments are these arguments. method is the name of the one that
// says how the client authenticates; who is the client in a sentence.
func ClientAuthArguments(method, who string) map[string]schema.Attribute {
	filled := stringvalidator.LengthAtLeast(1)
	return map[string]schema.Attribute{
		"client_id": schema.StringAttribute{
			MarkdownDescription: "The identifier of " + who + ".", Required: true, Validators: []validator.String{filled},
		},
		"client_secret": schema.StringAttribute{
			MarkdownDescription: "The secret of " + who + ". Exactly one of `client_secret` and `private_key` is given.", Optional: true, Sensitive: true,
			Validators: []validator.String{filled, stringvalidator.ExactlyOneOf(path.MatchRoot("client_secret"), path.MatchRoot("private_key"))},
		},
		"private_key": schema.StringAttribute{
			MarkdownDescription: "The private key of " + who + ", as PEM or JWK: RSA (signs with RS256) or on the curve P-256 (ES256).", Optional: true, Sensitive: true,
			Validators: []validator.String{filled},
		},
		"private_key_id": schema.StringAttribute{
			MarkdownDescription: "The key id under which the server knows the public key. Default: the JWK's own `kid`.", Optional: true,
			Validators: []validator.String{stringvalidator.AlsoRequires(path.MatchRoot("private_key")), filled},
		},
		method: schema.StringAttribute{
			MarkdownDescription: "How the client authenticates: `client_secret_basic`, `client_secret_post` or `private_key_jwt`. Default: `private_key_jwt` with a private key, else `client_secret_basic`.",
			Optional:            true,
			Validators:          []validator.String{stringvalidator.OneOf(oidc.ClientSecretBasic, oidc.ClientSecretPost, oidc.PrivateKeyJWT)},
		},
	}
}

// Validate checks that the method goes with the credentials, and the key.
func (a ClientAuth) Validate(diags *diag.Diagnostics) {
	method := a.Method.ValueString()
	wantsKey := method == oidc.PrivateKeyJWT
	if method != "" && (wantsKey && !a.Secret.IsNull() || !wantsKey && !a.PrivateKey.IsNull()) {
		diags.AddAttributeError(path.Root(a.Argument), "Method and Credentials Do Not Match",
			"private_key_jwt takes private_key; client_secret_basic and client_secret_post take client_secret.")
	}
	if _, wrong := a.key(); wrong != nil {
		diags.AddAttributeError(wrong.Path, wrong.Summary, wrong.Detail)
	}
}

func (a ClientAuth) key() (*oidc.Key, *AttributeError) {
	text := a.PrivateKey.ValueString()
	if text == "" {
		return nil, nil
	}
	k, err := oidc.ParseKey(text, a.PrivateKeyID.ValueString())
	if err != nil {
		return nil, &AttributeError{
			Path: path.Root("private_key"), Summary: "Invalid Private Key",
			Detail: fmt.Sprintf("It cannot be used: %s. Give an RSA key or one on the curve P-256, as PEM (PKCS #8, PKCS #1, SEC 1) or JWK.", err),
		}
	}
	return k, nil
}

// Request is a request in the client's name to an endpoint.
func (a ClientAuth) Request(c *Clients, endpoint types.String) (oidc.TokenRequest, error) {
	c.OIDC.Secrets().Add(a.Secret.ValueString(), a.PrivateKey.ValueString())
	r := oidc.TokenRequest{
		URL: endpoint.ValueString(), ClientID: a.ClientID.ValueString(), Secret: a.Secret.ValueString(), Method: a.Method.ValueString(),
	}
	k, wrong := a.key()
	if wrong != nil {
		return r, wrong
	}
	r.Key = k
	return r, nil
}
