package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"time"
)

// plain does what a Collection does, for objects of any type: the compiler
// makes a generic function anew for each type, and a provider has many.
type plain struct {
	client    *Client
	noun      string
	path      Path
	sub       string
	list, one url.Values
	pager     Pager
	readAhead bool
	few       bool
	listOnly  bool
	// look decodes an object; ok is false when it is not one that is wanted. A
	// nil wanted wants all.
	look func(raw json.RawMessage, wanted func(any) bool) (found Twin, ok bool)
}

// answer is a body that is not decoded yet, and the request it answers.
type answer struct {
	client  *Client
	request Request
	body    json.RawMessage
}

// as decodes an answer. It is not inlined, and works on a pointer, because it is
// there once for each type.
//
//go:noinline
func as[T any](a *answer, err error) (T, error) {
	v := new(T)
	err = a.decode(err, v)
	return *v, err
}

func (a *answer) decode(err error, into any) error {
	if err != nil {
		return err
	}
	return decode(a.client, a.request, a.body, into)
}

// looking makes the look of a plain.
func looking[T any](id, created func(T) string) func(json.RawMessage, func(any) bool) (Twin, bool) {
	return func(raw json.RawMessage, wanted func(any) bool) (found Twin, ok bool) {
		v := new(T)
		if json.Unmarshal(raw, v) != nil || wanted != nil && !wanted(v) {
			return Twin{}, false
		}
		if created != nil {
			found.Created = created(*v)
		}
		found.ID, found.Object = id(*v), *v
		return found, true
	}
}

func (p *plain) item(id string) Path { return p.path.Join(p.sub, id) }

func (c *Client) answer(ctx context.Context, r Request) (*answer, error) {
	resp, err := c.Send(ctx, r)
	return &answer{client: c, request: r, body: resp.Body}, err
}

func (p *plain) getRequest(id string) Request {
	return Request{Operation: fmt.Sprintf("read the %s %q", p.noun, id), Method: http.MethodGet, Path: p.item(id), Query: p.one}
}

func (p *plain) listRequest(query url.Values) Request {
	q := url.Values{}
	maps.Copy(q, p.list)
	maps.Copy(q, query)
	return Request{Operation: "list the " + Plural(p.noun), Method: http.MethodGet, Path: p.path, Query: q}
}

// Plural is a noun for several: "policies", "clients of the server".
func Plural(noun string) string {
	noun, of, ok := strings.Cut(noun, " of ")
	if ok {
		of = " of " + of
	}
	if stem, ok := strings.CutSuffix(noun, "y"); ok && !strings.HasSuffix(stem, "e") { // keys
		return stem + "ies" + of
	}
	return noun + "s" + of
}

func (p *plain) get(ctx context.Context, id string) (*answer, error) {
	r := p.getRequest(id)
	if p.listOnly {
		raw, err := p.client.readAhead.get(ctx, p.source(id), id, func(ctx context.Context) (json.RawMessage, error) { return p.listed(ctx, id) })
		return &answer{client: p.client, request: r, body: raw}, err
	}
	if !p.readAhead {
		return p.client.answer(ctx, r)
	}
	raw, err := p.client.readAhead.get(ctx, p.source(id), id, func(ctx context.Context) (json.RawMessage, error) {
		resp, err := p.client.Send(ctx, r)
		return resp.Body, err
	})
	return &answer{client: p.client, request: r, body: raw}, err
}

// listed is the object in the list, or an error as of a get that finds nothing.
func (p *plain) listed(ctx context.Context, id string) (json.RawMessage, error) {
	for raw, err := range Pages[json.RawMessage](ctx, p.client, p.listRequest(nil), p.pager) {
		if err != nil {
			return nil, err
		}
		if found, ok := p.look(raw, nil); ok && found.ID == id {
			return raw, nil
		}
	}
	return nil, p.absent(id)
}

func (p *plain) absent(id string) error {
	return &Error{
		Platform: p.client.opt.Platform, Operation: p.getRequest(id).Operation, Method: http.MethodGet, Path: p.path.Template, Status: http.StatusNotFound,
		Summary: "The list has no such " + p.noun,
	}
}

