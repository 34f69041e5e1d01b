package crud

import (
	"context"
	"iter"
	"net/url"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// List implements list.ListResource over the Flatten of the object's resource.
// F is the model of its configuration.
type List[M, A, F any] struct {
	Object
	// Filters are the configuration's attributes.
	Filters listschema.Schema
	// All yields the objects.
	All func(ctx context.Context, c *Clients, f F) iter.Seq2[A, error]
	// Seed gives the attributes that the API's objects do not repeat, such as
	// their parents' identifiers.
	Seed    func(c *Clients, f F, a A) M
	Flatten func(ctx context.Context, m *M, a A) diag.Diagnostics
	// Complete gives the whole of an object that the list shows in part. It is
	// called only when the whole is asked for. nil: the list shows all.
	Complete func(ctx context.Context, c *Clients, f F, a A) (A, error)
	// Title is how a person calls the object.
	Title func(A) string

	clients *Clients
}

// Metadata implements list.ListResource.
func (l *List[M, A, F]) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + l.Name
}

// Configure implements list.ListResourceWithConfigure.
func (l *List[M, A, F]) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	configured(req.ProviderData, &l.clients, &resp.Diagnostics)
}

// ListResourceConfigSchema implements list.ListResource.
func (l *List[M, A, F]) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = l.Filters
	resp.Schema.MarkdownDescription = withNeeds(resp.Schema.MarkdownDescription, l.Needs)
}

// List implements list.ListResource.
func (l *List[M, A, F]) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	one, f := l.over(l.clients)
	one.run(ctx, req, f, stream)
}

// listing is the list without its types, of what is configured in f.
func (l *List[M, A, F]) listing(c *Clients, f *F) *listing {
	out := &listing{
		Object: l.Object, clients: c,
		all: func(ctx context.Context, push func(a any, err error) bool) {
			for a, err := range l.All(ctx, c, *f) {
				if !push(&a, err) {
					return
				}
			}
		},
		models: func(a any) (m, seed any) {
			known := l.Seed(c, *f, *of[A](a))
			return new(M), &known
		},
		flatten: func(ctx context.Context, m, a any) diag.Diagnostics { return l.Flatten(ctx, of[M](m), *of[A](a)) },
		title:   func(a any) string { return l.Title(*of[A](a)) },
	}
	if l.Complete != nil {
		out.complete = func(ctx context.Context, a any) (any, error) {
			whole, err := l.Complete(ctx, c, *f, *of[A](a))
			return &whole, err
		}
	}
	return out
}

// listing is a List without its types: models and objects are pointers.
type listing struct {
	Object
	clients  *Clients
	all      func(ctx context.Context, push func(a any, err error) bool)
	complete func(ctx context.Context, a any) (any, error)
	// models makes an empty model, and one that has what the object does not repeat.
	models  func(a any) (m, seed any)
	flatten func(ctx context.Context, m, a any) diag.Diagnostics
	title   func(a any) string
}

// run lists what f, read from the configuration, asks for.
func (l *listing) run(ctx context.Context, req list.ListRequest, f any, stream *list.ListResultsStream) {
	var diags diag.Diagnostics
	if !ask(ctx, l.clients, req.Config, f, &diags) {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	stream.Results = func(push func(list.ListResult) bool) {
		n := int64(0)
		l.all(ctx, func(a any, err error) bool {
			if req.Limit > 0 && n >= req.Limit {
				return false
			}
			n++
			// An error is a result: the framework took the iterator already, so
			// that assigning stream.Results here would lose it.
			result := req.NewListResult(ctx)
			if err != nil {
				Report(&result.Diagnostics, "List", l.Noun, err)
				push(result)
				return false
			}
			l.fill(ctx, req, &result, a)
			return push(result)
		})
	}
}

func (l *listing) fill(ctx context.Context, req list.ListRequest, result *list.ListResult, a any) {
	if req.IncludeResource && l.complete != nil {
		var err error
		if a, err = l.complete(ctx, a); err != nil {
			Report(&result.Diagnostics, "List", l.Noun, err)
			return
		}
	}
	result.DisplayName = l.title(a)
	whole, diags := l.whole(ctx, a)
	if result.Diagnostics.Append(diags...); diags.HasError() {
		return
	}
	l.form(ctx).identifyBy(whole, result.Identity, &result.Diagnostics)
	if req.IncludeResource {
		result.Resource.Raw = whole
	}
}

// whole is an object with everything that the list tells of it.
func (l *listing) whole(ctx context.Context, a any) (tftypes.Value, diag.Diagnostics) {
	// Nothing is known: null everywhere, with the types of the schema. A model
	// that is a zero value has collections without an element type, in which
	// even looking for an element panics.
	f := l.form(ctx)
	none := tftypes.NewValue(f.object, nil)
	m, seed := l.models(a)
	diags := f.decode(ctx, none, m)
	overlay(reflect.ValueOf(m).Elem(), reflect.ValueOf(seed).Elem())
	diags.Append(l.flatten(ctx, m, a)...)
	if diags.HasError() {
		return none, diags
	}
	whole, more := f.encode(ctx, m, none)
	diags.Append(more...)
	return whole, diags
}

// overlay copies the fields of from that are set, those of embedded structs too.
func overlay(to, from reflect.Value) {
	for i := range from.NumField() {
		switch field := from.Field(i); {
		case from.Type().Field(i).Anonymous:
			overlay(to.Field(i), field)
		case !field.IsZero():
			to.Field(i).Set(field)
		}
	}
}

// Default is a filter's value, or the provider's default for that attribute.
func Default(c *Clients, attribute, value string) (string, error) {
	if value != "" {
		return value, nil
	}
	var v string
	var err error
	if c.Seek == nil {
		v, _, _ = c.fallback(attribute)
	} else if v, _, err = c.Seek(attribute); err != nil {
		return "", &AttributeError{Path: path.Root(attribute), Summary: "Missing " + attribute, Detail: err.Error()}
	}
	if v == "" {
		return "", &AttributeError{
			Path: path.Root(attribute), Summary: "Missing " + attribute,
			Detail: "Neither this block nor the provider's anypoint block gives " + attribute + ".",
		}
	}
	return v, nil
}

// Where is where in Anypoint a list or a data source looks: what it says, or
// the provider's defaults.
func Where(c *Clients, organization, environment types.String) (organizationID, environmentID types.String, err error) {
	org, err := Default(c, "organization_id", organization.ValueString())
	if err != nil {
		return organization, environment, err
	}
	env, err := Default(c, "environment_id", environment.ValueString())
	return types.StringValue(org), types.StringValue(env), err
}

// Failed is a list that fails.
func Failed[A any](err error) iter.Seq2[A, error] {
	return func(yield func(A, error) bool) {
		var zero A
		yield(zero, err)
	}
}

// Query is a list's query of one parameter; none for a null or empty value.
func Query(name string, v types.String) url.Values {
	return Queries(map[string]types.String{name: v})
}

// Queries is a list's query of several parameters, without those that are null
// or empty.
func Queries(parameters map[string]types.String) url.Values {
	query := url.Values{}
	for name, v := range parameters {
		if v.ValueString() != "" {
			query.Set(name, v.ValueString())
		}
	}
	return query
}
