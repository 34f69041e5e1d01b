package anypoint

import (
	"bytes"
	"encoding/json"
	"math/big"
	"strings"
)

// Object is a JSON object whose members this program does not know, such as
// the configuration of a policy. Its numbers are json.Number, as they came.
type Object map[string]any

// UnmarshalJSON implements json.Unmarshaler.
func (o *Object) UnmarshalJSON(raw []byte) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var m map[string]any
	if err := d.Decode(&m); err != nil {
		return err
	}
	*o = m
	return nil
}

// Added is what the platform added to what it was given: its defaults. It is a
// tree in the form of have with everything left out that given has too; nil
// when there is nothing.
func Added(have, given any) any {
	switch have := have.(type) {
	case map[string]any:
		given, ok := given.(map[string]any)
		if !ok {
			return nil
		}
		out := map[string]any{}
		for k, v := range have {
			g, known := given[k]
			if !known {
				out[k] = v
			} else if more := Added(v, g); more != nil {
				out[k] = more
			}
		}
		if len(out) > 0 {
			return out
		}
	case []any:
		given, ok := given.([]any)
		if !ok || len(given) != len(have) {
			return nil
		}
		out, found := make([]any, len(have)), false
		for i, v := range have {
			out[i] = Added(v, given[i])
			found = found || out[i] != nil
		}
		if found {
			return out
		}
	}
	return nil
}

// Observed is a configuration as its owner should see it: have, which is what
// the platform shows, without what is in added, the platform's own additions,
// as long as they are unchanged, and with the owner's value where the platform
// shows a mask instead. An addition whose value is nil is left out whatever
// have says of it.
func Observed(have, given, added any) any {
	if masked(have) && given != nil {
		return given
	}
	switch have := have.(type) {
	case map[string]any:
		mine, ok := given.(map[string]any)
		if !ok {
			return have
		}
		theirs, _ := added.(map[string]any)
		out := map[string]any{}
		for k, v := range have {
			g, known := mine[k]
			a, addition := theirs[k]
			switch {
			case known:
				out[k] = Observed(v, g, a)
			case masked(v), addition && (a == nil || Equal(a, v)):
			default:
				out[k] = v
			}
		}
		return out
	case []any:
		mine, ok := given.([]any)
		if !ok || len(mine) != len(have) {
			return have
		}
		theirs, _ := added.([]any)
		out := make([]any, len(have))
		for i, v := range have {
			var a any
			if i < len(theirs) {
				a = theirs[i]
			}
			out[i] = Observed(v, mine[i], a)
		}
		return out
	}
	return have
}

// masked tells whether a value is asterisks in the place of a secret.
func masked(v any) bool {
	s, ok := v.(string)
	return ok && len(s) >= 3 && strings.Trim(s, "*") == ""
}

// Equal compares JSON values; numbers by their value. A member that is null is
// as good as none.
func Equal(a, b any) bool {
	switch a := a.(type) {
	case json.Number:
		b, ok := b.(json.Number)
		return ok && equalNumbers(a, b)
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !Equal(a[i], b[i]) {
				return false
			}
		}
		return true
	case map[string]any:
		b, ok := b.(map[string]any)
		if !ok {
			return false
		}
		for k, v := range a {
			if !Equal(v, b[k]) {
				return false
			}
		}
		for k, v := range b {
			if _, known := a[k]; !known && v != nil {
				return false
			}
		}
		return true
	}
	return a == b
}

func equalNumbers(a, b json.Number) bool {
	if a == b {
		return true
	}
	x, okX := new(big.Rat).SetString(string(a))
	y, okY := new(big.Rat).SetString(string(b))
	return okX && okY && x.Cmp(y) == 0
}

// Gone are the paths of the members that was has and is does not.
func Gone(was, is map[string]any) (paths [][]string) {
	for k, v := range was {
		now, kept := is[k]
		if !kept {
			paths = append(paths, []string{k})
			continue
		}
		before, a := v.(map[string]any)
		after, b := now.(map[string]any)
		if a && b {
			for _, deeper := range Gone(before, after) {
				paths = append(paths, append([]string{k}, deeper...))
			}
		}
	}
	return paths
}

// Without takes members away from a JSON object, and masks, which would be
// taken for secrets if they were sent back.
func Without(text json.RawMessage, paths [][]string) (json.RawMessage, error) {
	var whole Object
	if err := json.Unmarshal(text, &whole); err != nil {
		return nil, err
	}
	for _, p := range paths {
		o := map[string]any(whole)
		for _, k := range p[:len(p)-1] {
			o, _ = o[k].(map[string]any)
		}
		delete(o, p[len(p)-1])
	}
	unmask(whole)
	return json.Marshal(whole)
}

func unmask(o map[string]any) {
	for k, v := range o {
		if inner, ok := v.(map[string]any); ok {
			unmask(inner)
		} else if masked(v) {
			delete(o, k)
		}
	}
}
