package acctest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Machine drives the provider's protocol without a command line, as Terraform
// would: plan, apply, refresh. It is a thousand times faster, which makes a
// check of every argument of every object possible.
type Machine struct {
	t      testing.TB
	ctx    context.Context
	server tfprotov6.ProviderServer
	schema *tfprotov6.GetProviderSchemaResponse
	ids    map[string]*tfprotov6.ResourceIdentitySchema
}

// Machine starts a provider process of its own, so to speak: with its own
// sign-in and nothing read ahead.
func (e *Env) Machine(t testing.TB) *Machine {
	t.Helper()
	return e.MachineWith(t, map[string]any{
		"okta": map[string]any{"org_url": e.Var("OKTA_ORG_URL"), "api_token": e.Var("OKTA_API_TOKEN")},
		"anypoint": map[string]any{
			"base_url": e.Var("ANYPOINT_BASE_URL"), "client_id": e.Var("ANYPOINT_CLIENT_ID"), "client_secret": e.Var("ANYPOINT_CLIENT_SECRET"),
			"organization_id": e.Var("ANYPOINT_ORGANIZATION_ID"), "environment_id": e.Var("ANYPOINT_ENVIRONMENT_ID"),
		},
	})
}

// MachineWith is Machine with a configuration of the provider.
func (e *Env) MachineWith(t testing.TB, config map[string]any) *Machine {
	t.Helper()
	server, err := e.Factories["gatehouse"]()
	if err != nil {
		t.Fatal(err)
	}
	m := &Machine{t: t, ctx: t.Context(), server: server}
	if m.schema, err = server.GetProviderSchema(m.ctx, &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		t.Fatal(err)
	}
	m.must(m.schema.Diagnostics)
	identities, err := server.GetResourceIdentitySchemas(m.ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		t.Fatal(err)
	}
	m.ids = identities.IdentitySchemas
	typ := m.schema.Provider.ValueType()
	resp, err := server.ConfigureProvider(m.ctx, &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.14.0", Config: m.dynamic(typ, Value(typ, config))})
	if err != nil {
		t.Fatal(err)
	}
	m.must(resp.Diagnostics)
	return m
}

func (m *Machine) must(diags []*tfprotov6.Diagnostic) {
	m.t.Helper()
	if text := errorsOf(diags); text != "" {
		m.t.Fatal(text)
	}
}

func errorsOf(diags []*tfprotov6.Diagnostic) string {
	var b strings.Builder
	for _, d := range diags {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			fmt.Fprintf(&b, "%s: %s: %s\n", d.Summary, d.Attribute, d.Detail)
		}
	}
	return b.String()
}

func (m *Machine) dynamic(typ tftypes.Type, v tftypes.Value) *tfprotov6.DynamicValue {
	m.t.Helper()
	d, err := tfprotov6.NewDynamicValue(typ, v)
	if err != nil {
		m.t.Fatal(err)
	}
	return &d
}

func (m *Machine) value(typ tftypes.Type, d *tfprotov6.DynamicValue) tftypes.Value {
	m.t.Helper()
	v, err := d.Unmarshal(typ)
	if err != nil {
		m.t.Fatal(err)
	}
	return v
}

// Managed is an object in the state.
type Managed struct {
	m        *Machine
	Type     string
	schema   *tfprotov6.Schema
	typ      tftypes.Type
	state    tftypes.Value
	private  []byte
	identity *tfprotov6.ResourceIdentityData
}

// Schema gives a resource type's schema.
func (m *Machine) Schema(typeName string) *tfprotov6.Schema {
	m.t.Helper()
	s := m.schema.ResourceSchemas[typeName]
	if s == nil {
		m.t.Fatalf("there is no resource type %s", typeName)
	}
	return s
}

// Types are all resource types, sorted.
func (m *Machine) Types() []string { return slices.Sorted(maps.Keys(m.schema.ResourceSchemas)) }

