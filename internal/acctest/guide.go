package acctest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/workspace"
)

// Guide follows a guide: it runs the blocks marked as shell in their order, as
// a reader would type them, and demands the lines of a block marked as text
// from the output of the shell block before it. Questions are answered with yes.
// The comment <!-- with: query --> or <!-- without: query --> before a block says
// which command lines it is for.
type Guide struct {
	// File is the guide's Markdown.
	File string
	// Workspace is where the commands run; its Env is the reader's environment.
	Workspace *workspace.Workspace
	// Steps are what a reader does elsewhere, by the text of the comment
	// <!-- step: text --> that stands in its place. They return what the reader
	// has learnt, as variables.
	Steps map[string]func() []string
	// Programs are shell scripts that stand for programs of the reader's machine,
	// by their names.
	Programs map[string]string
}

// answers is how often yes is there to be read: each command reads more of them
// than it needs, in blocks of a multiple of the word's four bytes.
const answers = 1 << 14

// Run runs the guide, and returns what all its commands have printed.
func (g Guide) Run(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(g.File)
	if err != nil {
		t.Fatal(err)
	}
	left := map[string]bool{}
	for name := range g.Steps {
		left[name] = true
	}
	shell := g.shell(t)
	cli := UseCLI(t)
	output, all, ran := "", "", 0
	for _, p := range parts(string(text)) {
		if !p.isFor(t, cli) {
			continue
		}
		switch p.kind {
		case "shell":
			output = shell(p.text)
			all += output
			ran++
		case "text":
			rest := output
			for line := range strings.Lines(p.text) {
				_, after, found := strings.Cut(rest, strings.TrimSpace(line))
				if !found {
					t.Fatalf("%s says that there is the line\n%swhere there is\n%s", g.File, line, output)
				}
				rest = after
			}
		case "step":
			do := g.Steps[p.text]
			if do == nil {
				t.Fatalf("%s has the step %q, and nobody does it", g.File, p.text)
			}
			delete(left, p.text)
			for _, v := range do() {
				shell("export " + v)
			}
		}
	}
	// A guide makes what is not there yet.
	if _, warning, found := strings.Cut(all, "Warning: Such a"); found {
		t.Errorf("%s: whoever follows it is warned of what is there already: %s", g.File, warning[:min(1000, len(warning))])
	}
	if ran == 0 || len(left) > 0 {
		t.Errorf("%s: %d blocks were run, and these steps never came: %v", g.File, ran, left)
	}
	return all
}

// part is a piece of a guide that does something, and for whom: "with query",
// "without query", or everybody.
type part struct{ kind, text, reader string }

// isFor tells whether a part is for who has a command line.
func (p part) isFor(t *testing.T, cli CLI) bool {
	t.Helper()
	switch p.reader {
	case "with query":
		return cli.HasQuery()
	case "without query":
		return !cli.HasQuery()
	case "":
		return true
	}
	t.Fatalf("a guide has a block for who is %q", p.reader)
	return false
}

// parts are the fenced blocks, by the word after the fence, and the steps.
func parts(markdown string) []part {
	var out []part
	inside, kind, text, said, reader := false, "", "", false, ""
	for line := range strings.Lines(markdown) {
		bare := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(bare, "```") && !inside:
			inside, kind, text = true, strings.TrimPrefix(bare, "```"), ""
			if said {
				kind, said = "said", false
			}
		case bare == "```":
			inside, out = false, append(out, part{kind, text, reader})
			reader = ""
		case inside:
			text += line
		case strings.HasPrefix(bare, "<!-- said: "): // a message that another test compares
			said = true
		case strings.HasPrefix(bare, "<!-- with: "), strings.HasPrefix(bare, "<!-- without: "):
			reader = strings.Replace(strings.TrimSuffix(strings.TrimPrefix(bare, "<!-- "), " -->"), ":", "", 1)
		case strings.HasPrefix(bare, "<!-- step: "):
			out = append(out, part{kind: "step", text: strings.TrimSuffix(strings.TrimPrefix(bare, "<!-- step: "), " -->")})
		}
	}
	return out
}

// Blocks are the fenced blocks of a Markdown that are of one kind.
func Blocks(markdown, kind string) []string {
	var out []string
	for _, p := range parts(markdown) {
		if p.kind == kind {
			out = append(out, p.text)
		}
	}
	return out
}

// shell runs blocks of commands one after the other. What one exports or
// defines as a function is there for the next.
func (g Guide) shell(t *testing.T) func(string) string {
	t.Helper()
	w := g.Workspace
	programs, exported := t.TempDir(), filepath.Join(t.TempDir(), "exported")
	if err := os.Symlink(w.CLI, filepath.Join(programs, "terraform")); err != nil {
		t.Fatal(err)
	}
	for name, script := range g.Programs {
		if err := os.WriteFile(filepath.Join(programs, name), []byte("#!/usr/bin/env bash\nset -euo pipefail\n"+script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(exported, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	env := append(w.Environment(), "TF_CLI_ARGS=-no-color", "PATH="+programs+string(os.PathListSeparator)+os.Getenv("PATH"), "EXPORTED="+exported)
	return func(commands string) string {
		t.Helper()
		script := "set -euo pipefail\nsource \"$EXPORTED\"\n" + commands + "\n{ declare -f; export -p; } >\"$EXPORTED\"\n"
		cmd := exec.CommandContext(t.Context(), "bash", "-c", script)
		cmd.Dir, cmd.Env, cmd.Stdin = w.Dir, env, strings.NewReader(strings.Repeat("yes\n", answers))
		out, err := cmd.CombinedOutput()
		if w.Ran != nil {
			w.Ran(string(out))
		}
		if err != nil && context.Cause(t.Context()) == nil {
			t.Fatalf("%s: %v\n%s\n%s", g.File, err, commands, out)
		}
		return string(out)
	}
}
