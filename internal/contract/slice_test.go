package contract

import (
	"regexp"
	"testing"
)

// simulated are the paths of Okta's management document that matter here.
var simulated = regexp.MustCompile(`^/api/v1/(authorizationServers|apps|groups|trustedOrigins|api-tokens|policies|users|zones)`)

// TestDocuments_everyPathCanBeRead: the documents' text has the form that the
// slicing relies on, and no path needs what was left out.
func TestDocuments_everyPathCanBeRead(t *testing.T) {
	if _, err := Folder(); err != nil {
		t.Skip("NOT RUN: ", err)
	}
	want := map[string]int{ // counted by kin-openapi in the whole documents
		"okta/oauth-minimal.yaml": 33, "okta/management-minimal.yaml": 485, "anypoint/access-management/api.yaml": 172,
		"anypoint/api-manager/api.yaml": 54, "anypoint/exchange-experience/api.yaml": 108, "anypoint/api-platform/api.yaml": 119,
		"anypoint/proxies-xapi/api.yaml": 12, "anypoint/api-portal-xapi/api.yaml": 2, "anypoint/anypoint-security-policies/api.yaml": 10,
	}
	for _, d := range documents {
		ix, err := d.open()
		if err != nil {
			t.Fatal(err)
		}
		if len(ix.paths) < want[d.file] {
			t.Errorf("%s: %d paths, expected %d", d.file, len(ix.paths), want[d.file])
		}
		for template := range ix.paths {
			if len(ix.paths) > 200 && !simulated.MatchString(template) {
				continue
			}
			doc, err := d.item(template)
			if err != nil {
				t.Error(err)
				continue
			}
			if doc.Paths.Value(template) == nil {
				t.Errorf("%s: %s is lost", d.file, template)
			}
		}
	}
}
