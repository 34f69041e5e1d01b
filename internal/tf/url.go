package tf

import (
	"context"
	"fmt"
	"net"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// CheckURL says what is wrong with an absolute URL: its scheme must be https,
// or http to this machine, because credentials and tokens go there.
func CheckURL(value string) error {
	u, err := url.Parse(value)
	if err != nil {
		return fmt.Errorf("%q is not a URL", value)
	}
	if u.Scheme == "" || u.Hostname() == "" {
		return fmt.Errorf("%q is not an absolute URL. Write it with its scheme and host, as in https://example.okta.com", value)
	}
	switch u.Scheme {
	case "https":
		return nil
	case "http":
		if loopback(u.Hostname()) {
			return nil
		}
		return fmt.Errorf("%q would send credentials in the clear. Use https; http is allowed only for this machine (localhost, 127.0.0.1, [::1])", value)
	}
	return fmt.Errorf("%q has the scheme %q. Use https", value, u.Scheme)
}

// loopback tells whether a host is this machine.
func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// SecureURL validates with CheckURL.
func SecureURL() validator.String { return secureURL{} }

type secureURL struct{}

func (secureURL) Description(context.Context) string {
	return "an absolute https URL (http only to this machine)"
}

func (v secureURL) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (secureURL) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if err := CheckURL(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid URL", err.Error()+".")
	}
}

// CheckAddress says what is wrong with an absolute http or https URL. It is for
// addresses that get no credentials of this provider's, such as a backend's.
func CheckAddress(value string) error {
	u, err := url.Parse(value)
	if err != nil {
		return fmt.Errorf("%q is not a URL", value)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return fmt.Errorf("%q is not an absolute URL. Write it with http or https and a host, as in https://backend.example.com/api", value)
	}
	return nil
}

// AbsoluteURL validates with CheckAddress.
func AbsoluteURL() validator.String { return absoluteURL{} }

type absoluteURL struct{}

func (absoluteURL) Description(context.Context) string { return "an absolute http or https URL" }

func (v absoluteURL) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (absoluteURL) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if err := CheckAddress(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid URL", err.Error()+".")
	}
}
