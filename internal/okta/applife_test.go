package okta_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

func TestUsesSecret(t *testing.T) {
	t.Parallel()
	for _, method := range okta.AuthMethods {
		if want := method != "none" && method != "private_key_jwt"; okta.UsesSecret(method) != want {
			t.Errorf("%s: not %v", method, want)
		}
	}
}

// TestDeleteApp: each way of a deletion, with the time that it takes.
func TestDeleteApp(t *testing.T) {
	t.Parallel()
	const (
		off    = "POST /api/v1/apps/0oa1/lifecycle/deactivate"
		gone   = "DELETE /api/v1/apps/0oa1"
		active = `403 {"errorCode":"E0000056","errorSummary":"Delete application forbidden."}`
		broken = `500 {"errorCode":"E0000009","errorSummary":"Internal Server Error"}`
		no     = `403 {"errorCode":"E0000006","errorSummary":"You do not have permission"}`
	)
	for name, c := range map[string]struct {
		inactive bool
		answers  []string
		asked    []string
		patience time.Duration // until the caller gives up; 0: never
		waits    time.Duration
		want     string // of the error
	}{
		"active":            {answers: []string{"200 {}", "204"}, asked: []string{off, gone}},
		"inactive":          {inactive: true, answers: []string{"204"}, asked: []string{gone}},
		"gone":              {inactive: true, answers: []string{"404", "404"}, asked: []string{gone, "GET /api/v1/apps/0oa1"}, want: "answered 404"},
		"cannot deactivate": {answers: []string{no}, asked: []string{off}, want: "E0000006"},
		"cannot delete":     {answers: []string{"200 {}", no}, asked: []string{off, gone}, want: "E0000006"},
		"activated since": {
			inactive: true, answers: []string{active, "200 {}", "204"}, asked: []string{gone, off, gone},
		},
		"activated since, for good": {
			inactive: true, answers: []string{active, no}, asked: []string{gone, off}, want: "E0000006",
		},
		"activated again and again": {
			inactive: true, answers: []string{active, "200 {}", active}, asked: []string{gone, off, gone}, want: "E0000056",
		},
		"activated at once": {answers: []string{"200 {}", active}, asked: []string{off, gone}, want: "E0000056"},
		"broken for a while": {
			answers: []string{"200 {}", broken, broken, broken, "204"}, asked: []string{off, gone, gone, gone, gone}, waits: 7 * time.Second,
		},
		"broken for good": { // another wait would end after the time for it
			inactive: true, answers: []string{broken, broken, broken, broken, broken}, asked: []string{gone, gone, gone, gone, gone}, waits: 15 * time.Second, want: "E0000009",
		},
		"broken, and nobody waits": {
			inactive: true, answers: []string{broken, broken}, asked: []string{gone, gone}, patience: 2 * time.Second, waits: 2 * time.Second, want: context.DeadlineExceeded.Error(),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				org := &scripted{answers: c.answers}
				ctx := t.Context()
				if c.patience > 0 {
					var cancel context.CancelFunc
					ctx, cancel = context.WithTimeout(ctx, c.patience)
					defer cancel()
				}
				begin := time.Now()
				fails(t, org.client().DeleteApp(ctx, "0oa1", c.inactive, time.Second), c.want)
				if took := time.Since(begin); took != c.waits {
					t.Errorf("it took %s, not %s", took, c.waits)
				}
				org.wasAsked(t, c.asked...)
			})
		})
	}
}

// fails holds an error to words, and to be none for no words.
func fails(t *testing.T, err error, words string) {
	t.Helper()
	if words == "" && err != nil || words != "" && (err == nil || !strings.Contains(err.Error(), words)) {
		t.Errorf("error %v, want %q", err, words)
	}
}

const secretsPath = "/api/v1/apps/0oa1/credentials/secrets"

// Of one second are two and three, of which the later in the list counts.
const (
	secretOne   = `{"id":"ocs1","status":"ACTIVE","client_secret":"first-secret","created":"2026-01-01T00:00:00.000Z"}`
	secretTwo   = `{"id":"ocs2","status":"ACTIVE","client_secret":"second-secret","created":"2026-01-02T00:00:00.000Z"}`
	secretThree = `{"id":"ocs3","status":"ACTIVE","client_secret":"third-secret","created":"2026-01-02T00:00:00.000Z"}`
	secretOff   = `{"id":"ocs4","status":"INACTIVE","client_secret":"fourth-secret","created":"2026-01-04T00:00:00.000Z"}`
)

