package faults

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/workspace"
)

const repository = "../.."

// TestSIGKILL is TestKill with a command line and a provider that is really
// killed, after the platform acted and before it answers: at every call of an
// apply and of a destroy, or, if not all is tried, at two of each.
func TestSIGKILL(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("processes are found in /proc")
	}
	e := acctest.Start(t)
	e.Unjudged(func(x kernel.Exchange) bool { return x.Status >= http.StatusBadRequest })
	w := e.Workspace(t, repository, "examples/tutorial")
	dir := filepath.Dir(w.RC)
	w.Env = e.TutorialVariables()
	run := func(args ...string) (string, error) { return w.Run(t.Context(), args...) }
	if out, err := run("init"); err != nil {
		t.Fatal(err, out)
	}
	var left atomic.Int64 // calls until the provider is killed
	e.Sim.World.Log.Observe(func(x kernel.Exchange) {
		if !x.Internal && x.Header.Get("User-Agent") != "" && left.Add(-1) == 0 {
			kill(t, dir)
		}
	})
	fresh := func() {
		e.Sim.Reset()
		for _, file := range []string{"terraform.tfstate", "terraform.tfstate.backup", ".terraform.tfstate.lock.info"} {
			if err := os.Remove(filepath.Join(w.Dir, file)); err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
		}
	}
	killed := func(command string, at, calls int64) (where string) {
		left.Store(at)
		out, err := run(command, "-auto-approve")
		left.Store(0)
		where = fmt.Sprintf("%s killed at call %d of %d", command, at, calls)
		if err == nil {
			t.Errorf("%s, and it went on:\n%s", where, out)
		}
		return where
	}
	empty := e.Sim.Objects()
	if _, err := run("apply", "-auto-approve"); err != nil {
		t.Fatal(err)
	}
	applying, want := int64(len(e.Requests())), e.Sim.Objects()
	if _, err := run("destroy", "-auto-approve"); err != nil {
		t.Fatal(err)
	}
	destroying := int64(len(e.Requests())) - applying
	for _, at := range moments(os.Getenv(setting), applying) {
		fresh()
		configure(t, w, false)
		where := killed("apply", at, applying)
		configure(t, w, true)
		if _, err := run("apply", "-auto-approve"); err != nil {
			t.Errorf("%s: the second apply fails: %v", where, err)
			continue
		}
		if changes, err := w.Changes(t.Context()); err != nil || len(changes) > 0 {
			t.Errorf("%s: after the second apply a plan changes %q: %v", where, changes, err)
		}
		now := e.Sim.Objects()
		if text := difference(now, want); text != "" {
			if !expected(beyond(now, want)) {
				t.Errorf("%s: in the end there are too many or too few: %s", where, text)
			}
			where += ": doubled, because names repeat: " + text
		}
		t.Log(where)
	}
	configure(t, w, false)
	for _, at := range moments(os.Getenv(setting), destroying) {
		fresh()
		if _, err := run("apply", "-auto-approve"); err != nil {
			t.Fatal(err)
		}
		where := killed("destroy", at, destroying)
		if _, err := run("destroy", "-auto-approve"); err != nil {
			t.Errorf("%s: the second destroy fails: %v", where, err)
			continue
		}
		if text := difference(e.Sim.Objects(), empty); text != "" {
			t.Errorf("%s: something is left behind: %s", where, text)
		}
		t.Log(where)
	}
}

// moments are the calls at which the provider is killed.
func moments(by string, calls int64) []int64 {
	var all []int64
	for at := range calls {
		all = append(all, at+1)
	}
	if by == "all" || calls < 2 {
		return all
	}
	h := fnv.New64a()
	fmt.Fprint(h, by)
	i := int(h.Sum64() % uint64(calls-1))
	return slices.Clone(all[i : i+2])
}

// configure writes whether the provider adopts.
func configure(t *testing.T, w *workspace.Workspace, adopt bool) {
	t.Helper()
	const line = "  on_conflict = \"adopt\"\n"
	file := filepath.Join(w.Dir, "versions.tf")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const head = "provider \"gatehouse\" {\n"
	now := strings.ReplaceAll(string(text), line, "")
	if adopt {
		now = strings.Replace(now, head, head+line, 1)
	}
	if err := os.WriteFile(file, []byte(now), 0o600); err != nil {
		t.Fatal(err)
	}
}

// kill kills the providers that run from a folder.
func kill(t *testing.T, dir string) {
	t.Helper()
	processes, err := filepath.Glob("/proc/[0-9]*/exe")
	if err != nil {
		t.Error(err)
	}
	for _, link := range processes {
		program, err := os.Readlink(link)
		if err != nil || !strings.HasPrefix(program, dir+"/") || !strings.Contains(filepath.Base(program), "terraform-provider-gatehouse") {
			continue
		}
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(link))); err == nil {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	}
}
