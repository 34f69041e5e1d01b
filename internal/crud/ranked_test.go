package crud

import (
	"net/url"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// TestRanked_beyond: only who goes further back than before is told where the end
// is, and only for that the list is read.
func TestRanked_beyond(t *testing.T) {
	t.Parallel()
	at := types.Int64Value
	two := answer{status: 200, body: `[{"id": "1"}, {"id": "2"}]`}
	for name, c := range map[string]struct {
		platform answer
		create   bool
		to       Ranking
		calls    int
		warned   bool
	}{
		"a new one":        {two, true, Ranking{Priority: at(3)}, 0, false},
		"as it is":         {two, false, Ranking{Priority: at(3), Prior: at(3)}, 0, false},
		"to the front":     {two, false, Ranking{Priority: at(1), Prior: at(2)}, 0, false},
		"to the back":      {two, false, Ranking{Priority: at(2), Prior: at(1)}, 1, false},
		"beyond it":        {two, false, Ranking{Priority: at(3), Prior: at(1)}, 1, true},
		"anywhere":         {two, false, Ranking{Priority: types.Int64Null(), Prior: at(1)}, 0, false},
		"somewhere":        {two, false, Ranking{Priority: types.Int64Unknown(), Prior: at(1)}, 0, false},
		"who may not look": {answer{status: 403, body: `{}`}, false, Ranking{Priority: at(3), Prior: at(1)}, 1, false},
	} {
		all := Ranked[map[string]any]{Collection: &rest.Collection[map[string]any]{
			Client: rest.New(rest.Options{Platform: "a platform", BaseURL: &url.URL{Scheme: "https", Host: "example.com"}, Transport: &c.platform, MaxTries: 1}),
			Noun:   "rule", Path: rest.P("/rules"), Item: "/{id}",
		}}
		var diags diag.Diagnostics
		all.Beyond(t.Context(), &Planning{Create: c.create, Diagnostics: &diags}, c.to, "rules", "policy")
		if len(diags) > 0 != c.warned || c.platform.calls != c.calls {
			t.Errorf("%s: %d calls, %v", name, c.platform.calls, diags)
		}
	}
}
