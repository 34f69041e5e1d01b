package crud

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/list"
)

// TestListing_incomplete: an object of which the whole cannot be read is an
// error in its place, and is not shown in part.
func TestListing_incomplete(t *testing.T) {
	t.Parallel()
	l := &listing{
		Object:   Object{Noun: "Thing"},
		complete: func(context.Context, any) (any, error) { return nil, errBroken },
		title:    func(any) string { return "a thing" },
	}
	var result list.ListResult
	l.fill(t.Context(), list.ListRequest{IncludeResource: true}, &result, nil)
	if d := result.Diagnostics; len(d) != 1 || d[0].Summary() != "Unable to List Thing" || result.DisplayName != "" {
		t.Errorf("%q, %v", result.DisplayName, d)
	}
}
