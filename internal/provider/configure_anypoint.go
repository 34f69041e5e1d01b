package provider

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// configureAnypoint reads the variables of MuleSoft's own tools after ours
// (anypoint-cli-v4: ANYPOINT_HOST, ANYPOINT_ORG, ANYPOINT_ENV, ANYPOINT_BEARER;
// the names of the client and the user are the same).
func (p *Provider) configureAnypoint(c *crud.Clients, m model, secrets *rest.Secrets, limits *rest.Limits, terraform string, diags *diag.Diagnostics) {
	var a anypointModel
	if m.Anypoint != nil {
		a = *m.Anypoint
	}
	organization := read("anypoint", "organization_id", a.OrganizationID, "ANYPOINT_ORGANIZATION_ID", "ANYPOINT_ORG")
	environment := read("anypoint", "environment_id", a.EnvironmentID, "ANYPOINT_ENVIRONMENT_ID", "ANYPOINT_ENV")
	c.OrganizationID, c.OrganizationName = idOrName(organization, "ANYPOINT_ORG")
	c.EnvironmentID, c.EnvironmentName = idOrName(environment, "ANYPOINT_ENV")
	c.OrganizationIDUnknown, c.EnvironmentIDUnknown = organization.unknown, environment.unknown

	address := read("anypoint", "base_url", a.BaseURL, "ANYPOINT_BASE_URL")
	region := read("anypoint", "region", a.Region, "ANYPOINT_REGION", "ANYPOINT_CPLANE")
	if !region.inBlock && region.env == "ANYPOINT_CPLANE" && !address.missing() {
		region.value = "" // ours count before that of the community's provider
	}
	clientID := read("anypoint", "client_id", a.ClientID, "ANYPOINT_CLIENT_ID")
	clientSecret := read("anypoint", "client_secret", a.ClientSecret, "ANYPOINT_CLIENT_SECRET")
	username := read("anypoint", "username", a.Username, "ANYPOINT_USERNAME")
	password := read("anypoint", "password", a.Password, "ANYPOINT_PASSWORD")
	accessToken := read("anypoint", "access_token", a.AccessToken, "ANYPOINT_ACCESS_TOKEN", "ANYPOINT_BEARER")
	caFile := read("anypoint", "ca_file", a.CAFile, "ANYPOINT_CA_FILE")
	secrets.Add(clientSecret.value, password.value, accessToken.value)
	transport := p.through(caFile, diags)

	if anyUnknown(address, region, clientID, clientSecret, username, password, accessToken, caFile) {
		c.SetAnypoint(nil, nil, true)
		return
	}
	where, err := controlPlane(address, region, read("anypoint", "base_url", types.StringNull(), "ANYPOINT_HOST"))
	if err != nil {
		c.SetAnypoint(nil, err, false)
		return
	}
	base, err := baseURL(where)
	if err != nil {
		if where.inBlock {
			diags.AddAttributeError(path.Root("anypoint").AtName("base_url"), "Invalid Anypoint URL", err.Error())
			return
		}
		c.SetAnypoint(nil, err, false) // a variable of another tool stops nothing but Anypoint's objects
		return
	}
	signer, err := anypointSigner(anypoint.SignInOptions{BaseURL: base, Transport: transport, UserAgent: p.userAgent(terraform), Secrets: secrets, Limits: limits},
		clientID, clientSecret, username, password, accessToken)
	if err != nil {
		c.SetAnypoint(nil, err, false)
		return
	}
	c.SetAnypoint(anypoint.New(anypoint.Options{
		BaseURL: base, Signer: signer, Transport: transport, UserAgent: p.userAgent(terraform), Secrets: secrets,
		MaxTries: int(m.MaxTries.ValueInt64()), NoReadAhead: off(m.ReadAhead), Limits: limits,
	}), nil, false)
}

var identifier = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// idOrName parts what MuleSoft's variable may hold: its tools take a name, too.
func idOrName(s setting, theirs string) (id, name string) {
	if !s.inBlock && s.env == theirs && !identifier.MatchString(s.value) {
		return "", s.value
	}
	return s.value, ""
}

// controlPlane picks the address: the block's, then our variables', then that
// of MuleSoft's tools. Two of the same rank may not contradict each other.
func controlPlane(address, region, host setting) (setting, error) {
	if !region.missing() && !regionPattern.MatchString(region.value) {
		return setting{}, fmt.Errorf("%s: %q is no region. Write us, eu, gov, ca, jp, in, au, or the name in the control plane's address", region.env, region.value)
	}
	ofRegion := setting{name: region.name, env: region.env, value: regionURL(region.value), inBlock: region.inBlock}
	switch {
	case !address.missing() && !region.missing() && address.inBlock == region.inBlock && !sameURL(address.value, ofRegion.value):
		return setting{}, fmt.Errorf("%s says that the control plane is at %s, and %s says %s. Give one of them", label(address), address.value, label(region), ofRegion.value)
	case address.inBlock, !address.missing() && !region.inBlock:
		return address, nil
	case !region.missing(), host.missing():
		return ofRegion, nil
	}
	if !strings.Contains(host.value, "://") {
		host.value = "https://" + host.value // MuleSoft's tools want the bare name
	}
	return host, nil
}

