package crud

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// TestTell: an error is told at the argument that it is about, if it is about
// one.
func TestTell(t *testing.T) {
	t.Parallel()
	f := &form{types: map[string]attr.Type{"group_ids": types.StringType, "name": types.StringType}}
	refused := func(causes ...string) error {
		return fmt.Errorf("in passing: %w", &rest.Error{Status: 400, Summary: "no", Causes: causes})
	}
	for name, c := range map[string]struct {
		err  error
		want []string // each diagnostic: where it is, and what it says
	}{
		"of no argument":          {errBroken, []string{"|Unable to Create Thing"}},
		"of one":                  {refused("name: it is taken"), []string{"name|Unable to Create Thing"}},
		"of one within":           {refused("settings.groupIds: there is none"), []string{"group_ids|Unable to Create Thing"}},
		"of one, in capitals":     {refused("GroupIds: there is none"), []string{"group_ids|Unable to Create Thing"}},
		"twice of one":            {refused("name: it is taken", "name: it is long"), []string{"name|Unable to Create Thing"}},
		"of several":              {refused("name: it is taken", "groupIds: there is none"), []string{"|Unable to Create Thing"}},
		"of one that is not here": {refused("label: it is taken"), []string{"|Unable to Create Thing"}},
		"of one and another":      {refused("name: it is taken", "label: it is taken"), []string{"|Unable to Create Thing"}},
		"of a word":               {refused("name"), []string{"|Unable to Create Thing"}},
		"of nothing":              {refused(), []string{"|Unable to Create Thing"}},
		"its own":                 {&AttributeError{path.Root("x"), "Wrong", "It is."}, []string{"x|Wrong"}},
		"two":                     {errors.Join(errBroken, refused("name: it is taken")), []string{"|Unable to Create Thing", "name|Unable to Create Thing"}},
	} {
		var diags diag.Diagnostics
		f.tell(&diags, "Create", "Thing", c.err)
		var got []string
		for _, d := range diags {
			at := ""
			if located, ok := d.(diag.DiagnosticWithPath); ok {
				at = located.Path().String()
			}
			got = append(got, at+"|"+d.Summary())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
	for interrupted, err := range map[bool]error{true: fmt.Errorf("a call: %w", context.Canceled), false: refused("name: it is taken")} {
		var diags diag.Diagnostics
		Report(&diags, "Create", "Thing", err)
		if d := diags[0]; strings.HasPrefix(d.Detail(), "The operation was interrupted. ") != interrupted || len(diags) > 1 {
			t.Errorf("%v", diags)
		}
	}
}

// TestConfigured: what the provider hands over is taken, nothing too, and
// anything else is a defect.
func TestConfigured(t *testing.T) {
	t.Parallel()
	given := &Clients{}
	for name, c := range map[string]struct {
		data any
		want *Clients
		ok   bool
	}{"clients": {given, given, true}, "nothing yet": {nil, nil, true}, "something else": {"x", nil, false}} {
		var got *Clients
		var diags diag.Diagnostics
		if configured(c.data, &got, &diags); got != c.want || diags.HasError() == c.ok {
			t.Errorf("%s: %v, %v", name, got, diags)
		}
	}
}

// TestErrors: what the core's own errors say where they are only logged.
func TestErrors(t *testing.T) {
	t.Parallel()
	for want, err := range map[string]error{
		"Wrong: It is.":              &AttributeError{path.Root("x"), "Wrong", "It is."},
		"Left: It stays.":            &Left{"Left", "It stays."},
		"broken":                     &Partly[item]{item{}, errBroken},
		"create took longer than 1s": &overtime{creating, 1e9},
	} {
		if err.Error() != want {
			t.Errorf("%q, want %q", err.Error(), want)
		}
	}
}
