package provider_test

import (
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

// TestGuide_tutorial follows the guide to the letter, and leaves nothing.
func TestGuide_tutorial(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	w := e.Workspace(t, repository, "examples/tutorial")
	w.Env = append(e.TutorialVariables(), "API_URL="+e.Var("GATEWAY_URL")+"/card")
	acctest.Guide{
		File: filepath.Join(repository, "docs/guides/tutorial.md"), Workspace: w,
		Steps: map[string]func() []string{
			"the scope is taken away": func() []string {
				api := apiOf(t, e)
				all, _ := e.ByHand(t, http.MethodGet, e.APIs()+"/"+api+"/policies?fullInfo=false", nil).([]any)
				if len(all) != 1 {
					t.Fatalf("the API has the policies %v", all)
				}
				policy, _ := all[0].(map[string]any)
				e.ByHand(t, http.MethodPatch, fmt.Sprintf("%s/%s/policies/%.0f", e.APIs(), api, policy["id"]), map[string]any{"configurationData": map[string]any{"exposeHeaders": false}})
				return nil
			},
		},
	}.Run(t)
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}

// TestGuide_protectAnAPI follows the guide to the letter.
func TestGuide_protectAnAPI(t *testing.T) {
	t.Parallel()
	e := acctest.StartWith(t, sim.Options{SeedFile: filepath.Join(repository, "examples/protect-an-api/tenant.yaml")})
	e.Sim.Gateway.Poll = 0
	api := apiOf(t, e)
	w := e.Workspace(t, repository, "examples/protect-an-api")
	w.Env = append(e.TutorialVariables(), "TF_VAR_api_instance_id="+api, "API_URL="+e.Var("GATEWAY_URL")+"/cards")
	acctest.Guide{
		File: filepath.Join(repository, "docs/guides/protect-an-api.md"), Workspace: w,
		Steps: map[string]func() []string{
			"the secret": func() []string {
				_, secret := credentials(t, e, "shop")
				return []string{fmt.Sprintf("CLIENT_SECRET='%s'", secret)}
			},
			"the policy is disabled": func() []string {
				all, _ := e.ByHand(t, http.MethodGet, e.APIs()+"/"+api+"/policies?fullInfo=false", nil).([]any)
				for _, p := range all {
					policy, _ := p.(map[string]any)
					if policy["label"] == "Reading" {
						e.ByHand(t, http.MethodPatch, fmt.Sprintf("%s/%s/policies/%.0f", e.APIs(), api, policy["id"]), map[string]any{"disabled": true})
						return nil
					}
				}
				t.Fatalf("there is no policy for reading in %v", all)
				return nil
			},
		},
	}.Run(t)
}

// credentials are the client id and the secret of an application, which
// Exchange shows to its owners.
func credentials(t *testing.T, e *acctest.Env, name string) (id, secret string) {
	t.Helper()
	list, _ := e.ByHand(t, http.MethodGet, e.Organization("exchange/api/v2")+"/applications", nil).([]any)
	for _, a := range list {
		if app, _ := a.(map[string]any); app["name"] == name {
			whole, _ := e.ByHand(t, http.MethodGet, fmt.Sprintf("%s/applications/%.0f", e.Organization("exchange/api/v2"), app["id"]), nil).(map[string]any)
			return fmt.Sprint(whole["clientId"]), fmt.Sprint(whole["clientSecret"])
		}
	}
	t.Fatalf("there is no application %s in %v", name, list)
	return "", ""
}

// TestGuides_nameTestsThatExist holds the promises of the pages: a test that is
// named for one is there.
func TestGuides_nameTestsThatExist(t *testing.T) {
	t.Parallel()
	there := map[string]bool{}
	declared := regexp.MustCompile(`(?m)^func (Test\w+|Fuzz\w+)\(`)
	err := filepath.WalkDir(filepath.Join(repository, "internal"), func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, found := range declared.FindAllSubmatch(text, -1) {
			there[string(found[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(repository, "templates/guides/*.tmpl"))
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`\b((?:Test|Fuzz)[A-Z]\w*)`)
	n := 0
	for _, page := range append(pages, filepath.Join(repository, "SECURITY.md")) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range named.FindAllSubmatch(text, -1) {
			n++
			if name := string(found[1]); !there[name] {
				t.Errorf("%s names %s, which is not there", filepath.Base(page), name)
			}
		}
	}
	if n < 20 {
		t.Errorf("only %d names of tests were found on the pages", n)
	}
}

// TestGuides_tryWhatIsThere: what a page says that make try prepares is there,
// and its page says so.
func TestGuides_tryWhatIsThere(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob(filepath.Join(repository, "docs/guides/*.md"))
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	tries := regexp.MustCompile("make try EXAMPLE=([a-z/-]+)|^\\| [^|]+ \\| `([a-z/-]+)` \\| \\[")
	for _, page := range append(pages, filepath.Join(repository, "README.md")) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			for _, found := range tries.FindAllStringSubmatch(line, -1) {
				example := found[1] + found[2]
				if _, err := os.Stat(filepath.Join(repository, "examples", example)); err != nil {
					t.Errorf("%s: %v", page, err)
				}
				if filepath.Base(page) != "README.md" {
					said[example] = true
				} else if !said[example] {
					t.Errorf("the README says that %s can be tried, and no guide does", example)
				}
			}
		}
	}
	if len(said) < 8 {
		t.Errorf("only %d guides can be tried", len(said))
	}
}
