// Package store keeps the simulator's objects: typed tables that remember the
// order of insertion. It knows nothing of HTTP.
package store

import "sync"

// Table is a set of records by id, in the order in which they were put in.
// Its zero value is empty. Records are copied in and out by assignment, so a
// record that holds slices or maps must be replaced, not changed in place.
type Table[T any] struct {
	mu    sync.RWMutex
	order []string
	rows  map[string]T
}

// Get returns the record of that id.
func (t *Table[T]) Get(id string) (T, bool) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	v, ok := t.rows[id]
	return v, ok
}

// Put inserts or replaces a record; a replaced one keeps its place.
func (t *Table[T]) Put(id string, v T) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.rows == nil {
		t.rows = map[string]T{}
	}
	if _, ok := t.rows[id]; !ok {
		t.order = append(t.order, id)
	}
	t.rows[id] = v
}

// Delete removes a record and tells whether there was one.
func (t *Table[T]) Delete(id string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, ok := t.rows[id]; !ok {
		return false
	}
	delete(t.rows, id)
	for i, o := range t.order {
		if o == id {
			t.order = append(t.order[:i], t.order[i+1:]...)
			break
		}
	}
	return true
}

// List returns the records for which keep is true (nil: all), oldest first.
func (t *Table[T]) List(keep func(T) bool) []T {
	t.mu.RLock()
	defer t.mu.RUnlock()
	out := []T{}
	for _, id := range t.order {
		if v := t.rows[id]; keep == nil || keep(v) {
			out = append(out, v)
		}
	}
	return out
}

// Find returns the first record for which match is true.
func (t *Table[T]) Find(match func(T) bool) (T, bool) {
	for _, v := range t.List(match) {
		return v, true
	}
	var zero T
	return zero, false
}

// Len counts the records.
func (t *Table[T]) Len() int {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return len(t.rows)
}