func label(s setting) string {
	if s.inBlock {
		return s.name
	}
	return s.env
}

func sameURL(a, b string) bool { return strings.TrimSuffix(a, "/") == strings.TrimSuffix(b, "/") }

// anypointSigner picks the way of sign-in. What stands in the block wins over
// the environment, so that a variable that is set for another tool does no harm.
func anypointSigner(o anypoint.SignInOptions, clientID, clientSecret, username, password, accessToken setting) (rest.Signer, error) {
	inBlock := clientID.inBlock || clientSecret.inBlock || username.inBlock || password.inBlock || accessToken.inBlock
	use := func(s, other setting) bool { return s.value != "" && (s.inBlock || other.inBlock || !inBlock) }
	missing := func(what setting) error {
		return fmt.Errorf("%s is missing. Set it in the provider's block, or the environment variable %s", what.name, what.env)
	}
	switch {
	case use(accessToken, setting{}):
		return anypoint.AccessToken(accessToken.value), nil
	case password.inBlock && username.missing():
		return nil, missing(username)
	case use(username, password):
		if password.missing() {
			return nil, missing(password)
		}
		if use(clientID, clientSecret) && !clientSecret.missing() {
			return anypoint.UserOfApp(o, clientID.value, clientSecret.value, username.value, password.value), nil
		}
		return anypoint.User(o, username.value, password.value), nil
	case use(clientID, clientSecret):
		if clientSecret.missing() {
			return nil, missing(clientSecret)
		}
		return anypoint.ConnectedApp(o, clientID.value, clientSecret.value), nil
	case use(clientSecret, clientID):
		return nil, missing(clientID)
	case use(password, username):
		return nil, missing(username)
	}
	return nil, fmt.Errorf("the Anypoint credentials are missing. Set anypoint.client_id and anypoint.client_secret of a connected app in the provider's block, or the environment variables ANYPOINT_CLIENT_ID and ANYPOINT_CLIENT_SECRET; or a user's anypoint.username and anypoint.password (ANYPOINT_USERNAME, ANYPOINT_PASSWORD); or anypoint.access_token (ANYPOINT_ACCESS_TOKEN, ANYPOINT_BEARER)")
}

var regionPattern = regexp.MustCompile(`^(?i)[a-z]{2,4}[0-9]*$`)

// regions are the control planes that public sources name:
// us, eu1, ca1, jp1: docs.mulesoft.com, control-planes/control-plane-hostnames-allowlists and hyperforce/configure-mule-hyperforce;
// gov: docs.mulesoft.com, mule-gateway/mule-gateway-hostnames;
// in1: MuleSoft's API documentation portal, its list of regions, and mulesoft/docs-hosting#425;
// au1: mulesoft/docs-hosting#454.
var regions = map[string]string{
	"":    "https://anypoint.mulesoft.com",
	"us":  "https://anypoint.mulesoft.com",
	"eu":  "https://eu1.anypoint.mulesoft.com",
	"gov": "https://gov.anypoint.mulesoft.com",
	"ca":  "https://ca1.platform.mulesoft.com",
	"jp":  "https://jp1.platform.mulesoft.com",
	"in":  "https://in1.platform.mulesoft.com",
	"au":  "https://au1.platform.mulesoft.com",
}

// regionURL is the address of a control plane. Newer ones than those above are
// taken to be where all new ones are.
func regionURL(region string) string {
	region = strings.ToLower(region)
	if known, ok := regions[strings.TrimSuffix(region, "1")]; ok {
		return known
	}
	if last := region[len(region)-1]; last < '0' || last > '9' {
		region += "1"
	}
	return "https://" + region + ".platform.mulesoft.com"
}

// validateAnypoint says what cannot work whatever the environment holds.
func validateAnypoint(a anypointModel, diags *diag.Diagnostics) {
	at := path.Root("anypoint")
	known := func(v types.String) bool { return !v.IsNull() && !v.IsUnknown() }
	if known(a.BaseURL) && known(a.Region) && regionPattern.MatchString(a.Region.ValueString()) && !sameURL(a.BaseURL.ValueString(), regionURL(a.Region.ValueString())) {
		diags.AddAttributeError(at.AtName("region"), "Conflicting Settings", fmt.Sprintf(
			"base_url and region both say where the control plane is, and contradict each other: %s is at %s. Give one of them.", a.Region.ValueString(), regionURL(a.Region.ValueString())))
	}
	if a.AccessToken.IsNull() {
		return
	}
	for _, other := range []struct {
		name  string
		value types.String
	}{{"client_id", a.ClientID}, {"client_secret", a.ClientSecret}, {"username", a.Username}, {"password", a.Password}} {
		if !other.value.IsNull() {
			diags.AddAttributeError(at.AtName(other.name), "Conflicting Settings", "access_token is a way to sign in on its own, and "+other.name+" belongs to another one. Give one of them.")
			return
		}
	}
}
