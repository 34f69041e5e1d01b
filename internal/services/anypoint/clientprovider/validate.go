package clientprovider

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

func validate(_ context.Context, m model, diags *diag.Diagnostics) {
	modification, deletion := m.AllowClientModification, m.AllowClientDeletion
	if modification.ValueBool() && !deletion.IsUnknown() && !deletion.ValueBool() {
		diags.AddAttributeError(path.Root("allow_client_modification"), "Invalid Combination",
			"The platform updates and deletes clients at the identity provider only where applications can be deleted. Set allow_client_deletion = true too.")
	}
	validateExtra(m, diags)
}

// plainIssuer refuses what an issuer cannot have (RFC 8414, section 2).
type plainIssuer struct{}

func (plainIssuer) Description(context.Context) string {
	return "an issuer, which has no query and no fragment"
}

func (v plainIssuer) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (plainIssuer) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	value := req.ConfigValue.ValueString()
	u, err := url.Parse(value)
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || err != nil {
		return
	}
	if u.RawQuery != "" || u.Fragment != "" {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid Issuer", fmt.Sprintf("%q has a query or a fragment, which an issuer cannot have (RFC 8414, section 2).", value))
	}
	if base, _, found := strings.Cut(value, "/.well-known/"); found {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid Issuer", fmt.Sprintf("%q is the address of the metadata, not the issuer. Write %q.", value, base))
	}
}

// headerValue looks at an Authorization header without ever repeating it.
type headerValue struct{}

func (headerValue) Description(context.Context) string {
	return "the value of an Authorization header, scheme included"
}

func (v headerValue) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (headerValue) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	value := req.ConfigValue.ValueString()
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	switch {
	case strings.TrimSpace(value) == "":
		resp.Diagnostics.AddAttributeError(req.Path, "Empty Header", "The header is empty. Leave the argument out to register clients without credentials.")
	case strings.ContainsAny(value, "\r\n"):
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid Header", "The header has a line break, perhaps from the end of a file. Use trimspace().")
	case !strings.Contains(strings.TrimSpace(value), " "):
		resp.Diagnostics.AddAttributeWarning(req.Path, "Header Without a Scheme",
			"An Authorization header begins with a scheme, and this value has none. For Okta it is \"SSWS \" followed by the API token, or \"Bearer \" followed by an access token.")
	}
}

// timeoutRange says the range in both units: the console's are seconds.
type timeoutRange struct{}

func (timeoutRange) Description(context.Context) string { return "5000 to 20000 milliseconds" }

func (v timeoutRange) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (timeoutRange) ValidateInt64(_ context.Context, req validator.Int64Request, resp *validator.Int64Response) {
	value := req.ConfigValue.ValueInt64()
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || value >= 5000 && value <= 20000 {
		return
	}
	detail := fmt.Sprintf("%d is not within 5000 to 20000 milliseconds.", value)
	if value >= 5 && value <= 20 {
		detail += fmt.Sprintf(" The console shows seconds: %d seconds are %d.", value, value*1000)
	}
	resp.Diagnostics.AddAttributeError(req.Path, "Invalid Timeout", detail)
}
