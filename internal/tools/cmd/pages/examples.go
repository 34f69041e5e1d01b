package main

import "strings"

// examples gives each example a heading of its own that begins with a comment
// of its own: the first line is the title, and what follows it after an empty
// line of the comment is a paragraph.
//
//	# A browser app with PKCE
//	#
//	# It has no secret.
//
//	resource …
func (p *page) examples() {
	before, rest, ok := strings.Cut(p.text, "\n## Example Usage\n")
	if !ok {
		return
	}
	part, after, more := strings.Cut(rest, "\n## ")
	if !more { // data sources and others go on with the comment of the schema
		part, after = rest, ""
	}
	blocks := strings.Split(part, "```terraform\n")
	for i := range blocks[1:] {
		blocks[i+1] = titled(blocks[i+1])
	}
	p.text = before + "\n## Example Usage\n" + strings.Join(blocks, "")
	if more {
		p.text += "\n## " + after
	}
}

func titled(block string) string {
	const fence = "```terraform\n"
	comment, code, ok := strings.Cut(block, "\n\n")
	lines := strings.Split(comment, "\n")
	for i, line := range lines {
		text, is := strings.CutPrefix(line, "#")
		if !is || !ok || i == 1 && text != "" {
			return fence + block
		}
		lines[i] = strings.TrimPrefix(text, " ")
	}
	text := "### " + lines[0] + "\n\n"
	if len(lines) > 2 {
		text += strings.Join(lines[2:], " ") + "\n\n"
	}
	return text + fence + code
}
