package rest_test

import (
	"errors"
	"fmt"
	"net/http"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// TestError_Says: a text may be in the summary or in any of the causes, in any
// case of letters.
func TestError_Says(t *testing.T) {
	e := &rest.Error{Summary: "Api validation failed", Causes: []string{"name: Already exists", "type: unknown"}}
	for text, want := range map[string]bool{
		"validation": true, "already exists": true, "TYPE: UNKNOWN": true, "failedname": false, "missing": false,
	} {
		if got := e.Says(text); got != want {
			t.Errorf("Says(%q) = %t", text, got)
		}
	}
}

// TestError_Advise: what to do is said anew, but for what was said of a twin.
func TestError_Advise(t *testing.T) {
	for want, e := range map[string]*rest.Error{
		"Choose another.":            {Next: "Try again."},
		"Import it. Choose another.": {Next: "Import it.", Twin: &rest.Twin{}},
	} {
		if e.Advise("Choose another."); e.Next != want {
			t.Errorf("%q, not %q", e.Next, want)
		}
	}
}

// TestHasStatus: the platform's answer counts, however it is wrapped.
func TestHasStatus(t *testing.T) {
	conflict := &rest.Error{Status: http.StatusConflict}
	for _, c := range []struct {
		err    error
		status int
		want   bool
	}{
		{nil, 0, false},
		{errors.New("x"), 0, false},
		{conflict, http.StatusConflict, true},
		{conflict, http.StatusNotFound, false},
		{fmt.Errorf("it: %w", conflict), http.StatusConflict, true},
	} {
		if got := rest.HasStatus(c.err, c.status); got != c.want {
			t.Errorf("%v has the status %d: %t", c.err, c.status, got)
		}
	}
}
