package tf

import (
	"context"
	"fmt"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// RedirectURI validates a redirect URI by RFC 6749, section 3.1.2: absolute
// and without a fragment. Native apps have schemes of their own.
func RedirectURI() validator.String { return redirectURI{} }

type redirectURI struct{}

func (redirectURI) Description(context.Context) string {
	return "an absolute URI without a fragment"
}

func (v redirectURI) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (redirectURI) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	value := req.ConfigValue.ValueString()
	u, err := url.Parse(value)
	problem := ""
	switch {
	case err != nil:
		problem = fmt.Sprintf("%q is not a URI.", value)
	case u.Scheme == "" || u.Host == "" && (u.Scheme == "http" || u.Scheme == "https"):
		problem = fmt.Sprintf("%q is not absolute. Write it with its scheme and host, as in https://app.example.com/callback.", value)
	case u.Fragment != "":
		problem = fmt.Sprintf("%q has a fragment (what follows #), which a redirect URI must not have (RFC 6749, section 3.1.2).", value)
	}
	if problem != "" {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid Redirect URI", problem)
	}
}
