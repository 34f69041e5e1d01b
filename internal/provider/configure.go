package provider

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/oidc"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// Configure implements provider.Provider. It sends nothing: an object that is
// never used costs no sign-in, and a wrong setting fails where it is used.
func (p *Provider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var m model
	if resp.Diagnostics.Append(configured(ctx, req.Config, &m, tftypes.UnknownValue)...); resp.Diagnostics.HasError() {
		return
	}
	secrets := &rest.Secrets{}
	c := &crud.Clients{Adopt: m.Conflict.ValueString() == "adopt", Trusting: off(m.Existing)}
	background := context.WithoutCancel(ctx)
	c.Seek = func(attribute string) (string, bool, error) { return c.Sought(background, attribute) }
	limits := &rest.Limits{Share: int(m.Share.ValueInt64()), Prompt: p.prompt}
	p.configureOkta(c, m, secrets, limits, req.TerraformVersion, &resp.Diagnostics)
	p.configureAnypoint(c, m, secrets, limits, req.TerraformVersion, &resp.Diagnostics)
	p.clients = c
	resp.ResourceData, resp.DataSourceData, resp.EphemeralResourceData = c, c, c
	resp.ListResourceData, resp.ActionData = c, c
}

func (p *Provider) userAgent(terraform string) string {
	return fmt.Sprintf("terraform-provider-gatehouse/%s terraform/%s", p.version, terraform)
}

// through is the transport that trusts what a ca_file holds, too. An unknown
// file is none yet: its platform is not asked then.
func (p *Provider) through(caFile setting, diags *diag.Diagnostics) http.RoundTripper {
	if caFile.value == "" {
		return p.transport
	}
	t, err := rest.Transport(caFile.value)
	if err != nil {
		block, name, _ := strings.Cut(caFile.name, ".")
		diags.AddAttributeError(path.Root(block).AtName(name), "Invalid Certificates", fmt.Sprintf("%s: %s.", label(caFile), err))
	}
	return t
}

// setting is a value of the provider's block or, where that has none, of the
// environment.
type setting struct {
	name    string // as an error calls it, with its block
	env     string
	value   string
	unknown bool
	inBlock bool // it is the block's, not the environment's
}

// read takes the first of the variables that is set, so that the first one
// wins: it is the provider's own, the others are those of the vendor's tools.
func read(block, name string, v types.String, env ...string) setting {
	s := setting{name: block + "." + name, env: env[0], value: v.ValueString(), unknown: v.IsUnknown(), inBlock: !v.IsNull()}
	for _, variable := range env {
		if s.inBlock || s.value != "" {
			break
		}
		if s.value = strings.TrimSpace(os.Getenv(variable)); s.value != "" {
			s.env = variable
		}
	}
	return s
}

func (s setting) missing() bool { return s.value == "" && !s.unknown }

func anyUnknown(settings ...setting) bool {
	for _, s := range settings {
		if s.unknown {
			return true
		}
	}
	return false
}

