package crud

import (
	"context"
	"fmt"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// form is what the core has to know of an object's schema. It is worked out
// once for each type of object and process: the framework makes a resource
// anew for every call, and a schema of sixty attributes costs more to make
// than a call to answer.
type form struct {
	noun     string
	schema   schema.Schema
	types    map[string]attr.Type
	object   tftypes.Object
	identity identityschema.Schema
	// names are the attributes that identify the object, with their type.
	names    []string
	identify tftypes.Object
	// fallbacks are the computed attributes for which the provider may have a
	// default.
	fallbacks []string
	plain     *plain
}

var forms sync.Map // of func() *form, by the object's name

func (o *Object) form(ctx context.Context) *form {
	known, ok := forms.Load(o.Name)
	if !ok {
		whole := *o
		known, _ = forms.LoadOrStore(o.Name, sync.OnceValue(func() *form { return newForm(ctx, whole) }))
	}
	once, ok := known.(func() *form)
	if !ok {
		panic("crud: a form is not a form")
	}
	return once()
}

func newForm(ctx context.Context, o Object) *form {
	f := &form{noun: o.Noun, schema: o.Define(), names: o.Identity, identity: identityschema.Schema{Attributes: map[string]identityschema.Attribute{}}}
	f.schema.MarkdownDescription = withNeeds(f.schema.MarkdownDescription, o.Needs)
	withTimeouts(&f.schema)
	whole, ok := f.schema.Type().(attr.TypeWithAttributeTypes)
	if !ok {
		panic(fmt.Sprintf("crud: the schema of %s is no object", o.Name))
	}
	f.types = whole.AttributeTypes()
	f.object, ok = whole.TerraformType(ctx).(tftypes.Object)
	if !ok {
		panic(fmt.Sprintf("crud: the type of %s is no object", o.Name))
	}
	f.identify = tftypes.Object{AttributeTypes: map[string]tftypes.Type{}}
	nobody := &Clients{}
	for _, name := range o.Identity {
		_, _, hasDefault := nobody.fallback(name)
		f.identity.Attributes[name] = identityschema.StringAttribute{
			RequiredForImport: !hasDefault,
			OptionalForImport: hasDefault,
			Description:       f.schema.Attributes[name].GetMarkdownDescription(),
		}
		f.identify.AttributeTypes[name] = tftypes.String
	}
	for name, attribute := range f.schema.Attributes {
		if _, _, ok := nobody.fallback(name); ok && attribute.IsComputed() {
			f.fallbacks = append(f.fallbacks, name)
		}
	}
	f.plain = plainForm(ctx, f.schema)
	return f
}
