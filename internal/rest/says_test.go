package rest_test

import (
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
