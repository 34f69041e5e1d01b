package rest

import (
	"context"
	"encoding/json"
	"iter"
	"net/http"
	"net/url"
)

// Collection is a set of objects of one kind under one path, such as the
// scopes of one authorization server. Everything that follows from the path is
// here; what differs between objects is their type T. It is used by pointer:
// methods on the value would be compiled three times for each type. What few
// kinds need is a function of the package: a method is compiled for each type,
// used or not.
type Collection[T any] struct {
	Client *Client
	Noun   string     // "scope": how errors call one object
	Path   Path       // of the collection
	Item   string     // what an object's path adds to it, "/{scopeId}"
	List   url.Values // the query of a list, page size included
	One    url.Values // the query of a get
	Pager  Pager      // nil: Whole
	// ID gives an object's identifier as the paths take it.
	ID func(T) string
	// Created gives the time of creation in RFC 3339, by which an object
	// that may be ours is told from an older one. nil: the platform keeps none.
	Created func(T) string
	// ReadAhead allows one list to answer many gets. Only for lists whose
	// items are the whole object.
	ReadAhead bool
	// Few says that the first get may be a list already: one page holds them
	// all, as a rule, and costs no more than one object.
	Few bool
	// ListOnly is for objects that cannot be read one by one: a get looks
	// through the list, which answers for all of them.
	ListOnly bool
}

// plain is the collection without its type. Inlined, it would be there once for
// each method of each type.
//
//go:noinline
func (c *Collection[T]) plain() *plain {
	p := &plain{client: c.Client, noun: c.Noun, path: c.Path, sub: c.Item, list: c.List, one: c.One, pager: c.Pager, readAhead: c.ReadAhead, few: c.Few, listOnly: c.ListOnly}
	if c.Pager == nil {
		p.pager = Whole
	}
	p.look = looking(c.ID, c.Created)
	return p
}

// Get reads one object.
func (c *Collection[T]) Get(ctx context.Context, id string) (T, error) {
	return as[T](c.plain().get(ctx, id))
}

// All lists the objects. query narrows the list in the platform's own words.
func (c *Collection[T]) All(ctx context.Context, query url.Values) iter.Seq2[T, error] {
	p := c.plain()
	return Pages[T](ctx, c.Client, p.listRequest(query), p.pager)
}

// Create makes an object. When the answer is lost, so that nobody knows
// whether the object was made, the object is looked for by same, which compares
// natural keys: it is taken over if it was created since the request began;
// else the error says what to check. When the platform refuses because there is
// such an object, the error's Twin is that object. A nil same never looks.
func (c *Collection[T]) Create(ctx context.Context, body any, same func(T) bool) (T, error) {
	return CreateWith(ctx, c, Request{Body: body}, same)
}

// CreateWith is Create with a query or headers of its own.
func CreateWith[T any](ctx context.Context, c *Collection[T], r Request, same func(T) bool) (T, error) {
	var wanted func(any) bool
	if same != nil {
		wanted = func(v any) bool { t, ok := v.(*T); return ok && same(*t) }
	}
	v := new(T)
	err := c.plain().create(ctx, r, wanted, v)
	return *v, err
}

// Replace writes a whole object.
func Replace[T any](ctx context.Context, c *Collection[T], id string, body any) (T, error) {
	return as[T](c.plain().write(ctx, http.MethodPut, id, body))
}

// Patch writes some members of an object.
func Patch[T any](ctx context.Context, c *Collection[T], id string, body any) (T, error) {
	return as[T](c.plain().write(ctx, http.MethodPatch, id, body))
}

// Change reads an object as it came, lets change alter it, and replaces it by
// the result, so that members that T does not know are kept.
func Change[T any](ctx context.Context, c *Collection[T], id string, change func(current json.RawMessage) (any, error)) (T, error) {
	return as[T](c.plain().change(ctx, id, change))
}

// Delete removes an object.
func (c *Collection[T]) Delete(ctx context.Context, id string) error {
	return c.plain().remove(ctx, id)
}

// Act posts to a sub-path of an object, such as "/lifecycle/deactivate". verb
// is for errors. The actions of both platforms set a state, so repeating one
// is safe.
func (c *Collection[T]) Act(ctx context.Context, id, verb, sub string, body any) (Response, error) {
	return c.plain().act(ctx, id, verb, sub, body)
}
