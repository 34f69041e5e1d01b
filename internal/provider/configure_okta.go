package provider

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/oidc"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// oktaAddress is where the org is, as ours and as the official provider's
// settings say it: its http_proxy is the address that is called in place of the
// org's. The block counts before the environment.
func oktaAddress(o oktaModel) (address setting, err error) {
	whole := read("okta", "org_url", o.OrgURL, "OKTA_ORG_URL")
	name := read("okta", "org_name", o.OrgName, "OKTA_ORG_NAME")
	domain := read("okta", "base_url", o.BaseURL, "OKTA_BASE_URL")
	proxy := read("okta", "http_proxy", o.HTTPProxy, "OKTA_HTTP_PROXY")
	if !whole.inBlock && !proxy.inBlock && (name.inBlock || domain.inBlock) {
		whole.value, proxy.value = "", ""
	} else if !whole.inBlock && proxy.inBlock {
		whole.value = ""
	}
	switch {
	case anyUnknown(whole, name, domain, proxy):
		return setting{unknown: true}, nil
	case whole.value != "":
		return whole, nil
	case proxy.value != "":
		return proxy, nil
	case name.value == "" && domain.value != "":
		return whole, fmt.Errorf("%s says the domain of the Okta org, and nothing says its name. Set okta.org_name in the provider's block, or the environment variable OKTA_ORG_NAME; or okta.org_url alone", label(domain))
	case name.value == "":
		return whole, fmt.Errorf("the address of the Okta org is missing. Set okta.org_url in the provider's block, or the environment variable OKTA_ORG_URL (or OKTA_ORG_NAME and OKTA_BASE_URL)")
	case domain.value == "":
		domain.value = "okta.com"
	}
	for _, s := range []setting{name, domain} {
		if strings.ContainsAny(s.value, "/:@") {
			return whole, fmt.Errorf("%s: %q is a part of an address, such as dev-1 or okta.com. Give a whole address as okta.org_url, or as OKTA_ORG_URL", label(s), s.value)
		}
	}
	if strings.HasSuffix(name.value, "."+domain.value) {
		return whole, fmt.Errorf("%s: %q has the domain %s in it, which %s says, too. Leave it out", label(name), name.value, domain.value, label(domain))
	}
	name.value = "https://" + name.value + "." + domain.value
	return name, nil
}

// oktaSigner picks the way of sign-in. What stands in the block wins over the
// environment, so that a variable that is set for another tool does no harm.
func oktaSigner(client *oidc.Client, base *url.URL, apiToken, accessToken, clientID, privateKey, privateKeyID setting, scopes []string, scopesInBlock bool, secrets *rest.Secrets) (rest.Signer, error) {
	tokenInBlock := apiToken.inBlock || accessToken.inBlock
	app := setting{} // what of a service app stands in the block
	for _, s := range []setting{privateKey, clientID, privateKeyID, {name: "okta.scopes", inBlock: scopesInBlock}} {
		if s.inBlock && !app.inBlock {
			app = s
		}
	}
	use := func(s setting) bool { return s.value != "" && (s.inBlock || !tokenInBlock && !app.inBlock) }
	missing := func(what, than string) error {
		return fmt.Errorf("%s needs %s. Set it in the provider's block, or the environment variable %s", than, what, map[string]string{
			"okta.client_id": "OKTA_API_CLIENT_ID", "okta.scopes": "OKTA_API_SCOPES", "okta.private_key": "OKTA_API_PRIVATE_KEY",
		}[what])
	}
	switch {
	case use(apiToken):
		return okta.APIToken(apiToken.value), nil
	case use(accessToken):
		return okta.AccessToken(accessToken.value), nil
	case privateKey.value != "" && !tokenInBlock:
		if clientID.missing() {
			return nil, missing("okta.client_id", label(privateKey))
		}
		if len(scopes) == 0 {
			return nil, missing("okta.scopes", label(privateKey))
		}
		text, err := keyText(privateKey.value)
		if err != nil {
			return nil, fmt.Errorf("%s cannot be used: %w", label(privateKey), err)
		}
		secrets.Add(text)
		key, err := oidc.ParseKey(text, privateKeyID.value)
		if err != nil {
			return nil, fmt.Errorf("%s cannot be used: %w", label(privateKey), err)
		}
		return okta.NewServiceApp(client, strings.TrimSuffix(base.String(), "/"), clientID.value, key, scopes), nil
	case app.inBlock:
		return nil, missing("okta.private_key", app.name)
	case !clientID.missing():
		return nil, missing("okta.private_key", label(clientID))
	}
	return nil, fmt.Errorf("the Okta credentials are missing. Set okta.api_token in the provider's block, or the environment variable OKTA_API_TOKEN; or, for OAuth 2.0, okta.client_id, okta.private_key and okta.scopes (OKTA_API_CLIENT_ID, OKTA_API_PRIVATE_KEY, OKTA_API_SCOPES)")
}

// keyText is a private key, or what the file holds whose name is given in its
// place. No error repeats the value: it may be a key after all.
func keyText(value string) (string, error) {
	value = strings.TrimSpace(value)
	if strings.HasPrefix(value, "{") {
		return value, nil
	}
	if strings.Contains(value, "-----BEGIN") {
		return strings.ReplaceAll(value, `\n`, "\n"), nil // as many tools keep several lines in a variable
	}
	raw, err := os.ReadFile(value) //nolint:gosec // the user names the file
	if err != nil {
		if where, named := errors.AsType[*fs.PathError](err); named {
			err = where.Err
		}
		return "", fmt.Errorf("it is neither PEM nor a JWK, nor the name of a file that can be read (%w)", err)
	}
	return string(raw), nil
}
