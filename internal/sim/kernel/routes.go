package kernel

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// routes finds the pattern for a path. Unlike the standard mux it allows
// "/groups/rules/{id}" beside "/groups/{id}/users": segment by segment, from
// the left, literal text goes before a name in braces.
type routes struct {
	literal map[string]*routes
	param   *routes
	leaves  map[string]*leaf // by method; "": any
	subtree map[string]*leaf // of a pattern that ends in a slash
}

type leaf struct {
	route   string
	names   []string
	handler Handler
}

// add puts in a pattern of the form "METHOD /path/{name}" or "/path". A
// pattern that ends in a slash also stands for everything below it.
func (n *routes) add(pattern string, h Handler) {
	method, path, found := strings.Cut(pattern, " ")
	if !found {
		method, path = "", pattern
	}
	l := &leaf{route: path, handler: h}
	segments := strings.Split(strings.TrimPrefix(path, "/"), "/")
	below := len(segments) > 1 && segments[len(segments)-1] == ""
	if below {
		segments = segments[:len(segments)-1]
	}
	for _, s := range segments {
		if strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}") {
			l.names = append(l.names, s[1:len(s)-1])
			if n.param == nil {
				n.param = &routes{}
			}
			n = n.param
			continue
		}
		if n.literal == nil {
			n.literal = map[string]*routes{}
		}
		if n.literal[s] == nil {
			n.literal[s] = &routes{}
		}
		n = n.literal[s]
	}
	target := &n.leaves
	if below {
		target = &n.subtree
	}
	if *target == nil {
		*target = map[string]*leaf{}
	}
	(*target)[method] = l
}

// find returns the pattern for a request and the values of its names.
func (n *routes) find(method string, u *url.URL) (*leaf, []string) {
	raw := strings.Split(strings.TrimPrefix(u.EscapedPath(), "/"), "/")
	segments := make([]string, len(raw))
	for i, s := range raw {
		var err error
		if segments[i], err = url.PathUnescape(s); err != nil {
			segments[i] = s
		}
	}
	return n.walk(method, segments, nil)
}

func (n *routes) walk(method string, segments, values []string) (*leaf, []string) {
	if len(segments) == 0 {
		return pick(n.leaves, method), values
	}
	if next := n.literal[segments[0]]; next != nil {
		if l, v := next.walk(method, segments[1:], values); l != nil {
			return l, v
		}
	}
	if n.param != nil && segments[0] != "" {
		if l, v := n.param.walk(method, segments[1:], append(slices.Clip(values), segments[0])); l != nil {
			return l, v
		}
	}
	return pick(n.subtree, method), values
}

// pick finds the leaf of a method. GET also answers HEAD.
func pick(leaves map[string]*leaf, method string) *leaf {
	if l := leaves[method]; l != nil {
		return l
	}
	if method == http.MethodHead && leaves[http.MethodGet] != nil {
		return leaves[http.MethodGet]
	}
	return leaves[""]
}