// Create validates, plans and applies a configuration.
func (m *Machine) Create(typeName string, config map[string]any) *Managed {
	m.t.Helper()
	o := m.New(typeName)
	o.Apply(config)
	return o
}

// New is an object that does not exist yet, to be planned or applied.
func (m *Machine) New(typeName string) *Managed {
	m.t.Helper()
	s := m.Schema(typeName)
	o := &Managed{m: m, Type: typeName, schema: s, typ: s.ValueType()}
	o.state = tftypes.NewValue(o.typ, nil)
	return o
}

// Import takes over an object by its identifier and reads it.
func (m *Machine) Import(typeName, id string) *Managed {
	m.t.Helper()
	s := m.Schema(typeName)
	o := &Managed{m: m, Type: typeName, schema: s, typ: s.ValueType()}
	resp, err := m.server.ImportResourceState(m.ctx, &tfprotov6.ImportResourceStateRequest{TypeName: typeName, ID: id})
	if err != nil {
		m.t.Fatal(err)
	}
	m.must(resp.Diagnostics)
	got := resp.ImportedResources[0]
	o.state, o.private, o.identity = m.value(o.typ, got.State), got.Private, got.Identity
	if o.Refresh() {
		m.t.Fatalf("%s %s cannot be imported: it does not exist", typeName, id)
	}
	return o
}

// Planned is what a plan would do.
type Planned struct {
	// Changed are the paths of the arguments whose value would change, such as
	// "name" or "spec.version", sorted. What only becomes unknown is not among them.
	Changed []string
	// Replace are the paths that force a replacement.
	Replace []string
	// Errors is the text of the plan's errors, empty for none.
	Errors string
	// Warnings are the summaries of the plan's warnings.
	Warnings []string

	value    tftypes.Value
	private  []byte
	config   tftypes.Value
	identity *tfprotov6.ResourceIdentityData
}

// Empty tells whether nothing would be done.
func (p Planned) Empty() bool { return len(p.Changed) == 0 && len(p.Replace) == 0 }

// Validate is the text of the errors that a configuration gives without a
// platform, empty for none.
func (m *Machine) Validate(typeName string, config map[string]any) string {
	m.t.Helper()
	s := m.Schema(typeName)
	typ := s.ValueType()
	resp, err := m.server.ValidateResourceConfig(m.ctx, &tfprotov6.ValidateResourceConfigRequest{
		TypeName: typeName, Config: m.dynamic(typ, Value(typ, config)),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	})
	if err != nil {
		m.t.Fatal(err)
	}
	return errorsOf(resp.Diagnostics)
}

// Plan plans a configuration against the state.
func (o *Managed) Plan(config map[string]any) Planned {
	o.m.t.Helper()
	value := Value(o.typ, config)
	proposed := propose(o.schema.Block, o.state, value)
	resp, err := o.m.server.PlanResourceChange(o.m.ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName: o.Type, PriorState: o.m.dynamic(o.typ, o.state), Config: o.m.dynamic(o.typ, value),
		ProposedNewState: o.m.dynamic(o.typ, proposed), PriorPrivate: o.private, PriorIdentity: o.identity,
	})
	if err != nil {
		o.m.t.Fatal(err)
	}
	p := Planned{Errors: errorsOf(resp.Diagnostics), config: value, private: resp.PlannedPrivate, identity: resp.PlannedIdentity}
	for _, d := range resp.Diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityWarning {
			p.Warnings = append(p.Warnings, d.Summary)
		}
	}
	if p.Errors != "" {
		return p
	}
	p.value = o.m.value(o.typ, resp.PlannedState)
	p.Changed = changes(o.state, p.value)
	for _, path := range resp.RequiresReplace {
		p.Replace = append(p.Replace, dotted(path))
	}
	slices.Sort(p.Replace)
	// A path that forces a replacement counts only where its value differs.
	p.Replace = slices.DeleteFunc(p.Replace, func(path string) bool {
		return !o.state.IsNull() && !touches(p.Changed, path) && !becomesUnknown(o.state, p.value, path)
	})
	return p
}