func TestCurrentSecret(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ answer, id, want string }{
		"one":               {answer: "200 [" + secretOne + "]", id: "ocs1"},
		"newest last":       {answer: "200 [" + secretOne + "," + secretTwo + "]", id: "ocs2"},
		"newest first":      {answer: "200 [" + secretTwo + "," + secretOne + "]", id: "ocs2"},
		"of the same time":  {answer: "200 [" + secretTwo + "," + secretThree + "]", id: "ocs3"},
		"newest not active": {answer: "200 [" + secretOne + "," + secretOff + "]", id: "ocs1"},
		"none active":       {answer: "200 [" + secretOff + "]", want: `"0oa1" has no active secret`},
		"none":              {answer: "200 []", want: `"0oa1" has no active secret`},
		"refused":           {answer: `403 {"errorCode":"E0000006"}`, want: "E0000006"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			org := &scripted{answers: []string{c.answer}}
			api := org.client()
			s, err := api.CurrentSecret(t.Context(), "0oa1")
			fails(t, err, c.want)
			if s.ID != c.id {
				t.Errorf("%q, not %q", s.ID, c.id)
			}
			if s.Secret != "" && api.Secrets().Scrub(s.Secret) == s.Secret {
				t.Error("an error could show the secret")
			}
			org.wasAsked(t, "GET "+secretsPath)
		})
	}
}

func TestRotateSecret(t *testing.T) {
	t.Parallel()
	const (
		list  = "GET " + secretsPath
		add   = "POST " + secretsPath + ` {"status":"ACTIVE"}`
		made  = `201 {"id":"ocs9","status":"ACTIVE","client_secret":"ninth-secret"}`
		no    = `403 {"errorCode":"E0000006"}`
		off   = "200 {}"
		gone  = "204"
		at    = " " + secretsPath + "/"
		turn  = "/lifecycle/deactivate"
		older = "200 [" + secretTwo + "," + secretOne + "]"
	)
	for name, c := range map[string]struct {
		answers, asked        []string
		added, previous, want string
		says                  int
	}{
		"none":            {[]string{"200 []", made}, []string{list, add}, "ocs9", "", "", 1},
		"one":             {[]string{"200 [" + secretOne + "]", made}, []string{list, add}, "ocs9", "ocs1", "", 1},
		"one, not active": {[]string{"200 [" + secretOff + "]", made}, []string{list, add}, "ocs9", "", "", 1},
		"two, newest first": {
			[]string{older, off, gone, made}, []string{list, "POST" + at + "ocs1" + turn, "DELETE" + at + "ocs1", add}, "ocs9", "ocs2", "", 3,
		},
		"two, one not active": {
			[]string{"200 [" + secretOff + "," + secretOne + "]", gone, made}, []string{list, "DELETE" + at + "ocs4", add}, "ocs9", "ocs1", "", 2,
		},
		"list refused":         {[]string{no}, []string{list}, "", "", "E0000006", 0},
		"deactivation refused": {[]string{older, no}, []string{list, "POST" + at + "ocs1" + turn}, "", "ocs2", "E0000006", 1},
		"deletion refused": {
			[]string{older, off, no}, []string{list, "POST" + at + "ocs1" + turn, "DELETE" + at + "ocs1"}, "", "ocs2", "E0000006", 2,
		},
		"refused": {[]string{"200 [" + secretOne + "]", no}, []string{list, add}, "", "ocs1", "E0000006", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			org := &scripted{answers: c.answers}
			api := org.client()
			var said []string
			added, previous, err := api.RotateSecret(t.Context(), "0oa1", func(s string) { said = append(said, s) })
			fails(t, err, c.want)
			if added.ID != c.added || previous.ID != c.previous || len(said) != c.says {
				t.Errorf("added %q beside %q, and said %q", added.ID, previous.ID, said)
			}
			if added.Secret != "" && api.Secrets().Scrub(added.Secret) == added.Secret {
				t.Error("an error could show the secret")
			}
			org.wasAsked(t, c.asked...)
		})
	}
}