func (p *plain) source(id string) source {
	key, _ := p.path.Escaped()
	src := source{
		key: key, first: p.listRequest(nil), client: p.client, pager: p.pager,
		id: func(raw json.RawMessage) string {
			found, _ := p.look(raw, nil)
			return found.ID
		},
	}
	if p.few {
		src.ahead = 1
	}
	if p.listOnly {
		src.absent = func() error { return p.absent(id) }
	}
	return src
}

// creation completes the request that makes an object, and tells the time from
// which on, by our clock, an object may be the one that it made.
func (p *plain) creation(r Request) (Request, time.Time) {
	r.Operation, r.Method = "create the "+p.noun, http.MethodPost
	if len(r.Path.Template) == 0 {
		r.Path = p.path
	}
	return r, time.Now().Add(-2 * time.Second) // Date has whole seconds
}

// create makes an object and decodes it into v. What the answer to a lost request
// was may be found in the list.
func (p *plain) create(ctx context.Context, r Request, wanted func(any) bool, v any) error {
	r, began := p.creation(r)
	a, err := p.client.answer(ctx, r)
	if err == nil && len(bytes.TrimSpace(a.body)) == 0 {
		err = a.empty()
	}
	err = a.decode(err, v)
	if found := p.find(ctx, err, began, wanted); found != nil {
		reflect.ValueOf(v).Elem().SetZero() // of an answer that broke off
		return found.decode(nil, v)
	}
	return err
}

// patience is how long each look for an object may take whose creation got no
// answer: the operation's own time may be what was over.
const patience = 10 * time.Second

// find looks for the object when err says that the answer of its creation was
// lost, or that there is such an object already. nil: err stands, and says what
// to do next.
func (p *plain) find(ctx context.Context, err error, began time.Time, wanted func(any) bool) *answer {
	e := As(err)
	switch {
	case e == nil || errors.Is(context.Cause(ctx), context.Canceled):
		return nil
	case p.client.opt.Exists != nil && !e.Ambiguous && p.client.opt.Exists(e):
		p.name(ctx, e, wanted)
		return nil
	case !e.Ambiguous:
		return nil
	}
	e.Next = fmt.Sprintf("The %s may have been created all the same. Look for it before you apply again, and import or delete it.", p.noun)
	if wanted == nil {
		return nil
	}
	raw, twin, listErr := p.twin(ctx, wanted, began)
	if listErr == nil && !twin.since(p.client.clock.at(began)) && p.client.settle(ctx) {
		raw, twin, listErr = p.twin(ctx, wanted, began) // its list may lag
	}
	for range 2 { // what lost the answer may not be over yet
		if listErr != nil {
			raw, twin, listErr = p.twin(ctx, wanted, began)
		}
	}
	switch {
	case listErr != nil:
		e.Next += fmt.Sprintf(" It could not be looked for just now (%s).", brief(listErr))
		return nil
	case twin == nil && errors.Is(err, context.DeadlineExceeded):
		e.Next = fmt.Sprintf("No such %s is there now. A slow platform may still make it: look for it before you apply again.", p.noun)
		return nil
	case twin == nil:
		e.Next = fmt.Sprintf("No such %s is there: the request was not carried out. Apply again.", p.noun)
		return nil
	}
	began = p.client.clock.at(began)
	if twin.since(began) {
		return &answer{client: p.client, request: p.listRequest(nil), body: raw}
	}
	if twin.Created != "" && !twin.since(began.Add(-time.Minute)) { // no clock is that wrong: its Date was learned
		e.Next = fmt.Sprintf("The request was not carried out: no such %s was made since. Apply again. (An older one has these properties, with the id %q, made %s.)", p.noun, twin.ID, twin.Created)
		return nil
	}
	e.Twin = twin
	e.Next = fmt.Sprintf("There is one with these properties now, with the id %q. It may be the one that this request made, or an older one. Import it if it is yours, or delete it, before you apply again.", twin.ID)
	return nil
}

