package console

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// at is the value at a path of members and places in lists, such as a.b.0.
func at(v any, path string) any {
	for part := range strings.SplitSeq(path, ".") {
		switch in := v.(type) {
		case map[string]any:
			v = in[part]
		case []any:
			i, err := strconv.Atoi(part)
			if err != nil || i < 0 || i >= len(in) {
				return nil
			}
			v = in[i]
		default:
			return nil
		}
	}
	return v
}

// text is the value at the first of the paths where there is one, as text.
func text(v any, paths string) string {
	for path := range strings.FieldsSeq(paths) {
		switch s := at(v, path).(type) {
		case string:
			if s != "" {
				return s
			}
		case json.Number, bool:
			return fmt.Sprint(s)
		}
	}
	return ""
}

// texts are the strings in the list at a path.
func texts(v any, path string) []string {
	var out []string
	list, _ := at(v, path).([]any)
	for _, e := range list {
		if s, isText := e.(string); isText {
			out = append(out, s)
		}
	}
	return out
}

// walk calls f for all texts in a value, with the names of their members.
func walk(v any, name string, f func(name, value string)) {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			walk(e, k, f)
		}
	case []any:
		for _, e := range v {
			walk(e, name, f)
		}
	case string:
		f(name, v)
	}
}
