package tf

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Part is a nested object of a resource with those members only that its data
// source tells, at every depth. shown is the data source's attribute.
func Part(whole types.Object, shown schema.Attribute) types.Object {
	typ, _ := shown.GetType().(types.ObjectType)
	return part(whole, typ)
}

func part(whole types.Object, typ types.ObjectType) types.Object {
	if whole.IsNull() {
		return types.ObjectNull(typ.AttrTypes)
	}
	values := map[string]attr.Value{}
	for name, kind := range typ.AttrTypes {
		v := whole.Attributes()[name]
		if o, nested := v.(types.Object); nested {
			if inner, ok := kind.(types.ObjectType); ok {
				v = part(o, inner)
			}
		}
		values[name] = v
	}
	return types.ObjectValueMust(typ.AttrTypes, values)
}
