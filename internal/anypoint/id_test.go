package anypoint_test

import (
	"encoding/json"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
)

func TestID(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]struct{ id, out string }{
		`15476800`:   {"15476800", `15476800`},
		`"15476800"`: {"15476800", `15476800`},
		`"0042"`:     {"0042", `"0042"`},
		`"33-a"`:     {"33-a", `"33-a"`},
		`null`:       {"", `""`},
	} {
		var id anypoint.ID
		if err := json.Unmarshal([]byte(in), &id); err != nil || string(id) != want.id {
			t.Errorf("%s: %q %v, want %q", in, id, err, want.id)
		}
		if out, err := json.Marshal(id); err != nil || string(out) != want.out {
			t.Errorf("%s: marshalled %s %v, want %s", in, out, err, want.out)
		}
	}
	var id anypoint.ID
	if err := json.Unmarshal([]byte(`{}`), &id); err == nil {
		t.Error("an object is taken for an identifier")
	}
}