func (p *Provider) configureOkta(c *crud.Clients, m model, secrets *rest.Secrets, limits *rest.Limits, terraform string, diags *diag.Diagnostics) {
	var o oktaModel
	if m.Okta != nil {
		o = *m.Okta
	}
	orgURL, wrong := oktaAddress(o)
	apiToken := read("okta", "api_token", o.APIToken, "OKTA_API_TOKEN")
	accessToken := read("okta", "access_token", o.AccessToken, "OKTA_ACCESS_TOKEN")
	clientID := read("okta", "client_id", o.ClientID, "OKTA_API_CLIENT_ID")
	privateKey := read("okta", "private_key", o.PrivateKey, "OKTA_API_PRIVATE_KEY")
	privateKeyID := read("okta", "private_key_id", o.PrivateKeyID, "OKTA_API_PRIVATE_KEY_ID")
	scopes := oktaScopes(o.Scopes)
	caFile := read("okta", "ca_file", o.CAFile, "OKTA_CA_FILE")
	secrets.Add(apiToken.value, accessToken.value, privateKey.value)
	transport := p.through(caFile, diags)
	c.OIDC = oidc.New(transport, p.userAgent(terraform), secrets, limits)

	if anyUnknown(orgURL, apiToken, accessToken, clientID, privateKey, privateKeyID, caFile) || o.Scopes.IsUnknown() {
		c.SetOkta(nil, nil, true)
		return
	}
	if wrong != nil {
		c.SetOkta(nil, wrong, false)
		return
	}
	base, err := baseURL(orgURL)
	if err != nil {
		if orgURL.name == "okta.org_name" || orgURL.env == "OKTA_HTTP_PROXY" && !orgURL.inBlock {
			c.SetOkta(nil, err, false) // a variable of another tool stops nothing but Okta's objects
			return
		}
		_, name, _ := strings.Cut(orgURL.name, ".")
		diags.AddAttributeError(path.Root("okta").AtName(name), "Invalid Okta Org URL", err.Error())
		return
	}
	signer, err := oktaSigner(c.OIDC, base, apiToken, accessToken, clientID, privateKey, privateKeyID, scopes, !o.Scopes.IsNull(), secrets)
	if err != nil {
		c.SetOkta(nil, err, false)
		return
	}
	c.SetOkta(okta.New(okta.Options{
		OrgURL: base, Signer: signer, Transport: transport, UserAgent: p.userAgent(terraform), Secrets: secrets,
		MaxTries: int(m.MaxTries.ValueInt64()), NoReadAhead: off(m.ReadAhead), Limits: limits,
	}), nil, false)
}

func oktaScopes(v types.Set) []string {
	if !v.IsNull() {
		return tf.Strings(v)
	}
	return strings.FieldsFunc(os.Getenv("OKTA_API_SCOPES"), func(r rune) bool { return r == ' ' || r == ',' })
}

func baseURL(s setting) (*url.URL, error) {
	from := s.name
	if !s.inBlock {
		from = s.env
	}
	if err := tf.CheckURL(s.value); err != nil {
		return nil, fmt.Errorf("%s: %w", from, err)
	}
	u, err := url.Parse(strings.TrimSuffix(s.value, "/"))
	if err != nil {
		return nil, err
	}
	if u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return nil, fmt.Errorf("%s: %q has more than a scheme, a host and a path", from, u.Redacted())
	}
	return u, nil
}

func off(v attr.Value) bool { return v.Equal(types.BoolValue(false)) }

// ValidateConfig implements provider.ProviderWithValidateConfig.
func (*Provider) ValidateConfig(ctx context.Context, req provider.ValidateConfigRequest, resp *provider.ValidateConfigResponse) {
	var m model
	if resp.Diagnostics.Append(configured(ctx, req.Config, &m, nil)...); resp.Diagnostics.HasError() {
		return
	}
	if m.Anypoint != nil {
		validateAnypoint(*m.Anypoint, &resp.Diagnostics)
	}
	if o := m.Okta; o != nil {
		var ways []string
		for name, v := range map[string]types.String{"api_token": o.APIToken, "access_token": o.AccessToken, "private_key": o.PrivateKey} {
			if !v.IsNull() {
				ways = append(ways, name)
			}
		}
		if len(ways) > 1 {
			slices.Sort(ways)
			resp.Diagnostics.AddAttributeError(path.Root("okta"), "Conflicting Settings", "api_token, access_token and private_key are three ways to sign in, and the provider's block has "+strings.Join(ways, " and ")+". Give one of them.")
		}
		for name, v := range map[string]types.String{"org_name": o.OrgName, "base_url": o.BaseURL, "http_proxy": o.HTTPProxy} {
			if !v.IsNull() && !o.OrgURL.IsNull() {
				resp.Diagnostics.AddAttributeError(path.Root("okta").AtName(name), "Conflicting Settings", "org_url and "+name+" both say where the Okta org is, and the provider's block has both. Give org_url, or org_name with base_url or http_proxy.")
			}
		}
	}
}
