package okta

import "slices"

// Policies and rules are ordered by priority: contiguous from 1, and whoever
// takes a place moves the others down. Not known from the recordings beyond
// that; it is what Okta's documentation of policies says.

// insertAt puts an item at a priority. No priority (0) and one beyond the end
// both mean the end.
func insertAt[T any](items []T, item T, priority int) []T {
	at := len(items)
	if priority > 0 {
		at = min(priority-1, len(items))
	}
	return slices.Insert(items, at, item)
}

// moveTo gives an item of the list another priority; 0 leaves it where it is.
func moveTo[T comparable](items []T, item T, priority int) []T {
	if priority <= 0 {
		return items
	}
	return insertAt(remove(items, item), item, priority)
}

// remove is a list less one item.
func remove[T comparable](items []T, item T) []T {
	return slices.DeleteFunc(slices.Clone(items), func(x T) bool { return x == item })
}

// priorityOf is an item's priority: its place, counted from 1.
func priorityOf[T comparable](items []T, item T) int { return slices.Index(items, item) + 1 }
