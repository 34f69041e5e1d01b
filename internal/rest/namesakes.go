package rest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"sync"
	"time"
)

// namesakes are the objects of one collection by name, as far as they were read:
// all, or, in a large one, the first page.
type namesakes struct {
	sync.Mutex
	named map[string][]Twin
	part  bool
	asked int // names that a list of their own was read for
}

// most is how many objects of a collection that can be asked for names are read
// whatever their names: as many as one page has.
const most = 200

// narrowly is how many lists of one name are read before the whole collection is.
const narrowly = 10

// List is a collection without its type, whose objects are looked for by name:
// what a generic function does is code for each type.
type List struct {
	*plain
	name func(raw json.RawMessage, object any) string
}

// Named is a collection whose objects have names: name gives that of an object.
func Named[T any](c *Collection[T], name func(object any) string) List {
	return List{c.plain(), func(_ json.RawMessage, object any) string { return name(object) }}
}

// NamedBy is a collection whose objects have their names in that member.
func NamedBy[T any](c *Collection[T], member string) List {
	return List{c.plain(), memberOf(member)}
}

func memberOf(member string) func(json.RawMessage, any) string {
	return func(raw json.RawMessage, _ any) (name string) {
		var members map[string]json.RawMessage
		if json.Unmarshal(raw, &members) != nil || json.Unmarshal(members[member], &name) != nil {
			return ""
		}
		return name
	}
}

// Namesakes are the objects that have a name, as of before this process wrote
// anything: afterwards there are none, for what it made itself would be among
// them. narrow is the query of the objects with that name, nil where the platform
// has none. A collection is read once in the life of its client, a large one name
// by name while there are few.
func (p List) Namesakes(ctx context.Context, name string, narrow url.Values) ([]Twin, error) {
	if p.client.Wrote() {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	key, _ := p.path.Escaped()
	v, _ := p.client.namesakes.LoadOrStore(key, &namesakes{})
	n, ok := v.(*namesakes)
	if !ok {
		panic("rest: namesakes of another type")
	}
	n.Lock()
	defer n.Unlock()
	if n.named == nil || n.part && n.asked == narrowly {
		limit := 0
		if n.named == nil && narrow != nil {
			limit = most
		}
		named, part, err := p.names(ctx, nil, limit)
		if err != nil {
			return nil, err
		}
		n.named, n.part = named, part
	}
	if !n.part {
		return n.named[name], nil
	}
	n.asked++
	named, _, err := p.names(ctx, narrow, 0)
	return named[name], err
}

// Wrote tells whether the client has written anything.
func (c *Client) Wrote() bool { return c.wrote.Load() != c.born.UnixNano() }

// names reads a list, or, with a limit, so many of its items; part is true when
// there may be more.
func (p List) names(ctx context.Context, query url.Values, limit int) (named map[string][]Twin, part bool, err error) {
	named = map[string][]Twin{}
	count := 0
	pages(ctx, p.client, p.listRequest(query), p.pager, func(raw json.RawMessage, e error) bool {
		if err = e; err != nil {
			return false
		}
		found, _ := p.look(raw, nil)
		name := p.name(raw, found.Object)
		found.Object, found.Age = nil, found.age(p.client.Now()) // the object would be kept for nothing
		named[name] = append(named[name], found)
		count++
		part = count == limit
		return !part
	})
	return named, part, err
}

// age is how long ago a twin was made, in words, and when; empty where the
// platform does not tell. now is the time by the platform's clock.
func (t *Twin) age(now time.Time) string {
	made, err := time.Parse(time.RFC3339, t.Created)
	if err != nil {
		return ""
	}
	const day = 24 * time.Hour
	ago := max(now.Sub(made), 0)
	text := ago.Round(time.Second).String()
	if ago >= 2*day {
		text = fmt.Sprintf("%d days", ago/day)
	}
	return fmt.Sprintf("made %s ago (%s)", text, t.Created)
}
