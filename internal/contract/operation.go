package contract

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// operation is one method of one path of a document.
type operation struct {
	// template is the path with the base of its document, such as
	// /accounts/api/organizations/{organizationId}.
	template string
	doc      *openapi3.T
	item     *openapi3.PathItem
	*openapi3.Operation
}

// twins are paths that the documents leave out, by those that they have for the
// same thing. Seen in the traffic of the vendor's console and command line
// (recorded: 01 of kloudtek/anypoint-tools, 60, 83) and of the official provider
// (anypoint-peers.md, 2.1 and 2.2).
var twins = [][2]string{
	{"/apimanager/xapi/v1/", "/apimanager/api/v1/"},
	{"/exchange/api/v1/", "/exchange/api/v2/"},
	{"/accounts/login", "/accounts/api/login"},
}

// find returns the operation for a request, or nil where the documents have
// neither it nor its twin.
func find(platform, method, path string) (*operation, error) {
	op, err := lookUp(platform, method, path)
	if op != nil || err != nil || platform != "anypoint" {
		return op, err
	}
	for _, twin := range twins {
		if rest, ok := strings.CutPrefix(path, twin[0]); ok {
			if op, err = lookUp(platform, method, twin[1]+rest); op != nil {
				op.template = twin[0] + strings.TrimPrefix(op.template, twin[1])
			}
			return op, err
		}
	}
	return nil, nil //nolint:nilnil // there is none, and that is no error
}

// lookUp finds an operation. Literal segments go before names in braces, from
// the left.
func lookUp(platform, method, path string) (*operation, error) {
	var best struct {
		d        *document
		key      string
		template string
	}
	segments := strings.Split(path, "/")
	for _, d := range documents {
		if d.platform != platform || !fits(strings.Split(d.base, "/"), segments, false) {
			continue
		}
		ix, err := d.open()
		if err != nil {
			return nil, err
		}
		for key, block := range ix.paths {
			template := d.base + key
			if !fits(strings.Split(template, "/"), segments, true) || !serves(block, method) {
				continue
			}
			if best.d == nil || better(template, best.template) {
				best.d, best.key, best.template = d, key, template
			}
		}
	}
	if best.d == nil {
		return nil, nil //nolint:nilnil // there is none, and that is no error
	}
	doc, err := best.d.item(best.key)
	if err != nil {
		return nil, err
	}
	item := doc.Paths.Value(best.key)
	op := item.GetOperation(method)
	if op == nil {
		return nil, fmt.Errorf("%s: %s %s was not read right", best.d.file, method, best.key)
	}
	return &operation{template: best.template, doc: doc, item: item, Operation: op}, nil
}

// serves tells whether the block of a path has a method.
func serves(block, method string) bool {
	method = strings.ToLower(method)
	return strings.Contains(block, "\n    "+method+":") || strings.Contains(block, "\n  : "+method+":")
}

// fits tells whether a template stands for a path, or for the start of one.
func fits(template, segments []string, whole bool) bool {
	if len(template) > len(segments) || whole && len(template) != len(segments) {
		return false
	}
	for i, t := range template {
		if t != segments[i] && (!strings.HasPrefix(t, "{") || segments[i] == "") {
			return false
		}
	}
	return true
}

func better(a, b string) bool {
	as, bs := strings.Split(a, "/"), strings.Split(b, "/")
	for i := range as {
		an, bn := strings.HasPrefix(as[i], "{"), strings.HasPrefix(bs[i], "{")
		if an != bn {
			return bn
		}
	}
	return a < b
}

// parameters are those of the operation and of its path, by name.
func (o *operation) parameters(in string) map[string]*openapi3.Parameter {
	out := map[string]*openapi3.Parameter{}
	for _, list := range []openapi3.Parameters{o.item.Parameters, o.Parameters} {
		for _, p := range list {
			if p.Value.In == in {
				out[p.Value.Name] = p.Value
			}
		}
	}
	return out
}

// query checks the parameters in the query: known, typed, and all there.
func (o *operation) query(q url.Values) (faults []fault) {
	known := o.parameters(openapi3.ParameterInQuery)
	for name, values := range q {
		p := known[name]
		if p == nil {
			p = known[strings.TrimSuffix(name, "[]")]
		}
		if p == nil {
			faults = append(faults, fault{name, "unknown parameter"})
			continue
		}
		if p.Schema == nil {
			continue
		}
		c := checker{doc: o.doc, request: true}
		c.value(p.Schema.Value, parse(p.Schema.Value, values), name)
		faults = append(faults, c.faults...)
	}
	for name, p := range known {
		if _, sent := q[name]; p.Required && !sent {
			faults = append(faults, fault{name, "required parameter is missing"})
		}
	}
	return faults
}

// parse makes of the text of a parameter the value that its schema speaks of.
func parse(s *openapi3.Schema, values []string) any {
	if s.Type.Is("array") {
		list := []any{}
		for _, v := range values {
			for part := range strings.SplitSeq(v, ",") {
				list = append(list, scalar(s.Items.Value, part))
			}
		}
		return list
	}
	return scalar(s, values[0])
}

func scalar(s *openapi3.Schema, text string) any {
	if s == nil {
		return text
	}
	for _, part := range s.AllOf {
		if v := scalar(part.Value, text); v != text {
			return v
		}
	}
	if s.Type.Is("integer") || s.Type.Is("number") || s.Type.Is("boolean") {
		if v, err := decode([]byte(text)); err == nil {
			return v
		}
	}
	return text
}
