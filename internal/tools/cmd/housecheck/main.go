// Command housecheck holds the rules of the house about imports that a linter
// cannot: it asks `go list` for every package of the provider's module, tests
// included, and for what each of them and the finished provider contain. It also
// looks whether the workflows' actions are pinned, and whether the links of the
// Markdown pages lead somewhere and their make commands make something.
//
//	go run ./cmd/housecheck [folder of the module]
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
)

func main() {
	dir := "."
	if len(os.Args) > 1 {
		dir = os.Args[1]
	}
	packages, module, err := list(context.Background(), dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, "housecheck:", err)
		os.Exit(2)
	}
	broken, err := unpinned(dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, "housecheck:", err)
		os.Exit(2)
	}
	dead, err := deadLinks(context.Background(), dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, "housecheck:", err)
		os.Exit(2)
	}
	unknown, err := unknownTargets(context.Background(), dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, "housecheck:", err)
		os.Exit(2)
	}
	broken = slices.Concat(broken, dead, unknown, check(module, packages))
	for _, line := range broken {
		fmt.Println(line)
	}
	if len(broken) > 0 {
		fmt.Printf("housecheck: %d broken rules in %d packages\n", len(broken), len(packages))
		os.Exit(1)
	}
	fmt.Printf("housecheck: %d packages keep the rules\n", len(packages))
}

// pkg is what is needed of `go list -json`.
type pkg struct {
	ImportPath   string
	Name         string
	Imports      []string
	TestImports  []string
	XTestImports []string
	Deps         []string // everything that a build of it contains
	Error        *struct{ Err string }
}

func list(ctx context.Context, dir string) (packages []pkg, module string, err error) {
	run := func(args ...string) ([]byte, error) {
		cmd := exec.CommandContext(ctx, "go", append([]string{"list"}, args...)...)
		cmd.Dir = dir
		cmd.Stderr = os.Stderr
		return cmd.Output()
	}
	out, err := run("-m")
	if err != nil {
		return nil, "", fmt.Errorf("go list -m: %w", err)
	}
	module = strings.TrimSpace(string(out))
	out, err = run("-e", "-json=ImportPath,Name,Imports,TestImports,XTestImports,Deps,Error", "./...")
	if err != nil {
		return nil, "", fmt.Errorf("go list: %w", err)
	}
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, "", err
		}
		if p.Error != nil {
			return nil, "", fmt.Errorf("%s: %s", p.ImportPath, p.Error.Err)
		}
		packages = append(packages, p)
	}
	return packages, module, nil
}

const (
	framework  = "github.com/hashicorp/terraform-plugin-framework"
	pluginGo   = "github.com/hashicorp/terraform-plugin-go"
	pluginTest = "github.com/hashicorp/terraform-plugin-testing"
	pluginSDK  = "github.com/hashicorp/terraform-plugin-sdk"
)

// layers are the folders of internal that the provider is made of, each with
// those that it may import. What is not listed for it is an arrow against the
// direction rest <- oidc <- okta, anypoint <- crud <- services <- provider <- main.
var layers = map[string][]string{
	"rest":            {},
	"oidc":            {"rest"},
	"okta":            {"rest", "oidc"},
	"anypoint":        {"rest", "oidc"},
	"tf":              {},
	"crud":            {"rest", "oidc", "okta", "anypoint", "tf"},
	"policy":          {"rest", "okta", "anypoint", "crud", "tf"},
	"assign":          {"rest", "okta", "crud", "tf"},
	"jwks":            {"okta", "tf"},
	"clientproviders": {"rest", "anypoint", "crud", "tf"},
	"functions":       {"tf"},
	"services":        {"rest", "oidc", "okta", "anypoint", "crud", "policy", "assign", "jwks", "clientproviders", "tf"},
	"provider":        {"rest", "oidc", "okta", "anypoint", "crud", "tf", "functions", "services"},
	"serve":           {"provider"},
}

// beside are the folders of internal that the provider does not contain: the
// simulator, what tests share, and programs. They may import each other.
var beside = []string{"sim", "contract", "acctest", "faults", "workspace", "bench", "cmd"}

