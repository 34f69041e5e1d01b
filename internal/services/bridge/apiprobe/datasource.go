package apiprobe

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/oidc"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type data struct {
	URL                 types.String `tfsdk:"url"`
	Method              types.String `tfsdk:"method"`
	RequestHeaders      types.Map    `tfsdk:"request_headers"`
	RequestBody         types.String `tfsdk:"request_body"`
	ClientApplicationID types.String `tfsdk:"client_application_id"`
	OrganizationID      types.String `tfsdk:"organization_id"`
	ClientID            types.String `tfsdk:"client_id"`
	ClientSecret        types.String `tfsdk:"client_secret"`
	TokenURL            types.String `tfsdk:"token_url"`
	TokenAuthMethod     types.String `tfsdk:"token_endpoint_auth_method"`
	Scopes              types.List   `tfsdk:"scopes"`
	AccessToken         types.String `tfsdk:"access_token"`
	RetryFor            types.String `tfsdk:"retry_for"`
	WaitFor             types.Set    `tfsdk:"wait_for"`

	StatusCode  types.Int64  `tfsdk:"status_code"`
	Body        types.String `tfsdk:"body"`
	Headers     types.Map    `tfsdk:"headers"`
	Attempts    types.Int64  `tfsdk:"attempts"`
	Explanation types.String `tfsdk:"explanation"`
	Token       types.Object `tfsdk:"token"`
}

// NewDataSource is data gatehouse_api_probe.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[data]{Name: "api_probe", Noun: "API Probe", Define: define, Fetch: fetch, Validate: validate}
}

const (
	retryFor = "How long to wait for an answer that may still change, as a duration such as `45s` or `2m`; `0s` asks once. A gateway says `Invalid Client` (403) until it has heard of a new contract, and takes no connection while it starts; other answers count at once, unless `wait_for` says otherwise. Default: `30s`."
	urlText  = "The URL to call. A token is sent over https only, or over http to this machine."
)

func define() schema.Schema {
	optional := func(description string, validators ...validator.String) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: validators}
	}
	computed := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	return schema.Schema{
		MarkdownDescription: "Calls an API as a consumer does and tells what came back, whatever the status: for `check` blocks and tests that prove what a gateway lets through. " +
			"Without credentials the call has no token. With `client_application_id`, or `client_id` and `client_secret`, a token is issued by client credentials first; with `access_token`, that one is sent. " +
			"No redirect is followed. Only a call without any answer, or a token that is refused, is an error. Tokens and the secret of `client_application_id` are in no state, plan or log; `client_secret` and `access_token` are in the state like every argument of a data source.",
		Attributes: map[string]schema.Attribute{
			"url":             schema.StringAttribute{MarkdownDescription: urlText, Required: true, Validators: []validator.String{tf.AbsoluteURL()}},
			"method":          optional("The HTTP method. Default: `GET`.", tf.Known(http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions)),
			"request_headers": schema.MapAttribute{MarkdownDescription: "Further headers of the request. Default: none.", Optional: true, ElementType: types.StringType},
			"request_body":    optional("The body of the request. Default: none."),
			"client_application_id": optional("The identifier of a client application in Anypoint Exchange, whose client id and secret are fetched and used for the token.",
				stringvalidator.LengthAtLeast(1), stringvalidator.ConflictsWith(path.MatchRoot("client_id"), path.MatchRoot("client_secret"), path.MatchRoot("access_token")), stringvalidator.AlsoRequires(path.MatchRoot("token_url"))),
			"organization_id": optional("The identifier of the root organization of the client application. Default: the provider's `organization_id`."),
			"client_id": optional("The client id for the token.",
				stringvalidator.LengthAtLeast(1), stringvalidator.ConflictsWith(path.MatchRoot("access_token")), stringvalidator.AlsoRequires(path.MatchRoot("client_secret"), path.MatchRoot("token_url"))),
			"client_secret": schema.StringAttribute{
				MarkdownDescription: "The client secret for the token.", Optional: true, Sensitive: true,
				Validators: []validator.String{stringvalidator.AlsoRequires(path.MatchRoot("client_id"))},
			},
			"token_url":                  optional("The authorization server's token endpoint.", tf.SecureURL()),
			"token_endpoint_auth_method": optional("How the client signs in at the token endpoint: `client_secret_basic` or `client_secret_post`. Default: `client_secret_basic`.", stringvalidator.OneOf(oidc.ClientSecretBasic, oidc.ClientSecretPost)),
			"scopes": schema.ListAttribute{
				MarkdownDescription: "The scopes to ask the token for. Default: none, and the authorization server decides.", Optional: true, ElementType: types.StringType,
				Validators: []validator.List{listvalidator.ValueStringsAre(tf.ScopeToken())},
			},
			"access_token": schema.StringAttribute{MarkdownDescription: "An access token to send.", Optional: true, Sensitive: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
			"retry_for":    optional(retryFor, patienceValidator{}),
			"wait_for": schema.SetAttribute{
				MarkdownDescription: "The status codes to wait for, as long as `retry_for` says: for a gateway that learns of policies with a delay. Default: none.", Optional: true, ElementType: types.Int64Type,
				Validators: []validator.Set{setvalidator.SizeAtLeast(1)},
			},

			"status_code": schema.Int64Attribute{MarkdownDescription: "The status code of the last answer.", Computed: true},
			"body":        computed("The body of the last answer, at most its first 64 KiB."),
			"headers":     schema.MapAttribute{MarkdownDescription: "The headers of the last answer; several of one name are joined by commas.", Computed: true, ElementType: types.StringType},
			"attempts":    schema.Int64Attribute{MarkdownDescription: "How many calls it took.", Computed: true},
			"explanation": computed("What a refusal means, as the vendor documents the gateway's answers; null after a success."),
			"token": schema.SingleNestedAttribute{
				MarkdownDescription: "What the token says about itself, as far as it is no secret; it is decoded, not verified. Null without a token.", Computed: true,
				Attributes: map[string]schema.Attribute{
					"client_id":  computed("The client that the token was issued to."),
					"scopes":     schema.SetAttribute{MarkdownDescription: "The scopes that were granted.", Computed: true, ElementType: types.StringType},
					"issuer":     computed("The authorization server."),
					"subject":    computed("The subject."),
					"audience":   schema.SetAttribute{MarkdownDescription: "The audiences.", Computed: true, ElementType: types.StringType},
					"expires_at": computed("When the token expires, in RFC 3339."),
				},
			},
		},
	}
}

