package rest

import (
	"fmt"
	"net/url"
	"strings"
)

// Path is the template of a URL path, such as
// "/api/v1/authorizationServers/{authServerId}/scopes", and the values of its
// placeholders in order. The template is what logs and errors show, so that
// their labels stay few.
type Path struct {
	Template string
	Args     []string
}

// P makes a Path.
func P(template string, args ...string) Path { return Path{template, args} }

// Join adds segments to a path. more is a template like P's.
func (p Path) Join(more string, args ...string) Path {
	return Path{p.Template + more, append(append([]string(nil), p.Args...), args...)}
}

// Escaped is the path with its values put in, each escaped as one segment. A
// missing or empty value is an error: it would address the collection instead
// of the object.
func (p Path) Escaped() (string, error) {
	var b strings.Builder
	rest, args := p.Template, p.Args
	for {
		before, after, ok := strings.Cut(rest, "{")
		b.WriteString(before)
		if !ok {
			break
		}
		name, tail, ok := strings.Cut(after, "}")
		if !ok || len(args) == 0 {
			return "", fmt.Errorf("path %s: no value for {%s}", p.Template, name)
		}
		if args[0] == "" {
			return "", fmt.Errorf("path %s: {%s} is empty", p.Template, name)
		}
		segment := url.PathEscape(args[0])
		if segment == "." || segment == ".." {
			return "", fmt.Errorf("path %s: {%s} cannot be %q", p.Template, name, args[0])
		}
		b.WriteString(segment)
		rest, args = tail, args[1:]
	}
	if len(args) > 0 {
		return "", fmt.Errorf("path %s: %d values too many", p.Template, len(args))
	}
	return b.String(), nil
}
