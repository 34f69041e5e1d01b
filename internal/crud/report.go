package crud

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

// AttributeError is an error about one attribute of the configuration.
type AttributeError struct {
	Path    path.Path
	Summary string
	Detail  string
}

// Error implements error.
func (e *AttributeError) Error() string { return e.Summary + ": " + e.Detail }

// Report turns an error into a diagnostic. verb and noun make its summary, as
// in "Unable to Create Okta Authorization Server Scope". Joined errors become
// one diagnostic each.
func Report(diags *diag.Diagnostics, verb, noun string, err error) {
	(*form)(nil).tell(diags, verb, noun, err)
}

// tell is Report, which points at the attribute that the platform names where
// there is a schema to find it in.
func (f *form) tell(diags *diag.Diagnostics, verb, noun string, err error) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			f.tell(diags, verb, noun, e)
		}
		return
	}
	if a, ok := errors.AsType[*AttributeError](err); ok {
		diags.AddAttributeError(a.Path, a.Summary, a.Detail)
		return
	}
	detail := err.Error()
	if errors.Is(err, context.Canceled) {
		detail = "The operation was interrupted. " + detail
	}
	summary := fmt.Sprintf("Unable to %s %s", verb, noun)
	if at, ok := f.argument(err); ok {
		diags.AddAttributeError(at, summary, detail)
		return
	}
	diags.AddError(summary, detail)
}

// Left is the error of a deletion that the platform does not allow and that
// need not fail: the object goes with something else. It becomes a warning.
type Left struct{ Summary, Detail string }

// Error implements error.
func (l *Left) Error() string { return l.Summary + ": " + l.Detail }

func configured(data any, into **Clients, diags *diag.Diagnostics) {
	if data == nil {
		return // before the provider is configured, as in validate
	}
	c, ok := data.(*Clients)
	if !ok {
		diags.AddError("Unexpected Provider Data", fmt.Sprintf("Expected %T, got %T. This is a defect of the provider, please report it.", c, data))
		return
	}
	*into = c
}

// Diagnosed is the first error among diagnostics, for functions that return
// errors.
func Diagnosed(diags diag.Diagnostics) error {
	for _, d := range diags.Errors() {
		return fmt.Errorf("%s: %s", d.Summary(), d.Detail())
	}
	return nil
}
