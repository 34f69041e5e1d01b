package main

import (
	"fmt"
	"strings"
)

// sections are the parts of the registry's navigation, named after the vendors'
// products, and the beginnings of the names of what is in them. The longest one
// that fits counts.
var sections = map[string][]string{
	"Okta: Applications":           {"okta_app", "okta_oauth_client"},
	"Okta: Authorization servers":  {"okta_auth_server", "okta_access_token", "okta_token_introspection"},
	"Okta: Directory and security": {"okta_group", "okta_user", "okta_network_zone", "okta_trusted_origin", "okta_inline_hook", "okta_polic", "okta_api_token"},
	"Anypoint: Access Management":  {"anypoint_organization", "anypoint_environment", "anypoint_connected_app", "anypoint_identity_provider", "anypoint_client_provider", "anypoint_me", "anypoint_access_token"},
	"Anypoint: API Manager":        {"anypoint_api_instance", "anypoint_api_policy", "anypoint_api_policy_order", "anypoint_automated_policy", "anypoint_policy_template", "anypoint_sla_tier", "anypoint_contract"},
	"Anypoint: Exchange":           {"anypoint_exchange_asset", "anypoint_client_application"},
	gatewayPolicies:                {"anypoint_api_policy_"},
	both:                           {"api_probe"},
}

const (
	gatewayPolicies = "Anypoint: API policies"
	both            = "Okta and Anypoint" // what belongs to neither alone
)

// longest is the value of the longest key that the name begins with.
func longest[V any](table map[string]V, name string) (best V, ok bool) {
	n := -1
	for key, value := range table {
		if len(key) > n && strings.HasPrefix(name, key) {
			best, ok, n = value, true, len(key)
		}
	}
	return best, ok
}

var sectionOf = func() map[string]string {
	of := map[string]string{}
	for section, begins := range sections {
		for _, b := range begins {
			of[b] = section
		}
	}
	return of
}()

// section puts a page into its part of the navigation.
func (p *page) section() error {
	section, ok := longest(sectionOf, p.name)
	if !ok {
		return fmt.Errorf("belongs to no section of internal/tools/cmd/pages/sections.go")
	}
	before, after, ok := strings.Cut(p.text, "\nsubcategory: \"\"\n")
	if !ok {
		return fmt.Errorf("has no line for its section: the template should write an empty one")
	}
	p.text = before + "\nsubcategory: \"" + section + "\"\n" + after
	return nil
}
