package tf

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// JWK is a public key in a configuration.
type JWK struct {
	KID    types.String `tfsdk:"kid"`
	KTY    types.String `tfsdk:"kty"`
	Use    types.String `tfsdk:"use"`
	Alg    types.String `tfsdk:"alg"`
	N      types.String `tfsdk:"n"`
	E      types.String `tfsdk:"e"`
	X      types.String `tfsdk:"x"`
	Y      types.String `tfsdk:"y"`
	Crv    types.String `tfsdk:"crv"`
	Status types.String `tfsdk:"status"`
}

// JWKType is the type of a JWK.
var JWKType = types.ObjectType{AttrTypes: map[string]attr.Type{
	"kid": types.StringType, "kty": types.StringType, "use": types.StringType, "alg": types.StringType, "n": types.StringType,
	"e": types.StringType, "x": types.StringType, "y": types.StringType, "crv": types.StringType, "status": types.StringType,
}}

// JWKS is the argument for a client's public keys.
func JWKS(description string) schema.SetNestedAttribute {
	return schema.SetNestedAttribute{
		MarkdownDescription: description,
		Optional:            true,
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"kid":    schema.StringAttribute{MarkdownDescription: "The key's identifier, which the client names in its assertions. Needed, and unique, as soon as there is more than one key.", Optional: true},
			"kty":    schema.StringAttribute{MarkdownDescription: "The kind of key: `RSA` or `EC`.", Required: true},
			"use":    schema.StringAttribute{MarkdownDescription: "What the key is for: `sig` (the client's signatures) or `enc` (ID tokens encrypted for the client). Default: none, which means `sig`.", Optional: true, Validators: []validator.String{Known("sig", "enc")}},
			"alg":    schema.StringAttribute{MarkdownDescription: "The algorithm that the key is for, such as `RS256`. Default: none.", Optional: true},
			"n":      schema.StringAttribute{MarkdownDescription: "The modulus of an RSA key, in base64url; at least 2,048 bits.", Optional: true},
			"e":      schema.StringAttribute{MarkdownDescription: "The exponent of an RSA key, in base64url; `AQAB` almost always.", Optional: true},
			"x":      schema.StringAttribute{MarkdownDescription: "The x coordinate of an EC key, in base64url.", Optional: true},
			"y":      schema.StringAttribute{MarkdownDescription: "The y coordinate of an EC key, in base64url.", Optional: true},
			"crv":    schema.StringAttribute{MarkdownDescription: "The curve of an EC key, such as `P-256`. Default: none; Okta sees it by the coordinates.", Optional: true},
			"status": schema.StringAttribute{MarkdownDescription: "`ACTIVE` or `INACTIVE`. Default: `ACTIVE`.", Optional: true, Validators: []validator.String{Known("ACTIVE", "INACTIVE")}},
		}},
	}
}
