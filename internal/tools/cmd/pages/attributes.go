package main

import (
	"regexp"
	"strings"
)

// references are the arguments that name another object, with the words of
// their descriptions that lead to its page.
var references = []struct{ attribute, words, kind, object string }{
	{"api_instance_id", "API instance", "resources", "anypoint_api_instance"},
	{"app_id", "app", "resources", "okta_app_oauth"},
	{"application_id", "client application", "resources", "anypoint_client_application"},
	{"auth_server_id", "authorization server", "resources", "okta_auth_server"},
	{"authentication_policy", "authentication policy", "data-sources", "okta_policy"},
	{"client_provider_id", "client provider", "resources", "anypoint_client_provider"},
	{"client_provider_ids", "client providers", "resources", "anypoint_client_provider"},
	{"client_whitelist", "clients", "resources", "okta_app_oauth"},
	{"connected_app_id", "connected app", "resources", "anypoint_connected_app"},
	{"contract_id", "contract", "resources", "anypoint_contract"},
	{"environment_id", "environment", "resources", "anypoint_environment"},
	{"group_assignments", "groups", "resources", "okta_group"},
	{"group_blacklist", "groups", "resources", "okta_group"},
	{"group_id", "the group", "resources", "okta_group"},
	{"group_whitelist", "groups", "resources", "okta_group"},
	{"groups_excluded", "groups", "resources", "okta_group"},
	{"organization_id", "organization", "resources", "anypoint_organization"},
	{"origin_api_instance_id", "API instance", "resources", "anypoint_api_instance"},
	{"policy_id", "access policy", "resources", "okta_auth_server_policy"},
	{"policy_id", "authentication policy", "data-sources", "okta_policy"},
	{"provider_id", "client provider", "resources", "anypoint_client_provider"},
	{"rule_id", "rule", "resources", "okta_auth_server_policy_rule"},
	{"scope_whitelist", "scopes", "resources", "okta_auth_server_scope"},
	{"tier_id", "SLA tier", "resources", "anypoint_sla_tier"},
	{"trusted_server_id", "authorization server", "resources", "okta_auth_server"},
	{"user_blacklist", "users", "data-sources", "okta_users"},
	{"user_whitelist", "users", "data-sources", "okta_users"},
	{"users_excluded", "users", "data-sources", "okta_users"},
}

var attribute = regexp.MustCompile("^- `([a-z0-9_]+)` \\(")

// refers is the page of the object that the attribute of a line names, and
// where the words for it are.
func (d docs) refers(line string) (to *page, from, end int) {
	m := attribute.FindStringSubmatch(line)
	if m == nil {
		return nil, 0, 0
	}
	for _, r := range references {
		if r.attribute != m[1] {
			continue
		}
		at := regexp.MustCompile(`[^` + "`" + `\[_-]\b(` + r.words + `)\b`).FindStringSubmatchIndex(line[len(m[0]):])
		if at != nil {
			return d.find(r.kind, r.object), len(m[0]) + at[2], len(m[0]) + at[3]
		}
	}
	return nil, 0, 0
}

// attributes leads from what an attribute names to the page of it.
func (d docs) attributes(p *page) {
	p.prose(func(line string) string {
		to, from, end := d.refers(line)
		if to == nil || to == p {
			return line
		}
		return line[:from] + "[" + line[from:end] + "](" + p.to(to) + ")" + line[end:]
	})
}

// above are the resources without which a resource is not: those that its
// identity names. Organizations and environments are above too much.
func (d docs) above(p *page) (all []*page) {
	_, identity, _ := strings.Cut(p.text, "\n### Identity Schema\n")
	for line := range strings.SplitSeq(identity, "\n") {
		to, _, _ := d.refers(line)
		if to == nil || to == p || to.kind != "resources" || to.name == "anypoint_organization" || to.name == "anypoint_environment" {
			continue
		}
		all = append(all, to)
	}
	return all
}
