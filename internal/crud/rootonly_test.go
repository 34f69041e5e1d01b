package crud

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// answer is a platform that says the same to everybody, but of a list.
type answer struct {
	status int
	body   string
	calls  int
	list   string
}

// RoundTrip implements http.RoundTripper.
func (a *answer) RoundTrip(r *http.Request) (*http.Response, error) {
	a.calls++
	status, body := a.status, a.body
	if a.list != "" && r.URL.Path == "/things" {
		status, body = http.StatusOK, a.list
	}
	return &http.Response{
		StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(body)), Request: r,
	}, nil
}

// TestRootOnly: a plan for a business group is refused, and no other.
func TestRootOnly(t *testing.T) {
	t.Parallel()
	here := types.StringValue("o")
	for name, c := range map[string]struct {
		platform     answer
		organization types.String
		calls        int
		refused      bool
	}{
		"a root organization":     {answer{status: 200, body: `{"id": "o"}`}, here, 1, false},
		"a business group":        {answer{status: 200, body: `{"id": "o", "parentId": "r"}`}, here, 1, true},
		"a group of another form": {answer{status: 200, body: `{"id": "o", "parentOrganizationIds": ["r"]}`}, here, 1, true},
		"who may not look":        {answer{status: 403, body: `{}`}, here, 1, false},
		"to come":                 {answer{status: 200, body: `{"id": "o", "parentId": "r"}`}, types.StringUnknown(), 0, false},
	} {
		clients := &Clients{}
		clients.SetAnypoint(anypoint.New(anypoint.Options{
			BaseURL: &url.URL{Scheme: "https", Host: "anypoint.example.com"}, Transport: &c.platform, Secrets: &rest.Secrets{}, MaxTries: 1,
		}), nil, false)
		var diags diag.Diagnostics
		p := Planning{Diagnostics: &diags}
		p.RootOnly(t.Context(), clients, c.organization, "Things", "")
		if diags.HasError() != c.refused || c.platform.calls != c.calls || c.refused && !strings.Contains(diags[0].Detail(), "below the organization r.") {
			t.Errorf("%s: after %d calls %v", name, c.platform.calls, diags)
		}
	}
	var diags diag.Diagnostics
	clients := &Clients{}
	clients.SetAnypoint(nil, errBroken, false)
	p := Planning{Diagnostics: &diags}
	if p.RootOnly(t.Context(), clients, here, "Things", ""); len(diags) > 0 {
		t.Error(diags)
	}
}
