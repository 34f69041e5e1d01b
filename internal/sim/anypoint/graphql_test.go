package anypoint

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// assetsQuery has the members that MuleSoft's command line asks for; its client
// adds __typename.
const assetsQuery = `query ($organizationIds: [String], $limit: Int, $offset: Int, $searchText: String!) {
	assets(limit: $limit, offset: $offset, searchTerm: $searchText, organizationIds: $organizationIds) {
		groupId assetId version name type updatedDate createdDate __typename
	}
}`

func TestGraphQL_assets(t *testing.T) {
	f := newFixture(t)
	const path = "/graph/api/v2/graphql"
	f.publish(202, "card-api", "1.0.0", "http-api", "v1")
	f.publish(202, "card-api", "1.1.0", "http-api", "v1")
	f.publish(202, "loan-api", "1.0.0", "rest-api", "v1")
	f.world.Clock.Advance(time.Minute) // a publication takes a moment
	ask := func(variables obj, header ...string) []any {
		t.Helper()
		if variables["searchText"] == nil {
			variables["searchText"] = ""
		}
		got := f.must(200, "POST", path, obj{"query": assetsQuery, "variables": variables}, header...)
		if got["errors"] != nil {
			t.Fatalf("%v", got)
		}
		all, _ := got["data"].(obj)["assets"].([]any)
		return all
	}
	all := ask(obj{"organizationIds": []string{f.org}})
	if len(all) != 2 {
		t.Fatalf("%v", all)
	}
	card, _ := all[0].(obj)
	if card["assetId"] != "card-api" || card["version"] != "1.1.0" || card["groupId"] != f.org || card["type"] != "http-api" || card["__typename"] != "Asset" ||
		!strings.HasSuffix(text(card, "createdDate"), "Z") {
		t.Errorf("%v", card)
	}
	for name, test := range map[string]struct {
		variables obj
		want      int
	}{
		"search":        {obj{"searchText": "LOAN"}, 1},
		"nothing":       {obj{"searchText": "nothing"}, 0},
		"limit":         {obj{"limit": 1}, 1},
		"offset":        {obj{"offset": 1, "limit": 5}, 1},
		"beyond":        {obj{"offset": 9}, 0},
		"another's org": {obj{"organizationIds": []string{"0f9f870f-0000-4422-a97b-16ada4ec27ac"}}, 0},
	} {
		if got := ask(test.variables); len(got) != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	byType := f.must(200, "POST", path, obj{"query": `{ assets(type: "rest-api") { assetId } }`})
	if got := encoded(byType["data"]); got != `{"assets":[{"assetId":"loan-api"}]}` {
		t.Errorf("by type: %s", got)
	}

	// The command line sends its token as a variable.
	token := f.token
	f.token = ""
	if got := ask(obj{"accessToken": token}); len(got) != 2 {
		t.Errorf("with the token as a variable: %v", got)
	}
	if status, _, _ := f.raw("POST", path, obj{"query": assetsQuery}); status != http.StatusUnauthorized {
		t.Errorf("without a token: %d", status)
	}
	f.token = token
	wrong := f.must(200, "POST", path, obj{"query": "{ organizations { id } }"})
	if wrong["errors"] == nil {
		t.Errorf("an unknown query: %v", wrong)
	}
	if status, _, _ := f.raw("POST", path, strings.NewReader("assets")); status != http.StatusBadRequest {
		t.Errorf("no query: %d", status)
	}
}