// check returns a line for every broken rule.
func check(module string, packages []pkg) []string {
	var broken []string
	report := func(format string, args ...any) {
		broken = append(broken, fmt.Sprintf(format, args...))
	}
	// part splits an import path below internal: crud, or services and
	// services/okta/group. Paths elsewhere have none.
	part := func(path string) (folder, below string) {
		below, ok := strings.CutPrefix(path, module+"/internal/")
		if !ok {
			return "", ""
		}
		folder, _, _ = strings.Cut(below, "/")
		return folder, below
	}

	for _, p := range packages {
		folder, below := part(p.ImportPath)
		tests := append(slices.Clone(p.TestImports), p.XTestImports...)

		// The direction of the arrows. Tests may look further, because
		// they drive the whole provider.
		if allowed, ok := layers[folder]; ok {
			for _, path := range p.Imports {
				to, _ := part(path)
				if _, isLayer := layers[to]; isLayer && to != folder && !slices.Contains(allowed, to) {
					report("%s imports %s: %s may import of the layers only %v", p.ImportPath, path, folder, allowed)
				}
				if path == module {
					report("%s imports the main package", p.ImportPath)
				}
			}
		}

		// A new folder gets a place, or none of this would hold it.
		isLayer, isBeside := layers[folder] != nil, slices.Contains(beside, folder)
		if folder != "" && !isLayer && !isBeside {
			report("%s: internal/%s has no place in the house yet: name it in internal/tools/cmd/housecheck", p.ImportPath, folder)
		}

		// What the simulator and the tests' helpers are for.
		if !isBeside {
			for _, path := range p.Imports {
				if to, _ := part(path); slices.Contains(beside, to) {
					report("%s imports %s outside of tests: it is not part of the provider", p.ImportPath, path)
				}
			}
		}
		if folder == "sim" {
			for _, path := range slices.Concat(p.Deps, tests) {
				if to, _ := part(path); layers[to] != nil {
					report("%s contains %s: the simulator shares nothing with what it is there to judge", p.ImportPath, path)
				}
			}
		}

		switch folder {
		case "rest", "oidc", "okta", "anypoint":
			for _, path := range p.Deps {
				if strings.HasPrefix(path, framework) || strings.HasPrefix(path, pluginGo+"/") {
					report("%s contains %s: the API clients know nothing of Terraform", p.ImportPath, path)
				}
			}
		case "services":
			checkService(report, p.ImportPath, below, slices.Concat(p.Imports, tests), part)
		}

		// What is shipped is free of what is for tests.
		if p.Name == "main" && p.ImportPath == module {
			for _, path := range p.Deps {
				to, _ := part(path)
				if slices.Contains(beside, to) || strings.HasPrefix(path, pluginTest) || strings.HasPrefix(path, pluginSDK) {
					report("the provider contains %s: it is for tests", path)
				}
			}
		}
		for _, path := range slices.Concat(p.Imports, tests) {
			if strings.HasPrefix(path, pluginSDK) {
				report("%s imports %s: use terraform-plugin-framework", p.ImportPath, path)
			}
		}
	}
	return slices.Compact(broken)
}

// checkService holds the rules of a folder services/<platform>/<object>: it
// imports no other such folder, and only that platform's client; the platform
// "bridge" is for what needs both. A package above the objects, such as a list
// of them, may import them, and they may not import it.
func checkService(report func(string, ...any), importPath, below string, imports []string, part func(string) (string, string)) {
	object := func(below string) string {
		parts := strings.SplitN(below, "/", 4)
		if len(parts) < 3 {
			return ""
		}
		return parts[1] + "/" + parts[2]
	}
	own := object(below)
	platform, _, _ := strings.Cut(own, "/")
	for _, path := range imports {
		to, toBelow := part(path)
		switch to {
		case "services":
			if own != "" && object(toBelow) != own {
				report("%s imports %s: folders under services never import one another", importPath, path)
			}
		case "okta", "anypoint":
			if (platform == "okta" || platform == "anypoint") && platform != to {
				report("%s imports %s: what needs both platforms belongs into services/bridge", importPath, path)
			}
		}
	}
}
