package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

// phases are the commands that are measured, in this order: the plan is one
// without changes.
var phases = []struct {
	name string
	args []string
}{
	{"apply", []string{"apply", "-auto-approve"}},
	{"plan", []string{"plan", "-detailed-exitcode"}}, // fails when there are changes
	{"destroy", []string{"destroy", "-auto-approve"}},
}

// cost is what one command cost. Processor time and memory are those of the
// provider's process; where a command starts several, the time is their sum
// and the memory that of the largest.
type cost struct {
	calls        int
	refused      int     // calls that were answered 429
	wall         float64 // seconds
	user, system float64 // seconds
	line         float64 // seconds of the command line's own processor time
	memory       float64 // MB
}

// job is what is measured: a configuration with a value of its variable, and
// what the platforms are like.
type job struct {
	n, objects int
	latency    time.Duration
	limits     string // the simulator's rate limits; empty: none
	stays      bool   // nothing is destroyed in the end
}

// run measures all phases on a simulator of its own.
func run(ctx context.Context, dir string, s subject, o setting, j job) ([]cost, error) {
	world, err := sim.Start(sim.Options{Latency: j.latency, RateLimits: j.limits}) //nolint:contextcheck // it serves until Close, not until a context ends
	if err != nil {
		return nil, err
	}
	defer func() { _ = world.Close() }()
	work, err := os.MkdirTemp(dir, "run")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(work) }()
	if err := os.CopyFS(work, os.DirFS(s.config)); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	usage := filepath.Join(work, "usage")
	env := append(environment(world), "TF_CLI_CONFIG_FILE="+s.settings, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1",
		fmt.Sprintf("TF_VAR_n=%d", j.n), "METER_PROGRAM="+s.program, "METER_FILE="+usage, "PROFILE_DIR="+o.profileDir)
	if j.objects >= manyObjects {
		where, stop, err := keepState(work)
		if err != nil {
			return nil, err
		}
		defer stop()
		env = append(env, where...)
	}
	command := func(name string, args ...string) (*exec.Cmd, error) {
		cmd := exec.CommandContext(ctx, o.cli, append(args, "-no-color", "-input=false")...)
		cmd.Dir, cmd.Env = work, append(env, fmt.Sprintf("PROFILE_NAME=%s-%d-%s", name, j.objects, j.latency))
		var text bytes.Buffer
		cmd.Stdout, cmd.Stderr = &text, &text
		if err := cmd.Run(); err != nil {
			return cmd, fmt.Errorf("%s of %s: %w\n%s", name, s.name, err, last(text.String(), 4000))
		}
		return cmd, nil
	}
	if _, err := command("init", "init"); err != nil {
		return nil, err
	}
	var out []cost
	for _, phase := range phases {
		if j.stays && phase.name == "destroy" {
			break
		}
		world.World.Log.Clear()
		_ = os.Remove(usage)
		start := time.Now()
		cmd, err := command(phase.name, phase.args...)
		if err != nil {
			return nil, err
		}
		c := cost{wall: time.Since(start).Seconds()}
		if err := c.read(usage); err != nil {
			return nil, err
		}
		// The usage of a finished process includes that of its children.
		c.line = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds() - c.user - c.system
		for _, x := range world.World.Log.All() {
			if x.Internal {
				continue
			}
			c.calls++
			if x.Status == http.StatusTooManyRequests {
				c.refused++
			}
		}
		out = append(out, c)
	}
	return out, nil
}

func (c *cost) read(usage string) error {
	f, err := os.Open(usage)
	if err != nil {
		return fmt.Errorf("the provider was not started, or killed: %w", err)
	}
	defer func() { _ = f.Close() }()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var user, system, memory float64
		if _, err := fmt.Sscan(lines.Text(), &user, &system, &memory); err != nil {
			return fmt.Errorf("%s: %w", usage, err)
		}
		c.user, c.system, c.memory = c.user+user, c.system+system, max(c.memory, memory/1e6)
	}
	return lines.Err()
}

// environment is this process's, without what it says about platforms, logs
// and command lines, and with the simulator's addresses, also as the variables
// of configurations and in the words of other providers.
func environment(world *sim.Simulator) []string {
	values := map[string]string{}
	for _, v := range os.Environ() {
		name, value, _ := strings.Cut(v, "=")
		if !strings.HasPrefix(name, "TF_") && !strings.HasPrefix(name, "OKTA_") && !strings.HasPrefix(name, "ANYPOINT_") {
			values[name] = value
		}
	}
	given := world.Env()
	maps.Copy(values, given)
	for name, value := range given {
		values["TF_VAR_"+strings.ToLower(name)] = value
	}
	// The official Okta provider builds https://NAME.BASE and has a setting to
	// send everything to one address instead.
	values["OKTA_ORG_NAME"], values["OKTA_BASE_URL"], values["OKTA_HTTP_PROXY"] = "gatehouse", "okta.com", given["OKTA_ORG_URL"]
	var out []string
	for name, value := range values {
		out = append(out, name+"="+value)
	}
	return out
}

func last(text string, n int) string { return text[max(0, len(text)-n):] }
