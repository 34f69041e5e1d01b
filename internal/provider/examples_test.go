package provider_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/workspace"
)

const required = `terraform {
  required_providers {
    gatehouse = { source = "gatehouse/gatehouse" }
  }
}
`

var variable = regexp.MustCompile(`(?m)^variable "(\w+)"`)

// TestExamples_validate: every example of an object is a valid module. One
// configuration has them all, because a start of the command line for each
// would take minutes. What only a root module may hold (imports, queries) is
// looked at by TestExamples_everyObjectHasThem.
func TestExamples_validate(t *testing.T) {
	t.Parallel()
	t.Run("objects", func(t *testing.T) {
		validate(t, "resources", "data-sources", "ephemeral-resources", "functions")
	})
	t.Run("actions", func(t *testing.T) {
		acctest.NeedsActions(t)
		validate(t, "actions")
	})
}

func validate(t *testing.T, folders ...string) {
	t.Helper()
	source := filepath.Join(t.TempDir(), "all")
	write := func(text string, path ...string) {
		file := filepath.Join(append([]string{source}, path...)...)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root, n := required, 0
	patterns := []string{"provider/" + several("provider.tf")}
	for _, k := range kinds {
		if slices.Contains(folders, k.folder) {
			patterns = append(patterns, k.folder+"/*/"+several(k.file))
		}
	}
	for _, pattern := range patterns {
		files, _ := filepath.Glob(filepath.Join(repository, "examples", pattern))
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			folder, _, _ := strings.Cut(pattern, "/")
			name := strings.ReplaceAll(folder, "-", "_") + "_" + filepath.Base(filepath.Dir(file)) + "_" + strings.TrimSuffix(filepath.Base(file), ".tf")
			write(string(text), name, "main.tf")
			if !strings.Contains(string(text), "required_providers") {
				write(required, name, "versions.tf")
			}
			root += fmt.Sprintf("module %q {\n  source = %q\n", name, "./"+name)
			for _, m := range variable.FindAllStringSubmatch(string(text), -1) {
				root += "  " + m[1] + " = null\n"
			}
			root += "}\n"
			n++
		}
	}
	write(root, "main.tf")
	write("-----BEGIN PRIVATE KEY-----\n", "okta-service-app.pem") // which an example reads
	absolute, err := filepath.Abs(repository)
	if err != nil {
		t.Fatal(err)
	}
	relative, err := filepath.Rel(absolute, source)
	if err != nil {
		t.Fatal(err)
	}
	w, err := workspace.New(t.Context(), t.TempDir(), absolute, relative, acctest.Program(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"init", "validate"} {
		if _, err := w.Run(t.Context(), command); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d examples are valid", n)
}

// TestExamples_noSecretIsWritten: an example that has a secret in it teaches to
// write secrets into configurations.
func TestExamples_noSecretIsWritten(t *testing.T) {
	t.Parallel()
	written := regexp.MustCompile(`(?m)^.*_wo += "[^$"]*"$`)
	n := 0
	err := fs.WalkDir(os.DirFS(filepath.Join(repository, "examples")), ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".tf" {
			return err
		}
		text, err := os.ReadFile(filepath.Join(repository, "examples", path))
		for _, line := range written.FindAllString(string(text), -1) {
			t.Errorf("examples/%s: %s", path, strings.TrimSpace(line))
		}
		n++
		return err
	})
	if err != nil || n == 0 {
		t.Errorf("%d files, %v", n, err)
	}
}

// several is the pattern for all examples of an object, such as
// resource_browser_app.tf beside resource.tf.
func several(file string) string { return strings.Replace(file, ".", "*.", 1) }

// TestExamples_theOthersAreApplied applies the examples that stand on their own
// beside the tutorial, and takes them away again.
func TestExamples_theOthersAreApplied(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"custom-authorization-server", "registration-by-private-key", "self-service-access"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			applyExample(t, "examples/"+name)
		})
	}
}

func applyExample(t *testing.T, folder string) {
	t.Helper()
	e := acctest.Start(t)
	w := e.Workspace(t, repository, folder)
	w.Env = e.TutorialVariables()
	run := func(args ...string) string {
		t.Helper()
		out, err := w.Run(t.Context(), args...)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	run("init")
	run("apply", "-auto-approve")
	changes, err := w.Changes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(changes) > 0 {
		t.Errorf("a plan after the apply would change %q", changes)
	}
	run("destroy", "-auto-approve")
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}
