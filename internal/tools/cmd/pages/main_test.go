package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const head = "---\npage_title: \"T\"\nsubcategory: \"\"\n---\n\n# T\n\n"

const secret = head + "A secret of `gatehouse_okta_app_oauth`; the ephemeral resource `gatehouse_okta_app_secret` hands it out.\n" + `
## Example Usage

` + "```terraform" + `
# A secret
#
# It has no version,
# and no name.

resource "gatehouse_okta_app_secret" "a" {
  app_id = gatehouse_okta_app_oauth.a.id
}
` + "```" + `

## What a change does

A lot.

### Required

- ` + "`app_id`" + ` (String) The identifier of the app. Changing it forces a new object.

## Import

` + "```terraform" + `
import {
  to = gatehouse_okta_app_secret.a
  identity = {
    app_id = "0oa1"
    id     = "ocs1"
  }
}
` + "```" + `

### Identity Schema

- ` + "`app_id`" + ` (String) The identifier of the app. Changing it forces a new object.
- ` + "`id`" + ` (String) The secret's identifier.

By id:

` + "```terraform" + `
import {
  to = gatehouse_okta_app_secret.a
  id = "0oa1/ocs1"
}
` + "```" + `
`

// app is a page without anything that matters here.
const app = head + "An app.\n\n## Import\n\n```terraform\nimport {\n  to = gatehouse_okta_app_oauth.a\n  identity = {\n    id = \"0oa1\"\n  }\n}\n```\n\n### Identity Schema\n\n- `id` (String) The app's identifier.\n\nBy id:\n\n```terraform\nimport {\n  to = gatehouse_okta_app_oauth.a\n  id = \"0oa1\"\n}\n```\n"

// finished writes the pages, lets the program change them, and returns their
// texts by file, and what it says is wrong.
func finished(t *testing.T, pages map[string]string) (texts map[string]string, wrong string) {
	t.Helper()
	dir := t.TempDir()
	for file, text := range pages {
		path := filepath.Join(dir, file)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := run(dir); err != nil {
		wrong = err.Error()
	}
	texts = map[string]string{}
	for file := range pages {
		text, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		texts[file] = string(text)
	}
	return texts, wrong
}

func TestFinish(t *testing.T) {
	t.Parallel()
	texts, wrong := finished(t, map[string]string{
		"index.md":                               "---\n---\nSee [a guide](guides/one.md#second), and `gatehouse_okta_app_secret`.\n",
		"guides/one.md":                          "---\npage_title: \"First\"\n---\n## Second\n\n`gatehouse_okta_app_secret` twice: gatehouse_okta_app_secret.a\n",
		"guides/glossary.md":                     "---\n---\n`gatehouse_okta_app_secret` in [a guide](one.md)\n",
		"resources/okta_app_secret.md":           secret,
		"resources/okta_app_oauth.md":            app,
		"ephemeral-resources/okta_app_secret.md": head + "The secret of `gatehouse_okta_app_secret` (the resource), as `data.gatehouse_okta_app_secret` is none.\n",
	})
	if wrong != "" {
		t.Fatal(wrong)
	}
	for file, want := range map[string][]string{
		"index.md":      {"[a guide](" + registry + "guides/one#second)", "[`gatehouse_okta_app_secret`](" + registry + "resources/okta_app_secret)"},
		"guides/one.md": {"[`gatehouse_okta_app_secret`](../resources/okta_app_secret.md) twice"},
		"resources/okta_app_secret.md": {
			"\nsubcategory: \"Okta: Applications\"\n",
			"A secret of [`gatehouse_okta_app_oauth`](okta_app_oauth.md); the ephemeral resource [`gatehouse_okta_app_secret`](../ephemeral-resources/okta_app_secret.md)",
			"\n### A secret\n\nIt has no version, and no name.\n\n```terraform\nresource",
			"- `app_id` (String) The identifier of the [app](okta_app_oauth.md). Changing it forces a new object.\n\n## Import",
			"- `app_id` (String) The identifier of the [app](okta_app_oauth.md).\n- `id`",
			"\nBy id, which is `app_id/id`:\n",
			"\n## See also\n\n- ephemeral resource: [`gatehouse_okta_app_secret`](../ephemeral-resources/okta_app_secret.md)\n- belongs to: [`gatehouse_okta_app_oauth`](okta_app_oauth.md)\n- guide: [First](../guides/one.md)\n- Okta's documentation of [keys",
		},
		"resources/okta_app_oauth.md":            {"\n## See also\n\n- its parts: [`gatehouse_okta_app_secret`](okta_app_secret.md)\n"},
		"ephemeral-resources/okta_app_secret.md": {"of [`gatehouse_okta_app_secret`](../resources/okta_app_secret.md) (the resource), as `data.gatehouse"},
	} {
		for _, w := range want {
			if !strings.Contains(texts[file], w) {
				t.Errorf("%s does not have %q:\n%s", file, w, texts[file])
			}
		}
	}
}

func TestFinish_wrong(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ file, text, want string }{
		"a page that is not there": {"guides/one.md", "---\n---\n[two](two.md)\n", "the link (two.md) leads nowhere"},
		"no ending":                {"guides/one.md", "---\n---\n[one](one)\n", "the link (one) leads nowhere"},
		"no such heading":          {"guides/one.md", "---\n---\n## Two\n\n[one](#one)\n", "the link (#one) leads nowhere"},
		"no section":               {"actions/new_thing.md", head, "belongs to no section"},
		"no line for the section":  {"actions/okta_app_activate.md", "---\n---\n", "has no line for its section"},
		"another value":            {"resources/okta_app_secret.md", strings.Replace(secret, `id = "0oa1/ocs1"`, `id = "0oa1/ocs2"`, 1), `has "ocs2", which the one by identity has not`},
	} {
		if _, wrong := finished(t, map[string]string{c.file: c.text}); !strings.Contains(wrong, c.want) {
			t.Errorf("%s: %q, want %q", name, wrong, c.want)
		}
	}
}

