package serve

import (
	"math"
	"runtime"
	"runtime/metrics"
)

// roomy is how large the heap may grow before a collection, in bytes, however
// little of it is in use. Go's default starts to collect at 4 MB, and a plan
// of some hundred objects collects all the time, for a quarter of its
// processor time, although it never needs much.
const roomy = 40 << 20

// tight is for what grows beyond that: by a half of what is in use, where Go's
// default is as much again. A plan of thousands of objects keeps to its memory
// that way, for a little more of its time.
const tight = 50

// collectLess lets the heap grow to roomy, or by a half of what is in use where
// that is more. Garbage never exceeds the larger of the two.
// GOGC and GOMEMLIMIT, where set, are the user's word.
func collectLess(lookup func(string) (string, bool), set func(percent int) int) {
	for _, name := range []string{"GOGC", "GOMEMLIMIT"} {
		if v, ok := lookup(name); ok && v != "" {
			return
		}
	}
	now := percent(0)
	set(now)
	afterCollection(func() {
		if next := percent(live()); next != now { // every setting stops the program for a moment
			now = next
			set(now)
		}
	})
}

// percent is the setting with which a heap of that many bytes in use grows to
// roomy, or by a half.
func percent(inUse uint64) int {
	const least = 4 << 20 // what Go takes as the least heap at 100 percent, in proportion
	share := float64(roomy)/float64(max(inUse, least)) - 1
	return max(tight, int(math.Round(share*100)))
}

// live is how many bytes of the heap the last collection found in use.
func live() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	if sample[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return sample[0].Value.Uint64()
}

// afterCollection calls f after every collection: an object that nothing uses
// is made anew each time that the collector frees it.
func afterCollection(f func()) {
	type sentinel struct{ _ [16]byte }
	var arm func()
	arm = func() {
		runtime.AddCleanup(&sentinel{}, func(int) {
			f()
			arm()
		}, 0)
	}
	arm()
}
