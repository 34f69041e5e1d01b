package main

import (
	"regexp"
	"strings"
)

// forReading are the ways in which a paragraph about permissions tells those for
// reading from the others.
var forReading = []struct {
	from *regexp.Regexp
	to   string
}{
	{regexp.MustCompile("[*`][^*`]+[*`] \\(([*`][^*`]+[*`]) for reading only[^)]*\\)"), "$1"},
	{regexp.MustCompile("`([^`]+)` \\([^;)]*; (`[^`]+`) for reading only\\)"), "$2"},
	{
		regexp.MustCompile(`together with the administrator role \*[^*]+\*, or an API token of an administrator with that role\.`),
		"together with an administrator role that may see the object, such as *Read-Only Administrator*, or an API token of such an administrator.",
	},
}

// reading leaves to a data source or a list what is needed for reading: its
// paragraph about permissions is the resource's.
func (p *page) reading() {
	if p.kind != "data-sources" && p.kind != "list-resources" {
		return
	}
	p.prose(func(line string) string {
		if strings.HasPrefix(line, "**Needs**") {
			for _, r := range forReading {
				line = r.from.ReplaceAllString(line, r.to)
			}
		}
		return line
	})
}
