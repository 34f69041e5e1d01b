package acctest

import (
	"fmt"
	"strings"
	"testing"
)

// noted is a test that only notes what is said of it.
type noted struct {
	testing.TB
	errors []string
}

func (n *noted) Helper() {}

func (n *noted) Logf(string, ...any) {}

func (n *noted) Errorf(format string, args ...any) {
	n.errors = append(n.errors, fmt.Sprintf(format, args...))
}

// TestLeaks_check: what is kept in a state by choice is no leak there, and is
// one in a message.
func TestLeaks_check(t *testing.T) {
	t.Parallel()
	const secret = "made-up-secret"
	for name, c := range map[string]struct {
		kept, spoken, given, stored string
		want                        string
	}{
		"nowhere":             {"a state", "a message", "", "", ""},
		"in a state":          {"is " + secret, "", "", "", `a plan or a state has a secret after "is "`},
		"in a message":        {"", "is " + secret, secret, "why", `a message or a log has a secret after "is "`},
		"kept by an argument": {secret, "", "{" + secret + "}", "", ""},
		"kept by the test":    {secret, "", "", "why", ""},
	} {
		l := &leaks{stored: c.stored}
		l.keep(&l.kept, []byte(c.kept))
		l.keep(&l.spoken, []byte(c.spoken))
		l.keep(&l.given, []byte(c.given))
		n := &noted{}
		l.check(n, []string{"short", secret})
		if got := strings.Join(n.errors, " "); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestLeaks_overheard: answers and logs come to be looked at.
func TestLeaks_overheard(t *testing.T) {
	t.Parallel()
	e := Start(t)
	o := e.Machine(t).Create("gatehouse_okta_group", map[string]any{"name": "overheard-group"})
	if errs := e.Machine(t).New("gatehouse_okta_group").TryApply(map[string]any{"name": "overheard-group"}); errs == "" {
		t.Fatal("a second group of the name is taken")
	}
	for what, has := range map[string]bool{
		"the state":       strings.Contains(e.leaks.kept.String(), o.Text("id")),
		"the log":         strings.Contains(e.leaks.spoken.String(), `"@level":"debug"`),
		"the diagnostics": strings.Contains(e.leaks.spoken.String(), "Unable to Create Okta Group"),
	} {
		if !has {
			t.Errorf("%s is not overheard", what)
		}
	}
}
