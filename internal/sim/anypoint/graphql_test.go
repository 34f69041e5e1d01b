package anypoint

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
)

// listAssets is what the command line client sends: one nameless query with
// these variables and fields, __typename by its library, and the token in a
// variable that the query does not declare.
const listAssets = `query ($organizationIds: [String], $limit: Int, $offset: Int, $searchText: String!) {
  assets(limit: $limit, offset: $offset, searchTerm: $searchText, organizationIds: $organizationIds) {
    groupId assetId version name type updatedDate createdDate __typename
  }
}`

// ask sends a query without a header, as the command line client does.
func (f *fixture) ask(status int, query string, variables obj) obj {
	f.t.Helper()
	token := f.token
	f.token = ""
	defer func() { f.token = token }()
	return f.must(status, "POST", "/graph/api/v2/graphql", obj{"operationName": nil, "query": query, "variables": variables})
}

// asked are the assets of an answer without errors, as id/version.
func (f *fixture) asked(query string, variables obj) string {
	f.t.Helper()
	answer := f.ask(200, query, variables)
	if answer["errors"] != nil {
		f.t.Fatalf("refused: %v", answer)
	}
	data, _ := answer["data"].(obj)
	list, isList := data["assets"].([]any)
	if !isList {
		f.t.Fatalf("no list: %v", answer)
	}
	out := make([]string, len(list))
	for i, e := range list {
		a, _ := e.(obj)
		out[i] = text(a, "assetId") + "/" + text(a, "version")
	}
	return strings.Join(out, " ")
}

// refused is the only error of an answer.
func (f *fixture) refused(answer obj) obj {
	f.t.Helper()
	list, _ := answer["errors"].([]any)
	if len(list) != 1 || answer["data"] != nil {
		f.t.Fatalf("not one error without data: %v", answer)
	}
	refusal, _ := list[0].(obj)
	return refusal
}

func newGraph(t *testing.T) *fixture {
	f := newFixture(t)
	now := []string{"x-sync-publication", "true"}
	f.publish(201, "card-api", "1.0.0", "http-api", "v1", now...)
	f.publish(201, "card-api", "1.10.0", "http-api", "v1", now...)
	f.publish(201, "card-api", "1.9.0", "http-api", "v1", now...)
	f.publish(201, "bank-api", "1.0.0", "rest-api", "v1", now...)
	return f
}

func TestGraph_listsAssetsForTheCommandLineClient(t *testing.T) {
	f := newGraph(t)
	for name, c := range map[string]struct {
		change obj
		want   string
	}{
		"all":                  {obj{}, "bank-api/1.0.0 card-api/1.10.0 card-api/1.9.0 card-api/1.0.0"},
		"by text, in any case": {obj{"searchText": "CARD"}, "card-api/1.10.0 card-api/1.9.0 card-api/1.0.0"},
		"a text of none":       {obj{"searchText": "loan"}, ""},
		"of an organization":   {obj{"organizationIds": []any{f.org}, "searchText": "bank"}, "bank-api/1.0.0"},
		"of another":           {obj{"organizationIds": []any{f.platform.BusinessGroup()}}, ""},
		"a page":               {obj{"limit": 2, "offset": 1}, "card-api/1.10.0 card-api/1.9.0"},
		"beyond the end":       {obj{"offset": 9}, ""},
	} {
		variables := obj{"limit": 10, "offset": 0, "searchText": "", "accessToken": f.token}
		if got := f.asked(listAssets, merge(variables, c.change)); got != c.want {
			t.Errorf("%s: %q, not %q", name, got, c.want)
		}
	}
	data, _ := f.ask(200, listAssets, obj{"searchText": "bank", "accessToken": f.token})["data"].(obj)
	list, _ := data["assets"].([]any)
	got, _ := list[0].(obj)
	rest := f.must(200, "GET", "/exchange/api/v2/assets/"+f.org+"/bank-api/1.0.0", nil)
	for _, field := range []string{"groupId", "assetId", "version", "name", "type", "updatedDate", "createdDate"} {
		if text(got, field) == "" || got[field] != rest[field] {
			t.Errorf("%s is %v, but %v in the REST API", field, got[field], rest[field])
		}
	}
	if text(got, "__typename") == "" || len(got) != 8 {
		t.Errorf("not the fields that were asked for: %v", got)
	}
}

