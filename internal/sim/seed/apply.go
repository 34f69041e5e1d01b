package seed

import (
	"fmt"
	"maps"
	"reflect"
	"strings"
)

// What apply knows of an object.
const (
	waiting = iota
	underWay
	made
)

// Apply makes what the file describes. It stops at the first refusal, which
// names the object, its line and the platform's answer.
func (f *File) Apply(t *Tenant) error {
	a := &applying{File: f, tenant: t, there: map[string][]*object{}}
	if err := t.prepare(); err != nil {
		return err
	}
	for _, o := range f.objects {
		if err := a.tree(o); err != nil {
			return err
		}
	}
	for _, o := range a.later {
		if err := a.status(o); err != nil {
			return a.wrong(o, err)
		}
	}
	return nil
}

type applying struct {
	*File
	tenant *Tenant
	there  map[string][]*object // what was there before, by kind and what is above
	way    []string             // the objects that wait for another
	later  []*object            // those whose status waits for others of the kind
}

// tree makes an object and what is below it.
func (a *applying) tree(o *object) error {
	if err := a.object(o); err != nil {
		return err
	}
	for _, c := range o.inside {
		if err := a.tree(c); err != nil {
			return err
		}
	}
	return nil
}

// object makes an object after those that it refers to.
func (a *applying) object(o *object) error {
	switch o.state {
	case made:
		return nil
	case underWay:
		return fmt.Errorf("%s:%d: %s: objects refer to each other in a circle: %s", a.name, o.line, o.path(), strings.Join(append(a.way, o.path()), " → "))
	}
	o.state = underWay
	a.way = append(a.way, o.path())
	if o.parent != nil {
		if err := a.object(o.parent); err != nil {
			return err
		}
	}
	if err := a.first(o); err != nil {
		return err
	}
	if err := a.make(o); err != nil {
		return a.wrong(o, err)
	}
	o.state = made
	a.way = a.way[:len(a.way)-1]
	return nil
}

