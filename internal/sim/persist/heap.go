// Package persist keeps the simulator's tenant in a file.
//
// The platforms hold their objects in ordinary Go structs with unexported
// fields. Heap turns those into records and back by reflection, so that a new
// field or a new kind of object survives without a line of code for it. File
// writes the records that changed.
package persist

import (
	"encoding/json"
	"reflect"
	"unsafe"
)

// Records are what a tenant is kept as: values by key.
type Records map[string][]byte

// Roots are the structs that hold everything, by name: pointers.
type Roots map[string]any

// Custom is a value that knows best how to be kept.
type Custom interface {
	SaveState() ([]byte, error)
	LoadState(data []byte) error
}

// table is store.Table of any type. Rows are handed out by value, and taken in
// through a pointer.
type table interface {
	SaveRows(each func(id string, row any) error) error
	LoadRows(ids []string, fill func(id string, row any) error) error
}

// Heap knows the objects of one platform by number, so that two who point at
// the same object still do after it was loaded, and so that what did not change
// has the same record as before. It is not for concurrent use.
type Heap struct {
	prefix  string
	numbers map[place]uint64
	next    uint64
}

// NewHeap makes a heap whose records have keys that begin with the name.
func NewHeap(name string) *Heap {
	return &Heap{prefix: name + "/", numbers: map[place]uint64{}}
}

// Prefix is what the keys of the heap's records begin with.
func (h *Heap) Prefix() string { return h.prefix }

// place is where an object is. The type belongs to it, because a struct and its
// first field share an address.
type place struct {
	kind reflect.Type
	at   unsafe.Pointer
}

// reachable makes a value that was reached through unexported fields one that
// can be read and set. The value must be addressable.
func reachable(v reflect.Value) reflect.Value {
	return reflect.NewAt(v.Type(), unsafe.Pointer(v.UnsafeAddr())).Elem() //nolint:gosec // reads and sets unexported fields of this module's structs, in place and with their own type
}

// addressable copies a value that has no address, such as a map's.
func addressable(v reflect.Value) reflect.Value {
	if v.CanAddr() {
		return v
	}
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	return c
}

// skipped are types that are no part of a tenant: locks, which start unlocked.
func skipped(t reflect.Type) bool { return t.PkgPath() == "sync" }

// shared tells whether pointers of a type may point at the same object on
// purpose: those to structs that no method writes in one piece.
func shared(t reflect.Type) bool {
	if t.Elem().Kind() != reflect.Struct {
		return false
	}
	return !t.Implements(reflect.TypeFor[Custom]()) && !t.Implements(reflect.TypeFor[json.Marshaler]())
}

// dynamic are the types that a value of an interface may have, by the names
// that they are kept under.
var dynamic = map[string]reflect.Type{}

func init() {
	for _, v := range []any{"", false, 0, int64(0), 0.0, json.Number(""), []any(nil), []string(nil), map[string]any(nil)} {
		Register(v)
	}
}

// Register allows values of a type where a struct has an interface.
func Register(v any) {
	t := reflect.TypeOf(v)
	dynamic[t.String()] = t
}
