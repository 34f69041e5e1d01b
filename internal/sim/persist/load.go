package persist

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Load fills the roots, which point at empty values, from records. What a
// record has and a struct has not (any more) is passed over; what it has not is
// left empty.
func (h *Heap) Load(records Records, roots Roots) error {
	l := &loader{heap: h, in: records, objects: map[uint64]reflect.Value{}}
	for key := range records {
		if n, found := strings.CutPrefix(key, h.prefix+"#"); found {
			number, err := strconv.ParseUint(n, 10, 64)
			if err != nil {
				return fmt.Errorf("%s: %w", key, err)
			}
			h.next = max(h.next, number)
		}
	}
	for name, root := range roots {
		raw, found := records[h.prefix+name]
		if !found {
			return fmt.Errorf("the record %s%s is missing", h.prefix, name)
		}
		if err := l.root(raw, name, reflect.ValueOf(root).Elem()); err != nil {
			return fmt.Errorf("%s%s: %w", h.prefix, name, err)
		}
	}
	return nil
}

type loader struct {
	heap    *Heap
	in      Records
	objects map[uint64]reflect.Value
}

func (l *loader) root(raw []byte, name string, v reflect.Value) error {
	if v.Kind() != reflect.Struct {
		return l.value(raw, v)
	}
	return l.fields(raw, v, func(field string, raw []byte, f reflect.Value) error {
		t, isTable := reflect.TypeAssert[table](f.Addr())
		if !isTable {
			return l.value(raw, f)
		}
		var ids []string
		if err := json.Unmarshal(raw, &ids); err != nil {
			return err
		}
		return t.LoadRows(ids, func(id string, row any) error {
			key := rowKey(l.heap.prefix, name, field, id)
			one, found := l.in[key]
			if !found {
				return fmt.Errorf("the record %s is missing", key)
			}
			return l.value(one, reflect.ValueOf(row).Elem())
		})
	})
}

func (l *loader) fields(raw []byte, v reflect.Value, each func(string, []byte, reflect.Value) error) error {
	members := map[string]json.RawMessage{}
	if err := json.Unmarshal(raw, &members); err != nil {
		return err
	}
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		if one, found := members[name]; found && !skipped(v.Field(i).Type()) {
			if err := each(name, one, reachable(v.Field(i))); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return nil
}

// value fills an addressable value.
func (l *loader) value(raw []byte, v reflect.Value) error {
	if v.Kind() == reflect.Pointer {
		return l.pointer(raw, v)
	}
	switch whole := v.Addr().Interface().(type) {
	case Custom:
		return whole.LoadState(raw)
	case json.Unmarshaler:
		return json.Unmarshal(raw, whole)
	case table:
		return l.rows(raw, whole)
	}
	null := string(raw) == "null"
	switch v.Kind() {
	case reflect.Struct:
		return l.fields(raw, v, func(_ string, one []byte, f reflect.Value) error { return l.value(one, f) })
	case reflect.Interface:
		if null {
			return nil
		}
		return l.any(raw, v)
	case reflect.Slice:
		if null {
			return nil
		}
		var items []json.RawMessage
		if err := json.Unmarshal(raw, &items); err != nil {
			return err
		}
		v.Set(reflect.MakeSlice(v.Type(), len(items), len(items)))
		for i, item := range items {
			if err := l.value(item, v.Index(i)); err != nil {
				return err
			}
		}
		return nil
	case reflect.Map:
		if null {
			return nil
		}
		v.Set(reflect.MakeMap(v.Type()))
		return l.pairs(raw, func(key string, one []byte) error {
			e := reflect.New(v.Type().Elem()).Elem()
			if err := l.value(one, e); err != nil {
				return err
			}
			v.SetMapIndex(reflect.ValueOf(key).Convert(v.Type().Key()), e)
			return nil
		})
	default:
		return json.Unmarshal(raw, v.Addr().Interface())
	}
}

func (l *loader) pointer(raw []byte, v reflect.Value) error {
	if string(raw) == "null" {
		return nil
	}
	if !shared(v.Type()) {
		v.Set(reflect.New(v.Type().Elem()))
		return l.value(raw, v.Elem())
	}
	var number uint64
	if err := json.Unmarshal(raw, &number); err != nil {
		return err
	}
	if known, found := l.objects[number]; found {
		if known.Type() != v.Type() {
			return fmt.Errorf("object %d is a %s, not a %s", number, known.Type(), v.Type())
		}
		v.Set(known)
		return nil
	}
	one, found := l.in[objectKey(l.heap.prefix, number)]
	if !found {
		return fmt.Errorf("the record %s is missing", objectKey(l.heap.prefix, number))
	}
	made := reflect.New(v.Type().Elem())
	l.objects[number] = made // before its fields, which may point back at it
	l.heap.numbers[place{made.Type(), made.UnsafePointer()}] = number
	v.Set(made)
	return l.value(one, made.Elem())
}

func (l *loader) rows(raw []byte, t table) error {
	var ids []string
	rows := map[string][]byte{}
	err := l.pairs(raw, func(id string, one []byte) error {
		ids, rows[id] = append(ids, id), one
		return nil
	})
	if err != nil {
		return err
	}
	return t.LoadRows(ids, func(id string, row any) error { return l.value(rows[id], reflect.ValueOf(row).Elem()) })
}

func (l *loader) any(raw []byte, v reflect.Value) error {
	name, one, err := pairOf(raw)
	if err != nil {
		return err
	}
	kind, known := dynamic[name]
	if !known {
		return fmt.Errorf("there is no type %q", name)
	}
	inner := reflect.New(kind).Elem()
	if err := l.value(one, inner); err != nil {
		return err
	}
	v.Set(inner)
	return nil
}

func (l *loader) pairs(raw []byte, each func(name string, one []byte) error) error {
	var items []json.RawMessage
	if err := json.Unmarshal(raw, &items); err != nil {
		return err
	}
	for _, item := range items {
		name, one, err := pairOf(item)
		if err != nil {
			return err
		}
		if err := each(name, one); err != nil {
			return err
		}
	}
	return nil
}

func pairOf(raw []byte) (name string, value []byte, err error) {
	var pair []json.RawMessage
	if err := json.Unmarshal(raw, &pair); err != nil {
		return "", nil, err
	}
	if len(pair) != 2 {
		return "", nil, fmt.Errorf("%d members where a name and a value belong", len(pair))
	}
	err = json.Unmarshal(pair[0], &name)
	return name, pair[1], err
}
