// Package seed describes a tenant in a file, and reads and writes such files.
//
// A file holds the bodies that the vendors' APIs take, by kind of object and
// under names of one's own. They are applied through the simulated APIs, in the
// order that references between them demand. Which kinds there are, and by
// which calls they are made and told, is a table: oktaKinds and anypointKinds.
package seed

import "strings"

// kind is a kind of object.
type kind struct {
	name string
	// list tells the objects that there are; items is the member of its answer
	// that has them (empty: the answer itself), id the member of an object that
	// identifies it ("id" when empty). Names of kinds in braces stand for the
	// identifiers of the objects above.
	list, items, id string
	// each takes the objects out of an answer that is more than a list.
	each func(answer any) []map[string]any
	// whole tells all of an object, where a list does not.
	whole string
	// also are members of an object that the paths of kinds within it have, as
	// {apps#credentials.oauthClient.client_id}.
	also []string
	// only tells, of an object, whether it has objects of this kind; nil: all do.
	only func(object map[string]any) bool
	// shared: the same object is listed below several others; it is told once.
	shared bool
	// own: the body says the identifier, which stays as it is.
	own bool
	// nth: an object of a file whose name is a number is the one in that place of
	// the list, counted from 1.
	nth bool
	// first: what is beside and below needs these objects, without a reference.
	first bool
	// bare: an object can be made without saying anything of it.
	bare bool
	// counts is what /_sim/objects counts these objects as.
	counts string
	// match is the member that no two objects have the same: an object of the
	// file whose body has it in common with one that is there is that one.
	match string
	// key names an object in an export, where match does not and of does not.
	// Without it, and where it is empty, objects are numbered.
	key func(object map[string]any) string
	// create makes an object, update replaces one that is there.
	create, update string
	// how picks the call that makes an object, where create is not all.
	how func(t *Tenant, k *kind, ids map[string]string, body map[string]any) (create string, err error)
	// of is the member of an object that identifies the other object which it
	// is about, which create has in its path.
	of string
	// via finds the other object, among all, where only some objects have one;
	// viaMember is the member of it that is meant (empty: its identifier).
	via       func(all []*object, o *object) *object
	viaMember string
	// same is the member by which the object that another brings with it is
	// known: it has the value of of, and needs no body.
	same string
	// keep are the members of an object that are its body, or leave those that
	// are not; shape changes what is kept.
	keep  []string
	leave []string
	shape func(body, object map[string]any)
	// ask completes a body by what else the platform tells.
	ask func(x *exporting, o *object, body map[string]any) error
	// skip leaves out what the platform makes by itself.
	skip func(o *object) bool
	// lifecycle is where the status is changed: by "activate" and "deactivate",
	// or by the steps from one status to another ("PENDING APPROVED").
	lifecycle string
	steps     map[string][]string
	// form: the body goes out as a form, but what the path has of it.
	form bool

	within []*kind
	above  *kind
}

// platform is the name of the platform that a kind is of: that of its section.
func (k *kind) platform() string {
	for k.above != nil {
		k = k.above
	}
	return k.name
}

// path is the names of the kinds from the platform on.
func (k *kind) path() string {
	if k.above == nil {
		return k.name
	}
	return k.above.path() + "/" + k.name
}

func (k *kind) child(name string) *kind {
	for _, c := range k.within {
		if c.name == name {
			return c
		}
	}
	return nil
}

func (k *kind) names() []string {
	var out []string
	for _, c := range k.within {
		out = append(out, c.name)
	}
	return out
}

// members are what an object of the kind may have in a file.
func (k *kind) members() []string {
	out := []string{"body"}
	if k.of != "" || k.via != nil {
		out = append(out, "of")
	}
	return append(out, k.names()...)
}

func (k *kind) idMember() string {
	if k.id == "" {
		return "id"
	}
	return k.id
}

// named makes the top of a section, and tells every kind what is above it.
func named(name string, within []*kind) *kind {
	top := &kind{name: name, within: within}
	var tell func(*kind)
	tell = func(k *kind) {
		for _, c := range k.within {
			c.above = k
			tell(c)
		}
	}
	tell(top)
	return top
}

// sections are the platforms, in the order in which an export has them.
var sections = []*kind{named("okta", oktaKinds()), named("anypoint", anypointKinds())}

// Kinds are the paths of all kinds, such as okta/groups/members.
func Kinds() []string {
	var out []string
	for _, k := range all() {
		out = append(out, k.path())
	}
	return out
}

// Counted are the kinds of objects, as /_sim/objects counts them, that a file
// can describe.
func Counted() []string {
	var out []string
	for _, k := range all() {
		if k.counts != "" {
			out = append(out, k.counts)
		}
	}
	return out
}

// all are the kinds of all sections, each before those within it.
func all() []*kind {
	var out []*kind
	var tell func(*kind)
	tell = func(k *kind) {
		for _, c := range k.within {
			out = append(out, c)
			tell(c)
		}
	}
	for _, s := range sections {
		tell(s)
	}
	return out
}

func section(name string) *kind {
	for _, s := range sections {
		if s.name == name {
			return s
		}
	}
	return nil
}

// at is the value under a dotted path, nil when there is none.
func at(v any, path string) any {
	for name := range strings.SplitSeq(path, ".") {
		m, _ := v.(map[string]any)
		v = m[name]
	}
	return v
}

// drop removes the value under a dotted path.
func drop(m map[string]any, paths ...string) {
	for _, path := range paths {
		into, last := m, path
		if i := strings.LastIndex(path, "."); i >= 0 {
			into, _ = at(m, path[:i]).(map[string]any)
			last = path[i+1:]
		}
		delete(into, last)
	}
}

// put sets the value under a dotted path whose objects are there.
func put(m map[string]any, path string, v any) {
	into, last := m, path
	if i := strings.LastIndex(path, "."); i >= 0 {
		into, _ = at(m, path[:i]).(map[string]any)
		last = path[i+1:]
	}
	if into != nil {
		into[last] = v
	}
}
