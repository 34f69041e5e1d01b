package rest

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Error is an answer that is not a success, or an answer that never came. It
// carries what a reader needs to act: what was tried, what the vendor said,
// and, where known, what is missing and what to do.
type Error struct {
	Platform  string // "Okta", "Anypoint Platform"
	Operation string // what was tried, as in "create the scope \"mulescope\""
	Method    string
	Path      string   // the template, never the values of a query
	Status    int      // 0: there was no answer
	Code      string   // the vendor's code, such as E0000006
	Summary   string   // the vendor's sentence
	Causes    []string // further sentences of the vendor
	RequestID string   // for the vendor's support
	Missing   string   // the OAuth scope or permission that would allow it
	Next      string   // what to do
	// Ambiguous means that the request may have been carried out although no
	// success came back.
	Ambiguous bool
	// Twin is the object that is there already, where a creation was refused for
	// that reason, or may have been carried out.
	Twin   *Twin
	Cause  error       // the broken connection, if that is what happened
	Header http.Header // the answer's headers
}

// Says tells whether the vendor's sentences have a text, in any case of letters.
func (e *Error) Says(text string) bool {
	said := strings.Join(append([]string{e.Summary}, e.Causes...), "\n")
	return strings.Contains(strings.ToLower(said), strings.ToLower(text))
}

// Error implements error: one sentence for people, details on lines of their own.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Operation != "" {
		fmt.Fprintf(&b, "%s could not %s: ", e.Platform, e.Operation)
	}
	switch {
	case e.Status == 0 && e.Summary == "":
		fmt.Fprintf(&b, "no answer to %s %s", e.Method, e.Path)
		if e.Cause != nil {
			fmt.Fprintf(&b, ": %v", e.Cause)
		}
		b.WriteString(".")
	case e.Summary != "":
		b.WriteString(e.Summary)
		if !strings.HasSuffix(e.Summary, ".") {
			b.WriteString(".")
		}
	default:
		fmt.Fprintf(&b, "%d %s.", e.Status, http.StatusText(e.Status))
	}
	for _, c := range e.Causes {
		fmt.Fprintf(&b, "\n  - %s", c)
	}
	if e.Missing != "" {
		fmt.Fprintf(&b, "\nMissing: %s", e.Missing)
	}
	if e.Next != "" {
		fmt.Fprintf(&b, "\nWhat to do: %s", e.Next)
	}
	if e.Status != 0 {
		fmt.Fprintf(&b, "\n\n%s %s answered %d", e.Method, e.Path, e.Status)
		if e.Code != "" {
			fmt.Fprintf(&b, ", code %s", e.Code)
		}
		if e.RequestID != "" {
			fmt.Fprintf(&b, ", request id %s", e.RequestID)
		}
		b.WriteString(".")
	}
	return b.String()
}

// Advise adds what to do to what is said of that already.
func (e *Error) Advise(text string) {
	if e.Twin == nil {
		e.Next = text
		return
	}
	e.Next += " " + text
}

// Twin is an object with the natural key of one that was to be created.
type Twin struct {
	ID      string
	Created string // RFC 3339; empty where the platform does not tell
	Object  any    // the object, of the collection's type; nil among namesakes
	Unlike  string // an attribute in which it is not what was asked for, though nothing shows that
	Age     string // of namesakes: how long ago that was, and when
}

// Unwrap gives the broken connection's error.
func (e *Error) Unwrap() error { return e.Cause }

// As returns the Error in err's chain, or nil.
func As(err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return nil
}

// IsNotFound tells whether the platform answered that there is no such object.
func IsNotFound(err error) bool { return HasStatus(err, http.StatusNotFound) }

// HasStatus tells whether the platform answered with that status.
func HasStatus(err error, status int) bool {
	e := As(err)
	return e != nil && e.Status == status
}

// HasCode tells whether the platform answered with that code of its own.
func HasCode(err error, code string) bool {
	e := As(err)
	return e != nil && e.Code == code
}

// IsAmbiguous tells whether the request may have been carried out although it
// seems to have failed.
func IsAmbiguous(err error) bool {
	e := As(err)
	return e != nil && e.Ambiguous
}
