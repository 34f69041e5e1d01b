package anypoint

import (
	"net/http"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// fail is an error in the form of the platform's part that the path belongs to.
//
// API Manager: {name, message}, quoted by users and clients. Access Management:
// {name, message} is inferred; clients only print the body. Exchange:
// {status, code, message, details}, known from its 409.
func fail(r *http.Request, status int, name, message string) kernel.Answer {
	if strings.HasPrefix(r.URL.Path, "/exchange/") {
		return kernel.Answer{Status: status, Body: obj{"status": status, "code": code(name), "message": message}}
	}
	return kernel.Answer{Status: status, Body: obj{"name": name, "message": message}}
}

// code turns NotFoundError into NOT_FOUND. Only ASSET_PRE_CONDITIONS_FAILED is
// known; not known: the other codes of Exchange.
func code(name string) string {
	name = strings.TrimSuffix(name, "Error")
	var b strings.Builder
	for i, c := range name {
		if i > 0 && c >= 'A' && c <= 'Z' {
			b.WriteByte('_')
		}
		b.WriteRune(c)
	}
	return strings.ToUpper(b.String())
}

func notFound(r *http.Request, what string) kernel.Answer {
	return fail(r, http.StatusNotFound, "NotFoundError", what+" not found")
}

func badRequest(r *http.Request, message string) kernel.Answer {
	return fail(r, http.StatusBadRequest, "BadRequestError", message)
}

func conflict(r *http.Request, message string) kernel.Answer {
	return fail(r, http.StatusConflict, "ConflictError", message)
}

// invalid is the answer to a body that does not fit its schema.
//
// API Manager quotes its validator: {name, message, errors[{path, message,
// errorCode}]} was quoted by users for "deployment must be object".
func invalid(r *http.Request, violations []violation) kernel.Answer {
	messages := make([]string, len(violations))
	errors := make([]any, len(violations))
	for i, v := range violations {
		path := v.Path
		if v.Keyword == "required" || v.Keyword == "additionalProperties" {
			path = path[:strings.LastIndex(path, "/")]
		}
		messages[i] = "request/body" + path + " " + v.Message
		errors[i] = obj{"path": "/body" + v.Path, "message": v.Message, "errorCode": v.Keyword + ".openapi.validation"}
	}
	message := strings.Join(messages, ", ")
	if strings.HasPrefix(r.URL.Path, "/exchange/") {
		return kernel.Answer{Status: http.StatusBadRequest, Body: obj{"status": http.StatusBadRequest, "code": "BAD_REQUEST", "message": message, "details": obj{"errors": errors}}}
	}
	return kernel.Answer{Status: http.StatusBadRequest, Body: obj{"name": "Bad Request", "message": message, "errors": errors}}
}

// unauthorized answers a request without a valid token. The plain word is what
// a user quoted of Access Management; not known: whether every part says so.
func unauthorized() kernel.Answer {
	return kernel.Answer{Status: http.StatusUnauthorized, Header: http.Header{"Content-Type": {"text/plain; charset=utf-8"}}, Body: "Unauthorized"}
}

// forbidden answers a token without the permission. Not known: the body; no
// part is known to name the missing scope.
func forbidden(r *http.Request) kernel.Answer {
	return fail(r, http.StatusForbidden, "ForbiddenError", "Forbidden")
}

// notFoundRoute answers a path that the simulator does not serve. The message
// is API Manager's for a request path without a route (quoted in the command
// line client's error handling).
func notFoundRoute(r *http.Request) kernel.Answer {
	return fail(r, http.StatusNotFound, "NotFoundError", `"route" could not be found using "request path"`)
}
