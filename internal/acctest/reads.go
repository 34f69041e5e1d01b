package acctest

import (
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Data reads a data source and gives its values as plain Go, or the text of
// the errors.
func (m *Machine) Data(typeName string, config map[string]any) (map[string]any, string) {
	m.t.Helper()
	s := m.schema.DataSourceSchemas[typeName]
	if s == nil {
		m.t.Fatalf("there is no data source %s", typeName)
	}
	typ := s.ValueType()
	value := m.dynamic(typ, Value(typ, config))
	valid, err := m.server.ValidateDataResourceConfig(m.ctx, &tfprotov6.ValidateDataResourceConfigRequest{TypeName: typeName, Config: value})
	if err != nil {
		m.t.Fatal(err)
	}
	if errs := errorsOf(valid.Diagnostics); errs != "" {
		return nil, errs
	}
	resp, err := m.server.ReadDataSource(m.ctx, &tfprotov6.ReadDataSourceRequest{TypeName: typeName, Config: value})
	if err != nil {
		m.t.Fatal(err)
	}
	if errs := errorsOf(resp.Diagnostics); errs != "" {
		return nil, errs
	}
	out, _ := Plain(m.value(typ, resp.State)).(map[string]any)
	return out, ""
}

// Open opens an ephemeral resource likewise.
func (m *Machine) Open(typeName string, config map[string]any) (map[string]any, string) {
	m.t.Helper()
	s := m.schema.EphemeralResourceSchemas[typeName]
	if s == nil {
		m.t.Fatalf("there is no ephemeral resource %s", typeName)
	}
	typ := s.ValueType()
	value := m.dynamic(typ, Value(typ, config))
	valid, err := m.server.ValidateEphemeralResourceConfig(m.ctx, &tfprotov6.ValidateEphemeralResourceConfigRequest{TypeName: typeName, Config: value})
	if err != nil {
		m.t.Fatal(err)
	}
	if errs := errorsOf(valid.Diagnostics); errs != "" {
		return nil, errs
	}
	resp, err := m.server.OpenEphemeralResource(m.ctx, &tfprotov6.OpenEphemeralResourceRequest{TypeName: typeName, Config: value})
	if err != nil {
		m.t.Fatal(err)
	}
	if errs := errorsOf(resp.Diagnostics); errs != "" {
		return nil, errs
	}
	out, _ := Plain(m.value(typ, resp.Result)).(map[string]any)
	return out, ""
}

// Move takes over an object from another provider's state, as a `moved` block
// does. provider is its address, such as registry.terraform.io/okta/okta.
func (m *Machine) Move(typeName, from, provider string, state map[string]any) *Managed {
	m.t.Helper()
	o, errs := m.TryMove(typeName, from, provider, state)
	if errs != "" {
		m.t.Fatal(errs)
	}
	return o
}

// TryMove is Move that returns the text of the errors, empty for none.
func (m *Machine) TryMove(typeName, from, provider string, state map[string]any) (o *Managed, errs string) {
	m.t.Helper()
	raw, err := json.Marshal(state)
	if err != nil {
		m.t.Fatal(err)
	}
	s := m.Schema(typeName)
	o = &Managed{m: m, Type: typeName, schema: s, typ: s.ValueType()}
	resp, err := m.server.MoveResourceState(m.ctx, &tfprotov6.MoveResourceStateRequest{
		SourceTypeName: from, SourceProviderAddress: provider, TargetTypeName: typeName, SourceState: &tfprotov6.RawState{JSON: raw},
	})
	if err != nil {
		m.t.Fatal(err)
	}
	if errs := errorsOf(resp.Diagnostics); errs != "" {
		return nil, errs
	}
	o.state, o.private, o.identity = m.value(o.typ, resp.TargetState), resp.TargetPrivate, resp.TargetIdentity
	return o, ""
}

// PlanDestroy plans the removal of the object.
func (o *Managed) PlanDestroy() Planned {
	o.m.t.Helper()
	none := tftypes.NewValue(o.typ, nil)
	resp, err := o.m.server.PlanResourceChange(o.m.ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName: o.Type, PriorState: o.m.dynamic(o.typ, o.state), Config: o.m.dynamic(o.typ, none),
		ProposedNewState: o.m.dynamic(o.typ, none), PriorPrivate: o.private, PriorIdentity: o.identity,
	})
	if err != nil {
		o.m.t.Fatal(err)
	}
	p := Planned{Errors: errorsOf(resp.Diagnostics)}
	for _, d := range resp.Diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityWarning {
			p.Warnings = append(p.Warnings, d.Summary)
		}
	}
	return p
}
