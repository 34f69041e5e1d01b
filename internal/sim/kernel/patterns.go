package kernel

import "slices"

// Patterns are the methods and paths that a router serves, sorted. Those for
// any method begin with a blank.
func (rt *Router) Patterns() []string {
	var out []string
	rt.routes.each(func(method string, l *leaf) { out = append(out, method+" "+l.route) })
	slices.Sort(out)
	return out
}

func (n *routes) each(visit func(method string, l *leaf)) {
	for method, l := range n.leaves {
		visit(method, l)
	}
	for method, l := range n.subtree {
		visit(method, l)
	}
	for _, next := range n.literal {
		next.each(visit)
	}
	if n.param != nil {
		n.param.each(visit)
	}
}