func TestGraph_filtersByTypeLabelAndVersion(t *testing.T) {
	f := newGraph(t)
	bank, _ := f.platform.assets.Get(gav(f.org, "bank-api", "1.0.0"))
	bank.keywords, bank.tags = []string{"gold"}, []string{"retail"}
	f.platform.assets.Put(bank.gav(), bank)
	for arguments, want := range map[string]string{
		`types: "rest-api"`: "bank-api/1.0.0",
		`type: "rest-api"`:  "bank-api/1.0.0",
		`types: ["http-api", "rest-api"], latestVersionsOnly: true`:              "bank-api/1.0.0 card-api/1.10.0",
		`latestVersionsOnly: false, limit: 1`:                                    "bank-api/1.0.0",
		`labels: ["gold", "retail"]`:                                             "bank-api/1.0.0",
		`labels: ["gold", "silver"]`:                                             "",
		`public: true`:                                                           "",
		`masterOrganizationId: "` + f.org + `", types: "rest-api"`:               "bank-api/1.0.0",
		`masterOrganizationId: "another"`:                                        "",
		`types: "rest-api", categories: {key: "industry"}, sharedWithMe: false`:  "bank-api/1.0.0",
		`types: "rest-api", customFields: {textCustomField: {key: "api"}}`:       "bank-api/1.0.0",
		`types: "rest-api", organizationIds: [], extensionModel: {hasX: [true]}`: "bank-api/1.0.0",
	} {
		if got := f.asked("{assets("+arguments+") {assetId version}}", obj{"accessToken": f.token}); got != want {
			t.Errorf("%s: %q, not %q", arguments, got, want)
		}
	}
	data, _ := f.ask(200, `{new: assets(searchTerm: "card", limit: 1) {...more} old: assets(searchTerm: "card", offset: 2) {...more}}
		fragment more on Asset {version isLatestVersion minMuleVersion numberOfRates labels files {classifier} otherVersions {version} createdBy {id}}`,
		obj{"accessToken": f.token})["data"].(obj)
	for alias, want := range map[string]obj{"new": {"version": "1.10.0", "isLatestVersion": true}, "old": {"version": "1.0.0", "isLatestVersion": false}} {
		list, _ := data[alias].([]any)
		got, _ := list[0].(obj)
		others, _ := got["otherVersions"].([]any)
		if got["version"] != want["version"] || got["isLatestVersion"] != want["isLatestVersion"] || len(others) != 2 || got["minMuleVersion"] != nil {
			t.Errorf("%s is %v", alias, got)
		}
	}
}

func TestGraph_hasPagesOfTwenty(t *testing.T) {
	f := newGraph(t)
	for i := range 30 {
		a := asset{org: f.org, group: f.org, id: fmt.Sprintf("many-%02d", i), version: "1.0.0", name: "many", kind: "custom"}
		f.platform.assets.Put(a.gav(), a)
	}
	for arguments, want := range map[string]int{"": 20, "limit: 25": 25, "limit: null": 20, "limit: 0": 0, "offset: 20": 10} {
		got := strings.Fields(f.asked(`{assets(types: "custom" `+arguments+`) {assetId version}}`, obj{"accessToken": f.token}))
		if len(got) != want {
			t.Errorf("%q: %d assets, not %d", arguments, len(got), want)
		}
	}
}

