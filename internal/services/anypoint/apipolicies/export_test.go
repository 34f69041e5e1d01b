package apipolicies

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// All are the descriptors of the table.
func All() []*Descriptor { return all }

// TypeName is the resource's.
func (d *Descriptor) TypeName() string { return "gatehouse_" + d.typeName() }

// PlatformKey is the argument's name on the platform.
func (a Argument) PlatformKey() string { return a.key() }

// Types are the configuration's type in the schema, and that of its values.
func (d *Descriptor) Types() (schema, made attr.Type) {
	return d.schema().Attributes["configuration"].GetType(), types.ObjectType{AttrTypes: fields(d.Arguments)}
}
