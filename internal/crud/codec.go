package crud

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// A model's fields are the framework's values, so that a whole object needs no
// more than a look at each attribute to become a model, and to become an
// object again. The framework's own way there serves any Go type, and walks
// the schema from its root for every attribute.

// decode fills the model that m points to.
func (f *form) decode(ctx context.Context, raw tftypes.Value, m any) diag.Diagnostics {
	values, err := members(raw)
	if err != nil {
		return f.defect(err)
	}
	target := reflect.ValueOf(m).Elem()
	for _, field := range fieldsOf(target.Type()) {
		typ, ok := f.types[field.name]
		if !ok {
			return f.defect(fmt.Errorf("the model's %q is not in the schema", field.name))
		}
		v, err := typ.ValueFromTerraform(ctx, f.member(values, field.name))
		if err != nil {
			return f.defect(fmt.Errorf("%s: %w", field.name, err))
		}
		target.FieldByIndex(field.index).Set(reflect.ValueOf(v))
	}
	return nil
}

// encode is the object that m holds. What is in the schema and not in the
// model stays as it is in base; m may be a pointer.
func (f *form) encode(ctx context.Context, m any, base tftypes.Value) (tftypes.Value, diag.Diagnostics) {
	before, err := members(base)
	if err != nil {
		return base, f.defect(err)
	}
	values := make(map[string]tftypes.Value, len(f.types))
	source := reflect.Indirect(reflect.ValueOf(m))
	for _, field := range fieldsOf(source.Type()) {
		v, ok := reflect.TypeAssert[attr.Value](source.FieldByIndex(field.index))
		if !ok {
			return base, f.defect(fmt.Errorf("the model's %q is no value of the framework", field.name))
		}
		if values[field.name], err = f.value(ctx, field.name, v); err != nil {
			return base, f.defect(err)
		}
	}
	for name := range f.object.AttributeTypes {
		if _, ok := values[name]; !ok {
			values[name] = f.member(before, name)
		}
	}
	whole, err := object(f.object, values)
	if err != nil {
		return base, f.defect(err)
	}
	return whole, nil
}

// value is an attribute's value as the protocol has it.
func (f *form) value(ctx context.Context, name string, v attr.Value) (tftypes.Value, error) {
	typ, ok := f.object.AttributeTypes[name]
	if !ok {
		return tftypes.Value{}, fmt.Errorf("%q is not in the schema", name)
	}
	if v.IsNull() { // a collection that is a zero value has no type of its own
		return tftypes.NewValue(typ, nil), nil
	}
	out, err := v.ToTerraformValue(ctx)
	if err != nil {
		return out, fmt.Errorf("%s: %w", name, err)
	}
	return out, nil
}

func (f *form) defect(err error) diag.Diagnostics {
	return diag.Diagnostics{diag.NewErrorDiagnostic("Unexpected "+f.noun, fmt.Sprintf(
		"Its model and its schema do not fit: %s. This is a defect of the provider, please report it.", err))}
}

// members are the attributes of an object; none of a null one. The map is the
// value's own: it is only to be read.
func members(raw tftypes.Value) (map[string]tftypes.Value, error) {
	values := map[string]tftypes.Value{}
	if !raw.IsKnown() {
		return values, nil
	}
	err := raw.As(&values)
	return values, err
}

// member is an attribute out of members; of an object that is null, a null.
func (f *form) member(values map[string]tftypes.Value, name string) tftypes.Value {
	if v, ok := values[name]; ok {
		return v
	}
	return tftypes.NewValue(f.object.AttributeTypes[name], nil)
}

// with is an object with other values for some of its attributes.
func (f *form) with(raw tftypes.Value, set map[string]tftypes.Value) (tftypes.Value, error) {
	before, err := members(raw)
	if err != nil {
		return raw, err
	}
	values := maps.Clone(before)
	maps.Copy(values, set)
	return object(f.object, values)
}

// object is tftypes.NewValue with an error in place of a panic.
func object(typ tftypes.Object, values map[string]tftypes.Value) (tftypes.Value, error) {
	if err := tftypes.ValidateValue(typ, values); err != nil {
		return tftypes.Value{}, err
	}
	return tftypes.NewValue(typ, values), nil
}

// modelField is a field of a model and the attribute that it holds.
type modelField struct {
	name  string
	index []int
}

var models sync.Map // of []modelField, by reflect.Type

func fieldsOf(typ reflect.Type) []modelField {
	if known, ok := models.Load(typ); ok {
		if fields, ok := known.([]modelField); ok {
			return fields
		}
	}
	var fields []modelField
	for _, field := range reflect.VisibleFields(typ) {
		if name := field.Tag.Get("tfsdk"); name != "" {
			fields = append(fields, modelField{name, field.Index})
		}
	}
	models.Store(typ, fields)
	return fields
}
