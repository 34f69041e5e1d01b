package seed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Export describes a tenant in a file that Apply makes the same tenant of,
// under other identifiers. Secrets are not in it.
func Export(t *Tenant) ([]byte, error) {
	if err := t.prepare(); err != nil {
		return nil, err
	}
	x := &exporting{tenant: t, names: map[string]string{}, told: map[string]bool{}}
	for _, s := range sections {
		for _, k := range s.within {
			if err := x.collect(k, nil); err != nil {
				return nil, err
			}
		}
	}
	x.registered()
	x.compile()
	doc := mapping("version", scalar(json.Number(fmt.Sprint(version))))
	for _, s := range sections {
		n := mapping()
		if err := x.section(n, s, nil); err != nil {
			return nil, err
		}
		add(doc, s.name, n)
	}
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(doc); err != nil {
		return nil, err
	}
	return b.Bytes(), e.Close()
}

type exporting struct {
	tenant *Tenant
	all    []*object
	names  map[string]string // identifiers and addresses → references
	told   map[string]bool   // of kinds that are listed more than once: which were
	known  *regexp.Regexp
}

// collect gathers the objects of a kind and what is below them.
func (x *exporting) collect(k *kind, parent *object) error {
	ids := maps.Clone(x.tenant.IDs)
	if parent != nil {
		ids = parent.ids
	}
	items, err := x.tenant.list(k, ids)
	if err != nil {
		return err
	}
	used := map[string]int{}
	for i, item := range items {
		o := &object{kind: k, parent: parent, given: true}
		o.settle(item, maps.Clone(ids))
		if k.whole != "" {
			_, all, err := x.tenant.call(k, "GET "+expand(k.whole, o.ids), nil)
			if err != nil {
				return err
			}
			if told, isObject := all.(map[string]any); isObject {
				o.answer = told
			}
			o.learn()
		}
		switch {
		case k.match != "":
			o.key = plain(at(item, k.match))
		case k.of != "":
			o.of = plain(at(item, k.of))
		case k.key != nil:
			o.key = k.key(item)
		}
		if o.key == "" {
			o.key = fmt.Sprint(i + 1)
		}
		if used[o.key]++; used[o.key] > 1 {
			o.key = fmt.Sprintf("%s (%d)", o.key, used[o.key])
		}
		// What an object is about keeps the name of its own kind.
		if id := plain(o.id); k.of == "" && !k.own && long(id) && x.names[id] == "" {
			x.names[id] = "$(" + o.path() + ")"
		}
		if k.skip != nil && k.skip(o) || k.shared && x.told[k.path()+plain(o.id)] {
			continue
		}
		x.told[k.path()+plain(o.id)] = true
		x.all = append(x.all, o)
		if parent != nil {
			parent.inside = append(parent.inside, o)
		}
		for _, c := range k.within {
			if c.only != nil && !c.only(o.answer) {
				continue
			}
			if err := x.collect(c, o); err != nil {
				return err
			}
		}
	}
	return nil
}

// registered leaves out what comes with the applications of Anypoint: their
// clients in the client provider, and the apps that it registers for them,
// unless something was added to one.
func (x *exporting) registered() {
	clients := map[string]bool{}
	for _, o := range x.all {
		if id, isText := at(o.answer, clientID).(string); isText && o.kind.path() == "okta/apps" && x.names[id] == "" {
			x.names[id] = "$(" + o.path() + "#" + clientID + ")"
		}
		if id := plain(o.answer["clientId"]); o.kind.path() == "anypoint/applications" && id != "" {
			clients[id], x.names[id] = true, "$("+o.path()+"#clientId)"
		}
	}
	x.all = slices.DeleteFunc(x.all, func(o *object) bool {
		switch o.kind.path() {
		case "okta/apps":
			return clients[plain(at(o.answer, clientID))] && len(o.inside) == 0
		case "anypoint/client_providers/clients":
			return clients[plain(o.id)]
		}
		return false
	})
}

// clientID is where an app of Okta has its client id: usually the app's own.
const clientID = "credentials.oauthClient.client_id"

// long tells what is an identifier for certain: no number that counts anything
// else is that large.
func long(id string) bool { return len(id) > 6 }

