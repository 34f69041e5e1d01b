package rest

import (
	"context"
	"encoding/json"
	"sync"
)

// readAhead answers single gets from lists. During a refresh Terraform asks
// for objects one by one; a list page answers many of them at once.
//
// A get that no page read so far answers fetches one more page, if that does
// not make the pages outnumber the gets that had to go out alone; if the page
// does not hold the object either, the get goes out alone. So whatever is asked
// for, in whatever order, takes at most twice the calls of the best that could
// have been done by who had known it all before. The first get goes out alone,
// or is a page where a collection says that it has few objects.
//
// An item answers one get and is then forgotten, so that a second look at an
// object is a fresh one. An object that the pages do not hold is asked for by
// its own get: only that answer says that it is gone. A write by this process
// drops everything.
type readAhead struct {
	off  bool
	mu   sync.Mutex
	held map[string]*shelf
}

// shelf is what was read ahead of one collection.
type shelf struct {
	gate  Gate // held while a page is fetched: others wait for it instead of fetching it again
	alone int  // gets that no page answered
	pages int
	walk  walk
	next  *Request                   // nil: there is no other page, or none that can be had
	ended bool                       // there is no other page
	items map[string]json.RawMessage // nil: handed out already, or known to be nowhere
}

// source is where the pages of a collection come from.
type source struct {
	key    string
	client *Client
	first  Request
	pager  Pager
	id     func(json.RawMessage) string
	// ahead is how many pages are fetched before any get goes out alone.
	ahead int
	// absent is the error where there are no single gets, so that an object that
	// is on no page is nowhere. nil: there are.
	absent func() error
}

func (a *readAhead) get(ctx context.Context, src source, id string, single func(context.Context) (json.RawMessage, error)) (json.RawMessage, error) {
	look := lookOf(ctx)
	if a.off || look.fresh || look.steady && src.absent == nil {
		return single(ctx)
	}
	if src.absent != nil {
		look.list(ctx, src.client)
	}
	raw, nowhere, err := a.shelf(src).take(ctx, src, id)
	switch {
	case err != nil:
		return nil, err
	case raw != nil:
		if src.absent == nil && look != &none {
			look.ahead.Store(true)
		}
		return raw, nil
	case nowhere:
		return nil, src.absent()
	}
	return single(ctx)
}

// take hands out the item of that id, or tells that the list has none.
func (s *shelf) take(ctx context.Context, src source, id string) (raw json.RawMessage, nowhere bool, err error) {
	if err := s.gate.Lock(ctx); err != nil {
		return nil, false, err
	}
	defer s.gate.Unlock() // even when a page makes it panic: others wait
	_, again := s.items[id]
	for !again && s.items[id] == nil && s.next != nil && (src.absent != nil || s.pages < s.alone+src.ahead) && ctx.Err() == nil {
		s.fetch(ctx, src)
	}
	raw = s.items[id]
	if raw == nil {
		s.alone++
	}
	if raw != nil || src.absent != nil {
		s.items[id] = nil // a get that goes out alone may say that there is nothing: then the list is asked
	}
	return raw, src.absent != nil && s.ended && !again, nil
}

// fetch reads the next page onto the shelf. A list that fails is not tried again:
// the get's own answer will say what is wrong.
func (s *shelf) fetch(ctx context.Context, src source) {
	request := *s.next
	s.pages++
	resp, err := src.client.Send(ctx, request)
	if err != nil {
		s.next = nil
		return
	}
	items, next, err := s.walk.page(src.client, request, src.pager, resp)
	s.next, s.ended = next, next == nil && err == nil
	if err != nil {
		return
	}
	for _, raw := range items {
		if id := src.id(raw); id != "" {
			s.items[id] = raw
		}
	}
}

func (a *readAhead) shelf(src source) *shelf {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.held == nil {
		a.held = map[string]*shelf{}
	}
	s := a.held[src.key]
	if s == nil {
		first := src.first
		s = &shelf{next: &first, items: map[string]json.RawMessage{}}
		a.held[src.key] = s
	}
	return s
}

// drop forgets everything that was read ahead. A get that is under way keeps
// the shelf it has; its answer was read before the write ended, as any get's
// could have been.
func (a *readAhead) drop() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.held = nil
}
