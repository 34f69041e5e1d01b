package rest

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"time"
)

// Collection is a set of objects of one kind under one path, such as the
// scopes of one authorization server. Everything that follows from the path is
// here; what differs between objects is their type T.
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
	// Replaces is the method of Replace. Empty: PUT.
	Replaces string
	// ReadAhead allows one list to answer many gets. Only for lists whose
	// items are the whole object.
	ReadAhead bool
}

func (c Collection[T]) item(id string) Path { return c.Path.Join(c.Item, id) }

func (c Collection[T]) pager() Pager {
	if c.Pager == nil {
		return Whole
	}
	return c.Pager
}

// Get reads one object.
func (c Collection[T]) Get(ctx context.Context, id string) (T, error) {
	r := Request{Operation: fmt.Sprintf("read the %s %q", c.Noun, id), Method: http.MethodGet, Path: c.item(id), Query: c.One}
	if !c.ReadAhead {
		return Do[T](ctx, c.Client, r)
	}
	var v T
	raw, err := c.Client.readAhead.get(ctx, c.source(), id, func(ctx context.Context) (json.RawMessage, error) {
		resp, err := c.Client.Send(ctx, r)
		return resp.Body, err
	})
	if err != nil {
		return v, err
	}
	return v, decode(c.Client, r, raw, &v)
}

// All lists the objects. query narrows the list in the platform's own words.
func (c Collection[T]) All(ctx context.Context, query url.Values) iter.Seq2[T, error] {
	return Pages[T](ctx, c.Client, c.listRequest(query), c.pager())
}

func (c Collection[T]) listRequest(query url.Values) Request {
	q := url.Values{}
	maps.Copy(q, c.List)
	maps.Copy(q, query)
	return Request{Operation: "list the " + c.Noun + "s", Method: http.MethodGet, Path: c.Path, Query: q}
}

// Create makes an object. When the answer is lost, so that nobody knows
// whether the object was made, the object is looked for by same, which compares
// natural keys: it is taken over if it was created since the request began;
// else the error says what to check. A nil same never looks.
func (c Collection[T]) Create(ctx context.Context, body any, same func(T) bool) (T, error) {
	return c.CreateWith(ctx, Request{Body: body}, same)
}

// CreateWith is Create with a query or headers of its own.
func (c Collection[T]) CreateWith(ctx context.Context, r Request, same func(T) bool) (T, error) {
	r.Operation, r.Method = "create the "+c.Noun, http.MethodPost
	if len(r.Path.Template) == 0 {
		r.Path = c.Path
	}
	began := c.Client.clock.now().Add(-2 * time.Second) // Date has whole seconds
	v, err := Do[T](ctx, c.Client, r)
	if err == nil || !IsAmbiguous(err) || ctx.Err() != nil {
		return v, err
	}
	e := As(err)
	e.Next = fmt.Sprintf("The %s may have been created all the same. Look for it before you apply again, and import or delete it.", c.Noun)
	if same == nil {
		return v, err
	}
	for found, listErr := range c.All(ctx, nil) {
		if listErr != nil {
			return v, err
		}
		if !same(found) {
			continue
		}
		if c.Created != nil {
			if t, parseErr := time.Parse(time.RFC3339, c.Created(found)); parseErr == nil && t.After(began) {
				return found, nil
			}
		}
		e.Next = fmt.Sprintf("There is one with these properties now, with the id %q. It may be the one that this request made, or an older one. Import it if it is yours, or delete it, before you apply again.", c.ID(found))
		return v, err
	}
	e.Next = fmt.Sprintf("No such %s is there: the request was not carried out. Apply again.", c.Noun)
	return v, err
}

// Replace writes a whole object.
func (c Collection[T]) Replace(ctx context.Context, id string, body any) (T, error) {
	return c.write(ctx, "update", http.MethodPut, id, body)
}

// Patch writes some members of an object.
func (c Collection[T]) Patch(ctx context.Context, id string, body any) (T, error) {
	return c.write(ctx, "update", http.MethodPatch, id, body)
}

func (c Collection[T]) write(ctx context.Context, verb, method, id string, body any) (T, error) {
	return Do[T](ctx, c.Client, Request{
		Operation: fmt.Sprintf("%s the %s %q", verb, c.Noun, id), Method: method, Path: c.item(id), Body: body,
	})
}

// Change reads an object as it came, lets change alter it, and replaces it by
// the result, so that members that T does not know are kept.
func (c Collection[T]) Change(ctx context.Context, id string, change func(current json.RawMessage) (any, error)) (T, error) {
	var v T
	resp, err := c.Client.Send(ctx, Request{Operation: fmt.Sprintf("read the %s %q", c.Noun, id), Method: http.MethodGet, Path: c.item(id), Query: c.One})
	if err != nil {
		return v, err
	}
	body, err := change(resp.Body)
	if err != nil {
		return v, err
	}
	return c.Replace(ctx, id, body)
}

// Delete removes an object.
func (c Collection[T]) Delete(ctx context.Context, id string) error {
	_, err := c.Client.Send(ctx, Request{Operation: fmt.Sprintf("delete the %s %q", c.Noun, id), Method: http.MethodDelete, Path: c.item(id)})
	return err
}

// Act posts to a sub-path of an object, such as "/lifecycle/deactivate". verb
// is for errors. The actions of both platforms set a state, so repeating one
// is safe.
func (c Collection[T]) Act(ctx context.Context, id, verb, sub string, body any) (Response, error) {
	return c.Client.Send(ctx, Request{
		Operation: fmt.Sprintf("%s the %s %q", verb, c.Noun, id), Method: http.MethodPost, Path: c.item(id).Join(sub), Body: body,
	})
}

func (c Collection[T]) source() source {
	key, _ := c.Path.Escaped()
	return source{
		key: key, first: c.listRequest(nil), client: c.Client, pager: c.pager(),
		id: func(raw json.RawMessage) string {
			var v T
			if json.Unmarshal(raw, &v) != nil {
				return ""
			}
			return c.ID(v)
		},
	}
}
