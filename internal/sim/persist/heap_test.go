package persist

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/store"
)

type thing struct {
	name  string
	at    time.Time
	peer  *thing
	value any
	list  []string
	empty []string
	none  map[string]any
	some  map[string]any
	text  *string
	parts store.Table[part]
}

type part struct{ n int64 }

type root struct {
	_      sync.Mutex
	things store.Table[*thing]
	parts  store.Table[part]
	first  *thing
	open   bool
}

func sample() *root {
	text := "t"
	a := &thing{
		name: "a", at: time.Date(2030, 1, 2, 3, 4, 5, 6, time.UTC), list: []string{"x"}, empty: []string{}, text: &text,
		value: []any{nil, true, "s", json.Number("1.50"), 7, map[string]any{"k": []string{"v"}}}, some: map[string]any{"z": nil, "a": "b"},
	}
	b := &thing{name: "b", peer: a}
	a.peer = b // in a circle
	a.parts.Put("p", part{3})
	r := &root{first: a, open: true}
	r.things.Put("b", b)
	r.things.Put("a", a)
	r.parts.Put("two", part{2})
	r.parts.Put("one", part{1})
	return r
}

func save(t *testing.T, h *Heap, r *root) Records {
	t.Helper()
	records, err := h.Save(Roots{"root": r})
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// TestHeap_thereAndBack loads what was saved, and compares everything, what
// points at the same object included.
func TestHeap_thereAndBack(t *testing.T) {
	want := sample()
	records := save(t, NewHeap("h"), want)
	h, got := NewHeap("h"), &root{}
	if err := h.Load(records, Roots{"root": got}); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if a, _ := got.things.Get("a"); a != got.first || a.peer.peer != a || a.empty == nil || a.none != nil {
		t.Errorf("%+v", a)
	}
	if names := got.things.List(nil); names[0].name != "b" {
		t.Error("the order is lost")
	}
	// Whoever goes on writes the same records for what did not change.
	if again := save(t, h, got); !reflect.DeepEqual(again, records) {
		t.Errorf("got  %s\nwant %s", again, records)
	}
}

// TestHeap_writesWhatChanged: a new object changes its record and that of
// whoever lists it, and no other.
func TestHeap_writesWhatChanged(t *testing.T) {
	h, r := NewHeap("h"), sample()
	before := save(t, h, r)
	r.parts.Put("three", part{3})
	r.things.Put("c", &thing{name: "c"})
	after := save(t, h, r)
	var changed []string
	for key, value := range after {
		if string(before[key]) != string(value) {
			changed = append(changed, key)
		}
	}
	if len(changed) != 4 { // the root, the part, the thing, the row that points at it
		t.Errorf("%q", changed)
	}
	r.things.Delete("c")
	r.parts.Delete("three")
	if now := save(t, h, r); !maps.EqualFunc(now, before, func(a, b []byte) bool { return string(a) == string(b) }) {
		t.Errorf("what is gone is still there: %s", now)
	}
}

func TestHeap_refusesWhatItCannotKeep(t *testing.T) {
	for what, r := range map[string]any{
		"a chan int cannot be kept":                        &struct{ c chan int }{make(chan int)},
		"where any value can be":                           &struct{ v any }{struct{}{}},
		"a map[int]string cannot be kept: its keys are no": &struct{ m map[int]string }{map[int]string{1: "a"}},
	} {
		if _, err := NewHeap("h").Save(Roots{"root": r}); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%q: %v", what, err)
		}
	}
}

// TestHeap_brokenRecords: no record is passed over in silence.
func TestHeap_brokenRecords(t *testing.T) {
	records := save(t, NewHeap("h"), sample())
	for key := range records {
		for name, broken := range map[string]Records{"missing": without(records, key), "cut": with(records, key, records[key][:len(records[key])-1])} {
			if err := NewHeap("h").Load(broken, Roots{"root": &root{}}); err == nil {
				t.Errorf("%s is %s, and nothing is said", key, name)
			}
		}
	}
}

func without(r Records, key string) Records {
	c := maps.Clone(r)
	delete(c, key)
	return c
}

func with(r Records, key string, value []byte) Records {
	c := maps.Clone(r)
	c[key] = value
	return c
}

// TestFile_holdsWhatWasWritten also removes, and leaves others' keys alone.
func TestFile_holdsWhatWasWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	f, records, err := Open(path)
	if err != nil || len(records) != 0 {
		t.Fatal(err, records)
	}
	write := func(prefix string, records Records) {
		t.Helper()
		if err := f.Write([]string{prefix}, func() (Records, error) { return records, nil }); err != nil {
			t.Fatal(err)
		}
	}
	write("a/", Records{"a/1": []byte("x"), "a/2": []byte("y")})
	write("b/", Records{"b/1": []byte("z")})
	write("a/", Records{"a/2": []byte("Y")})
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	again, records, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = again.Close() }()
	if want := (Records{"a/2": []byte("Y"), "b/1": []byte("z")}); !reflect.DeepEqual(records, want) {
		t.Errorf("%s", records)
	}
}
