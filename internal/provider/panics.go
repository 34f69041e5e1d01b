package provider

import (
	"fmt"
	"iter"
	"path"
	"runtime"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

const issues = "https://github.com/gatehouse/terraform-provider-gatehouse/issues"

// rescue makes a diagnostic of a panic, so that a mistake in one object ends
// neither the work on others nor the process, whose crash output shows
// whatever the panic's value holds. It is to be deferred. What a panicking
// call has made of its answer is lost; diagnostics is where the answer that is
// given instead has its own.
func (s *Server) rescue(diagnostics *[]*tfprotov6.Diagnostic, operation, object string) {
	if p := recover(); p != nil {
		*diagnostics = []*tfprotov6.Diagnostic{s.crash(p, operation, object)}
	}
}

// crash says what a report needs. The value of a panic may hold anything, a
// secret as well: only the runtime's own errors, which know types and numbers,
// are repeated. A stack is told by its functions and lines, without arguments.
func (s *Server) crash(p any, operation, object string) *tfprotov6.Diagnostic {
	what := fmt.Sprintf("a value of type %T, which is not shown because it could hold a secret", p)
	if e, ok := p.(runtime.Error); ok {
		what = e.Error()
	}
	if object != "" {
		operation += " of " + object
	}
	return &tfprotov6.Diagnostic{
		Severity: tfprotov6.DiagnosticSeverityError,
		Summary:  "The provider has a bug",
		Detail: fmt.Sprintf("The provider panicked: %s.\n\nPlease report this, with the lines below and what you did: %s\n"+
			"What was written to the platform before it happened, if anything was, may be missing in the state: look at the next plan.\n\n%s, provider %s\n%s",
			what, issues, operation, s.provider.version, stack()),
	}
}

// stack tells where a panic that is being recovered began, and how it came
// there, up to the server.
func stack() string {
	var counters [64]uintptr
	frames := runtime.CallersFrames(counters[:runtime.Callers(1, counters[:])])
	var out strings.Builder
	for panicking, told, more := false, 0, true; more && told < 15; {
		var f runtime.Frame
		f, more = frames.Next()
		name := path.Base(f.Function)
		switch {
		case f.Function == "runtime.gopanic": // a panic while another is recovered begins anew
			panicking, told = true, 0
			out.Reset()
		case panicking && !strings.HasPrefix(name, "runtime."):
			fmt.Fprintf(&out, "  %s (%s:%d)\n", name, path.Base(f.File), f.Line)
			told++
		}
		if panicking && strings.HasPrefix(name, "provider.(*Server).") {
			break
		}
	}
	return out.String()
}

// rescued is a stream that ends with one more element where the next one
// panics: it is made after the call that promised it has returned.
func rescued[E any](s *Server, all iter.Seq[E], operation, object string, last func([]*tfprotov6.Diagnostic) E) iter.Seq[E] {
	if all == nil {
		return nil
	}
	return func(yield func(E) bool) {
		wanted := true
		var diagnostics []*tfprotov6.Diagnostic
		func() {
			defer s.rescue(&diagnostics, operation, object)
			all(func(e E) bool {
				wanted = yield(e)
				return wanted
			})
		}()
		if diagnostics != nil && wanted {
			yield(last(diagnostics))
		}
	}
}
