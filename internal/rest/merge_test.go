package rest_test

import (
	"encoding/json"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// TestMerge: what the change does not name stays, at any depth, and what is no
// object is replaced.
func TestMerge(t *testing.T) {
	t.Parallel()
	const current = `{"kept":1,"replaced":{"x":1},"a":{"x":1,"y":2},"b":{"x":1,"y":2},"c":{"x":{"y":1,"z":2}},"flat":1}`
	got, err := rest.Merge(json.RawMessage(current), json.RawMessage(`{"replaced":[1],"a":{"x":3},"b":{"x":3},"c":{"x":{"y":3}},"flat":{"x":1},"new":{"x":1}}`))
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(got)
	if want := `{"a":{"x":3,"y":2},"b":{"x":3,"y":2},"c":{"x":{"y":3,"z":2}},"flat":{"x":1},"kept":1,"new":{"x":1},"replaced":[1]}`; err != nil || string(text) != want {
		t.Errorf("%s, want %s (%v)", text, want, err)
	}
	for _, bad := range [][2]string{{`[]`, `{}`}, {`{}`, `[]`}} {
		if _, err := rest.Merge(json.RawMessage(bad[0]), json.RawMessage(bad[1])); err == nil {
			t.Errorf("%s over %s was merged", bad[1], bad[0])
		}
	}
}
