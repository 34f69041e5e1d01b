package main

import (
	"fmt"
	"regexp"
	"strings"
)

type kind struct{ folder, one, many string }

// kinds are the folders of pages of objects, in the order in which a name that
// several have is understood, and what people call them.
var kinds = []kind{
	{"resources", "resource", "resources"},
	{"data-sources", "data source", "data sources"},
	{"ephemeral-resources", "ephemeral resource", "ephemeral resources"},
	{"actions", "action", "actions"},
	{"list-resources", "list resource", "list resources"},
}

var (
	object = regexp.MustCompile("`gatehouse_([a-z0-9_]+)`")
	// The last word for a kind before a name, and one in brackets after it.
	before = regexp.MustCompile(`(?i)\b(?:ephemeral |list |data )?(?:resource|source|action)s?\b`)
	after  = regexp.MustCompile(`^ \(the ((?:ephemeral |list |data )?(?:resource|source|action))\)`)
)

// link leads from the names of objects in a page's text to their pages. A page
// does not lead to itself.
func (d docs) link(p *page) {
	p.prose(func(line string) string {
		var b strings.Builder
		at := 0
		for _, m := range object.FindAllStringSubmatchIndex(line, -1) {
			to := d.meant(line[m[2]:m[3]], line[:m[0]], line[m[1]:])
			b.WriteString(line[at:m[0]])
			if at = m[1]; to == nil || to == p || m[0] > 0 && line[m[0]-1] == '[' {
				b.WriteString(line[m[0]:m[1]])
				continue
			}
			fmt.Fprintf(&b, "[%s](%s)", line[m[0]:m[1]], p.to(to))
		}
		return b.String() + line[at:]
	})
}

// meant is the page that a name is of, given the text around it.
func (d docs) meant(name, left, right string) *page {
	word := ""
	if m := after.FindStringSubmatch(right); m != nil {
		word = m[1]
	} else if all := before.FindAllString(left, -1); len(all) > 0 {
		word = all[len(all)-1]
	}
	var first *page
	for _, k := range kinds {
		switch p := d.find(k.folder, name); {
		case p == nil:
		case strings.EqualFold(word, k.one), strings.EqualFold(word, k.many):
			return p
		case first == nil:
			first = p
		}
	}
	return first
}

// registry is where the provider's documentation is published.
const registry = "https://registry.terraform.io/providers/gatehouse/gatehouse/latest/docs/"

// absolute makes the links of the overview whole. The registry shows it at an
// address that does not end with a slash, so that no relative link leads to the
// same page there and on GitHub.
func (p *page) absolute() {
	p.prose(func(line string) string {
		return relative.ReplaceAllStringFunc(line, func(link string) string {
			to := strings.TrimSuffix(strings.TrimPrefix(link, "]("), ")")
			if file, heading, _ := strings.Cut(to, "#"); file != "" {
				to = registry + strings.TrimSuffix(file, ".md")
				if heading != "" {
					to += "#" + heading
				}
			}
			return "](" + to + ")"
		})
	})
}

var relative = regexp.MustCompile(`\]\(([^)\s:]*)\)`)
