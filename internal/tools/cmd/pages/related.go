package main

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// owners are the resources to which pages belong whose names do not begin with
// that of the resource.
var owners = map[string]string{
	"okta_apps":             "okta_app_oauth",
	"okta_app_activate":     "okta_app_oauth",
	"okta_app_deactivate":   "okta_app_oauth",
	"anypoint_contracts":    "anypoint_contract",
	"anypoint_access_token": "anypoint_connected_app",
}

// reference are the guides that name nearly everything: to be sent there helps
// nobody who reads about one object.
var reference = []string{"glossary", "troubleshooting", "when-things-fail", "okta-provider", "mulesoft-provider", "large-organizations", "simulator"}

// gatewayPolicy tells whether a page is of one kind of policy: an API instance
// has dozens, and the navigation tells them.
func (p *page) gatewayPolicy() bool {
	section, _ := longest(sectionOf, p.name)
	return section == gatewayPolicies
}

// alike are groups of pages of which a reader may have opened the wrong one:
// resources, unless they name another kind. The name of the section stands for
// all policies of a kind.
var alike = [][]string{
	{"okta_app_oauth", "okta_oauth_client"},
	{"ephemeral-resources/okta_access_token", "ephemeral-resources/okta_token_introspection", "data-sources/okta_auth_server_metadata", "ephemeral-resources/api_probe"},
	{"data-sources/api_probe", "ephemeral-resources/api_probe"},
	{"okta_app_group_assignment", "okta_app_group_assignments"},
	{"okta_auth_server_trusted_server", "okta_auth_server_trusted_servers"},
	{"anypoint_client_provider", "anypoint_client_provider_openam", "anypoint_client_provider_ping"},
	{gatewayPolicies, "anypoint_api_policy", "anypoint_automated_policy"},
	{"anypoint_api_policy_rate_limiting", "anypoint_api_policy_rate_limiting_sla_based", "anypoint_api_policy_spike_control"},
	{"anypoint_api_policy_ip_allowlist", "anypoint_api_policy_ip_blocklist"},
	{"anypoint_api_policy_openidconnect_access_token_enforcement", "anypoint_api_policy_jwt_validation", "anypoint_api_policy_oauth2_token_introspection", "anypoint_api_policy_client_id_enforcement"},
}

const mostGuides = 3

// owner is the resource that a page belongs to: the one with the longest name
// that the page's begins with.
func (d docs) owner(name string) *page {
	if o := owners[name]; o != "" {
		name = o
	}
	for {
		if p := d.find("resources", name); p != nil {
			return p
		}
		i := strings.LastIndex(name, "_")
		if one, ok := strings.CutSuffix(name, "s"); ok && d.find("resources", one) != nil {
			return d.find("resources", one)
		}
		if i < 0 {
			return nil
		}
		name = name[:i]
	}
}

// related adds where to go on from a page: the other kinds of the same object,
// what it is a part of and what its parts are, the guides that use it most, and
// the vendor's documentation.
func (d docs) related(p *page, guides map[string][]*page) error {
	documentation, err := p.documentation()
	if err != nil {
		return err
	}
	owner := d.owner(p.name)
	var lines []string
	for _, k := range kinds {
		var links []string
		for _, o := range d {
			if o.kind == k.folder && o != p && owner != nil && d.owner(o.name) == owner {
				links = append(links, p.named(o))
			}
		}
		if len(links) > 0 {
			lines = append(lines, "- "+word(k.one, k.many, len(links))+": "+strings.Join(links, ", "))
		}
	}
	lines = append(lines, d.parts(p)...)
	if of := guides[p.name]; len(of) > 0 {
		var links []string
		for _, g := range of {
			links = append(links, fmt.Sprintf("[%s](%s)", g.title(), p.to(g)))
		}
		lines = append(lines, "- "+word("guide", "guides", len(links))+": "+strings.Join(links, ", "))
	}
	if documentation != "" {
		lines = append(lines, "- "+documentation)
	}
	p.text = strings.TrimRight(p.text, "\n") + "\n\n## See also\n\n" + strings.Join(lines, "\n") + "\n"
	return nil
}

// parts are the resources that this one belongs to, its own parts, and those
// that are like it.
func (d docs) parts(p *page) (lines []string) {
	var belongs, parts, like []string
	if p.kind == "resources" {
		for _, o := range d.above(p) {
			belongs = append(belongs, p.named(o))
		}
	}
	for _, o := range d {
		if o.kind == "resources" && slices.Contains(d.above(o), p) && !o.gatewayPolicy() {
			parts = append(parts, p.named(o))
		}
	}
	for _, group := range alike {
		in := group[0] == gatewayPolicies && p.kind == "resources" && p.gatewayPolicy()
		var others []string
		for _, name := range group {
			switch o := d.alike(name); o {
			case nil:
			case p:
				in = true
			default:
				others = append(others, p.named(o))
			}
		}
		if in {
			like = append(like, others...)
		}
	}
	for _, l := range []struct {
		what  string
		links []string
	}{{"belongs to", belongs}, {"its parts", parts}, {"much like it", like}} {
		if len(l.links) > 0 {
			lines = append(lines, "- "+l.what+": "+strings.Join(l.links, ", "))
		}
	}
	return lines
}

// alike is the page that a row of the table means.
func (d docs) alike(name string) *page {
	kind, of, ok := strings.Cut(name, "/")
	if !ok {
		kind, of = "resources", name
	}
	return d.find(kind, of)
}

// named is a link from a page to that of an object, by the object's name.
func (p *page) named(o *page) string {
	return fmt.Sprintf("[`gatehouse_%s`](%s)", o.name, p.to(o))
}

func word(one, many string, n int) string {
	if n == 1 {
		return one
	}
	return many
}

var named = regexp.MustCompile(`\bgatehouse_([a-z0-9_]+)`)

// mentions are, for each object, the guides that name it most.
func (d docs) mentions() map[string][]*page {
	count := map[string]map[*page]int{}
	for _, p := range d {
		if p.kind != "guides" || slices.Contains(reference, p.name) {
			continue
		}
		for _, m := range named.FindAllStringSubmatch(p.text, -1) {
			if count[m[1]] == nil {
				count[m[1]] = map[*page]int{}
			}
			count[m[1]][p]++
		}
	}
	most := map[string][]*page{}
	for name, guides := range count {
		var of []*page
		for p := range guides {
			of = append(of, p)
		}
		slices.SortFunc(of, func(a, b *page) int {
			return cmp.Or(cmp.Compare(guides[b], guides[a]), cmp.Compare(a.name, b.name))
		})
		most[name] = of[:min(len(of), mostGuides)]
	}
	return most
}

var pageTitle = regexp.MustCompile(`(?m)^page_title: "([^"]*)"$`)

func (p *page) title() string {
	if m := pageTitle.FindStringSubmatch(p.text); m != nil {
		return m[1]
	}
	return p.name
}
