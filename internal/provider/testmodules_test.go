package provider_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// TestExampleGuide_testYourModules follows the guide, which runs all tests of
// the module protected-api: offline and on the simulator.
func TestExampleGuide_testYourModules(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Sim.Gateway.Poll = 0
	w := e.Workspace(t, repository, protectedAPI)
	acctest.Guide{
		File: filepath.Join(repository, "docs/guides/test-your-modules.md"), Workspace: w,
		Programs: map[string]string{"sim": e.SimProgram()},
	}.Run(t)
	if acctest.UseCLI(t).OpenTofu {
		return // 1.12.6 says that it cleans up, and leaves what the last run of the module made
	}
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}

// TestWorkflows_guides: a workflow that a guide shows uses the actions in the
// commits that this repository uses, and runs what the guide's reader runs.
func TestWorkflows_guides(t *testing.T) {
	t.Parallel()
	ours := pinned(t, ".github/workflows")
	for guide, folder := range map[string]string{"test-your-modules": protectedAPI, "detect-drift": "examples/nightly-drift"} {
		text, err := os.ReadFile(filepath.Join(repository, "docs/guides", guide+".md"))
		if err != nil {
			t.Fatal(err)
		}
		typed := strings.Join(acctest.Blocks(string(text), "shell"), "")
		for action, commit := range pinned(t, folder+"/.github/workflows") {
			if ours[action] != commit {
				t.Errorf("%s: %s is pinned to %q, and to %q in this repository", folder, action, commit, ours[action])
			}
		}
		shown := strings.Join(acctest.Blocks(string(text), "yaml"), "")
		for _, m := range command.FindAllStringSubmatch(shown, -1) {
			if !strings.Contains(typed, m[1]) {
				t.Errorf("%s: the workflow runs %q, and no reader of the guide does", guide, m[1])
			}
		}
	}
}

var (
	uses    = regexp.MustCompile(`(?m)^ +- (?:if: .*\n +)?uses: (\S+)@([0-9a-f]{40}) # v\S+$`)
	anyUse  = regexp.MustCompile(`(?m)uses: `)
	command = regexp.MustCompile(`(?m)^ +(?:run: )?((?:terraform (?:init|test|plan|apply)|sim|eval|export) ?.*)$`)
)

// pinned are the actions that the workflows in a folder use, with their commits.
func pinned(t *testing.T, folder string) map[string]string {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(repository, folder, "*.yml"))
	if len(files) == 0 {
		t.Fatalf("%s has no workflows", folder)
	}
	out := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found := uses.FindAllStringSubmatch(string(text), -1)
		if all := anyUse.FindAllString(string(text), -1); len(found) != len(all) || len(all) == 0 {
			t.Errorf("%s: %d of %d actions are pinned to a commit, with the version beside it", file, len(found), len(all))
		}
		for _, m := range found {
			out[m[1]] = m[2]
		}
	}
	return out
}
