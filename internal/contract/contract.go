// Package contract compares what goes over the wire in tests with the
// vendors' OpenAPI documents: every request of the provider and every answer of
// the simulator. Where a document is wrong, and the platform is known to do
// otherwise, the deviation is an Exception with its evidence.
package contract

import (
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// Violation is one mismatch of an exchange with a document.
type Violation struct {
	Platform, Method string
	// Template is the path in the document; where there is none, the
	// simulator's route, or the path.
	Template string
	// Where is operation, query, request, status or reply.
	Where string
	// At is the member, such as settings.oauthClient.redirect_uris[], or the
	// name of a parameter, or a status.
	At   string
	What string
}

func (v Violation) String() string {
	return v.Platform + ": " + v.Method + " " + v.Template + ": " + v.Where + ": " + v.At + ": " + v.What
}

// check compares an exchange with its document. Requests are only judged when
// asked for: tests send what is wrong on purpose.
func check(x kernel.Exchange, request bool) ([]Violation, error) {
	var out []Violation
	template := x.Route
	report := func(where string, faults ...fault) {
		for _, f := range faults {
			out = append(out, Violation{x.Platform, x.Method, template, where, f.at, f.what})
		}
	}
	method := x.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	op, err := find(x.Platform, method, x.Path)
	if err != nil {
		return nil, err
	}
	if op == nil {
		if template == "" {
			template = x.Path
		}
		report("operation", fault{".", "not in the documents"})
		return out, nil
	}
	template = op.template
	if request {
		report("query", op.query(x.Query)...)
		// An answer of 400 says that the platform does not like the request
		// either.
		if x.Status != http.StatusBadRequest {
			report("request", op.request(x.Method, x.Header, x.Body)...)
		}
	}
	status, reply := op.reply(x.Status, x.Answer, x.Reply)
	report("status", status...)
	report("reply", reply...)
	return out, nil
}

// request checks a body.
func (o *operation) request(method string, header http.Header, body []byte) []fault {
	declared := o.RequestBody
	if declared == nil || declared.Value == nil || len(declared.Value.Content) == 0 {
		if len(body) > 0 && !isEmptyObject(body) {
			return []fault{{".", "a body where none is declared"}}
		}
		return nil
	}
	if len(body) == 0 {
		if declared.Value.Required {
			return []fault{{".", "no body where one is required"}}
		}
		return nil
	}
	return o.body(declared.Value.Content, header.Get("Content-Type"), body, checker{doc: o.doc, request: true, replacing: method == http.MethodPut})
}

// isEmptyObject tells of a body that says nothing.
func isEmptyObject(body []byte) bool {
	v, err := decode(body)
	object, ok := v.(map[string]any)
	return err == nil && ok && len(object) == 0
}

// reply checks the status and the body of an answer.
func (o *operation) reply(status int, header http.Header, body []byte) (ofStatus, ofBody []fault) {
	response := o.Responses.Status(status)
	if response == nil {
		response = o.Responses.Value(strconv.Itoa(status/100) + "XX")
	}
	if response == nil && o.Responses.Default() != nil {
		if status < 300 {
			return nil, nil // the default describes errors
		}
		response = o.Responses.Default()
	}
	if response == nil {
		return []fault{{strconv.Itoa(status), "not documented"}}, nil
	}
	content := response.Value.Content
	switch {
	case len(body) == 0 && len(content) > 0:
		return nil, []fault{{".", "no body where one is declared for " + strconv.Itoa(status)}}
	case len(body) > 0 && len(content) == 0:
		if status < 300 {
			ofBody = []fault{{".", "a body where none is declared for " + strconv.Itoa(status)}}
		}
		return nil, ofBody
	case len(body) == 0:
		return nil, nil
	}
	return nil, o.body(content, header.Get("Content-Type"), body, checker{doc: o.doc})
}

func (o *operation) body(content openapi3.Content, contentType string, body []byte, c checker) []fault {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return []fault{{".", "the content type " + strconv.Quote(contentType) + " is malformed"}}
	}
	media := content.Get(kind)
	if media == nil {
		return []fault{{".", "the content type " + kind + " is not declared"}}
	}
	if media.Schema == nil || media.Schema.Value == nil {
		return nil
	}
	switch {
	case strings.HasSuffix(kind, "json"):
		v, err := decode(body)
		if err != nil {
			return []fault{{".", "no JSON: " + err.Error()}}
		}
		c.value(media.Schema.Value, v, "")
	case kind == "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return []fault{{".", "no form: " + err.Error()}}
		}
		c.value(media.Schema.Value, fields(media.Schema.Value, form), "")
	}
	slices.SortFunc(c.faults, func(a, b fault) int { return strings.Compare(a.at+a.what, b.at+b.what) })
	return c.faults
}

// fields makes of a form the object that its schema speaks of.
func fields(s *openapi3.Schema, form url.Values) map[string]any {
	out := map[string]any{}
	for name, values := range form {
		out[name] = values[0]
		if p := s.Properties[name]; p != nil {
			out[name] = parse(p.Value, values)
		}
	}
	return out
}
