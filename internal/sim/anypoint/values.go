package anypoint

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// obj is a JSON object.
type obj = map[string]any

// decode reads JSON with numbers kept as they were written.
func decode(body []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	return d.Decode(into)
}

// clone copies a JSON value so that nobody changes a stored one.
func clone[T any](v T) T {
	out, _ := cloneValue(v).(T)
	return out
}

func cloneValue(v any) any {
	switch v := v.(type) {
	case obj:
		if v == nil {
			return v
		}
		out := make(obj, len(v))
		for k, e := range v {
			out[k] = cloneValue(e)
		}
		return out
	case []any:
		if v == nil {
			return v
		}
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = cloneValue(e)
		}
		return out
	}
	return v
}

// merge lays changes over a base, object by object; everything else replaces.
func merge(base, changes obj) obj {
	out := clone(base)
	if out == nil {
		out = obj{}
	}
	for k, v := range changes {
		b, isObj := out[k].(obj)
		c, alsoObj := v.(obj)
		if isObj && alsoObj {
			out[k] = merge(b, c)
			continue
		}
		out[k] = cloneValue(v)
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// object is the object under a key, or an empty one.
func object(m obj, key string) obj {
	if o, ok := m[key].(obj); ok {
		return o
	}
	return obj{}
}

func text(m obj, key string) string {
	s, _ := m[key].(string)
	return s
}

// optional is a string, or nil when it is null or absent.
func optional(m obj, key string) *string {
	if s, ok := m[key].(string); ok {
		return &s
	}
	return nil
}

func flag(m obj, key string) bool {
	b, _ := m[key].(bool)
	return b
}

// integer reads a number that some clients send as a string.
func integer(v any) (int64, bool) {
	switch v := v.(type) {
	case json.Number:
		n, err := v.Int64()
		return n, err == nil
	case string:
		n, err := strconv.ParseInt(v, 10, 64)
		return n, err == nil
	}
	return 0, false
}

// texts is an array of strings; what is no string is left out.
func texts(v any) []string {
	out := []string{}
	list, _ := v.([]any)
	for _, e := range list {
		if s, ok := e.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

func contains(haystack, needle string) bool {
	return strings.Contains(strings.ToLower(haystack), strings.ToLower(needle))
}

// stamp is a time as the platform writes it.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// stampOrNil is null for a time that has not come.
func stampOrNil(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return stamp(t)
}

// audit is what API Manager tells of an object's history.
type audit struct{ created, updated time.Time }

func dated(t time.Time) obj {
	if t.IsZero() {
		return obj{}
	}
	return obj{"date": stamp(t)}
}

func (a audit) json() obj { return obj{"created": dated(a.created), "updated": dated(a.updated)} }

// patched is the audit of an answer to PATCH, which leaves out the creation (recorded exchange 66).
func (a audit) patched() obj { return obj{"created": obj{}, "updated": dated(a.updated)} }
