package main

import (
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// recipe reads the Dockerfile's last stage, and the commands that build.
func recipe(t *testing.T) (build []string, last map[string]string) {
	t.Helper()
	raw, err := os.ReadFile("Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(string(raw), "\n") {
		word, rest, _ := strings.Cut(line, " ")
		switch word {
		case "FROM":
			last = map[string]string{}
		case "RUN":
			build = append(build, rest)
		}
		if last != nil {
			last[word] = rest
		}
	}
	return build, last
}

// execForm reads the form of a command that needs no shell, which the image has not.
func execForm(t *testing.T, text string) []string {
	t.Helper()
	var out []string
	if err := json.Unmarshal([]byte(text[strings.Index(text, "["):]), &out); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return out
}

// TestContainer_recipe stands for a build of the image where there is nothing to
// build it with (make container-check builds it and runs it): the command that
// builds the program is understood (a release builds the same program), and what
// the image is told to do is what the program can do.
func TestContainer_recipe(t *testing.T) {
	build, last := recipe(t)
	built := false
	for _, command := range build {
		if strings.Contains(command, "go build") {
			cmd := exec.Command("sh", "-c", strings.Replace(command, "go build", "go build -n", 1))
			cmd.Dir = "../../.."
			if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "/out/gatehouse-sim") {
				t.Fatalf("%s: %v\n%s", command, err, out)
			}
			if !strings.HasPrefix(command, "CGO_ENABLED=0 ") {
				t.Errorf("the image has no libraries: %s", command)
			}
			built = true
		}
	}
	if !built {
		t.Fatal("nothing is built")
	}
	if user, _, _ := strings.Cut(last["USER"], ":"); user == "" || user == "root" || user == "0" {
		t.Errorf("it runs as %q", user)
	}
	health := execForm(t, last["HEALTHCHECK"])
	if !slices.ContainsFunc(commands(), func(c command) bool { return len(health) == 2 && c.name == health[1] }) {
		t.Errorf("the health check is %q", health)
	}
	entry := execForm(t, last["ENTRYPOINT"])
	flags, o := serveFlags()
	flags.Init("sim", flag.ContinueOnError)
	if err := flags.Parse(entry[1:]); err != nil {
		t.Fatal(err)
	}
	for i, addr := range []string{o.OktaAddr, o.AnypointAddr, o.GatewayAddr} {
		if port := strings.Fields(last["EXPOSE"])[i]; addr != "0.0.0.0:"+port {
			t.Errorf("%s is served, %s exposed", addr, port)
		}
	}
	if entry[0] != health[0] || !strings.HasSuffix(last["COPY"], "/data") {
		t.Errorf("%q %q %q", entry, health, last["COPY"])
	}
}

// TestModule_runsByVersion: go run …/internal/cmd/sim@version refuses a module
// whose go.mod replaces or excludes another.
func TestModule_runsByVersion(t *testing.T) {
	raw, err := os.ReadFile("../../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if found := regexp.MustCompile(`(?m)^(replace|exclude)\b.*`).Find(raw); found != nil {
		t.Errorf("go.mod has %s", found)
	}
}