// compile prepares the search for everything that has a name.
func (x *exporting) compile() {
	for _, name := range []string{oktaURL, anypointURL, gatewayURL, anypointOwner} {
		x.names[x.tenant.Values[name]] = "$(" + name + ")"
	}
	ids := slices.Collect(maps.Keys(x.names))
	// The longest first: an address may begin with another.
	slices.SortFunc(ids, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	for i, id := range ids {
		ids[i] = regexp.QuoteMeta(id)
	}
	x.known = regexp.MustCompile(strings.Join(ids, "|"))
}

// referring puts references in place of identifiers, but in an object's body
// those of its own.
func (x *exporting) referring(v any, own string) any {
	name := func(id string) string {
		if name := x.names[id]; name != "" && (own == "" || name != "$("+own+")" && !strings.HasPrefix(name, "$("+own+"#")) {
			return name
		}
		return id
	}
	switch v := v.(type) {
	case string:
		return x.known.ReplaceAllStringFunc(v, name)
	case json.Number:
		if found := name(v.String()); found != v.String() {
			return found
		}
		return v
	case map[string]any:
		out := make(map[string]any, len(v))
		for member, e := range v {
			out[member] = x.referring(e, own)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = x.referring(e, own)
		}
		return out
	}
	return v
}

func (x *exporting) section(into *yaml.Node, k *kind, parent *object) error {
	for _, c := range k.within {
		n := mapping()
		for _, o := range x.all {
			if o.kind == c && o.parent == parent {
				if err := x.object(n, o); err != nil {
					return err
				}
			}
		}
		if len(n.Content) > 0 {
			add(into, c.name, n)
		}
	}
	return nil
}

func (x *exporting) object(into *yaml.Node, o *object) error {
	n := mapping()
	key := o.key
	if o.kind.via != nil {
		if other := o.kind.via(x.all, o); other != nil {
			of := other.path()
			if o.kind.viaMember != "" {
				of += "#" + o.kind.viaMember
			}
			add(n, "of", text("$("+of+")"))
			if o.kind.same != "" { // it comes with the other
				add(into, key, n)
				return x.section(n, o.kind, o)
			}
		}
	}
	if o.kind.of != "" {
		of := x.referring(o.of, "")
		add(n, "of", scalar(of))
		key = plain(of)
		if i := strings.LastIndex(key, "/"); i >= 0 {
			key = unescape.Replace(strings.TrimSuffix(key[i+1:], ")"))
		}
	}
	body := map[string]any{}
	for _, name := range o.kind.keep {
		if v, told := o.answer[name]; told {
			body[name] = copied(v)
		}
	}
	if o.kind.leave != nil {
		body, _ = copied(o.answer).(map[string]any)
		drop(body, o.kind.leave...)
	}
	if o.kind.shape != nil {
		o.kind.shape(body, o.answer)
	}
	if o.kind.ask != nil {
		if err := o.kind.ask(x, o, body); err != nil {
			return err
		}
	}
	if len(body) > 0 {
		add(n, "body", scalar(x.referring(body, o.path())))
	}
	add(into, key, n)
	return x.section(n, o.kind, o)
}

func copied(v any) any {
	out, _ := walk(v, func(text string) (any, error) { return text, nil })
	return out
}

func mapping(pairs ...any) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	for i := 0; i+1 < len(pairs); i += 2 {
		key, _ := pairs[i].(string)
		value, _ := pairs[i+1].(*yaml.Node)
		add(n, key, value)
	}
	return n
}

func add(n *yaml.Node, key string, value *yaml.Node) {
	n.Content = append(n.Content, text(key), value)
}

// text is a string that is read as one again, also where it looks like another
// type.
func text(s string) *yaml.Node {
	n := &yaml.Node{}
	n.SetString(s)
	return n
}

// scalar is any JSON value.
func scalar(v any) *yaml.Node {
	switch v := v.(type) {
	case string:
		return text(v)
	case json.Number:
		tag := "!!int"
		if strings.ContainsAny(v.String(), ".eE") {
			tag = "!!float"
		}
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: v.String()}
	case bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: fmt.Sprint(v)}
	case map[string]any:
		n := mapping()
		for _, name := range sortedKeys(v) {
			add(n, name, scalar(v[name]))
		}
		if len(n.Content) == 0 {
			n.Style = yaml.FlowStyle
		}
		return n
	case []any:
		n := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		for _, e := range v {
			n.Content = append(n.Content, scalar(e))
		}
		if len(n.Content) == 0 {
			n.Style = yaml.FlowStyle
		}
		return n
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}
}