// brief is an error in one line, for use inside of another's text.
func brief(err error) string {
	e := As(err)
	switch {
	case e == nil:
		return err.Error()
	case e.Summary != "":
		return fmt.Sprintf("%s: %s", e.Operation, e.Summary)
	case e.Status == 0:
		return fmt.Sprintf("%s: no answer: %v", e.Operation, e.Cause)
	default:
		return fmt.Sprintf("%s: status %d", e.Operation, e.Status)
	}
}

// name says which object it is that a creation was refused for.
func (p *plain) name(ctx context.Context, e *Error, wanted func(any) bool) {
	if wanted == nil {
		return
	}
	_, twin, err := p.twin(ctx, wanted, time.Time{})
	if err == nil && twin == nil && p.client.settle(ctx) {
		_, twin, err = p.twin(ctx, wanted, time.Time{}) // it may be new, and the list lag
	}
	switch {
	case err != nil:
		e.Next = fmt.Sprintf("If the reason is that there is such a %s already: it could not be looked for (%s).", p.noun, brief(err))
	case twin == nil:
		e.Next = fmt.Sprintf("If the reason is that there is such a %s already: the list that these credentials see does not have it, so that it may be hidden from them.", p.noun)
	default:
		e.Twin = twin
		e.Next = fmt.Sprintf("There is one already, with the id %q", twin.ID)
		if twin.Created != "" {
			e.Next += ", made " + twin.Created
		}
		e.Next += ". Import it if it is to be managed here, or delete it, or choose another name."
	}
}

// twin is the first object that is wanted, or, before all others, the first that
// was made since then; nil for none.
func (p *plain) twin(ctx context.Context, wanted func(any) bool, since time.Time) (json.RawMessage, *Twin, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	var first json.RawMessage
	var twin *Twin
	for raw, err := range Pages[json.RawMessage](ctx, p.client, p.listRequest(nil), p.pager) {
		if err != nil {
			return nil, nil, err
		}
		found, ok := p.look(raw, wanted)
		if !ok {
			continue
		}
		// By the platform's clock, which the list's answer may have been the first to tell.
		if since.IsZero() || found.since(p.client.clock.at(since)) {
			return raw, &found, nil
		}
		if twin == nil {
			first, twin = raw, &found
		}
	}
	return first, twin, nil
}

// since tells whether the platform made the object after that time.
func (t *Twin) since(then time.Time) bool {
	if t == nil {
		return false
	}
	made, err := time.Parse(time.RFC3339, t.Created)
	return err == nil && made.After(then)
}

func (p *plain) write(ctx context.Context, method, id string, body any) (*answer, error) {
	a, err := p.client.answer(ctx, Request{Operation: fmt.Sprintf("update the %s %q", p.noun, id), Method: method, Path: p.item(id), Body: body})
	if err == nil && len(bytes.TrimSpace(a.body)) == 0 {
		err = a.empty()
	}
	return a, err
}

func (p *plain) change(ctx context.Context, id string, change func(current json.RawMessage) (any, error)) (*answer, error) {
	a, err := p.client.answer(ctx, p.getRequest(id))
	if err != nil {
		return a, err
	}
	body, err := change(a.body)
	if err != nil {
		return a, err
	}
	return p.write(ctx, http.MethodPut, id, body)
}

// remove deletes an object. That it is not there is believed only when it cannot
// be read either: something on the way to the platform may have said so, and
// what is taken for gone is left to nobody.
func (p *plain) remove(ctx context.Context, id string) error {
	r := Request{Operation: fmt.Sprintf("delete the %s %q", p.noun, id), Method: http.MethodDelete, Path: p.item(id)}
	_, err := p.client.Send(ctx, r)
	if !IsNotFound(err) {
		return err
	}
	if p.listOnly {
		p.client.settle(ctx)
	}
	if _, gone := p.get(ctx, id); gone != nil {
		return err
	}
	return fmt.Errorf("%s could not %s: it says that there is no such %s, which can be read all the same, and was not deleted. Apply again", p.client.opt.Platform, r.Operation, p.noun)
}

func (p *plain) act(ctx context.Context, id, verb, sub string, body any) (Response, error) {
	return p.client.Send(ctx, Request{
		Operation: fmt.Sprintf("%s the %s %q", verb, p.noun, id), Method: http.MethodPost, Path: p.item(id).Join(sub), Body: body,
	})
}
