package policy

import (
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// played is a platform that answers everything with one body and remembers what
// it was sent.
type played struct {
	body string
	sent []string
}

// RoundTrip implements http.RoundTripper.
func (p *played) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
	}
	p.sent = append(p.sent, r.Method+" "+string(body))
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(p.body)), Request: r}, nil
}

func (p *played) clients() *crud.Clients {
	c := &crud.Clients{}
	c.SetAnypoint(anypoint.New(anypoint.Options{BaseURL: &url.URL{Scheme: "https", Host: "anypoint.test"}, Transport: p, Limits: &rest.Limits{}}), nil, false)
	return c
}

// simple is a kind that is all common.
func simple() Kind[Common] {
	return Kind[Common]{
		Common: func(m *Common) *Common { return m },
		Asset:  func(Common) (string, string) { return "group", "jwt" },
		Expand: func(context.Context, *anypoint.Client, crud.Write[Common], *anypoint.PolicyChange) error { return nil },
	}
}

func where(version types.String) Common {
	return Common{OrganizationID: types.StringValue("o"), EnvironmentID: types.StringValue("e"), APIInstanceID: types.StringValue("1"), AssetVersion: version}
}

// TestCreate_version: the version is the plan's; where the plan leaves it open,
// a kind that can pick one does.
func TestCreate_version(t *testing.T) {
	t.Parallel()
	picks := func(context.Context, *anypoint.Client, Common) (string, error) { return "2.0.0", nil }
	fails := func(context.Context, *anypoint.Client, Common) (string, error) { return "", errors.New("none fits") }
	for name, c := range map[string]struct {
		planned types.String
		version func(context.Context, *anypoint.Client, Common) (string, error)
		want    string // "": nothing is sent
	}{
		"planned":             {types.StringValue("1.0.0"), nil, `"assetVersion":"1.0.0"`},
		"planned, not picked": {types.StringValue("1.0.0"), picks, `"assetVersion":"1.0.0"`},
		"picked":              {types.StringUnknown(), picks, `"assetVersion":"2.0.0"`},
		"none to pick":        {types.StringUnknown(), fails, ""},
		"left to the tenant":  {types.StringUnknown(), nil, `"assetId":"jwt"`},
	} {
		p, k := &played{body: `{"id":7}`}, simple()
		k.Version = c.version
		got, err := k.create(t.Context(), p.clients(), crud.Write[Common]{Plan: where(c.planned)}, nil)
		switch {
		case c.want == "":
			if err == nil || len(p.sent) > 0 {
				t.Errorf("%s: %v, sent %q", name, err, p.sent)
			}
		case err != nil || got.ID != "7" || len(p.sent) != 1 || !strings.Contains(p.sent[0], c.want) || strings.Contains(p.sent[0], "assetVersion") != strings.Contains(c.want, "assetVersion"):
			t.Errorf("%s: %v, %v, sent %q", name, got, err, p.sent)
		}
	}
}

// TestUpdate_keeps: a changed configuration takes along what the kind keeps of
// the one that is shown, if the version stays; what cannot be read is not
// written over. A read may take a list and the policy itself.
func TestUpdate_keeps(t *testing.T) {
	t.Parallel()
	older, newer := types.StringValue("1.0.0"), types.StringValue("2.0.0")
	for name, c := range map[string]struct {
		version types.String
		body    string
		keeps   bool
		changed bool
		want    []string
	}{
		"kept":               {older, `{"id":7,"configurationData":{"more":1}}`, true, true, []string{"GET ", `PATCH {"configurationData":{"more":1}}`}},
		"all is known":       {older, `{"id":7,"configurationData":{"more":1}}`, false, true, []string{`PATCH {"configurationData":{}}`}},
		"another version":    {newer, `{"id":7,"configurationData":{"more":1}}`, true, true, []string{`PATCH {"assetVersion":"2.0.0","configurationData":{}}`}},
		"nothing is changed": {older, `{"id":7,"configurationData":{"more":1}}`, true, false, []string{"GET "}},
		"it cannot be read":  {older, `{"id":`, true, true, []string{"GET "}},
	} {
		p, k := &played{body: c.body}, simple()
		k.Changed = func(crud.Write[Common]) bool { return c.changed }
		if c.keeps {
			k.Keep = func(shown, sent anypoint.Object) { maps.Copy(sent, shown) }
		}
		plan, prior := where(c.version), where(older)
		prior.ID = types.StringValue("7")
		plan.Pointcut = types.SetNull(types.StringType)
		prior.Pointcut = plan.Pointcut
		_, err := k.update(t.Context(), p.clients(), crud.Write[Common]{Plan: plan, Prior: prior})
		if failed := err != nil; failed != (name == "it cannot be read") || !slices.Equal(slices.Compact(p.sent), c.want) {
			t.Errorf("%s: %v, sent %q", name, err, p.sent)
		}
	}
}

// TestExplain: what a person can do about a refusal, by its status and by what
// the kind knows.
func TestExplain(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status    int
		summary   string
		duplicate bool
		explains  bool
		want      string
	}{
		"there is one":                {status: http.StatusConflict, explains: true, want: "set allow_duplicate = true"},
		"there is one, which is fine": {status: http.StatusConflict, explains: true, duplicate: true, want: "would have been allowed"},
		"a bad request":               {status: http.StatusBadRequest, want: "as before"},
		"a bad request, explained":    {status: http.StatusBadRequest, explains: true, want: "the kind knows"},
		"fine, but a bad request":     {status: http.StatusBadRequest, duplicate: true, want: "as before"},
		"no such route":               {status: http.StatusNotFound, summary: "no such route", explains: true, want: "There is no API instance 1 in"},
		"no such asset":               {status: http.StatusNotFound, summary: "no such asset", explains: true, want: "as before"},
		"another thing about a route": {status: http.StatusForbidden, summary: "no such route", explains: true, want: "as before"},
	} {
		k, m := simple(), where(types.StringValue("1.0.0"))
		if c.explains {
			k.Explain = func(e *rest.Error) { e.Next = "the kind knows" }
		}
		m.AllowDuplicate = types.BoolValue(c.duplicate)
		e := &rest.Error{Status: c.status, Summary: c.summary, Next: "as before"}
		if k.explain(e, &m, "jwt"); !strings.Contains(e.Next, c.want) {
			t.Errorf("%s: %q", name, e.Next)
		}
	}
}