// Apply plans and applies a configuration. A replacement destroys first.
func (o *Managed) Apply(config map[string]any) {
	o.m.t.Helper()
	if errs := o.TryApply(config); errs != "" {
		o.m.t.Fatalf("%s: apply: %s", o.Type, errs)
	}
}

// TryApply is Apply that returns the text of the errors, empty for none.
func (o *Managed) TryApply(config map[string]any) string {
	o.m.t.Helper()
	if errs := o.m.Validate(o.Type, config); errs != "" {
		return errs
	}
	p := o.Plan(config)
	if p.Errors != "" {
		return p.Errors
	}
	if len(p.Replace) > 0 && !o.state.IsNull() {
		o.Destroy()
		if p = o.Plan(config); p.Errors != "" {
			return p.Errors
		}
	}
	return o.apply(p)
}

func (o *Managed) apply(p Planned) string {
	o.m.t.Helper()
	resp, err := o.m.server.ApplyResourceChange(o.m.ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: o.Type, PriorState: o.m.dynamic(o.typ, o.state), PlannedState: o.m.dynamic(o.typ, p.value),
		Config: o.m.dynamic(o.typ, p.config), PlannedPrivate: p.private, PlannedIdentity: p.identity,
	})
	if err != nil {
		o.m.t.Fatal(err)
	}
	o.state, o.private, o.identity = o.m.value(o.typ, resp.NewState), resp.Private, resp.NewIdentity
	return errorsOf(resp.Diagnostics) + inconsistent(p.value, o.state)
}

// Refresh reads the object and tells whether it is gone.
func (o *Managed) Refresh() (gone bool) {
	o.m.t.Helper()
	resp, err := o.m.server.ReadResource(o.m.ctx, &tfprotov6.ReadResourceRequest{
		TypeName: o.Type, CurrentState: o.m.dynamic(o.typ, o.state), Private: o.private, CurrentIdentity: o.identity,
	})
	if err != nil {
		o.m.t.Fatal(err)
	}
	o.m.must(resp.Diagnostics)
	o.state, o.private, o.identity = o.m.value(o.typ, resp.NewState), resp.Private, resp.NewIdentity
	return o.state.IsNull()
}

// Destroy removes the object.
func (o *Managed) Destroy() {
	o.m.t.Helper()
	if errs := o.TryDestroy(); errs != "" {
		o.m.t.Fatalf("%s: destroy: %s", o.Type, errs)
	}
}

// TryDestroy is Destroy that returns the text of the errors, empty for none.
// After an error the object is still in the state.
func (o *Managed) TryDestroy() string {
	o.m.t.Helper()
	none := tftypes.NewValue(o.typ, nil)
	plan, err := o.m.server.PlanResourceChange(o.m.ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName: o.Type, PriorState: o.m.dynamic(o.typ, o.state), Config: o.m.dynamic(o.typ, none),
		ProposedNewState: o.m.dynamic(o.typ, none), PriorPrivate: o.private, PriorIdentity: o.identity,
	})
	if err != nil {
		o.m.t.Fatal(err)
	}
	o.m.must(plan.Diagnostics)
	return o.apply(Planned{value: none, config: none, private: plan.PlannedPrivate})
}

// Text is a string attribute of the state, empty for null.
func (o *Managed) Text(name string) string {
	s, _ := o.Get(name).(string)
	return s
}

// Get is an attribute of the state as plain Go.
func (o *Managed) Get(name string) any {
	o.m.t.Helper()
	root := map[string]tftypes.Value{}
	if err := o.state.As(&root); err != nil {
		o.m.t.Fatal(err)
	}
	return Plain(root[name])
}

// Adopt lets another machine manage the object from now on: another process,
// so to speak, with the same state.
func (o *Managed) Adopt(m *Machine) { o.m = m }
