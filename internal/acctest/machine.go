package acctest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
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
}

// Machine starts a provider process of its own, so to speak: with its own
// sign-in and nothing read ahead.
func (e *Env) Machine(t testing.TB) *Machine {
	t.Helper()
	return e.MachineWith(t, e.Settings())
}

// Settings are the provider's block for a Machine.
func (e *Env) Settings() map[string]any {
	return map[string]any{
		"okta": map[string]any{"org_url": e.Var("OKTA_ORG_URL"), "api_token": e.Var("OKTA_API_TOKEN")},
		"anypoint": map[string]any{
			"base_url": e.Var("ANYPOINT_BASE_URL"), "client_id": e.Var("ANYPOINT_CLIENT_ID"), "client_secret": e.Var("ANYPOINT_CLIENT_SECRET"),
			"organization_id": e.Var("ANYPOINT_ORGANIZATION_ID"), "environment_id": e.Var("ANYPOINT_ENVIRONMENT_ID"),
		},
	}
}

// MachineWith is Machine with a configuration of the provider.
func (e *Env) MachineWith(t testing.TB, config map[string]any) *Machine {
	t.Helper()
	server, err := e.Factories["gatehouse"]()
	if err != nil {
		t.Fatal(err)
	}
	m := &Machine{t: t, ctx: t.Context(), server: server}
	if m.schema, err = schemas(m.ctx, server); err != nil {
		t.Fatal(err)
	}
	m.must(m.schema.Diagnostics)
	typ := m.schema.Provider.ValueType()
	resp, err := server.ConfigureProvider(m.ctx, &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.14.0", Config: m.dynamic(typ, Value(typ, config))})
	if err != nil {
		t.Fatal(err)
	}
	m.must(resp.Diagnostics)
	return m
}

// schemas are the same for every provider, and cost more than all of a short
// test.
func schemas(ctx context.Context, server tfprotov6.ProviderServer) (*tfprotov6.GetProviderSchemaResponse, error) {
	known.Lock()
	defer known.Unlock()
	if known.schemas != nil && len(known.schemas.Diagnostics) == 0 {
		return known.schemas, nil
	}
	s, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	known.schemas = s
	return s, err
}

var known struct {
	sync.Mutex
	schemas *tfprotov6.GetProviderSchemaResponse
}

func (m *Machine) must(diags []*tfprotov6.Diagnostic) {
	m.t.Helper()
	if text := errorsOf(diags); text != "" {
		m.t.Fatal(text)
	}
}

func errorsOf(diags []*tfprotov6.Diagnostic) string {
	return textOf(diags, tfprotov6.DiagnosticSeverityError)
}

func textOf(diags []*tfprotov6.Diagnostic, severity tfprotov6.DiagnosticSeverity) string {
	var b strings.Builder
	for _, d := range diags {
		if d.Severity == severity {
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
	o, errs := m.Importing(typeName, id)
	if errs != "" {
		m.t.Fatalf("%s: import: %s", typeName, errs)
	}
	if !o.Exists() {
		m.t.Fatalf("%s %s cannot be imported: it does not exist", typeName, id)
	}
	return o
}

// TryImport is the text of the errors of an import, empty for none.
func (m *Machine) TryImport(typeName, id string) string {
	m.t.Helper()
	_, errs := m.Importing(typeName, id)
	return errs
}

// Importing is Import that also returns the text of the errors, empty for none.
func (m *Machine) Importing(typeName, id string) (o *Managed, errs string) {
	m.t.Helper()
	o = m.New(typeName)
	resp, err := m.server.ImportResourceState(m.ctx, &tfprotov6.ImportResourceStateRequest{TypeName: typeName, ID: id})
	if err != nil {
		m.t.Fatal(err)
	}
	if errs := errorsOf(resp.Diagnostics); errs != "" {
		return o, errs
	}
	got := resp.ImportedResources[0]
	o.state, o.private, o.identity = m.value(o.typ, got.State), got.Private, got.Identity
	return o, o.TryRefresh()
}

// Validate is the text of the errors that a configuration gives without a
// platform, empty for none.
func (m *Machine) Validate(typeName string, config map[string]any) string {
	m.t.Helper()
	return errorsOf(m.validate(typeName, config))
}

// Warnings is the text of the warnings that a configuration gives without a
// platform, empty for none.
func (m *Machine) Warnings(typeName string, config map[string]any) string {
	m.t.Helper()
	return textOf(m.validate(typeName, config), tfprotov6.DiagnosticSeverityWarning)
}

func (m *Machine) validate(typeName string, config map[string]any) []*tfprotov6.Diagnostic {
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
	return resp.Diagnostics
}
