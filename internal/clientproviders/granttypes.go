// Package clientproviders is what the resources for the types of client
// providers share.
package clientproviders

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// GrantTypes is the argument for what applications can choose from. otherwise
// says what there is where it is left out.
func GrantTypes(otherwise string) schema.SetAttribute {
	return schema.SetAttribute{
		MarkdownDescription: "The grant types that applications can choose from: `password`, `implicit`, `client_credentials`, `authorization_code` and `refresh_token`, which the platform gets in its own words, or others, as they are. " +
			"Default: none, " + otherwise + ". What the platform then shows is no change. Taking the argument away leaves them to the platform again, which replaces the client provider's configuration (PUT) and needs its secrets.",
		Optional: true, ElementType: types.StringType,
		Validators: []validator.Set{setvalidator.ValueStringsAre(tf.Known(anypoint.KnownGrantTypes()...))},
	}
}

// Offered is what the argument sends; nil where it is left out.
func Offered(v types.Set) *[]anypoint.GrantType {
	if v.IsNull() || v.IsUnknown() {
		return nil
	}
	return new(anypoint.GrantTypesOf(tf.Strings(v)))
}

// Shown is the argument as the platform shows it, by names. It stays null where
// the grant types are left to the platform.
func Shown(offered *[]anypoint.GrantType, prior types.Set) types.Set {
	if prior.IsNull() {
		return types.SetNull(types.StringType)
	}
	var g anypoint.GrantTypes
	if offered != nil {
		g.GrantTypes = *offered
	}
	return tf.SetOf(g.Names())
}
