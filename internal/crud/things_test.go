package crud

import (
	"context"
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// thing is the model of an object that has no platform.
type thing struct {
	ID       types.String         `tfsdk:"id"`
	Name     types.String         `tfsdk:"name"`
	Color    types.String         `tfsdk:"color"`
	Adopt    types.Bool           `tfsdk:"adopt"`
	Place    types.String         `tfsdk:"place"`
	Size     types.String         `tfsdk:"size"`
	Shape    types.String         `tfsdk:"shape"`
	Secret   types.String         `tfsdk:"secret"`
	Document jsontypes.Normalized `tfsdk:"document"`
}

// item is a thing as its platform would have it.
type item struct{ id, name, color string }

// things is a provider of one type of object.
type things struct {
	object  Object
	ops     Ops[thing, item]
	clients *Clients
}

// thingsNamed serves things of that type, of which these are there. One without
// a name cannot be shown, and one that is called formal has a document and tells
// its secret.
func thingsNamed(name string, there ...item) things {
	optional := func(s string) types.String {
		if s == "" {
			return types.StringNull()
		}
		return types.StringValue(s)
	}
	made := func(id string, m thing) item { return item{id, m.Name.ValueString(), m.Color.ValueString()} }
	return things{
		Object{
			Name: name, Noun: "Thing", Identity: []string{"id"},
			Define: func() schema.Schema {
				return schema.Schema{Attributes: map[string]schema.Attribute{
					"id":       schema.StringAttribute{Computed: true},
					"name":     schema.StringAttribute{Optional: true},
					"color":    schema.StringAttribute{Optional: true},
					"adopt":    schema.BoolAttribute{Optional: true},
					"place":    schema.StringAttribute{Optional: true, Computed: true},
					"size":     schema.StringAttribute{Optional: true, Computed: true, Default: stringdefault.StaticString("small")},
					"shape":    schema.StringAttribute{Optional: true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}},
					"secret":   schema.StringAttribute{Optional: true, WriteOnly: true},
					"document": schema.StringAttribute{CustomType: jsontypes.NormalizedType{}, Optional: true},
				}}
			},
		},
		Ops[thing, item]{
			Create: func(_ context.Context, _ *Clients, w Write[thing], _ func(item)) (item, error) {
				return made("new", w.Plan), nil
			},
			Read: func(_ context.Context, _ *Clients, m thing) (item, error) {
				for _, one := range there {
					if one.id == m.ID.ValueString() {
						return one, nil
					}
				}
				return item{}, errBroken
			},
			Update: func(_ context.Context, _ *Clients, w Write[thing]) (item, error) {
				return made(w.Prior.ID.ValueString(), w.Plan), nil
			},
			Delete: func(context.Context, *Clients, thing) error { return nil },
			Flatten: func(_ context.Context, m *thing, one item) (diags diag.Diagnostics) {
				if one.name == "" {
					diags.AddError("No Name", "It has none.")
					return diags
				}
				m.ID, m.Name, m.Color = optional(one.id), optional(one.name), optional(one.color)
				if m.Place.IsUnknown() {
					m.Place = types.StringValue("here")
				}
				if one.name == "formal" {
					m.Document = jsontypes.NewNormalizedValue(`{"a": 1}`)
					m.Secret = types.StringValue("told")
				}
				return diags
			},
		},
		&Clients{},
	}
}

// Metadata implements provider.Provider.
func (things) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "test"
}

// Schema implements provider.Provider.
func (things) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}

// Configure implements provider.Provider.
func (p things) Configure(_ context.Context, _ provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	resp.ResourceData = p.clients
}

// Resources implements provider.Provider.
func (p things) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return New(p.object, p.ops) }}
}

// DataSources implements provider.Provider.
func (things) DataSources(context.Context) []func() datasource.DataSource { return nil }

// serve is the provider as Terraform calls it.
func (p things) serve(t *testing.T) tfprotov6.ProviderServer {
	t.Helper()
	server, err := providerserver.NewProtocol6WithError(p)()
	if err != nil {
		t.Fatal(err)
	}
	none, err := tfprotov6.NewDynamicValue(tftypes.Object{}, tftypes.NewValue(tftypes.Object{}, map[string]tftypes.Value{}))
	if err != nil {
		t.Fatal(err)
	}
	if resp, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: &none}); err != nil || len(resp.Diagnostics) > 0 {
		t.Fatal(resp, err)
	}
	return server
}

// value is a thing in a plan, a state or a configuration: the attributes that
// are not given are null.
func (p things) value(t *testing.T, given map[string]tftypes.Value) *tfprotov6.DynamicValue {
	t.Helper()
	f := New(p.object, p.ops).form(t.Context())
	whole := map[string]tftypes.Value{}
	for name, typ := range f.object.AttributeTypes {
		whole[name] = tftypes.NewValue(typ, nil)
	}
	maps.Copy(whole, given)
	v, err := tfprotov6.NewDynamicValue(f.object, tftypes.NewValue(f.object, whole))
	if err != nil {
		t.Fatal(err)
	}
	return &v
}

// nothing is the state of a thing before it is made.
func (p things) nothing(t *testing.T) *tfprotov6.DynamicValue {
	t.Helper()
	f := New(p.object, p.ops).form(t.Context())
	v, err := tfprotov6.NewDynamicValue(f.object, tftypes.NewValue(f.object, nil))
	if err != nil {
		t.Fatal(err)
	}
	return &v
}
