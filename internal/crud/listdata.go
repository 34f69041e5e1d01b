package crud

import (
	"context"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// ListData is a data source that shows what a list resource finds: its filters
// are the arguments, and every object has the attributes of the resource that
// the platform's list tells.
type ListData struct {
	// List is the list resource.
	List Listed
	// Name is the type's name without the provider's prefix, and Items the
	// attribute with the objects.
	Name, Items string
	// Shown are the attributes of each object.
	Shown []string

	clients *Clients
}

// Listed is a List of any type.
type Listed interface {
	sheet() (Object, listschema.Schema)
	over(c *Clients) (l *listing, filter any)
}

func (l *List[M, A, F]) sheet() (Object, listschema.Schema) { return l.Object, l.Filters }

func (l *List[M, A, F]) over(c *Clients) (*listing, any) {
	f := new(F)
	return l.listing(c, f), f
}

// Metadata implements datasource.DataSource.
func (d *ListData) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + d.Name
}

// Schema implements datasource.DataSource.
func (d *ListData) Schema(ctx context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	object, filters := d.List.sheet()
	whole := tf.Told(object.form(ctx).schema.Attributes)
	shown := map[string]schema.Attribute{}
	for _, name := range d.Shown {
		if whole[name] == nil {
			panic(fmt.Sprintf("crud: %s shows %q, which its resource does not tell", d.Name, name))
		}
		shown[name] = whole[name]
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: withNeeds(filters.MarkdownDescription, object.Needs),
		Attributes: map[string]schema.Attribute{
			d.Items: schema.ListNestedAttribute{MarkdownDescription: "What was found.", Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: shown}},
		},
	}
	for name, a := range filters.Attributes {
		text, ok := a.(listschema.StringAttribute)
		if !ok {
			panic(fmt.Sprintf("crud: the filter %q of %s is no text", name, d.Name))
		}
		resp.Schema.Attributes[name] = schema.StringAttribute{MarkdownDescription: text.MarkdownDescription, Required: text.Required, Optional: text.Optional, Validators: text.Validators}
	}
}

// Configure implements datasource.DataSourceWithConfigure.
func (d *ListData) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	configured(req.ProviderData, &d.clients, &resp.Diagnostics)
}

// Read implements datasource.DataSource.
func (d *ListData) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if d.clients == nil {
		resp.Diagnostics.AddError("Provider Not Configured", errNoClients.Error())
		return
	}
	state, err := d.read(ctx, req.Config.Raw)
	if err != nil {
		Report(&resp.Diagnostics, "Read", d.Noun(), err)
		return
	}
	resp.State.Raw = state
}

// Noun is how a diagnostic calls the objects.
func (d *ListData) Noun() string {
	object, _ := d.List.sheet()
	return object.Noun + " List"
}

func (d *ListData) read(ctx context.Context, config tftypes.Value) (tftypes.Value, error) {
	values, err := members(config)
	if err != nil {
		return config, err
	}
	typ, ok := config.Type().(tftypes.Object)
	if !ok {
		return config, fmt.Errorf("the configuration of %s is no object", d.Name)
	}
	list, isList := typ.AttributeTypes[d.Items].(tftypes.List)
	if !isList {
		return config, fmt.Errorf("%q of %s is no list", d.Items, d.Name)
	}
	l, filter := d.List.over(d.clients)
	if err := d.fill(ctx, filter, values); err != nil {
		return config, err
	}
	found := []tftypes.Value{}
	l.all(ctx, func(a any, failed error) bool {
		if err = failed; err != nil {
			return false
		}
		var one tftypes.Value
		if one, err = l.shown(ctx, a, list.ElementType); err == nil {
			found = append(found, one)
		}
		return err == nil
	})
	if err != nil {
		return config, err
	}
	out := map[string]tftypes.Value{d.Items: tftypes.NewValue(list, found)}
	for name, v := range values {
		if name != d.Items {
			out[name] = v
		}
	}
	return object(typ, out)
}

// fill writes the configured filters into their model.
func (d *ListData) fill(ctx context.Context, filter any, values map[string]tftypes.Value) error {
	_, filters := d.List.sheet()
	target := reflect.ValueOf(filter).Elem()
	for _, field := range fieldsOf(target.Type()) {
		v, err := filters.Attributes[field.name].GetType().ValueFromTerraform(ctx, values[field.name])
		if err != nil {
			return fmt.Errorf("%s: %w", field.name, err)
		}
		target.FieldByIndex(field.index).Set(reflect.ValueOf(v))
	}
	return nil
}

// shown is the part of an object that a data source of that type shows.
func (l *listing) shown(ctx context.Context, a any, typ tftypes.Type) (tftypes.Value, error) {
	whole, diags := l.whole(ctx, a)
	if diags.HasError() {
		return whole, Diagnosed(diags)
	}
	values, err := members(whole)
	if err != nil {
		return whole, err
	}
	part, ok := typ.(tftypes.Object)
	if !ok {
		return whole, fmt.Errorf("an element of %s is no object", l.Name)
	}
	out := map[string]tftypes.Value{}
	for name := range part.AttributeTypes {
		out[name] = values[name]
	}
	return object(part, out)
}
