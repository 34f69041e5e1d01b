package tf

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// A secret has three arguments beside one another: its name for a secret that
// is kept in the state, name_wo for one that is not, and name_wo_version, which
// says that the latter has changed.

// KeptSecret is the first.
func KeptSecret(description, name string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Optional: true, Sensitive: true,
		Validators: append(validators, stringvalidator.ConflictsWith(sibling(name+"_wo"))),
	}
}

// WriteOnly is the second.
func WriteOnly(name string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "Like `" + name + "`, but never stored. It needs `" + name + "_wo_version`.",
		Optional:            true, Sensitive: true, WriteOnly: true,
		Validators: append(validators, stringvalidator.AlsoRequires(sibling(name+"_wo_version"))),
	}
}

// WriteOnlyVersion is the third. sends says what Terraform does for it.
func WriteOnlyVersion(name, sends string) schema.Int64Attribute {
	return schema.Int64Attribute{
		MarkdownDescription: "A number to raise whenever `" + name + "_wo` has changed: Terraform cannot see that itself, and " + sends + ".",
		Optional:            true,
		Validators:          []validator.Int64{int64validator.AlsoRequires(sibling(name + "_wo"))},
	}
}

func sibling(name string) path.Expression { return path.MatchRelative().AtParent().AtName(name) }
