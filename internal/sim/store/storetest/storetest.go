// Package storetest checks that what a platform keeps is counted.
package storetest

import (
	"maps"
	"reflect"
	"strings"
	"unsafe"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/store"
)

var home = reflect.TypeFor[store.Table[int]]().PkgPath()

// Uncounted puts a record into every table of a platform's state, a pointer to a
// struct, and names the tables in which count does not notice it.
func Uncounted(state any, count func() map[string]int) []string {
	var out []string
	s := reflect.ValueOf(state).Elem()
	for i := range s.NumField() {
		field := s.Type().Field(i)
		if field.Type.PkgPath() != home || !strings.HasPrefix(field.Type.Name(), "Table[") {
			continue
		}
		table := reflect.NewAt(field.Type, unsafe.Pointer(s.Field(i).UnsafeAddr())) //nolint:gosec // calls a method of an unexported field, with its own type
		before := maps.Clone(count())
		put := table.MethodByName("Put")
		record := reflect.New(put.Type().In(1)).Elem()
		if record.Kind() == reflect.Pointer {
			record = reflect.New(record.Type().Elem())
		}
		put.Call([]reflect.Value{reflect.ValueOf("a record of no platform's"), record})
		if maps.Equal(before, count()) {
			out = append(out, field.Name)
		}
	}
	return out
}
