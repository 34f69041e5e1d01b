package provider

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
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
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	secrets := &rest.Secrets{}
	c := &crud.Clients{OIDC: oidc.New(p.transport, p.userAgent(req.TerraformVersion), secrets)}
	p.configureOkta(c, m, secrets, req.TerraformVersion, &resp.Diagnostics)
	p.configureAnypoint(c, m, secrets, req.TerraformVersion, &resp.Diagnostics)
	p.clients = c
	resp.ResourceData, resp.DataSourceData, resp.EphemeralResourceData = c, c, c
	resp.ListResourceData, resp.ActionData = c, c
}

func (p *Provider) userAgent(terraform string) string {
	return fmt.Sprintf("terraform-provider-gatehouse/%s terraform/%s", p.version, terraform)
}

// setting is a value of the provider's block or, where that has none, of the
// environment.
type setting struct {
	name    string // as an error calls it, with its block
	env     string
	value   string
	unknown bool
	from    bool // true: from the block
}

// read takes the first variable of the environment that has a value. The first
// one is the provider's own, the others are those of the vendor's tools.
func read(block, name string, v types.String, env ...string) setting {
	s := setting{name: block + "." + name, env: env[0], value: v.ValueString(), unknown: v.IsUnknown(), from: !v.IsNull()}
	for _, variable := range env {
		if s.from || s.value != "" {
			break
		}
		if value := strings.TrimSpace(os.Getenv(variable)); value != "" {
			s.value, s.env = value, variable
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

func (p *Provider) configureOkta(c *crud.Clients, m model, secrets *rest.Secrets, terraform string, diags *diag.Diagnostics) {
	var o oktaModel
	if m.Okta != nil {
		o = *m.Okta
	}
	orgURL := read("okta", "org_url", o.OrgURL, "OKTA_ORG_URL")
	if name, base := os.Getenv("OKTA_ORG_NAME"), os.Getenv("OKTA_BASE_URL"); orgURL.missing() && name != "" && base != "" {
		orgURL.value = "https://" + name + "." + base
	}
	apiToken := read("okta", "api_token", o.APIToken, "OKTA_API_TOKEN")
	accessToken := read("okta", "access_token", o.AccessToken, "OKTA_ACCESS_TOKEN")
	clientID := read("okta", "client_id", o.ClientID, "OKTA_API_CLIENT_ID")
	privateKey := read("okta", "private_key", o.PrivateKey, "OKTA_API_PRIVATE_KEY")
	privateKeyID := read("okta", "private_key_id", o.PrivateKeyID, "OKTA_API_PRIVATE_KEY_ID")
	scopes := oktaScopes(o.Scopes)
	secrets.Add(apiToken.value, accessToken.value, privateKey.value)

	if anyUnknown(orgURL, apiToken, accessToken, clientID, privateKey, privateKeyID) || o.Scopes.IsUnknown() {
		c.SetOkta(nil, nil, true)
		return
	}
	if orgURL.missing() {
		c.SetOkta(nil, fmt.Errorf("the address of the Okta org is missing. Set okta.org_url in the provider's block, or the environment variable OKTA_ORG_URL (or OKTA_ORG_NAME and OKTA_BASE_URL)"), false)
		return
	}
	base, err := baseURL(orgURL)
	if err != nil {
		diags.AddAttributeError(path.Root("okta").AtName("org_url"), "Invalid Okta Org URL", err.Error())
		return
	}
	signer, err := oktaSigner(c.OIDC, base, apiToken, accessToken, clientID, privateKey, privateKeyID, scopes)
	if err != nil {
		c.SetOkta(nil, err, false)
		return
	}
	c.SetOkta(okta.New(okta.Options{
		OrgURL: base, Signer: signer, Transport: p.transport, UserAgent: p.userAgent(terraform), Secrets: secrets,
		MaxTries: int(m.MaxTries.ValueInt64()), NoReadAhead: off(m.ReadAhead),
	}), nil, false)
}

// oktaSigner picks the way of sign-in. What stands in the block wins over the
// environment, so that a variable that is set for another tool does no harm.
func oktaSigner(client *oidc.Client, base *url.URL, apiToken, accessToken, clientID, privateKey, privateKeyID setting, scopes []string) (rest.Signer, error) {
	inBlock := apiToken.from || accessToken.from || privateKey.from
	use := func(s setting) bool { return s.value != "" && (s.from || !inBlock) }
	switch {
	case use(apiToken):
		return okta.APIToken(apiToken.value), nil
	case use(accessToken):
		return okta.AccessToken(accessToken.value), nil
	case use(privateKey):
		if clientID.missing() {
			return nil, fmt.Errorf("okta.private_key needs the service app's client id. Set okta.client_id in the provider's block, or the environment variable OKTA_API_CLIENT_ID")
		}
		if len(scopes) == 0 {
			return nil, fmt.Errorf("okta.private_key needs the scopes to ask for. Set okta.scopes in the provider's block, or the environment variable OKTA_API_SCOPES")
		}
		key, err := oidc.ParseKey(privateKey.value, privateKeyID.value)
		if err != nil {
			return nil, fmt.Errorf("okta.private_key cannot be used: %w", err)
		}
		return okta.NewServiceApp(client, strings.TrimSuffix(base.String(), "/"), clientID.value, key, scopes), nil
	}
	return nil, fmt.Errorf("the Okta credentials are missing. Set okta.api_token in the provider's block, or the environment variable OKTA_API_TOKEN; or, for OAuth 2.0, okta.client_id, okta.private_key and okta.scopes (OKTA_API_CLIENT_ID, OKTA_API_PRIVATE_KEY, OKTA_API_SCOPES)")
}

func oktaScopes(v types.Set) []string {
	if !v.IsNull() {
		return tf.Strings(v)
	}
	return strings.FieldsFunc(os.Getenv("OKTA_API_SCOPES"), func(r rune) bool { return r == ' ' || r == ',' })
}

func (p *Provider) configureAnypoint(c *crud.Clients, m model, secrets *rest.Secrets, terraform string, diags *diag.Diagnostics) {
	var a anypointModel
	if m.Anypoint != nil {
		a = *m.Anypoint
	}
	organization := identifier(read("anypoint", "organization_id", a.OrganizationID, "ANYPOINT_ORGANIZATION_ID", "ANYPOINT_ORG"), diags)
	environment := identifier(read("anypoint", "environment_id", a.EnvironmentID, "ANYPOINT_ENVIRONMENT_ID", "ANYPOINT_ENV"), diags)
	c.OrganizationID, c.OrganizationIDUnknown = organization.value, organization.unknown
	c.EnvironmentID, c.EnvironmentIDUnknown = environment.value, environment.unknown

	address := host(read("anypoint", "base_url", a.BaseURL, "ANYPOINT_BASE_URL", "ANYPOINT_HOST"))
	region := read("anypoint", "region", a.Region, "ANYPOINT_REGION")
	clientID := read("anypoint", "client_id", a.ClientID, "ANYPOINT_CLIENT_ID")
	clientSecret := read("anypoint", "client_secret", a.ClientSecret, "ANYPOINT_CLIENT_SECRET")
	username := read("anypoint", "username", a.Username, "ANYPOINT_USERNAME")
	password := read("anypoint", "password", a.Password, "ANYPOINT_PASSWORD")
	accessToken := read("anypoint", "access_token", a.AccessToken, "ANYPOINT_ACCESS_TOKEN", "ANYPOINT_BEARER")
	secrets.Add(clientSecret.value, password.value, accessToken.value)

	if anyUnknown(address, region, clientID, clientSecret, username, password, accessToken) {
		c.SetAnypoint(nil, nil, true)
		return
	}
	if address.missing() || region.from && !address.from {
		address = setting{name: "anypoint.region", env: "ANYPOINT_REGION", value: regionURL(region.value)}
	}
	base, err := baseURL(address)
	if err != nil {
		diags.AddAttributeError(path.Root("anypoint").AtName("base_url"), "Invalid Anypoint URL", err.Error())
		return
	}
	signer, err := anypointSigner(anypoint.SignInOptions{BaseURL: base, Transport: p.transport, UserAgent: p.userAgent(terraform), Secrets: secrets},
		clientID, clientSecret, username, password, accessToken)
	if err != nil {
		c.SetAnypoint(nil, err, false)
		return
	}
	c.SetAnypoint(anypoint.New(anypoint.Options{
		BaseURL: base, Signer: signer, Transport: p.transport, UserAgent: p.userAgent(terraform), Secrets: secrets,
		MaxTries: int(m.MaxTries.ValueInt64()), NoReadAhead: off(m.ReadAhead),
	}), nil, false)
}

func anypointSigner(o anypoint.SignInOptions, clientID, clientSecret, username, password, accessToken setting) (rest.Signer, error) {
	inBlock := clientID.from || username.from || accessToken.from
	use := func(s setting) bool { return s.value != "" && (s.from || !inBlock) }
	missing := func(what setting) error {
		return fmt.Errorf("%s is missing. Set it in the provider's block, or the environment variable %s", what.name, what.env)
	}
	switch {
	case use(accessToken):
		return anypoint.AccessToken(accessToken.value), nil
	case use(username):
		if password.missing() {
			return nil, missing(password)
		}
		if use(clientID) && !clientSecret.missing() {
			return anypoint.UserOfApp(o, clientID.value, clientSecret.value, username.value, password.value), nil
		}
		return anypoint.User(o, username.value, password.value), nil
	case use(clientID):
		if clientSecret.missing() {
			return nil, missing(clientSecret)
		}
		return anypoint.ConnectedApp(o, clientID.value, clientSecret.value), nil
	}
	return nil, fmt.Errorf("the Anypoint credentials are missing. Set anypoint.client_id and anypoint.client_secret of a connected app in the provider's block, or the environment variables ANYPOINT_CLIENT_ID and ANYPOINT_CLIENT_SECRET")
}

var uuid = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// identifier leaves out a name, which MuleSoft's command line takes in these
// variables, too: looking it up would take a call before the first one.
func identifier(s setting, diags *diag.Diagnostics) setting {
	if (s.env == "ANYPOINT_ORG" || s.env == "ANYPOINT_ENV") && s.value != "" && !uuid.MatchString(s.value) {
		own := map[string]string{"ANYPOINT_ORG": "ANYPOINT_ORGANIZATION_ID", "ANYPOINT_ENV": "ANYPOINT_ENVIRONMENT_ID"}[s.env]
		diags.AddWarning("Name in "+s.env, fmt.Sprintf(
			"%s is %q, a name, and the provider takes identifiers: it is left out. Set %s in the provider's block, or the environment variable %s. The data sources gatehouse_anypoint_me and gatehouse_anypoint_environment tell them.",
			s.env, s.value, s.name, own))
		s.value = ""
	}
	return s
}

// host completes what MuleSoft's tools take: the name of a host.
func host(s setting) setting {
	if s.env == "ANYPOINT_HOST" && s.value != "" && !strings.Contains(s.value, "://") {
		s.value = "https://" + s.value
	}
	return s
}

var regionPattern = regexp.MustCompile(`^[a-z]{2,3}[0-9]*$`)

// regionURL is the address of a control plane (docs.mulesoft.com, hosts).
func regionURL(region string) string {
	switch region {
	case "", "us":
		return "https://anypoint.mulesoft.com"
	case "eu", "eu1":
		return "https://eu1.anypoint.mulesoft.com"
	case "gov":
		return "https://gov.anypoint.mulesoft.com"
	}
	if last := region[len(region)-1]; last < '0' || last > '9' {
		region += "1"
	}
	return "https://" + region + ".platform.mulesoft.com"
}

func baseURL(s setting) (*url.URL, error) {
	from := s.name
	if !s.from {
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
		return nil, fmt.Errorf("%s: %q has more than a scheme, a host and a path", from, s.value)
	}
	return u, nil
}

func off(v attr.Value) bool { return v.Equal(types.BoolValue(false)) }

// ValidateConfig implements provider.ProviderWithValidateConfig.
func (*Provider) ValidateConfig(ctx context.Context, req provider.ValidateConfigRequest, resp *provider.ValidateConfigResponse) {
	var m model
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	if a := m.Anypoint; a != nil && !a.BaseURL.IsNull() && !a.Region.IsNull() {
		resp.Diagnostics.AddAttributeError(path.Root("anypoint").AtName("region"), "Conflicting Settings", "base_url and region both say where the control plane is. Give one of them.")
	}
	if o := m.Okta; o != nil {
		given := 0
		for _, v := range []types.String{o.APIToken, o.AccessToken, o.PrivateKey} {
			if !v.IsNull() {
				given++
			}
		}
		if given > 1 {
			resp.Diagnostics.AddAttributeError(path.Root("okta"), "Conflicting Settings", "api_token, access_token and private_key are three ways to sign in. Give one of them.")
		}
	}
}
