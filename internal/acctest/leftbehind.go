package acctest

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/workspace"
)

// Workspace is a copy of the configuration in source, a folder of the source tree
// in root, for the command line that the tests drive. All that commands leave
// behind is looked through for secrets.
func (e *Env) Workspace(t testing.TB, root, source string) *workspace.Workspace {
	t.Helper()
	w, err := workspace.New(t.Context(), t.TempDir(), root, source, Program(t))
	if err != nil {
		t.Fatal(err)
	}
	e.Watch(t, w)
	return w
}

// Watch looks for secrets in what the commands of a workspace leave behind: what
// they print, the provider's log at TRACE, states, and plan files.
func (e *Env) Watch(t testing.TB, w *workspace.Workspace) {
	t.Helper()
	if isBenchmark(t) {
		return
	}
	if w.Log == "" {
		w.Log = filepath.Join(t.TempDir(), "provider.log")
	}
	seen, before := map[string]time.Time{}, w.Ran
	w.Ran = func(output string) {
		if before != nil {
			before(output)
		}
		e.leaks.printed(output)
		if err := e.leaks.files(w.Dir, w.Env, seen); err != nil {
			t.Errorf("what a command left behind: %v", err)
		}
	}
	t.Cleanup(func() {
		text, err := os.ReadFile(w.Log)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Error(err)
		}
		e.leaks.keep(&e.leaks.spoken, text)
	})
}

// printed keeps what a command has printed. A state or a plan as JSON is as good
// as its file, and has the configuration and its variables besides, which are the
// user's own.
func (l *leaks) printed(output string) {
	var shown map[string]json.RawMessage
	if json.Unmarshal([]byte(output), &shown) != nil || shown["format_version"] == nil {
		l.keep(&l.spoken, []byte(output))
		return
	}
	delete(shown, "configuration")
	delete(shown, "variables")
	for _, text := range shown {
		l.keep(&l.kept, text)
	}
}

// planned are the parts of a plan file but for the configuration. The values of
// variables, which have their type before them, are taken out.
func planned(file *zip.ReadCloser, env []string) (out [][]byte, err error) {
	for _, f := range file.File {
		if strings.HasPrefix(f.Name, "tfconfig") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(r)
		_ = r.Close()
		if err != nil {
			return nil, err
		}
		for _, v := range env {
			name, value, _ := strings.Cut(v, "=")
			if !strings.HasPrefix(name, "TF_VAR_") {
				continue
			}
			packed, err := tfprotov6.NewDynamicValue(tftypes.DynamicPseudoType, tftypes.NewValue(tftypes.String, value))
			if err != nil {
				return nil, err
			}
			text = bytes.ReplaceAll(text, packed.MsgPack, nil)
		}
		out = append(out, text)
	}
	return out, nil
}

// files keeps the states and the plan files below a folder that are new since
// the last time. env is the commands' environment, with the variables.
func (l *leaks) files(dir string, env []string, seen map[string]time.Time) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist): // a killed command's lock, for example
			return nil
		case err != nil:
			return err
		case d.Name() == ".terraform":
			return fs.SkipDir
		case !d.Type().IsRegular():
			return nil
		}
		info, err := d.Info()
		if err != nil || info.ModTime().Equal(seen[path]) {
			return nil // it is gone meanwhile, or as it was
		}
		seen[path] = info.ModTime()
		if strings.Contains(d.Name(), "tfstate") {
			text, err := os.ReadFile(path)
			l.keep(&l.kept, text)
			return err
		}
		archive, err := zip.OpenReader(path)
		if err != nil {
			return nil // only plan files are archives
		}
		defer func() { _ = archive.Close() }()
		parts, err := planned(archive, env)
		l.keep(&l.kept, parts...)
		return err
	})
}