// validate looks for a token that would be sent in the clear.
func validate(_ context.Context, config data, diags *diag.Diagnostics) {
	token := !config.ClientApplicationID.IsNull() || !config.ClientID.IsNull() || !config.AccessToken.IsNull()
	checkURL(config.URL, token, diags)
	if !config.TokenURL.IsNull() && !token {
		diags.AddAttributeError(path.Root("token_url"), "Missing Client", "token_url is where a token is issued, and no client is given. Give client_application_id, or client_id and client_secret.")
	}
}

// checkURL refuses http for a call with a token, except to this machine.
func checkURL(address types.String, token bool, diags *diag.Diagnostics) {
	if !token || address.IsNull() || address.IsUnknown() || tf.CheckAddress(address.ValueString()) != nil {
		return
	}
	if err := tf.CheckURL(address.ValueString()); err != nil {
		diags.AddAttributeError(path.Root("url"), "Invalid URL", err.Error()+".")
	}
}

func fetch(ctx context.Context, c *crud.Clients, d *data) error {
	patience, err := parsePatience(d.RetryFor.ValueString())
	if err != nil {
		return &crud.AttributeError{Path: path.Root("retry_for"), Summary: "Invalid Duration", Detail: err.Error() + "."}
	}
	token, clientID, err := obtain(ctx, c, d)
	if err != nil {
		return err
	}
	p := probe{patience: patience, call: oidc.Call{
		Method: d.Method.ValueString(), URL: d.URL.ValueString(), Body: d.RequestBody.ValueString(), AccessToken: token.AccessToken, Header: map[string]string{},
	}}
	if p.call.Method == "" {
		p.call.Method = http.MethodGet
	}
	for name, v := range d.RequestHeaders.Elements() {
		if s, ok := v.(types.String); ok {
			p.call.Header[name] = s.ValueString()
		}
	}
	for _, v := range d.WaitFor.Elements() {
		if n, ok := v.(types.Int64); ok {
			p.wanted = append(p.wanted, int(n.ValueInt64()))
		}
	}
	r, err := p.run(ctx, c.OIDC)
	if err != nil {
		return fmt.Errorf("%w. Check the URL, and that the gateway can be reached from here", err)
	}
	d.StatusCode, d.Attempts = types.Int64Value(int64(r.Status)), types.Int64Value(int64(r.attempts))
	d.Body, d.Explanation = types.StringValue(r.Body), tf.String(p.explain(r))
	headers := map[string]string{}
	for name, values := range r.Header {
		headers[name] = strings.Join(values, ", ")
	}
	var diags diag.Diagnostics
	d.Headers, diags = types.MapValueFrom(ctx, types.StringType, headers)
	if diags.HasError() {
		return fmt.Errorf("the answer's headers cannot be kept: %v", diags)
	}
	d.Token = facts(token, clientID)
	return nil
}

// obtain is the token to send: none, the given one, or a new one.
func obtain(ctx context.Context, c *crud.Clients, d *data) (token oidc.Token, clientID string, err error) {
	if given := d.AccessToken.ValueString(); given != "" {
		return oidc.Token{AccessToken: given}, "", nil
	}
	clientID, secret := d.ClientID.ValueString(), d.ClientSecret.ValueString()
	if id := d.ClientApplicationID.ValueString(); id != "" {
		if clientID, secret, err = credentials(ctx, c, d.OrganizationID.ValueString(), id); err != nil {
			return token, "", err
		}
	}
	if clientID == "" {
		return token, "", nil
	}
	c.OIDC.Secrets().Add(secret, url.QueryEscape(secret))
	token, err = c.OIDC.Token(ctx, oidc.TokenRequest{
		URL: d.TokenURL.ValueString(), ClientID: clientID, Secret: secret, Method: d.TokenAuthMethod.ValueString(), Scopes: tf.Strings(d.Scopes),
	})
	return token, clientID, err
}

// credentials are those of a client application in Anypoint Exchange.
func credentials(ctx context.Context, c *crud.Clients, organizationID, applicationID string) (id, secret string, err error) {
	organizationID, err = crud.Default(c, "organization_id", organizationID)
	if err != nil {
		return "", "", err
	}
	client, err := c.Anypoint()
	if err != nil {
		return "", "", err
	}
	a, err := client.Applications(organizationID).Get(ctx, applicationID)
	if err != nil {
		return "", "", err
	}
	if a.ClientSecret == "" {
		return "", "", &crud.AttributeError{Path: path.Root("client_application_id"), Summary: "Client Secret Not Shown", Detail: fmt.Sprintf(
			"Anypoint shows the secret of the client application %q to its owners and to administrators only. Use the credentials that created it, or grant these Manage Client Applications.", a.Name)}
	}
	return a.ClientID, a.ClientSecret, nil
}

// patienceValidator validates retry_for.
type patienceValidator struct{}

func (patienceValidator) Description(context.Context) string { return "a duration such as 45s or 2m" }

func (v patienceValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (patienceValidator) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if _, err := parsePatience(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid Duration", err.Error()+".")
	}
}