// first makes what an object needs without a reference to it.
func (a *applying) first(o *object) error {
	for above := o; above != nil; above = above.parent {
		if above.kind.first {
			return nil // it is one of them, or within one
		}
	}
	for above := o.parent; above != nil; above = above.parent {
		for _, other := range above.inside {
			if other.kind.first {
				if err := a.object(other); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// wrong says where an error is, unless it does already.
func (a *applying) wrong(o *object, err error) error {
	if strings.HasPrefix(err.Error(), a.name+":") {
		return err
	}
	return fmt.Errorf("%s:%d: %s: %w", a.name, o.line, o.path(), err)
}

func (a *applying) idsAbove(o *object) map[string]string {
	if o.parent == nil {
		return maps.Clone(a.tenant.IDs)
	}
	return maps.Clone(o.parent.ids)
}

func (a *applying) make(o *object) error {
	filled, err := walk(o.body, func(text string) (any, error) {
		return fill(text, a.resolve)
	})
	if err != nil {
		return err
	}
	body, _ := filled.(map[string]any)
	ids := a.idsAbove(o)
	if o.of != "" {
		other, err := fill(o.of, a.resolve)
		if err != nil {
			return err
		}
		o.other = plain(other)
		ids["of"] = o.other
	}
	before, err := a.find(o, body)
	if err != nil {
		return err
	}
	switch {
	case before != nil && (!o.given || o.kind.update == ""):
		for name, v := range body {
			if name == "status" && o.kind.lifecycle != "" {
				continue
			}
			if was, told := before.answer[name]; told && o.kind.update == "" && !covers(was, v) {
				return fmt.Errorf("is there already, with another %s, and cannot be changed; leave %s out", name, name)
			}
		}
		o.settle(before.answer, ids)
	case before != nil:
		ids[o.kind.name] = plain(before.id)
		_, answer, err := a.tenant.call(o.kind, expand(o.kind.update, ids), body)
		if err != nil {
			return err
		}
		told, isObject := answer.(map[string]any)
		if !isObject {
			told = before.answer
		}
		o.settle(told, ids)
		if o.id == nil {
			o.id, o.ids[o.kind.name] = before.id, plain(before.id)
		}
	default:
		if err := a.create(o, body, ids); err != nil {
			return err
		}
	}
	if o.status, _ = body["status"].(string); o.kind.nth {
		a.later = append(a.later, o)
		return nil
	}
	return a.status(o)
}

// create makes a new object.
func (a *applying) create(o *object, body map[string]any, ids map[string]string) error {
	given := o.given || o.kind.bare // whether a body is sent
	if !given && o.kind.of == "" {
		return fmt.Errorf("body is missing, and there is no such object yet")
	}
	var answer any
	var err error
	line := expand(o.kind.create, ids)
	if o.kind.steps != nil { // the call that makes one knows no status
		body = maps.Clone(body)
		delete(body, "status")
	}
	if o.kind.how != nil {
		if line, err = o.kind.how(a.tenant, o.kind, ids, body); err != nil {
			return err
		}
	}
	switch {
	case o.kind.form:
		rest := maps.Clone(body)
		for name, v := range body {
			if strings.Contains(line, "{body."+name+"}") {
				line = expand(line, map[string]string{"body." + name: plain(v)})
				delete(rest, name)
			}
		}
		answer, err = a.tenant.form(o.kind, line, rest)
	case given:
		_, answer, err = a.tenant.call(o.kind, line, body)
	default:
		_, answer, err = a.tenant.call(o.kind, line, nil)
	}
	if err != nil {
		return err
	}
	told, _ := answer.(map[string]any)
	o.settle(told, ids)
	if len(o.kind.also) == 0 || o.kind.whole == "" {
		return nil
	}
	_, answer, err = a.tenant.call(o.kind, "GET "+expand(o.kind.whole, o.ids), nil)
	if told, isObject := answer.(map[string]any); isObject {
		o.answer = told
	}
	o.learn()
	return err
}

// settle remembers what the platform tells of an object.
func (o *object) settle(answer map[string]any, ids map[string]string) {
	o.answer, o.ids = answer, ids
	if o.id = at(answer, o.kind.idMember()); o.id != nil {
		ids[o.kind.name] = plain(o.id)
	}
	o.learn()
}

// learn remembers what paths have of an object besides its identifier.
func (o *object) learn() {
	for _, member := range o.kind.also {
		if v := at(o.answer, member); v != nil {
			o.ids[o.kind.name+"#"+member] = plain(v)
		}
	}
}

// find looks for an object that was there before the file.
func (a *applying) find(o *object, body map[string]any) (*object, error) {
	if o.kind.nth || o.kind.same != "" && o.of != "" {
		return a.fresh(o)
	}
	if o.kind.match == "" {
		return nil, nil
	}
	want := at(body, o.kind.match)
	if want == nil {
		want = o.key
	}
	return a.existing(o.kind, o.parent, plain(want))
}

// fresh looks for an object that came with another of the file.
func (a *applying) fresh(o *object) (*object, error) {
	ids := a.idsAbove(o)
	items, err := a.tenant.list(o.kind, ids)
	if err != nil {
		return nil, err
	}
	for i, item := range items {
		found := o.kind.nth && o.key == fmt.Sprint(i+1) || !o.kind.nth && plain(at(item, o.kind.same)) == o.other
		if found {
			was := &object{kind: o.kind, parent: o.parent, key: o.key, state: made}
			was.settle(item, ids)
			return was, nil
		}
	}
	if !o.kind.nth {
		return nil, fmt.Errorf("of leads to nothing that came with the other object")
	}
	return nil, nil
}

// existing finds what was there before the file by its name.
func (a *applying) existing(k *kind, parent *object, name string) (*object, error) {
	above := k.path()
	ids := a.tenant.IDs
	if parent != nil {
		above, ids = parent.path()+"/"+k.name, parent.ids
	}
	all, known := a.there[above]
	if !known {
		items, err := a.tenant.list(k, ids)
		if err != nil {
			return nil, err
		}
		for _, item := range items {
			o := &object{kind: k, parent: parent, key: plain(at(item, k.match)), state: made}
			o.settle(item, maps.Clone(ids))
			all = append(all, o)
		}
		a.there[above] = all
	}
	for _, o := range all {
		if o.key == name {
			return o, nil
		}
	}
	return nil, nil
}

// resolve tells what a reference stands for.
func (a *applying) resolve(ref string) (any, error) {
	if ref == madeUp {
		return a.tenant.Secret(), nil
	}
	if v, found := a.tenant.Values[ref]; found {
		return v, nil
	}
	path, member, hasMember := strings.Cut(ref, "#")
	o, err := a.referred(path)
	if err != nil {
		return nil, err
	}
	if o == nil {
		return nil, fmt.Errorf("$(%s) refers to nothing: neither the file nor the platform has it; references are $(KIND/NAME), and %s", ref, strings.Join(Values(), ", "))
	}
	if !hasMember {
		if o.id == nil {
			return nil, fmt.Errorf("$(%s): the platform tells no identifier of it", ref)
		}
		return o.id, nil
	}
	v := at(o.answer, member)
	if v == nil {
		return nil, fmt.Errorf("$(%s): the platform tells no %s of it; it tells %s", ref, member, strings.Join(sortedKeys(o.answer), ", "))
	}
	return v, nil
}

// referred finds the object of a path: in the file, where it is made first, or
// on the platform. nil: there is none.
func (a *applying) referred(path string) (*object, error) {
	if o := a.byPath[path]; o != nil {
		return o, a.object(o)
	}
	segments := strings.Split(path, "/")
	if len(segments) < 3 || len(segments)%2 == 0 {
		return nil, nil
	}
	k := section(segments[0])
	var parent *object
	if len(segments) > 3 {
		var err error
		if parent, err = a.referred(strings.Join(segments[:len(segments)-2], "/")); parent == nil || err != nil {
			return nil, err
		}
		k = parent.kind
	}
	if k != nil {
		k = k.child(segments[len(segments)-2])
	}
	if k == nil || k.match == "" {
		return nil, nil
	}
	return a.existing(k, parent, unescape.Replace(segments[len(segments)-1]))
}

// status brings an object into the status that its body says.
func (a *applying) status(o *object) error {
	was := plain(o.answer["status"])
	if o.kind.lifecycle == "" || o.status == "" || was == o.status {
		return nil
	}
	steps, known := o.kind.steps[was+" "+o.status]
	switch {
	case known:
	case o.kind.steps != nil:
		return fmt.Errorf("body.status: %q is not a status that it can have, being %s", o.status, was)
	case o.status == "ACTIVE":
		steps = []string{"activate"}
	case o.status == "INACTIVE":
		steps = []string{"deactivate"}
	default:
		return fmt.Errorf("body.status: %q is not allowed; allowed: ACTIVE, INACTIVE", o.status)
	}
	for _, step := range steps {
		if _, _, err := a.tenant.call(o.kind, "POST "+expand(o.kind.lifecycle, o.ids)+step, nil); err != nil {
			return err
		}
	}
	return nil
}

// covers tells whether a value has everything that another says.
func covers(was, says any) bool {
	w, isObject := was.(map[string]any)
	s, alsoObject := says.(map[string]any)
	if !isObject || !alsoObject {
		return reflect.DeepEqual(was, says)
	}
	for name, v := range s {
		if !covers(w[name], v) {
			return false
		}
	}
	return true
}
