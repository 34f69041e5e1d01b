package provider_test

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/workspace"
)

// TestTutorial_leaksNoSecret applies the tutorial as a user would and looks for
// every secret that the simulator issued or was given in all that is left
// behind: state, plan, what show prints, and the log at its most talkative.
func TestTutorial_leaksNoSecret(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	w, err := workspace.New(t.Context(), t.TempDir(), repository, "examples/tutorial", acctest.Program(t))
	if err != nil {
		t.Fatal(err)
	}
	log := filepath.Join(t.TempDir(), "trace.log")
	w.Env = append(e.TutorialVariables(), "TF_LOG=TRACE", "TF_LOG_PATH="+log)
	left := map[string]string{}
	run := func(args ...string) {
		t.Helper()
		out, err := w.Run(t.Context(), args...)
		if err != nil {
			t.Fatal(err)
		}
		left[strings.Join(args, " ")] = out
	}
	run("init")
	run("plan", "-out=first.tfplan")
	run("show", "-json", "first.tfplan")
	run("apply", "first.tfplan")
	run("show", "-json")
	run("plan", "-out=second.tfplan")
	run("show", "-json", "second.tfplan")
	for _, file := range []string{log, filepath.Join(w.Dir, "terraform.tfstate")} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		left[filepath.Base(file)] = string(text)
	}
	for _, name := range []string{"first.tfplan", "second.tfplan"} {
		for part, text := range unpack(t, filepath.Join(w.Dir, name)) {
			left[name+"/"+part] = text
		}
	}
	secrets := e.Sim.World.Secrets.All()
	if len(secrets) < 4 {
		t.Fatalf("the simulator knows of %d secrets only", len(secrets))
	}
	for where, text := range left {
		for i, secret := range secrets {
			if before, _, ok := strings.Cut(text, secret); ok {
				t.Errorf("%s has a secret (number %d of the simulator's) after %q", where, i, excerpt(before))
			}
		}
	}
	t.Logf("looked for %d secrets in %d places, %d bytes of log", len(secrets), len(left), len(left["trace.log"]))
	run("destroy", "-auto-approve")
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}

// unpack reads a plan file, which is an archive.
func unpack(t *testing.T, file string) map[string]string {
	t.Helper()
	archive, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	out := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
		_ = r.Close()
	}
	return out
}

func excerpt(text string) string {
	return fmt.Sprintf("%.80s", text[max(0, len(text)-80):])
}
