package seed

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// version is the form of the files.
const version = 1

// object is an object of a file, or one that is on the platform already.
type object struct {
	kind   *kind
	parent *object // nil below a section
	key    string
	line   int
	body   map[string]any
	given  bool   // there is a body
	of     string // a reference
	other  string // what it stands for
	status string // which the body says
	inside []*object

	state  int               // see apply
	ids    map[string]string // the identifiers of this object and those above, by kind
	id     any               // as the platform writes it
	answer map[string]any    // what the platform tells of it
}

// path is how others refer to it.
func (o *object) path() string {
	key := strings.NewReplacer("%", "%25", "/", "%2F", ")", "%29", "#", "%23").Replace(o.key)
	if o.parent == nil {
		return o.kind.path() + "/" + key
	}
	return o.parent.path() + "/" + o.kind.name + "/" + key
}

// File is a described tenant.
type File struct {
	name    string
	objects []*object
	byPath  map[string]*object
}

// Parse reads a file, YAML or JSON. Errors name the line, the place and what is
// allowed there. name is what they call the file.
func Parse(name string, data []byte) (*File, error) {
	f := &File{name: name, byPath: map[string]*object{}}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(doc.Content) == 0 {
		return nil, fmt.Errorf("%s: is empty; it begins with version: %d", name, version)
	}
	seen := false
	err := f.each(doc.Content[0], "the file", []string{"version", "okta", "anypoint"}, func(key, value *yaml.Node) error {
		if key.Value == "version" {
			seen = true
			if value.Value != fmt.Sprint(version) {
				return f.wrong(value, "version", "%q is not a version that is known; it is %d", value.Value, version)
			}
			return nil
		}
		s := section(key.Value)
		return f.kinds(value, s, nil, s.name)
	})
	if err == nil && !seen {
		err = fmt.Errorf("%s: version is missing; add version: %d", name, version)
	}
	return f, err
}

func (f *File) wrong(n *yaml.Node, path, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s: %s", f.name, n.Line, path, fmt.Sprintf(format, args...))
}

// each goes through a mapping. allowed: nil for any key.
func (f *File) each(n *yaml.Node, path string, allowed []string, visit func(key, value *yaml.Node) error) error {
	n = resolved(n)
	if n.Kind != yaml.MappingNode {
		if n.Tag == "!!null" {
			return nil // nothing is written there yet
		}
		return f.wrong(n, path, "is %s where names and values belong", described(n))
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			return f.wrong(key, path, "a name must be a text")
		}
		if allowed != nil && !slices.Contains(allowed, key.Value) {
			return f.wrong(key, path, "there is no %q here; allowed: %s", key.Value, strings.Join(allowed, ", "))
		}
		if line, twice := seen[key.Value]; twice {
			return f.wrong(key, path, "%q is here twice; the first is in line %d", key.Value, line)
		}
		seen[key.Value] = key.Line
		if err := visit(key, resolved(value)); err != nil {
			return err
		}
	}
	return nil
}

func (f *File) kinds(n *yaml.Node, k *kind, parent *object, path string) error {
	return f.each(n, path, k.names(), func(key, value *yaml.Node) error {
		return f.objectsOf(value, k.child(key.Value), parent, path+"/"+key.Value)
	})
}

func (f *File) objectsOf(n *yaml.Node, k *kind, parent *object, path string) error {
	return f.each(n, path, nil, func(key, value *yaml.Node) error {
		o := &object{kind: k, parent: parent, key: key.Value, line: key.Line}
		here := o.path()
		f.byPath[here] = o
		if parent != nil {
			parent.inside = append(parent.inside, o)
		} else {
			f.objects = append(f.objects, o)
		}
		err := f.each(value, here, k.members(), func(key, value *yaml.Node) error {
			switch key.Value {
			case "body":
				v, err := f.value(value, here+" body")
				if err != nil {
					return err
				}
				body, isObject := v.(map[string]any)
				if !isObject {
					return f.wrong(value, here, "body is %s where the vendor's object belongs", described(value))
				}
				o.body, o.given = body, true
			case "of":
				if value.Kind != yaml.ScalarNode || len(refs(value.Value)) != 1 {
					return f.wrong(value, here, "of must be a reference such as $(okta/groups/NAME)")
				}
				o.of = value.Value
			default:
				return f.objectsOf(value, k.child(key.Value), o, here+"/"+key.Value)
			}
			return nil
		})
		if err == nil && k.of != "" && o.of == "" {
			return f.wrong(key, here, "of is missing: a reference to the other object, such as $(okta/groups/NAME)")
		}
		return err
	})
}

// value is a node as JSON has it, with numbers as they were written.
func (f *File) value(n *yaml.Node, path string) (any, error) {
	n = resolved(n)
	if n.Kind == yaml.MappingNode {
		out := map[string]any{}
		err := f.each(n, path, nil, func(key, value *yaml.Node) error {
			v, err := f.value(value, path+"."+key.Value)
			out[key.Value] = v
			return err
		})
		return out, err
	}
	if n.Kind == yaml.SequenceNode {
		out := []any{}
		for i, e := range n.Content {
			v, err := f.value(e, fmt.Sprintf("%s[%d]", path, i))
			if err != nil {
				return nil, err
			}
			out = append(out, v)
		}
		return out, nil
	}
	switch n.Tag {
	case "!!null":
		return nil, nil
	case "!!bool":
		var b bool
		if err := n.Decode(&b); err != nil {
			return nil, f.wrong(n, path, "%v", err)
		}
		return b, nil
	case "!!int", "!!float":
		if json.Valid([]byte(n.Value)) {
			return json.Number(n.Value), nil
		}
		return nil, f.wrong(n, path, "%s is not a number that JSON has; quote it when it is a text", n.Value)
	}
	return n.Value, nil
}

// resolved follows aliases.
func resolved(n *yaml.Node) *yaml.Node {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}

func described(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Kind == yaml.MappingNode:
		return "an object"
	case n.Tag == "!!null":
		return "nothing"
	}
	return fmt.Sprintf("%q", n.Value)
}