// TestTitled: only a comment that stands alone is a title.
func TestTitled(t *testing.T) {
	t.Parallel()
	for block, want := range map[string]string{
		"# One\n\nresource\n":           "### One\n\n```terraform\nresource\n",
		"# One\n# two\nresource {\n\n}": "```terraform\n# One\n# two\nresource {\n\n}",
		"# One\n# two\n\nresource":      "```terraform\n# One\n# two\n\nresource",
		"# One\nresource":               "```terraform\n# One\nresource",
	} {
		if got := titled(block); got != want {
			t.Errorf("%q: %q, want %q", block, got, want)
		}
	}
}

// TestVendors: every object of the documentation has a page of its vendor, and
// no row of a table is of nothing.
func TestVendors(t *testing.T) {
	t.Parallel()
	all, err := read("../../../../docs")
	if err != nil {
		t.Fatal(err)
	}
	sectioned, documented := map[string]bool{}, map[string]bool{}
	for _, p := range all {
		if p.kind == "" || p.kind == "guides" || p.kind == "functions" {
			continue
		}
		if _, err := p.documentation(); err != nil {
			t.Errorf("%s: %v", p.file(), err)
		}
		for key := range sectionOf {
			sectioned[key] = sectioned[key] || strings.HasPrefix(p.name, key)
		}
		for key := range vendors {
			documented[key] = documented[key] || strings.HasPrefix(p.name, key)
		}
	}
	for key := range sectionOf {
		if !sectioned[key] {
			t.Errorf("no object begins with %s, of which there is a section", key)
		}
	}
	for key := range vendors {
		if !documented[key] {
			t.Errorf("no object begins with %s, of which there is documentation", key)
		}
	}
	for _, r := range references {
		if all.find(r.kind, r.object) == nil {
			t.Errorf("%s refers to %s, which has no page", r.attribute, r.object)
		}
	}
	for _, group := range alike {
		for _, name := range group {
			if name != gatewayPolicies && all.find("resources", name) == nil {
				t.Errorf("%s is like others, and no resource", name)
			}
		}
	}
	for _, name := range reference {
		if all.find("guides", name) == nil {
			t.Errorf("%s is no guide", name)
		}
	}
}
