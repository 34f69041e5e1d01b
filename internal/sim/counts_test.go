package sim

import (
	"maps"
	"reflect"
	"testing"
	"unsafe"
)

// uncounted are the tables whose rows Objects does not count, and why.
var uncounted = map[string]string{
	"okta.issued":          "tokens run out by themselves",
	"okta.apps.users":      "most are those of the groups; a row of nobody is none of the others",
	"anypoint.users":       "nothing makes one",
	"anypoint.sessions":    "they run out by themselves",
	"anypoint.softDeleted": "they are what is deleted",
}

// table is a store.Table of whatever type.
type table interface {
	SaveRows(each func(id string, row any) error) error
	LoadRows(ids []string, fill func(id string, row any) error) error
	Len() int
}

// TestObjects_countsEveryTable puts a row into each table of the platforms: a
// kind of object that is not counted is missed by whoever looks for what a run
// left behind, by the page's test and by that of the seed files.
func TestObjects_countsEveryTable(t *testing.T) {
	s, err := InMemory(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for platform, holder := range map[string]any{"okta": s.Okta, "anypoint": s.Anypoint} {
		held := reflect.ValueOf(holder).Elem()
		state := held.FieldByName("st")
		if !state.IsValid() {
			state = held.FieldByName("state")
		}
		tables(state.Elem(), platform, func(path string, rows table, fill func(row any)) {
			before := s.Objects()
			if err := rows.LoadRows([]string{"row"}, func(_ string, row any) error { fill(row); return nil }); err != nil {
				t.Fatal(err)
			}
			counted := !maps.Equal(before, s.Objects())
			if _, excepted := uncounted[path]; counted == excepted {
				t.Errorf("a row of %s: counted %t: count its rows in Objects, or say in uncounted why not", path, counted)
			}
		})
	}
}

// tables visits the tables in a struct, each empty, and then those in the row
// that was put into it.
func tables(in reflect.Value, path string, visit func(path string, rows table, fill func(row any))) {
	for i := range in.NumField() {
		field := in.Field(i)
		rows, isTable := reflect.TypeAssert[table](reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())))
		if !isTable {
			continue
		}
		name := path + "." + in.Type().Field(i).Name
		_ = rows.LoadRows(nil, nil)
		var within reflect.Value
		visit(name, rows, func(row any) {
			v := reflect.ValueOf(row).Elem()
			if v.Kind() == reflect.Pointer {
				v.Set(reflect.New(v.Type().Elem()))
				within = v.Elem()
			}
		})
		if within.Kind() == reflect.Struct {
			tables(within, name, visit)
		}
	}
}
