package rest_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// shop is a collection with pages, some of whose objects are not in its list,
// as Okta's inactive apps, and some nowhere.
type shop struct {
	name             string
	size, page       int
	hidden, gone     map[int]bool
	few, listOnly    bool
	asked            []int // the objects that somebody asks for, in order
	singles, listing atomic.Int32
}

func (s *shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if id, one := strings.CutPrefix(r.URL.Path, "/"+s.name+"/"); one {
		s.singles.Add(1)
		if n, _ := strconv.Atoi(id); s.gone[n] {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		_ = json.NewEncoder(w).Encode(thing{ID: id})
		return
	}
	s.listing.Add(1)
	from, _ := strconv.Atoi(r.URL.Query().Get("after"))
	to := min(from+s.page, s.size)
	items := []thing{}
	for i := from; i < to; i++ {
		if !s.hidden[i] && !s.gone[i] {
			items = append(items, thing{ID: strconv.Itoa(i)})
		}
	}
	if to < s.size {
		w.Header().Set("Link", fmt.Sprintf(`<http://%s/%s?after=%d>; rel="next"`, r.Host, s.name, to))
	}
	_ = json.NewEncoder(w).Encode(items)
}

// best is the least number of calls that answer all that is asked for: some
// pages from the first on, and each object that is on none of them by itself.
// That an object is gone only its own get tells, or the whole list of a
// collection that has no such gets.
func (s *shop) best() int {
	pages := (s.size + s.page - 1) / s.page
	least := len(s.asked)
	if s.listOnly {
		least = pages
	}
	for j := 1; j <= pages; j++ {
		alone := 0
		for _, n := range s.asked {
			if n >= j*s.page || s.hidden[n] || s.gone[n] {
				alone++
			}
		}
		switch {
		case !s.listOnly:
			least = min(least, j+alone)
		case alone == 0:
			least = min(least, j)
		}
	}
	return least
}

func (s *shop) took() int { return int(s.singles.Load() + s.listing.Load()) }

func newShop(random *rand.Rand, name string) *shop {
	s := &shop{
		name: name, size: 1 + random.IntN(400), page: 1 + random.IntN(100), hidden: map[int]bool{}, gone: map[int]bool{},
		few: random.IntN(2) == 0, listOnly: random.IntN(6) == 0,
	}
	strange := []float64{0, 0, 0.05, 0.5, 1}[random.IntN(5)]
	for i := range s.size {
		switch at := random.Float64(); {
		case at < strange/2 && !s.listOnly:
			s.hidden[i] = true
		case at < strange:
			s.gone[i] = true
		}
	}
	all := random.Perm(s.size)
	s.asked = all[:1+random.IntN(s.size)]
	if random.IntN(3) == 0 {
		s.asked = all[:1+random.IntN(min(s.size, 4))]
	}
	switch random.IntN(4) {
	case 0:
		slices.Sort(s.asked)
	case 1:
		slices.Sort(s.asked)
		slices.Reverse(s.asked)
	case 2: // all of the first page, and then one of the last or one that is gone
		s.asked = nil
		for i := range min(s.page, s.size) {
			s.asked = append(s.asked, i)
		}
		if s.size > s.page {
			s.asked = append(s.asked, s.size-1)
		}
	}
	return s
}

// TestReadAhead_neverTwiceTheBest asks for random mixes of objects, in random
// orders and ten at a time, of collections of random sizes, pages and gaps.
// What it takes is never more than twice what it would have taken who had known
// all of it before.
func TestReadAhead_neverTwiceTheBest(t *testing.T) {
	t.Parallel()
	for seed := range uint64(150) {
		random := rand.New(rand.NewPCG(seed, 8))
		var shops []*shop
		mux := http.NewServeMux()
		for i := range 1 + random.IntN(4) {
			s := newShop(random, fmt.Sprint("things", i))
			shops = append(shops, s)
			mux.Handle("/"+s.name, s)
			mux.Handle("/"+s.name+"/", s)
		}
		visit(t, random, serve(t, mux.ServeHTTP), shops)
		for _, s := range shops {
			if best := s.best(); s.took() > 2*best {
				t.Errorf("seed %d: %d gets of %d objects in pages of %d (few %v, no single gets %v, %d hidden, %d gone) took %d calls and %d pages, the best is %d",
					seed, len(s.asked), s.size, s.page, s.few, s.listOnly, len(s.hidden), len(s.gone), s.singles.Load(), s.listing.Load(), best)
			}
			if s.listOnly && s.took() > s.best() {
				t.Errorf("seed %d: a list that alone tells of %d objects was read more than once", seed, len(s.asked))
			}
		}
	}
}

// visit asks for everything, mixed, one at a time or ten.
func visit(t *testing.T, random *rand.Rand, client *rest.Client, shops []*shop) {
	t.Helper()
	var order []int
	for i, s := range shops {
		order = append(order, slices.Repeat([]int{i}, len(s.asked))...)
	}
	random.Shuffle(len(order), func(i, k int) { order[i], order[k] = order[k], order[i] })
	slots := make(chan struct{}, []int{1, 10}[random.IntN(2)])
	next := make([]int, len(shops))
	var wg sync.WaitGroup
	for _, i := range order {
		s := shops[i]
		n := s.asked[next[i]]
		next[i]++
		c := things(client)
		c.Path, c.ReadAhead, c.Few, c.ListOnly = rest.P("/"+s.name), true, s.few, s.listOnly
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			v, err := c.Get(t.Context(), strconv.Itoa(n))
			switch {
			case s.gone[n] && !rest.IsNotFound(err):
				t.Errorf("%s/%d is gone: %v, %v", s.name, n, v, err)
			case !s.gone[n] && (err != nil || v.ID != strconv.Itoa(n)):
				t.Errorf("%s/%d: %v, %v", s.name, n, v, err)
			}
		})
	}
	wg.Wait()
}
