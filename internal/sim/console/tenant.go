package console

import (
	"encoding/json"
	"hash/fnv"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Object is an object as the picture shows it.
type Object struct {
	Key        string `json:"key"` // platform/collection/identifiers
	Platform   string `json:"platform"`
	Collection string `json:"collection"`
	ID         string `json:"id"` // the last identifier
	Label      string `json:"label"`
	Note       string `json:"note,omitempty"`
	Parent     string `json:"parent,omitempty"` // the key of the object that it is a part of
	Place      int    `json:"place"`            // among all objects
	Revision   string `json:"revision"`         // another when anything in the object is
	Changeable bool   `json:"changeable"`
	Deletable  bool   `json:"deletable"`
	BuiltIn    bool   `json:"builtIn,omitempty"` // every new tenant has it

	ids  []string
	body map[string]any
}

// Line is a relation between two objects.
type Line struct {
	From string `json:"from"`
	To   string `json:"to"`
	Says string `json:"says"`
}

// Kind is a collection as the picture arranges it.
type Kind struct {
	Platform string `json:"platform"`
	Name     string `json:"name"`
	Of       string `json:"of,omitempty"`
	Title    string `json:"title"`
	Node     bool   `json:"node,omitempty"`
	Card     string `json:"card,omitempty"`
	Quiet    bool   `json:"quiet,omitempty"`
}

func kinds() []Kind {
	var out []Kind
	for _, c := range collections {
		out = append(out, Kind{c.platform, c.name, c.of, c.title, c.node, c.card, c.quiet})
	}
	return out
}

// Tenant is everything in the picture.
type Tenant struct {
	Collections []Kind   `json:"collections"`
	Objects     []Object `json:"objects"`
	Lines       []Line   `json:"lines"`
}

// tenant reads everything that the platforms hold.
func (c *Console) tenant(r *http.Request) Tenant {
	t := Tenant{Collections: kinds(), Objects: []Object{}, Lines: []Line{}}
	byCollection := map[string][]Object{}
	for _, of := range collections {
		means := of.means(byCollection)
		for _, parent := range c.parents(of, byCollection) {
			if parent.ids = of.above(parent); of.by != "" && parent.ids == nil {
				continue
			}
			for _, item := range c.list(r, of, parent.ids) {
				if !means(item) {
					continue
				}
				o, found := c.object(r, of, parent, item)
				if !found {
					continue
				}
				o.Place = len(t.Objects)
				t.Objects = append(t.Objects, o)
				name := of.platform + "/" + of.name
				byCollection[name] = append(byCollection[name], o)
			}
		}
	}
	name(t.Objects)
	t.Lines = relations(t.Objects)
	return t
}

// name gives objects that stand for another one its label.
func name(objects []Object) {
	called := map[string]string{}
	for _, c := range collections {
		if c.called != "" {
			called[c.platform+"/"+c.name] = c.platform + "/" + c.called + "/"
		}
	}
	labels := map[string]string{}
	for _, o := range objects {
		labels[o.Platform+"/"+o.Collection+"/"+o.ID] = o.Label
	}
	for i, o := range objects {
		if of := called[o.Platform+"/"+o.Collection]; of != "" && labels[of+o.ID] != "" {
			objects[i].Label = labels[of+o.ID]
		}
	}
}

// parents are the objects that a collection's objects are parts of. What is of
// the platform has one without a key.
func (c *Console) parents(of collection, known map[string][]Object) []Object {
	switch {
	case of.of != "":
		list := known[of.platform+"/"+of.of]
		if of.root {
			list = list[:min(1, len(list))]
		}
		return list
	case of.items == hierarchy:
		return []Object{{ids: []string{c.root()}}}
	}
	return []Object{{}}
}

func (c *Console) object(r *http.Request, of collection, parent Object, item map[string]any) (Object, bool) {
	// The path of an object does not always name all that it is a part of.
	ids := slices.Clone(parent.ids[:max(0, of.depth()-len(strings.Fields(of.id)))])
	for member := range strings.FieldsSeq(of.id) {
		ids = append(ids, text(item, member))
	}
	if slices.Contains(ids, "") {
		return Object{}, false
	}
	if of.whole {
		a, err := c.ask(r, of.platform, http.MethodGet, of.path(ids), nil)
		whole, isObject := a.json().(map[string]any)
		if err != nil || !a.ok() || !isObject {
			return Object{}, false // gone in between
		}
		for member, v := range item {
			if _, has := whole[member]; !has {
				whole[member] = v
			}
		}
		item = whole
	}
	return Object{
		Key: key(of, ids), Platform: of.platform, Collection: of.name, BuiltIn: builtIn(item),
		ID: ids[len(ids)-1], Label: text(item, of.label), Note: text(item, of.note), Parent: parent.Key,
		Revision: revision(item), Changeable: of.change != "", Deletable: !of.fixed,
		ids: ids, body: item,
	}, true
}

// builtIn tells whether an object says that every new org has it.
func builtIn(body map[string]any) bool {
	return body["system"] == true || body["type"] == "BUILT_IN"
}

func key(of collection, ids []string) string {
	return strings.Join(append([]string{of.platform, of.name}, ids...), "/")
}

// revision tells two states of an object apart. What Okta embeds of other
// objects, and the time of a token's last use, are no part of it.
func revision(body map[string]any) string {
	raw, err := json.Marshal(body)
	if err != nil {
		return ""
	}
	h := fnv.New64a()
	_, _ = h.Write(raw)
	return strconv.FormatUint(h.Sum64(), 36)
}

// changes are what a page that shows one tenant needs to show another.
type changes struct {
	Put   []Object `json:"put"`
	Gone  []string `json:"gone"`
	Lines []Line   `json:"lines,omitempty"` // all of them, when one changed
}

// since tells what changed from a tenant to this one, and whether anything did.
func (t Tenant) since(before Tenant) (changes, bool) {
	out := changes{Put: []Object{}, Gone: []string{}}
	had := map[string]Object{}
	for _, o := range before.Objects {
		had[o.Key] = o
	}
	for _, o := range t.Objects {
		if was, found := had[o.Key]; !found || !same(was, o) {
			out.Put = append(out.Put, o)
		}
		delete(had, o.Key)
	}
	for _, o := range before.Objects {
		if _, gone := had[o.Key]; gone {
			out.Gone = append(out.Gone, o.Key)
		}
	}
	if !slices.Equal(t.Lines, before.Lines) {
		out.Lines = t.Lines
		if out.Lines == nil {
			out.Lines = []Line{}
		}
	}
	return out, len(out.Put) > 0 || len(out.Gone) > 0 || !slices.Equal(t.Lines, before.Lines)
}

// same compares what is shown. The place counts only within a collection, and
// there nothing changes its place without a change of its own or of others.
func same(a, b Object) bool {
	return a.Revision == b.Revision && a.Label == b.Label && a.Note == b.Note && a.Place == b.Place
}
