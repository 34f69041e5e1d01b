package main

import (
	"strings"
	"testing"
)

const m = "example.com/provider"

func TestCheck(t *testing.T) {
	t.Parallel()
	in := func(paths ...string) []string {
		for i, p := range paths {
			if strings.HasPrefix(p, "internal/") {
				paths[i] = m + "/" + p
			}
		}
		return paths
	}
	tests := map[string]struct {
		pkg  pkg
		want string // part of the one line; empty: no rule is broken
	}{
		"the client of a platform uses rest": {
			pkg{ImportPath: m + "/internal/okta", Imports: in("internal/rest", "net/http")}, "",
		},
		"rest against the arrow": {
			pkg{ImportPath: m + "/internal/rest", Imports: in("internal/okta")}, "rest may import of the layers only []",
		},
		"one platform's client uses the other's": {
			pkg{ImportPath: m + "/internal/okta", Imports: in("internal/anypoint")}, "okta may import",
		},
		"crud uses a service": {
			pkg{ImportPath: m + "/internal/crud", Imports: in("internal/services/okta/group")}, "crud may import",
		},
		"a service uses the provider": {
			pkg{ImportPath: m + "/internal/services/okta/group", Imports: in("internal/provider")}, "services may import",
		},
		"a test of a service uses the provider": {
			pkg{ImportPath: m + "/internal/services/okta/group", XTestImports: in("internal/provider", "internal/acctest", "internal/sim")}, "",
		},
		"the client contains the framework": {
			pkg{ImportPath: m + "/internal/rest", Deps: []string{framework + "/diag"}}, "know nothing of Terraform",
		},
		"the client logs": {
			pkg{ImportPath: m + "/internal/rest", Deps: []string{"github.com/hashicorp/terraform-plugin-log/tflog"}}, "",
		},
		"a service uses its neighbour": {
			pkg{ImportPath: m + "/internal/services/okta/app", Imports: in("internal/services/okta/group")}, "never import one another",
		},
		"a test of a service uses its neighbour": {
			pkg{ImportPath: m + "/internal/services/okta/app", TestImports: in("internal/services/anypoint/api")}, "never import one another",
		},
		"a service uses its own folder": {
			pkg{ImportPath: m + "/internal/services/okta/app", Imports: in("internal/services/okta/app/secret")}, "",
		},
		"a service uses the other platform": {
			pkg{ImportPath: m + "/internal/services/okta/app", Imports: in("internal/anypoint")}, "belongs into services/bridge",
		},
		"the bridge uses both": {
			pkg{ImportPath: m + "/internal/services/bridge/probe", Imports: in("internal/anypoint", "internal/okta")}, "",
		},
		"a list of services": {
			pkg{ImportPath: m + "/internal/services", Imports: in("internal/services/okta/app", "internal/services/okta/group")}, "",
		},
		"the simulator uses a client": {
			pkg{ImportPath: m + "/internal/sim/okta", Deps: in("internal/okta")}, "shares nothing",
		},
		"a test of the simulator uses a client": {
			pkg{ImportPath: m + "/internal/sim/okta", XTestImports: in("internal/rest")}, "shares nothing",
		},
		"a service uses the simulator": {
			pkg{ImportPath: m + "/internal/services/okta/app", Imports: in("internal/sim")}, "outside of tests",
		},
		"a folder without a place": {
			pkg{ImportPath: m + "/internal/helpers"}, "no place in the house",
		},
		"acctest uses the simulator and the provider": {
			pkg{ImportPath: m + "/internal/acctest", Imports: in("internal/sim", "internal/provider")}, "",
		},
		"a program uses the simulator": {
			pkg{ImportPath: m + "/internal/cmd/sim", Imports: in("internal/sim")}, "",
		},
		"the provider ships a test helper": {
			pkg{ImportPath: m, Name: "main", Deps: []string{pluginTest + "/helper/resource"}}, "it is for tests",
		},
		"the old SDK": {
			pkg{ImportPath: m + "/internal/tf", TestImports: []string{pluginSDK + "/v2/helper/schema"}}, "use terraform-plugin-framework",
		},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := check(m, []pkg{tc.pkg})
			switch {
			case tc.want == "" && len(got) > 0:
				t.Errorf("unexpected: %q", got)
			case tc.want != "" && (len(got) != 1 || !strings.Contains(got[0], tc.want)):
				t.Errorf("got %q, want one line with %q", got, tc.want)
			}
		})
	}
}
