package acctest

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Invoke runs an action and gives its progress messages, or the text of the
// errors.
func (m *Machine) Invoke(typeName string, config map[string]any) (messages []string, errs string) {
	m.t.Helper()
	server, ok := m.server.(tfprotov6.ActionServer)
	if !ok {
		m.t.Fatal("the provider serves no actions")
	}
	s := m.schema.ActionSchemas[typeName]
	if s == nil {
		m.t.Fatalf("there is no action %s", typeName)
	}
	typ := s.Schema.ValueType()
	stream, err := server.InvokeAction(m.ctx, &tfprotov6.InvokeActionRequest{ActionType: typeName, Config: m.dynamic(typ, Value(typ, config))})
	if err != nil {
		m.t.Fatal(err)
	}
	for event := range stream.Events {
		switch e := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			messages = append(messages, e.Message)
		case tfprotov6.CompletedInvokeActionEventType:
			errs += errorsOf(e.Diagnostics)
		}
	}
	return messages, errs
}

// Listed is one result of a list resource.
type Listed struct {
	Name     string
	Resource map[string]any
}

// List queries a list resource for whole objects, or gives the text of the
// errors.
func (m *Machine) List(typeName string, config map[string]any) (all []Listed, errs string) {
	m.t.Helper()
	return m.ListAtMost(typeName, config, 0)
}

// ListAtMost is List of no more than so many objects; 0: of all.
func (m *Machine) ListAtMost(typeName string, config map[string]any, limit int64) (all []Listed, errs string) {
	m.t.Helper()
	server, ok := m.server.(tfprotov6.ListResourceServer)
	if !ok {
		m.t.Fatal("the provider serves no lists")
	}
	s := m.schema.ListResourceSchemas[typeName]
	if s == nil {
		m.t.Fatalf("there is no list resource %s", typeName)
	}
	typ := s.ValueType()
	stream, err := server.ListResource(m.ctx, &tfprotov6.ListResourceRequest{
		TypeName: typeName, Config: m.dynamic(typ, Value(typ, config)), IncludeResource: true, Limit: limit,
	})
	if err != nil {
		m.t.Fatal(err)
	}
	for r := range stream.Results {
		errs += errorsOf(r.Diagnostics)
		if r.Resource == nil {
			continue
		}
		values, _ := Plain(m.value(m.Schema(typeName).ValueType(), r.Resource)).(map[string]any)
		all = append(all, Listed{r.DisplayName, values})
	}
	return all, errs
}

// Configuration is what a configuration generated from a listed or imported
// object has: its arguments that are set.
func (m *Machine) Configuration(typeName string, resource map[string]any) map[string]any {
	m.t.Helper()
	out := map[string]any{}
	for _, a := range m.Schema(typeName).Block.Attributes {
		if (a.Required || a.Optional) && !a.WriteOnly && resource[a.Name] != nil {
			out[a.Name] = resource[a.Name]
		}
	}
	return out
}

// ListSchema is the schema of a list resource's configuration, nil where there
// is none.
func (m *Machine) ListSchema(typeName string) *tfprotov6.Schema {
	return m.schema.ListResourceSchemas[typeName]
}
