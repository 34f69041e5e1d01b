// Command pages finishes the documentation that tfplugindocs has written, with
// what needs more than one page's schema: the section of the registry's
// navigation, titles of examples, links to the pages of what a page names and to
// the vendors' documentation, and what an import's identifier is made of.
//
//	go run ./cmd/pages FOLDER
package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "pages: needs the folder docs/")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "pages:", err)
		os.Exit(1)
	}
}

func run(folder string) error {
	docs, err := read(folder)
	if err != nil {
		return err
	}
	if wrong := docs.finish(); len(wrong) > 0 {
		return errors.Join(wrong...) // nothing is written: pages that are finished already stay as they are
	}
	for _, p := range docs {
		if err := os.WriteFile(filepath.Join(folder, p.file()), []byte(p.text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// page is a file of the documentation: its kind is the folder that it is in.
type page struct {
	kind, name, text string
}

func (p *page) file() string { return filepath.Join(p.kind, p.name+".md") }

// to is a link from this page to another one. Both GitHub and the registry
// follow it: the registry takes the ending off.
func (p *page) to(o *page) string {
	if p.kind == "" {
		return o.file()
	}
	if p.kind == o.kind {
		return o.name + ".md"
	}
	return "../" + o.kind + "/" + o.name + ".md"
}

// docs are all pages, by their file.
type docs []*page

func read(folder string) (docs, error) {
	var all docs
	for _, pattern := range []string{"*.md", "*/*.md"} {
		files, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				return nil, err
			}
			p := &page{name: strings.TrimSuffix(filepath.Base(f), ".md"), text: string(text)}
			if pattern != "*.md" {
				p.kind = filepath.Base(filepath.Dir(f))
			}
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b *page) int { return cmp.Compare(a.file(), b.file()) })
	return all, nil
}

func (d docs) find(kind, name string) *page {
	for _, p := range d {
		if p.kind == kind && p.name == name {
			return p
		}
	}
	return nil
}

// finish changes the pages, and returns what is wrong with them.
func (d docs) finish() (wrong []error) {
	guides := d.mentions()
	for _, p := range d {
		var err error
		if slices.ContainsFunc(kinds, func(k kind) bool { return k.folder == p.kind }) {
			err = errors.Join(p.section(), p.imports(), d.related(p, guides))
			p.examples()
			p.changes()
			p.reading()
		}
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", p.file(), err))
		}
	}
	for _, p := range d { // when all else has been read out of the texts
		d.attributes(p)
		d.link(p)
	}
	if index := d.find("", "index"); index != nil {
		index.absolute()
	}
	return wrong
}

// prose calls f with each line of a page that is neither of its head, nor code,
// nor a heading, and puts what it returns in its place.
func (p *page) prose(f func(line string) string) {
	lines := strings.Split(p.text, "\n")
	head, code := 0, false
	for i, line := range lines {
		switch {
		case line == "---" && head < 2:
			head++
		case strings.HasPrefix(strings.TrimSpace(line), "```"):
			code = !code
		case head < 2 || code || strings.HasPrefix(line, "#"):
		default:
			lines[i] = f(line)
		}
	}
	p.text = strings.Join(lines, "\n")
}
