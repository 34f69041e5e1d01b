package okta

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// object is a JSON object that keeps the order of its keys, because Okta's
// answers have one, and that keeps values which the simulator does not know.
// Its values are nil, bool, string, json.Number, []any and *object, and
// whatever else encoding/json can write.
type object struct {
	keys   []string
	values map[string]any
}

// obj makes an object of alternating keys and values.
func obj(pairs ...any) *object {
	o := &object{values: map[string]any{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		key, _ := pairs[i].(string)
		o.set(key, pairs[i+1])
	}
	return o
}

func (o *object) set(key string, value any) *object {
	if _, ok := o.values[key]; !ok {
		o.keys = append(o.keys, key)
	}
	o.values[key] = value
	return o
}

// setIf sets a key when the condition holds.
func (o *object) setIf(condition bool, key string, value any) *object {
	if condition {
		o.set(key, value)
	}
	return o
}

func (o *object) delete(key string) {
	if _, ok := o.values[key]; ok {
		delete(o.values, key)
		o.keys = slices.DeleteFunc(o.keys, func(k string) bool { return k == key })
	}
}

// get is a key's value, nil when it is null or absent, also on a nil object.
func (o *object) get(key string) any {
	if o == nil {
		return nil
	}
	return o.values[key]
}

func (o *object) has(key string) bool {
	if o == nil {
		return false
	}
	_, ok := o.values[key]
	return ok
}

// obj is the object under a path of keys, nil when there is none.
func (o *object) obj(path ...string) *object {
	for _, key := range path {
		next, _ := o.get(key).(*object)
		o = next
	}
	return o
}

func (o *object) str(key string) string {
	s, _ := o.get(key).(string)
	return s
}

func (o *object) bool(key string) bool {
	b, _ := o.get(key).(bool)
	return b
}

// int is a whole number, 0 when there is none.
func (o *object) int(key string) int {
	n, _ := o.get(key).(json.Number)
	i, _ := n.Int64()
	return int(i)
}

// strs is a list of strings; other elements are left out.
func (o *object) strs(key string) []string {
	out := []string{}
	list, _ := o.get(key).([]any)
	for _, v := range list {
		if s, ok := v.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// or is a key's value, or another when it is null or absent.
func (o *object) or(key string, otherwise any) any {
	if v := o.get(key); v != nil {
		return v
	}
	return otherwise
}

// clone copies an object and the objects in it.
func (o *object) clone() *object {
	if o == nil {
		return nil
	}
	c := &object{keys: slices.Clone(o.keys), values: make(map[string]any, len(o.values))}
	for k, v := range o.values {
		c.values[k] = cloneValue(v)
	}
	return c
}

func cloneValue(v any) any {
	switch v := v.(type) {
	case *object:
		return v.clone()
	case []any:
		c := make([]any, len(v))
		for i := range v {
			c[i] = cloneValue(v[i])
		}
		return c
	}
	return v
}

// MarshalJSON implements json.Marshaler.
func (o *object) MarshalJSON() ([]byte, error) {
	if o == nil {
		return []byte("null"), nil
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	b.WriteByte('{')
	for i, k := range o.keys {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := enc.Encode(k); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := enc.Encode(o.values[k]); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// UnmarshalJSON implements json.Unmarshaler.
func (o *object) UnmarshalJSON(data []byte) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	v, err := decodeValue(dec)
	if err != nil {
		return err
	}
	in, ok := v.(*object)
	if !ok {
		return fmt.Errorf("a JSON object was expected")
	}
	*o = *in
	return nil
}

// parseObject reads a JSON object and nothing after it.
func parseObject(data []byte) (*object, error) {
	o := obj()
	if err := json.Unmarshal(data, o); err != nil {
		return nil, err
	}
	return o, nil
}

func decodeValue(dec *json.Decoder) (any, error) {
	token, err := dec.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		o := obj()
		for dec.More() {
			key, err := dec.Token()
			if err != nil {
				return nil, err
			}
			v, err := decodeValue(dec)
			if err != nil {
				return nil, err
			}
			name, _ := key.(string)
			o.set(name, v)
		}
		_, err := dec.Token()
		return o, err
	case json.Delim('['):
		list := []any{}
		for dec.More() {
			v, err := decodeValue(dec)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err := dec.Token()
		return list, err
	}
	return token, nil
}

// anys is a list as the objects hold it.
func anys(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}
