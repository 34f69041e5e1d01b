package rest_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// TestWithin: that something is not there is believed when its owner is not
// there either; who the owner is nobody asks after other errors.
func TestWithin(t *testing.T) {
	t.Parallel()
	absent, refused := &rest.Error{Status: http.StatusNotFound, Summary: "No such list"}, &rest.Error{Status: http.StatusForbidden}
	for name, c := range map[string]struct {
		err, owner error
		asked      bool
		doubted    bool
	}{
		"nothing is wrong":   {},
		"it is refused":      {err: refused},
		"the owner is there": {err: absent, asked: true, doubted: true},
		"the owner is gone":  {err: absent, owner: errors.New("gone"), asked: true},
	} {
		asked := false
		err := rest.Within(c.err, func() error { asked = true; return c.owner })
		if asked != c.asked {
			t.Errorf("%s: the owner was asked for: %t", name, asked)
		}
		switch {
		case !c.doubted:
			if err != c.err { //nolint:errorlint // the very one
				t.Errorf("%s: %v", name, err)
			}
		case rest.IsNotFound(err) || !strings.HasPrefix(err.Error(), "No such list.") || !strings.Contains(err.Error(), "not believed"):
			t.Errorf("%s: %v", name, err)
		}
	}
}
