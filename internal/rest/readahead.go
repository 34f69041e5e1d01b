package rest

import (
	"context"
	"encoding/json"
	"sync"
)

// readAhead answers single gets from lists. During a refresh Terraform asks
// for objects one by one; a list page answers many of them at once.
//
// The first get of a collection goes out alone. When more gets follow, the
// collection's pages are fetched, one for each get at the most, so that the
// pages never outnumber the gets. An item answers one get and is then
// forgotten, so that a second look at an object is a fresh one. An object that
// the pages do not hold is asked for by its own get: only that answer says
// that it is gone. A write by this process drops everything.
type readAhead struct {
	off  bool
	mu   sync.Mutex
	held map[string]*shelf
}

// shelf is what was read ahead of one collection.
type shelf struct {
	gate  gate // held while a page is fetched: others wait for it instead of fetching it again
	gets  int
	pages int
	walk  walk
	next  *Request // nil: all pages were fetched
	items map[string]json.RawMessage
}

// source is where the pages of a collection come from.
type source struct {
	key    string
	client *Client
	first  Request
	pager  Pager
	id     func(json.RawMessage) string
	// whole: there are no single gets, so that the first fetches the list.
	whole bool
}

func (a *readAhead) get(ctx context.Context, src source, id string, single func(context.Context) (json.RawMessage, error)) (json.RawMessage, error) {
	if a.off {
		return single(ctx)
	}
	s := a.shelf(src)
	if err := s.gate.lock(ctx); err != nil {
		return nil, err
	}
	s.gets++
	if s.gets == 1 && !src.whole {
		s.gate.unlock()
		return single(ctx)
	}
	for s.items[id] == nil && s.next != nil && (src.whole || s.pages < s.gets-1) && ctx.Err() == nil {
		if !s.fetch(ctx, src) {
			break // the get's own answer will say what is wrong
		}
	}
	raw := s.items[id]
	delete(s.items, id)
	s.gate.unlock()
	if raw == nil {
		return single(ctx)
	}
	return raw, nil
}

// fetch reads the next page onto the shelf. A list that fails is not tried again.
func (s *shelf) fetch(ctx context.Context, src source) bool {
	request := *s.next
	s.pages++
	resp, err := src.client.Send(ctx, request)
	if err != nil {
		s.next = nil
		return false
	}
	items, next, err := s.walk.page(src.client, request, src.pager, resp)
	if s.next = next; err != nil {
		return false
	}
	for _, raw := range items {
		if id := src.id(raw); id != "" {
			s.items[id] = raw
		}
	}
	return true
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
