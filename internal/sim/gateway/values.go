package gateway

import "encoding/json"

// What a policy's configuration holds is JSON: these read its values, and take
// what is missing, or of another type, for empty.

// whole64 is a whole number.
func whole64(v any) int64 {
	n, _ := v.(json.Number)
	i, _ := n.Int64()
	return i
}

// decimal is a number as text, "" without one.
func decimal(v any) string {
	n, _ := v.(json.Number)
	return n.String()
}

// texts are the strings of a list.
func texts(list any) []string {
	out := []string{}
	entries, _ := list.([]any)
	for _, e := range entries {
		if s, isText := e.(string); isText {
			out = append(out, s)
		}
	}
	return out
}