func TestGraph_knowsWhoAsks(t *testing.T) {
	f := newGraph(t)
	const all = "{assets(latestVersionsOnly: true) {assetId version}}"
	const want = "bank-api/1.0.0 card-api/1.10.0"
	id, secret, _, _ := f.platform.Credentials()
	basic := "Basic " + base64.StdEncoding.EncodeToString([]byte("~~~Client~~~:"+id+"~?~"+secret))
	for name, variables := range map[string]obj{
		"token": {"accessToken": f.token}, "header in a variable": {"authorization": "Bearer " + f.token}, "client": {"authorization": basic},
	} {
		if got := f.asked(all, variables); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := f.asked(all, nil); got != "" {
		t.Errorf("without credentials there are only public assets, but got %q", got)
	}
	if got := f.refused(f.ask(200, all, obj{"accessToken": "wrong"})); text(got, "message") != "Unauthorized" || fmt.Sprint(got["status"]) != "401" {
		t.Errorf("a wrong token got %v", got)
	}
	header := f.must(200, "POST", "/graph/api/v2/graphql", obj{"query": all, "variables": obj{"accessToken": "wrong"}})
	if data, _ := header["data"].(obj); data["assets"] == nil {
		t.Errorf("the header goes before the variable, but got %v", header)
	}
	for scope, may := range map[string]bool{"read:exchange": true, "read:full": true, "manage:api_proxies": false} {
		f.signIn(f.platform.NewConnectedApp(scope))
		answer := f.ask(200, all, obj{"accessToken": f.token})
		if !may {
			if got := f.refused(answer); text(got, "message") != "Forbidden" {
				t.Errorf("%s got %v", scope, got)
			}
		} else if answer["errors"] != nil {
			t.Errorf("%s got %v", scope, answer)
		}
	}
}

func TestGraph_leavesOutWhatTheAskerMayNotSee(t *testing.T) {
	f := newGraph(t)
	id, secret := f.platform.NewConnectedApp()
	app, _ := f.platform.connectedApps.Get(id)
	for org, want := range map[string]string{f.org: "bank-api/1.0.0", f.platform.BusinessGroup(): ""} {
		app.given = []grant{{scope: "read:exchange", org: org}}
		f.platform.connectedApps.Put(id, app)
		f.signIn(id, secret)
		if got := f.asked(`{assets(types: "rest-api") {assetId version}}`, obj{"accessToken": f.token}); got != want {
			t.Errorf("who may see %s sees %q, not %q", org, got, want)
		}
	}
}

func TestGraph_refusesAsGraphQLDoes(t *testing.T) {
	f := newGraph(t)
	who := obj{"accessToken": f.token}
	for query, want := range map[string]string{
		"{assets {colour}}":                  "colour",
		"{assets(colour: 1) {name}}":         "colour",
		"{assets(limit: \"1\") {name}}":      "Int",
		"{assets {":                          "syntax",
		"{asset {name}}":                     "asset",
		"mutation {publish}":                 "mutation",
		"query ($s: String!) {assets{name}}": `"s"`,
	} {
		answer := f.ask(200, query, who)
		list, _ := answer["errors"].([]any)
		if len(list) == 0 || answer["data"] != nil {
			t.Fatalf("%s: no error: %v", query, answer)
		}
		first, _ := list[0].(obj)
		if !strings.Contains(text(first, "message"), want) {
			t.Errorf("%s: %v", query, first)
		}
	}
	answer := f.ask(200, "{assets(limit: -1) {name}}", who)
	list, _ := answer["errors"].([]any)
	if data, _ := answer["data"].(obj); len(list) != 1 || data["assets"] != nil {
		t.Errorf("a negative limit got %v", answer)
	}
	f.ask(400, "", who)
	if status, _, raw := f.raw("POST", "/graph/api/v2/graphql", strings.NewReader("{")); status != 400 || !strings.Contains(string(raw), "errors") {
		t.Errorf("malformed JSON got %d %s", status, raw)
	}
}
