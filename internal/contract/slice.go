package contract

import (
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
)

// index knows where the paths and the components of a document's text are, so
// that one path can be parsed with what it refers to and without the rest.
// It relies on the documents' regular form: block style, two spaces a level.
type index struct {
	paths      map[string]string            // template → its block
	components map[string]map[string]string // kind → name → its block
}

func newIndex(text string) (*index, error) {
	ix := &index{paths: map[string]string{}, components: map[string]map[string]string{}}
	for section, block := range children(dropExamples(text), 0) {
		switch section {
		case "paths":
			ix.paths = children(block, 2)
		case "components":
			for kind, block := range children(block, 2) {
				ix.components[kind] = children(block, 4)
			}
		}
	}
	if len(ix.paths) == 0 {
		return nil, fmt.Errorf("the document has no paths")
	}
	return ix, nil
}

// children splits a block into the entries at an indent: key → its lines.
func children(block string, indent int) map[string]string {
	out := map[string]string{}
	key, start := "", 0
	at := 0
	for line := range strings.SplitAfterSeq(block, "\n") {
		if k, ok := keyAt(line, indent); ok {
			if key != "" {
				out[key] = block[start:at]
			}
			key, start = k, at
		}
		at += len(line)
	}
	if key != "" {
		out[key] = block[start:]
	}
	return out
}

// keyAt is the key of a line at exactly this indent.
func keyAt(line string, indent int) (string, bool) {
	if len(line) <= indent || strings.Trim(line[:indent], " ") != "" {
		return "", false
	}
	rest := strings.TrimRight(line[indent:], " \r\n")
	if rest == "" || rest[0] == ' ' || rest[0] == '#' || rest[0] == '-' {
		return "", false
	}
	if long, ok := strings.CutPrefix(rest, "? "); ok {
		return strings.Trim(long, `"'`), true
	}
	if q := rest[0]; q == '"' || q == '\'' {
		if end := strings.IndexByte(rest[1:], q); end >= 0 && strings.HasPrefix(rest[end+2:], ":") {
			return rest[1 : end+1], true
		}
		return "", false
	}
	key, _, ok := strings.Cut(rest, ": ")
	if !ok {
		key, ok = strings.CutSuffix(rest, ":")
	}
	return key, ok && key != ""
}

// dropExamples leaves out examples: they are large, some refer to files or
// anchors that are elsewhere, and none says what is valid.
func dropExamples(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	type level struct {
		indent int
		key    string
	}
	var stack []level
	dropping := -1
	for line := range strings.SplitAfterSeq(text, "\n") {
		trimmed := strings.TrimLeft(line, " ")
		if strings.TrimSpace(trimmed) == "" {
			if dropping < 0 {
				out.WriteString(line)
			}
			continue
		}
		indent := len(line) - len(trimmed)
		if dropping >= 0 {
			if indent > dropping || indent == dropping && strings.HasPrefix(trimmed, "- ") {
				continue
			}
			dropping = -1
		}
		if key, ok := keyAt(line, indent); ok {
			for len(stack) > 0 && stack[len(stack)-1].indent >= indent {
				stack = stack[:len(stack)-1]
			}
			parent := ""
			if len(stack) > 0 {
				parent = stack[len(stack)-1].key
			}
			if (key == "example" || key == "examples") && parent != "properties" {
				dropping = indent
				// A schema may consist of nothing else.
				out.WriteString(line[:indent] + "x-" + key + ": none\n")
				continue
			}
			stack = append(stack, level{indent, key})
		}
		out.WriteString(line)
	}
	return out.String()
}

var reference = regexp.MustCompile(`#/components/(\w+)/([\w.~-]+)`)

// item parses one path with everything that it refers to.
func (d *document) item(template string) (*openapi3.T, error) {
	parse, _ := d.byPath.LoadOrStore(template, sync.OnceValues(func() (*openapi3.T, error) { return d.parse(template) }))
	return parse.(func() (*openapi3.T, error))() //nolint:forcetypeassert // what was stored
}

func (d *document) parse(template string) (*openapi3.T, error) {
	ix, err := d.open()
	if err != nil {
		return nil, err
	}
	need := map[string]map[string]bool{}
	var collect func(block string)
	collect = func(block string) {
		for _, m := range reference.FindAllStringSubmatch(block, -1) {
			kind, name := m[1], m[2]
			target, ok := ix.components[kind][name]
			if !ok || need[kind][name] {
				continue
			}
			if need[kind] == nil {
				need[kind] = map[string]bool{}
			}
			need[kind][name] = true
			collect(target)
		}
	}
	collect(ix.paths[template])
	var text strings.Builder
	text.WriteString("openapi: 3.0.3\ninfo: {title: slice, version: '1'}\npaths:\n" + ix.paths[template])
	if len(need) > 0 {
		text.WriteString("components:\n")
	}
	for kind, names := range need {
		text.WriteString("  " + kind + ":\n")
		for name := range names {
			text.WriteString(ix.components[kind][name])
		}
	}
	loader := openapi3.NewLoader()
	loader.IsExternalRefsAllowed = true
	// In RAML, from which these documents were made, a value of a union is
	// one that fits at least one of its members. OpenAPI's tools do not know
	// the key and would take anything.
	yaml := strings.ReplaceAll(text.String(), "x-amf-union:", "anyOf:")
	doc, err := loader.LoadFromDataWithPath([]byte(yaml), &url.URL{Path: filepath.ToSlash(d.path)})
	if err != nil {
		return nil, fmt.Errorf("%s: %s: %w", d.file, template, err)
	}
	return doc, nil
}
