package rest

import (
	"errors"
	"net/http"
	"testing"
)

// TestBrief: the platform's sentence, or ours for it; else what became of the
// request.
func TestBrief(t *testing.T) {
	for want, err := range map[string]error{
		"no list":                             errors.New("no list"),
		"list the things: not allowed":        &Error{Operation: "list the things", Status: http.StatusForbidden, Summary: "not allowed"},
		"list the things: it was not sent":    &Error{Operation: "list the things", Summary: "it was not sent", Cause: errors.New("held back")},
		"list the things: no answer: a break": &Error{Operation: "list the things", Cause: errors.New("a break")},
		"list the things: status 500":         &Error{Operation: "list the things", Status: http.StatusInternalServerError},
	} {
		if got := brief(err); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
