package persist

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
)

// Save turns everything that the roots hold into records.
func (h *Heap) Save(roots Roots) (Records, error) {
	s := &saver{heap: h, out: Records{}, seen: map[place]uint64{}}
	for _, name := range slices.Sorted(maps.Keys(roots)) {
		v := reflect.ValueOf(roots[name]).Elem()
		var b bytes.Buffer
		if err := s.root(&b, name, v); err != nil {
			return nil, fmt.Errorf("%s%s: %w", h.prefix, name, err)
		}
		s.out[h.prefix+name] = b.Bytes()
	}
	h.numbers = s.seen
	return s.out, nil
}

type saver struct {
	heap *Heap
	out  Records
	seen map[place]uint64
}

// root writes a root. Its tables are kept row by row, so that a change of one
// object does not write all others again.
func (s *saver) root(b *bytes.Buffer, name string, v reflect.Value) error {
	if v.Kind() != reflect.Struct {
		return s.value(b, v)
	}
	return s.fields(b, v, func(field string, f reflect.Value) error {
		t, isTable := reflect.TypeAssert[table](f.Addr())
		if !isTable {
			return s.value(b, f)
		}
		ids := []string{}
		err := t.SaveRows(func(id string, row any) error {
			ids = append(ids, id)
			var one bytes.Buffer
			if err := s.value(&one, addressable(reflect.ValueOf(row))); err != nil {
				return err
			}
			s.out[rowKey(s.heap.prefix, name, field, id)] = one.Bytes()
			return nil
		})
		if err != nil {
			return err
		}
		return s.plain(b, ids)
	})
}

func rowKey(prefix, root, field, id string) string {
	return prefix + root + "/" + field + "/" + id
}

func objectKey(prefix string, number uint64) string {
	return prefix + "#" + strconv.FormatUint(number, 10)
}

func (s *saver) fields(b *bytes.Buffer, v reflect.Value, each func(string, reflect.Value) error) error {
	b.WriteByte('{')
	first := true
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Field(i).Name
		if skipped(f.Type()) {
			continue
		}
		if !first {
			b.WriteByte(',')
		}
		first = false
		b.WriteString(strconv.Quote(name))
		b.WriteByte(':')
		if err := each(name, reachable(f)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	b.WriteByte('}')
	return nil
}

func (s *saver) plain(b *bytes.Buffer, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return err
	}
	b.Write(raw)
	return nil
}

// value writes an addressable value.
func (s *saver) value(b *bytes.Buffer, v reflect.Value) error {
	if v.Kind() == reflect.Pointer {
		return s.pointer(b, v)
	}
	switch whole := v.Addr().Interface().(type) {
	case Custom:
		raw, err := whole.SaveState()
		b.Write(raw)
		return err
	case json.Marshaler:
		return s.plain(b, whole)
	case table:
		return s.rows(b, whole)
	}
	switch v.Kind() {
	case reflect.Struct:
		return s.fields(b, v, func(_ string, f reflect.Value) error { return s.value(b, f) })
	case reflect.Interface:
		return s.any(b, v)
	case reflect.Slice:
		if v.IsNil() {
			b.WriteString("null")
			return nil
		}
		return s.list(b, v.Len(), func(i int) error { return s.value(b, v.Index(i)) })
	case reflect.Map:
		return s.mapping(b, v)
	case reflect.Bool, reflect.String, reflect.Float64,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return s.plain(b, v.Interface())
	default:
		return fmt.Errorf("a %s cannot be kept", v.Type())
	}
}

func (s *saver) pointer(b *bytes.Buffer, v reflect.Value) error {
	if v.IsNil() {
		b.WriteString("null")
		return nil
	}
	if !shared(v.Type()) {
		return s.value(b, v.Elem())
	}
	at := place{v.Type(), v.UnsafePointer()}
	number, known := s.seen[at]
	if !known {
		if number, known = s.heap.numbers[at]; !known {
			s.heap.next++
			number = s.heap.next
		}
		s.seen[at] = number
		var one bytes.Buffer
		if err := s.value(&one, v.Elem()); err != nil {
			return fmt.Errorf("%s: %w", v.Type(), err)
		}
		s.out[objectKey(s.heap.prefix, number)] = one.Bytes()
	}
	return s.plain(b, number)
}

func (s *saver) rows(b *bytes.Buffer, t table) error {
	b.WriteByte('[')
	first := true
	err := t.SaveRows(func(id string, row any) error {
		if !first {
			b.WriteByte(',')
		}
		first = false
		return s.pair(b, id, addressable(reflect.ValueOf(row)))
	})
	b.WriteByte(']')
	return err
}

func (s *saver) pair(b *bytes.Buffer, name string, v reflect.Value) error {
	b.WriteByte('[')
	if err := s.plain(b, name); err != nil {
		return err
	}
	b.WriteByte(',')
	if err := s.value(b, v); err != nil {
		return err
	}
	b.WriteByte(']')
	return nil
}

// any writes a value with the name of its type.
func (s *saver) any(b *bytes.Buffer, v reflect.Value) error {
	if v.IsNil() {
		b.WriteString("null")
		return nil
	}
	inner := v.Elem()
	name := inner.Type().String()
	if dynamic[name] != inner.Type() {
		return fmt.Errorf("a %s cannot be kept where any value can be: it is not registered", inner.Type())
	}
	return s.pair(b, name, addressable(inner))
}

func (s *saver) mapping(b *bytes.Buffer, v reflect.Value) error {
	if v.IsNil() {
		b.WriteString("null")
		return nil
	}
	if v.Type().Key().Kind() != reflect.String {
		return fmt.Errorf("a %s cannot be kept: its keys are no texts", v.Type())
	}
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return bytes.Compare([]byte(a.String()), []byte(b.String())) })
	return s.list(b, len(keys), func(i int) error {
		return s.pair(b, keys[i].String(), addressable(v.MapIndex(keys[i])))
	})
}

func (s *saver) list(b *bytes.Buffer, n int, each func(int) error) error {
	b.WriteByte('[')
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := each(i); err != nil {
			return err
		}
	}
	b.WriteByte(']')
	return nil
}
