package tf

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// Known warns about a value that is not on a vendor's list. It does not
// refuse: the vendor may have added the value since.
func Known(values ...string) validator.String { return known{values} }

type known struct{ values []string }

func (v known) Description(context.Context) string {
	return "one of " + strings.Join(v.values, ", ")
}

func (v known) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v known) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	value := req.ConfigValue
	if value.IsNull() || value.IsUnknown() || slices.Contains(v.values, value.ValueString()) {
		return
	}
	for _, k := range v.values {
		if strings.EqualFold(k, value.ValueString()) {
			resp.Diagnostics.AddAttributeError(req.Path, "Invalid Value", fmt.Sprintf("%q is not a value that the platform knows. Write it as %q.", value.ValueString(), k))
			return
		}
	}
	resp.Diagnostics.AddAttributeWarning(req.Path, "Unknown Value", fmt.Sprintf(
		"%q is not one of the values that this version of the provider knows: %s. It is sent as it is; the platform may refuse it.",
		value.ValueString(), strings.Join(v.values, ", ")))
}

// ScopeToken validates a scope's name by RFC 6749, section 3.3: visible ASCII
// without spaces, quotation marks and backslashes.
func ScopeToken() validator.String { return scopeToken{} }

var scopePattern = regexp.MustCompile(`^[\x21\x23-\x5B\x5D-\x7E]+$`)

// IsScope tells whether text is the name of one scope.
func IsScope(text string) bool { return scopePattern.MatchString(text) }

type scopeToken struct{}

func (scopeToken) Description(context.Context) string {
	return "one scope of visible ASCII characters, without spaces, quotation marks and backslashes"
}

func (v scopeToken) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (scopeToken) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	value := req.ConfigValue.ValueString()
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || scopePattern.MatchString(value) {
		return
	}
	detail := fmt.Sprintf("%q is not the name of a scope. A name has visible ASCII characters only, without spaces, quotation marks and backslashes (RFC 6749, section 3.3).", value)
	if strings.Contains(strings.TrimSpace(value), " ") {
		detail += " These look like several scopes: write one scope for each."
	}
	resp.Diagnostics.AddAttributeError(req.Path, "Invalid Scope", detail)
}
