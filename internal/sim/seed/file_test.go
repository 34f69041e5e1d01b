package seed

import (
	"errors"
	"net/http"
	"strings"
	"testing"
)

// TestParse_saysWhatIsWrong: an error names the file, the line, the place, and
// what is allowed there.
func TestParse_saysWhatIsWrong(t *testing.T) {
	for file, want := range map[string]string{
		"":                                   "t.yaml: is empty; it begins with version: 1",
		"okta: {}":                           "t.yaml: version is missing; add version: 1",
		"version: 2":                         `t.yaml:1: version: "2" is not a version that is known; it is 1`,
		"version: 1\nokt: {}":                `t.yaml:2: the file: there is no "okt" here; allowed: version, okta, anypoint`,
		"version: 1\nokta: [groups]":         "t.yaml:2: okta: is a list where names and values belong",
		"version: 1\nokta:\n  group: {}":     `t.yaml:3: okta: there is no "group" here; allowed: users, groups, group_rules, trusted_origins`,
		"version: 1\nokta: {groups: {a: x}}": `t.yaml:2: okta/groups/a: is "x" where names and values belong`,
		"version: 1\nokta: {groups: {a: {bodi: 1}}}":                     `t.yaml:2: okta/groups/a: there is no "bodi" here; allowed: body, members`,
		"version: 1\nokta: {groups: {a: {body: 1}}}":                     `t.yaml:2: okta/groups/a: body is "1" where the vendor's object belongs`,
		"version: 1\nokta: {groups: {a/b: {body: [1]}}}":                 `t.yaml:2: okta/groups/a%2Fb: body is a list`,
		"version: 1\nokta: {groups: {a: {}, a: {}}}":                     `t.yaml:2: okta/groups: "a" is here twice; the first is in line 2`,
		"version: 1\nokta: {groups: {a: {body: {n: .inf}}}}":             `okta/groups/a body.n: .inf is not a number that JSON has`,
		"version: 1\nokta: {groups: {a: {members: {b: {}}}}}":            "okta/groups/a/members/b: of is missing: a reference to the other object",
		"version: 1\nokta: {groups: {a: {members: {b: {of: someone}}}}}": "of must be a reference such as $(okta/groups/NAME)",
		"version: 1\nokta: {groups: {a: {of: $(b)}}}":                    `there is no "of" here; allowed: body, members`,
		"version: 1\nokta:\n\t- a":                                       "t.yaml: ",
	} {
		if _, err := Parse("t.yaml", []byte(file)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q\ngot  %v\nwant %s", file, err, want)
		}
	}
}

// TestParse_takesJSON also with tabs, as some write it.
func TestParse_takesJSON(t *testing.T) {
	f, err := Parse("t.json", []byte("{\n\t\"version\": 1,\n\t\"okta\": {\"groups\": {\"a\": {\"body\": {\"n\": 1.50, \"t\": \"2030-01-02\", \"z\": null, \"b\": [true]}}}}\n}"))
	if err != nil {
		t.Fatal(err)
	}
	body := f.objects[0].body
	if plain(body["n"]) != "1.50" || body["t"] != "2030-01-02" || body["z"] != nil || body["b"].([]any)[0] != true {
		t.Errorf("%#v", body)
	}
}

// platform is one that has nothing and takes everything.
type platform struct{ refuse string }

func (p platform) do(_ string, r *http.Request) (int, http.Header, []byte, error) {
	switch {
	case r.Method == http.MethodGet && strings.HasPrefix(r.URL.Path, "/accounts/"):
		return 200, nil, []byte(`{"ownerId":"o"}`), nil
	case r.Method == http.MethodGet:
		return 200, nil, []byte(`[]`), nil
	case r.URL.Path == p.refuse:
		return 400, nil, []byte(`{"errorSummary":"Api validation failed"}`), nil
	}
	return 200, nil, []byte(`{"id":"made"}`), nil
}

func TestApply_saysWhatIsWrong(t *testing.T) {
	for file, want := range map[string]string{
		"groups: {a: {body: {profile: {name: x}}}}": "t.yaml:2: okta/groups/a: POST /api/v1/groups was refused with 400: {\"errorSummary\":\"Api validation failed\"}",
		"users: {a: {}}": "okta/users/a: body is missing, and there is no such object yet",
		"users: {a: {body: {x: $(okta/users/b)}}}":                                                              "okta/users/a: $(okta/users/b) refers to nothing",
		"users: {a: {body: {x: $(nothing)}}}":                                                                   "references are $(KIND/NAME), and okta_url, anypoint_url",
		"users: {a: {body: {x: $(okta/users/b)}}, b: {body: {x: $(okta/users/a)}}}":                             "in a circle: okta/users/a → okta/users/b → okta/users/a",
		"users: {a: {body: {}}, b: {body: {x: $(okta/users/a#profile.login)}}}":                                 "the platform tells no profile.login of it; it tells id",
		"users: {u: {body: {}}}, apps: {a: {of: $(okta/users/u)}}":                                              "okta/apps/a: of leads to nothing that came with the other object",
		"apps: {a: {body: {credentials: {oauthClient: {client_id: c}}}, secrets: {1: {body: {status: GONE}}}}}": `body.status: "GONE" is not allowed; allowed: ACTIVE, INACTIVE`,
		"trusted_origins: {a: {body: {status: GONE}}}":                                                          `body.status: "GONE" is not allowed; allowed: ACTIVE, INACTIVE`,
	} {
		f, err := Parse("t.yaml", []byte("version: 1\nokta: {"+file+"}"))
		if err != nil {
			t.Fatal(err)
		}
		err = f.Apply(&Tenant{Do: platform{"/api/v1/groups"}.do, Values: map[string]string{}, Secret: func() string { return "s" }})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\ngot  %v\nwant %s", file, err, want)
		}
	}
}

func TestApply_passesOnWhatFails(t *testing.T) {
	broken := errors.New("broken")
	f, err := Parse("t.yaml", []byte("version: 1"))
	if err != nil {
		t.Fatal(err)
	}
	err = f.Apply(&Tenant{Do: func(string, *http.Request) (int, http.Header, []byte, error) { return 0, nil, nil, broken }})
	if !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

// TestReferences_anyName: whatever an object is called, it can be referred to.
func TestReferences_anyName(t *testing.T) {
	for _, name := range []string{"plain", "with space", "a/b", "a)b", "a#b", "100%", "ünï"} {
		o := &object{kind: section("okta").child("groups"), key: name}
		got := refs("x$(" + o.path() + ")y")
		if len(got) != 1 || got[0] != o.path() {
			t.Errorf("%q: %q", name, got)
			continue
		}
		_, last, _ := strings.Cut(got[0], "okta/groups/")
		if unescape.Replace(last) != name || strings.Contains(last, "/") {
			t.Errorf("%q comes back as %q", name, last)
		}
	}
}
