package apiprobe

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/oidc"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type expectation struct {
	URL            types.String `tfsdk:"url"`
	Method         types.String `tfsdk:"method"`
	RequestHeaders types.Map    `tfsdk:"request_headers"`
	AccessToken    types.String `tfsdk:"access_token"`
	ExpectStatus   types.Int64  `tfsdk:"expect_status"`
	RetryFor       types.String `tfsdk:"retry_for"`
	StatusCode     types.Int64  `tfsdk:"status_code"`
	Body           types.String `tfsdk:"body"`
}

// NewEphemeral is ephemeral gatehouse_api_probe.
func NewEphemeral() ephemeral.EphemeralResource {
	return &crud.Ephemeral[expectation]{
		Name: "api_probe", Noun: "API Probe", Fetch: expect,
		Validate: func(_ context.Context, config expectation, diags *diag.Diagnostics) {
			checkURL(config.URL, !config.AccessToken.IsNull(), diags)
		},
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "Calls an API with an ephemeral access token and fails, with a message of its own, when the answer has another status than expected: Terraform prints no message that refers to an ephemeral value. " +
					"OpenTofu opens an ephemeral resource during apply only when something uses it. No redirect is followed.",
				Attributes: map[string]schema.Attribute{
					"url":             schema.StringAttribute{MarkdownDescription: urlText, Required: true, Validators: []validator.String{tf.AbsoluteURL()}},
					"method":          schema.StringAttribute{MarkdownDescription: "The HTTP method. Default: `GET`.", Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
					"request_headers": schema.MapAttribute{MarkdownDescription: "Further headers of the request. Default: none.", Optional: true, ElementType: types.StringType},
					"access_token":    schema.StringAttribute{MarkdownDescription: "The access token to send. Default: none.", Optional: true, Sensitive: true},
					"expect_status": schema.Int64Attribute{
						MarkdownDescription: "The status code that the answer must have. Default: none, and any answer will do.", Optional: true,
						Validators: []validator.Int64{int64validator.Between(100, 599)},
					},
					"retry_for":   schema.StringAttribute{MarkdownDescription: retryFor, Optional: true, Validators: []validator.String{patienceValidator{}}},
					"status_code": schema.Int64Attribute{MarkdownDescription: "The status code of the last answer.", Computed: true},
					"body":        schema.StringAttribute{MarkdownDescription: "The body of the last answer, at most its first 64 KiB.", Computed: true},
				},
			}
		},
	}
}

func expect(ctx context.Context, c *crud.Clients, e *expectation) error {
	patience, err := parsePatience(e.RetryFor.ValueString())
	if err != nil {
		return &crud.AttributeError{Path: path.Root("retry_for"), Summary: "Invalid Duration", Detail: err.Error() + "."}
	}
	p := probe{patience: patience, call: oidc.Call{Method: e.Method.ValueString(), URL: e.URL.ValueString(), AccessToken: e.AccessToken.ValueString(), Header: map[string]string{}}}
	if p.call.Method == "" {
		p.call.Method = http.MethodGet
	}
	for name, v := range e.RequestHeaders.Elements() {
		if s, ok := v.(types.String); ok {
			p.call.Header[name] = s.ValueString()
		}
	}
	p.expected = int(e.ExpectStatus.ValueInt64())
	r, err := p.run(ctx, c.OIDC)
	if err != nil {
		return fmt.Errorf("%w. Check the URL, and that the gateway can be reached from here", err)
	}
	e.StatusCode, e.Body = types.Int64Value(int64(r.Status)), types.StringValue(r.Body)
	if want := e.ExpectStatus.ValueInt64(); want != 0 && int64(r.Status) != want {
		return &crud.AttributeError{Path: path.Root("expect_status"), Summary: "Unexpected Answer of the API", Detail: strings.TrimSpace(fmt.Sprintf(
			"%s %s answered %d %s, not %d.\n%s\n%s", p.call.Method, p.call.URL, r.Status, http.StatusText(r.Status), want, excerpt(r.Body), p.explain(r)))}
	}
	return nil
}

// excerpt is the start of a body, for a message.
func excerpt(body string) string {
	const most = 500
	if body = strings.TrimSpace(body); len(body) > most {
		return strings.ToValidUTF8(body[:most], "") + "…"
	}
	return body
}
