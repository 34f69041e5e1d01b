package kernel

import (
	"cmp"
	"iter"
	"maps"
	"slices"
)

// InOrder is a map in the order of its keys: of several faults in a request the
// same one is told each time. Not known: which one the platforms tell.
func InOrder[K cmp.Ordered, V any](m map[K]V) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}
