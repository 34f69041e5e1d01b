package anypoint_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
)

// value reads JSON as the client does.
func value(t *testing.T, text string) any {
	t.Helper()
	var o anypoint.Object
	if err := json.Unmarshal([]byte(`{"v":`+text+`}`), &o); err != nil {
		t.Fatalf("%s: %s", text, err)
	}
	return o["v"]
}

func object(t *testing.T, text string) map[string]any {
	t.Helper()
	o, ok := value(t, text).(map[string]any)
	if !ok {
		t.Fatalf("%s is no object", text)
	}
	return o
}

func TestObject_notOne(t *testing.T) {
	t.Parallel()
	var o anypoint.Object
	if err := json.Unmarshal([]byte(`[]`), &o); err == nil {
		t.Error("a list is taken for an object")
	}
}

func TestAdded(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ have, given, want string }{
		{`{"a":1,"b":{"c":2,"d":3}}`, `{"b":{"c":2}}`, `{"a":1,"b":{"d":3}}`},
		{`{"a":1,"b":{}}`, `{"a":2,"b":{}}`, `null`},
		{`{"a":1}`, `"x"`, `null`},
		{`[{"a":1},{"b":1}]`, `[{},{"b":1}]`, `[{"a":1},null]`},
		{`[{"a":1}]`, `[{},{}]`, `null`},
		{`[{"a":1},2]`, `[{}]`, `null`},
		{`[1]`, `"x"`, `null`},
		{`[1,2]`, `[1,3]`, `null`},
		{`1`, `2`, `null`},
	} {
		if is := text(t, anypoint.Added(value(t, c.have), value(t, c.given))); is != c.want {
			t.Errorf("added to %s, where there is %s: %s, want %s", c.given, c.have, is, c.want)
		}
	}
}

func TestObserved(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ have, given, added, want string }{
		// Whose the masks are.
		{`"***"`, `"s"`, `null`, `"s"`},
		{`"***"`, `null`, `null`, `"***"`},
		{`"**"`, `"s"`, `null`, `"**"`},
		{`"*a*"`, `"s"`, `null`, `"*a*"`},
		{`5`, `6`, `null`, `5`},
		{`{"a":"***","b":"****","c":"*"}`, `{"a":"s"}`, `null`, `{"a":"s","c":"*"}`},
		// What the platform added, and what it changed since.
		{`{"a":1,"b":2,"c":3,"d":4}`, `{"a":1}`, `{"b":2.0,"c":4,"d":null}`, `{"a":1,"c":3}`},
		{`{"a":{"b":1,"c":2}}`, `{"a":{"b":1}}`, `{"a":{"c":2}}`, `{"a":{"b":1}}`},
		{`{"a":1}`, `"x"`, `{"a":1}`, `{"a":1}`},
		// Lists go by the place.
		{`[{"a":1,"b":2},{"a":1,"b":2}]`, `[{"a":1},{"a":1}]`, `[{"b":2}]`, `[{"a":1},{"a":1,"b":2}]`},
		{`[{"a":1,"b":2}]`, `[{"a":1}]`, `[null,{"b":2}]`, `[{"a":1,"b":2}]`},
		{`[{"a":1}]`, `[{},{}]`, `[{"a":1}]`, `[{"a":1}]`},
		{`[{"a":1},2]`, `[{}]`, `[{"a":1}]`, `[{"a":1},2]`},
		{`["***"]`, `"x"`, `null`, `["***"]`},
		{`[]`, `"x"`, `null`, `[]`},
	} {
		if is := text(t, anypoint.Observed(value(t, c.have), value(t, c.given), value(t, c.added))); is != c.want {
			t.Errorf("%s, given %s, with %s added: %s, want %s", c.have, c.given, c.added, is, c.want)
		}
	}
}

func TestEqual(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{`1`, `1.0`, true},
		{`1`, `10e-1`, true},
		{`1`, `2`, false},
		{`1`, `"1"`, false},
		{`1e999999999`, `1e999999999`, true}, // of no value that can be compared
		{`1e999999999`, `1`, false},
		{`"a"`, `"a"`, true},
		{`"a"`, `"b"`, false},
		{`null`, `false`, false},
		{`[1,2]`, `[1,2]`, true},
		{`[1,2]`, `[2,1]`, false},
		{`[1]`, `[1,2]`, false},
		{`[]`, `"x"`, false},
		{`[]`, `{}`, false},
		{`{"a":1}`, `{"a":1}`, true},
		{`{"a":1}`, `{"a":2}`, false},
		{`{"a":1}`, `{"b":1}`, false},
		{`{"a":1,"b":null}`, `{"a":1}`, true},
		{`{"a":1,"b":false}`, `{"a":1}`, false},
		{`{}`, `"x"`, false},
	} {
		for _, turned := range []bool{false, true} {
			a, b := value(t, c.a), value(t, c.b)
			if turned {
				a, b = b, a
			}
			if anypoint.Equal(a, b) != c.want {
				t.Errorf("%v and %v are equal: %t", a, b, !c.want)
			}
		}
	}
}

func TestGone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ was, is, want string }{
		{`{"a":1,"b":1,"c":1}`, `{"c":2,"d":1}`, `a b`},
		{`{"a":{"b":1,"c":1,"d":{"e":1}}}`, `{"a":{"c":1,"d":{}}}`, `a.b a.d.e`},
		{`{"a":{"b":1}}`, `{"a":"x"}`, ``},
		{`{"a":1}`, `{"a":{"b":1}}`, ``},
	} {
		var paths []string
		for _, p := range anypoint.Gone(object(t, c.was), object(t, c.is)) {
			paths = append(paths, strings.Join(p, "."))
		}
		slices.Sort(paths)
		if is := strings.Join(paths, " "); is != c.want {
			t.Errorf("%s became %s: gone are %q, want %q", c.was, c.is, is, c.want)
		}
	}
}

func TestWithout(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		have  string
		paths [][]string
		want  string
	}{
		{`{"a":1,"b":{"c":1,"d":{"e":1,"f":1.0}}}`, [][]string{{"a"}, {"b", "d", "e"}}, `{"b":{"c":1,"d":{"f":1.0}}}`},
		{`{"a":1}`, [][]string{{"b", "c"}}, `{"a":1}`},
		{`{"a":"***","b":{"c":"****","d":"**"},"e":"x"}`, nil, `{"b":{"d":"**"},"e":"x"}`},
	} {
		is, err := anypoint.Without(json.RawMessage(c.have), c.paths)
		if err != nil || string(is) != c.want {
			t.Errorf("%s without %q: %s %v, want %s", c.have, c.paths, is, err, c.want)
		}
	}
	if _, err := anypoint.Without(json.RawMessage(`[]`), nil); err == nil {
		t.Error("a list is taken for an object")
	}
}
