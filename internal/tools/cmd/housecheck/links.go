package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
)

// Links to files of this repository that have a whole address, because a page is
// also read elsewhere; and to its documentation where that is published.
var (
	ourOwn    = regexp.MustCompile(`^https://(?:github\.com/gatehouse/terraform-provider-gatehouse/(?:tree|blob)|raw\.githubusercontent\.com/gatehouse/terraform-provider-gatehouse)/main/`)
	published = regexp.MustCompile(`^https://registry\.terraform\.io/providers/gatehouse/gatehouse/latest/docs/([^#]+)(.*)`)
)

var (
	inText = regexp.MustCompile(`\]\(<?([^()\s>]+)>?(?: "[^"]*")?\)`)
	inHTML = regexp.MustCompile(`\b(?:href|src|srcset)="([^"\s]+)"`)
	anchor = regexp.MustCompile(`<a id="([^"]+)"`)
	code   = regexp.MustCompile("`[^`]*`")
	name   = regexp.MustCompile("\\[`([^`]*)`\\]\\(") // code that is the text of a link
	linked = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
)

// deadLinks returns a line for every link of a Markdown page that leads to no
// file of the repository, or to no heading of it.
func deadLinks(ctx context.Context, dir string) ([]string, error) {
	pages, err := markdown(ctx, dir)
	if err != nil {
		return nil, err
	}
	places := map[string]map[string]bool{} // the headings of a page
	var broken []string
	seen := 0
	for _, page := range pages {
		lines, err := prose(filepath.Join(dir, page))
		if err != nil {
			return nil, err
		}
		for n, line := range lines {
			for _, found := range append(inText.FindAllStringSubmatch(line, -1), inHTML.FindAllStringSubmatch(line, -1)...) {
				target := found[1]
				if own := ourOwn.FindString(target); own != "" {
					target = "/" + target[len(own):]
				} else if to := published.FindStringSubmatch(target); to != nil {
					target = "/docs/" + to[1] + ".md" + to[2]
				} else if strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
					continue
				}
				seen++
				file, place, _ := strings.Cut(target, "#")
				switch {
				case file == "":
					file = page
				case file[0] == '/':
					file = file[1:]
				default:
					file = filepath.Join(filepath.Dir(page), file)
				}
				if _, err := os.Stat(filepath.Join(dir, file)); err != nil {
					broken = append(broken, fmt.Sprintf("%s:%d: the link %s leads to no file", page, n+1, found[1]))
					continue
				}
				if place == "" {
					continue
				}
				if places[file] == nil {
					if places[file], err = headings(filepath.Join(dir, file)); err != nil {
						return nil, err
					}
				}
				if !places[file][place] {
					broken = append(broken, fmt.Sprintf("%s:%d: the link %s leads to no heading", page, n+1, found[1]))
				}
			}
		}
	}
	if seen == 0 {
		return nil, fmt.Errorf("%s has no links", dir)
	}
	return broken, nil
}

// markdown are the pages of the repository.
func markdown(ctx context.Context, dir string) (pages []string, err error) {
	cmd := exec.CommandContext(ctx, "git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("git ls-files: %w", err)
	}
	for page := range strings.FieldsSeq(string(out)) {
		if _, err := os.Stat(filepath.Join(dir, page)); err == nil { // else it was deleted just now
			pages = append(pages, page)
		}
	}
	return pages, nil
}

// prose are the lines of a page, those of code emptied.
func prose(file string) ([]string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(string(text), "\n")
	fenced := false
	for i, line := range lines {
		if strings.HasPrefix(strings.TrimSpace(line), "```") {
			fenced = !fenced
			lines[i] = ""
		} else if fenced {
			lines[i] = ""
		}
		lines[i] = code.ReplaceAllString(name.ReplaceAllString(lines[i], "[$1]("), "")
	}
	return lines, nil
}

// headings are the names under which a page's headings can be linked to.
func headings(file string) (map[string]bool, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	fenced := false
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(strings.TrimSpace(line), "```") {
			fenced = !fenced
		}
		for _, found := range anchor.FindAllStringSubmatch(line, -1) {
			names[found[1]] = true
		}
		title := strings.TrimLeft(line, "#")
		if fenced || title == line || !strings.HasPrefix(title, " ") {
			continue
		}
		name := slug(linked.ReplaceAllString(strings.TrimSpace(title), "$1"))
		unique := name
		for i := 1; names[unique]; i++ {
			unique = fmt.Sprintf("%s-%d", name, i)
		}
		names[unique] = true
	}
	return names, nil
}

// slug is what GitHub and the registry make of a heading.
func slug(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, title)
}
