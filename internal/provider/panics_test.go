package provider

import (
	"context"
	"errors"
	"iter"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// told is what an answer of any call says of a panic.
func told(t *testing.T, call string, answer reflect.Value) string {
	t.Helper()
	if answer.IsNil() {
		t.Errorf("%s has no answer", call)
		return ""
	}
	switch resp := answer.Interface().(type) {
	case *tfprotov6.StopProviderResponse:
		return resp.Error
	case *tfprotov6.CallFunctionResponse:
		return resp.Error.Text
	case *tfprotov6.ListResourceServerStream:
		for r := range resp.Results {
			return r.Diagnostics[0].Detail
		}
	case *tfprotov6.InvokeActionServerStream:
		for e := range resp.Events {
			if done, ok := e.Type.(tfprotov6.CompletedInvokeActionEventType); ok {
				return done.Diagnostics[0].Detail
			}
		}
	}
	if f := answer.Elem().FieldByName("Diagnostics"); f.IsValid() && f.Len() == 1 {
		d, _ := reflect.TypeAssert[*tfprotov6.Diagnostic](f.Index(0))
		if d.Severity == tfprotov6.DiagnosticSeverityError && strings.Contains(d.Summary, "bug") {
			return d.Detail
		}
	}
	return ""
}

// TestPanics_everyCall: behind this server is nothing, and so every call
// panics.
func TestPanics_everyCall(t *testing.T) {
	t.Parallel()
	s := &Server{provider: New("1.2.3")}
	stores := reflect.TypeFor[tfprotov6.StateStoreServer]() // there are none, and so they run nothing of ours
	n := 0
	for m := range reflect.TypeFor[frameworkServer]().Methods() {
		if _, ok := stores.MethodByName(m.Name); ok {
			continue
		}
		n++
		request := reflect.New(m.Type.In(1).Elem())
		for _, name := range []string{"TypeName", "TargetTypeName", "ActionType", "Name"} {
			if f := request.Elem().FieldByName(name); f.IsValid() {
				f.SetString("gatehouse_thing")
			}
		}
		out := reflect.ValueOf(s).MethodByName(m.Name).Call([]reflect.Value{reflect.ValueOf(t.Context()), request})
		if !out[1].IsNil() {
			t.Errorf("%s: %v", m.Name, out[1])
		}
		of := m.Name
		if request.Elem().NumField() > 1 && !strings.Contains(m.Name, "Provider") {
			of += " of gatehouse_thing"
		}
		text := told(t, m.Name, out[0])
		for _, want := range []string{"nil pointer dereference", issues, of + ", provider 1.2.3", "  provider.(*Server)." + m.Name + " (", ".go:"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q: %q", m.Name, want, text)
			}
		}
	}
	if n < 25 {
		t.Errorf("the protocol has only %d calls", n)
	}
}

// odd lists and invokes what it is told to.
type odd struct {
	frameworkServer
	results iter.Seq[tfprotov6.ListResourceResult]
	events  iter.Seq[tfprotov6.InvokeActionEvent]
}

func (o odd) ListResource(context.Context, *tfprotov6.ListResourceRequest) (*tfprotov6.ListResourceServerStream, error) {
	return &tfprotov6.ListResourceServerStream{Results: o.results}, nil
}

func (o odd) InvokeAction(context.Context, *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	return &tfprotov6.InvokeActionServerStream{Events: o.events}, nil
}

// TestPanics_inAStream: what comes before the panic is kept, and no value of a
// panic is shown but the runtime's.
func TestPanics_inAStream(t *testing.T) {
	t.Parallel()
	values := []any{"hunter2", errors.New("a secret"), map[string]string{"x": "a secret"}}
	s := &Server{provider: New("1.2.3"), frameworkServer: odd{
		results: func(yield func(tfprotov6.ListResourceResult) bool) {
			if yield(tfprotov6.ListResourceResult{DisplayName: "first"}) {
				panic(values[0])
			}
			panic("somebody stopped listening")
		},
		events: func(yield func(tfprotov6.InvokeActionEvent) bool) {
			yield(tfprotov6.InvokeActionEvent{Type: tfprotov6.ProgressInvokeActionEventType{Message: "first"}})
			panic(values[1])
		},
	}}
	list, _ := s.ListResource(t.Context(), &tfprotov6.ListResourceRequest{TypeName: "gatehouse_thing"})
	var seen []tfprotov6.ListResourceResult
	for r := range list.Results {
		seen = append(seen, r)
	}
	if len(seen) != 2 || seen[0].DisplayName != "first" || len(seen[1].Diagnostics) != 1 || !strings.Contains(seen[1].Diagnostics[0].Detail, "of type string") {
		t.Errorf("%+v", seen)
	}
	for range list.Results {
		break
	}
	action, _ := s.InvokeAction(t.Context(), &tfprotov6.InvokeActionRequest{ActionType: "gatehouse_thing"})
	if text := told(t, "InvokeAction", reflect.ValueOf(action)); !strings.Contains(text, "of type *errors.errorString") || !strings.Contains(text, "inAStream") {
		t.Errorf("%q", text)
	}
	for _, v := range values {
		if d := s.crash(v, "X", ""); strings.Contains(d.Detail, "hunter2") {
			t.Errorf("%T is shown: %s", v, d.Detail)
		}
	}
}
