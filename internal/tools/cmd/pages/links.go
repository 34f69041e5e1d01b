package main

import (
	"fmt"
	"path"
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

// dead are the links within the documentation that lead nowhere: pages and
// headings that are not there, and links without the ending that GitHub needs.
func (d docs) dead() (wrong []error) {
	files := map[string]*page{}
	for _, p := range d {
		files[path.Join(p.kind, p.name+".md")] = p
	}
	for _, p := range d {
		p.prose(func(line string) string {
			for _, m := range relative.FindAllStringSubmatch(line, -1) {
				file, heading, _ := strings.Cut(m[1], "#")
				to := p
				if file != "" {
					to = files[path.Join(p.kind, file)]
				}
				if to == nil || heading != "" && !to.has(heading) {
					wrong = append(wrong, fmt.Errorf("%s: the link %s leads nowhere", p.file(), m[0][1:]))
				}
			}
			return line
		})
	}
	return wrong
}

var (
	anchor  = regexp.MustCompile(`<a id="([^"]+)">`)
	heading = regexp.MustCompile(`(?m)^#+ (.*)$`)
	dropped = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// has tells whether a page has an anchor, by the rule of GitHub and the registry.
func (p *page) has(id string) bool {
	for _, m := range anchor.FindAllStringSubmatch(p.text, -1) {
		if m[1] == id {
			return true
		}
	}
	for _, m := range heading.FindAllStringSubmatch(p.text, -1) {
		if strings.ReplaceAll(dropped.ReplaceAllString(strings.ToLower(m[1]), ""), " ", "-") == id {
			return true
		}
	}
	return false
}
