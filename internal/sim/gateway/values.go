package gateway

import (
	"encoding/json"
	"io"
)

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

// maxAnswer is how much of an authorization server's answer is read, in bytes.
const maxAnswer = 1 << 20

// claimsIn reads what a token, or an answer about one, says: a JSON object, with
// numbers as they were written.
func claimsIn(r io.Reader) (claims map[string]any, valid bool) {
	d := json.NewDecoder(r)
	d.UseNumber()
	claims = map[string]any{}
	return claims, d.Decode(&claims) == nil
}
