package okta

import (
	"fmt"
	"net/http"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// problem is an error in Okta's form. Keys and their order as recorded in
// error_404_E0000007 and others.
func (p *Platform) problem(status int, code, summary string, causes ...string) kernel.Answer {
	list := []any{}
	for _, c := range causes {
		list = append(list, obj("errorSummary", c))
	}
	return kernel.Answer{Status: status, Body: obj(
		"errorCode", code,
		"errorSummary", summary,
		"errorLink", code,
		"errorId", "oae"+p.requestIDs.Text(22),
		"errorCauses", list,
	)}
}

// invalid is the 400 of a request that was understood and refused. What names
// the field or the object. Recorded: error_400_E0000001_user.
func (p *Platform) invalid(what string, causes ...string) kernel.Answer {
	return p.problem(http.StatusBadRequest, "E0000001", "Api validation failed: "+what, causes...)
}

// blank is the refusal of a missing field, in the words of the contract's
// ErrorBotProtectionLevelRequired.
func (p *Platform) blank(field string) kernel.Answer {
	return p.invalid(field, field+": The field cannot be left blank")
}

// duplicate is the refusal of a name that is taken, in the words that users of
// Okta quote; no evidence here has them.
func (p *Platform) duplicate(field string) kernel.Answer {
	return p.invalid(field, field+": An object with this field already exists in the current organization")
}

// malformed is the 400 of a body that is not the JSON that was expected.
// Contract: NzErrorApiValidationFailed.
func (p *Platform) malformed() kernel.Answer {
	return p.problem(http.StatusBadRequest, "E0000003", "The request body was not well-formed.")
}

// notFound is the 404 for an id. The type is Okta's Java name of the object.
// Recorded: error_404_E0000007.
func (p *Platform) notFound(id, kind string) kernel.Answer {
	return p.problem(http.StatusNotFound, "E0000007", fmt.Sprintf("Not found: Resource not found: %s (%s)", id, kind))
}

// forbidden is the 403 of a caller who lacks a permission. Contract: ErrorAccessDenied.
func (p *Platform) forbidden() kernel.Answer {
	return p.problem(http.StatusForbidden, "E0000006", "You do not have permission to perform the requested action")
}

// systemObject is the refusal to delete what Okta made. Contract, of rules:
// "You can't delete system rules". Not known: status, code and words.
func (p *Platform) systemObject() kernel.Answer { return p.forbidden() }

// badToken is the 401 of a caller who is nobody. Contract: ErrorInvalidTokenProvided.
func (p *Platform) badToken() kernel.Answer {
	return p.problem(http.StatusUnauthorized, "E0000011", "Invalid token provided")
}

// unknownPath answers what matches no route.
// Not known: no evidence shows what Okta answers for a path it does not have.
func (p *Platform) unknownPath(r *http.Request) kernel.Answer {
	if p.knowsPath(r) {
		// Not known either; the code and words are those of Okta's public list
		// of error codes for a method that an endpoint does not support.
		return p.problem(http.StatusMethodNotAllowed, "E0000022", "The endpoint does not support the provided HTTP method")
	}
	return p.problem(http.StatusNotFound, "E0000007", "Not found: Resource not found: "+r.URL.Path+" (null)")
}

// oauthError is an error in the form of RFC 6749 and RFC 7591.
func oauthError(status int, code, description string) kernel.Answer {
	return kernel.Answer{Status: status, Body: obj("error", code, "error_description", description)}
}
