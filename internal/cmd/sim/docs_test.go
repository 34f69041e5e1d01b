package main

import (
	"flag"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/seed"
)

// TestGuide_isWhatTheProgramDoes compares the guide with the program: whatever
// can be written on the command line, in a seed file or after /_sim/ is in it,
// and nothing else.
func TestGuide_isWhatTheProgramDoes(t *testing.T) {
	raw, err := os.ReadFile("../../../templates/guides/simulator.md.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	guide := string(raw)
	s, err := sim.Start(sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()

	var flags, names []string
	add := func(f *flag.Flag) { flags = append(flags, "--"+f.Name) }
	server, _ := serveFlags()
	client, _ := clientFlags()
	server.VisitAll(add)
	client.VisitAll(add)
	for _, c := range commands()[1:] {
		names = append(names, "sim "+c.name)
	}
	var values []string
	for _, v := range seed.Values() {
		values = append(values, "$("+v+")")
	}
	for what, c := range map[string]struct {
		in     string // how the guide writes one
		really []string
	}{
		"flag":                {"`(--[a-z-]+)`", flags},
		"command":             {"(?m)^\\| `(sim [a-z]+)` ", names},
		"own path":            {"(?m)^\\| `([A-Z]+ /_sim/[^`]*)` ", s.AdminRoutes()},
		"kind of a seed file": {"`((?:okta|anypoint)/[a-z_/]+)`", seed.Kinds()},
		"value":               {"`(\\$\\([a-z_]+\\))`", values},
		"object left out":     {"\\(`((?:okta|anypoint)\\.[A-Za-z]+)`\\)", slices.Collect(maps.Keys(seed.Left()))},
	} {
		told := map[string]bool{}
		for _, m := range regexp.MustCompile(c.in).FindAllStringSubmatch(guide, -1) {
			told[strings.ReplaceAll(m[1], "{$}", "")] = true
		}
		var really []string
		for _, r := range c.really {
			really = append(really, strings.ReplaceAll(r, "{$}", ""))
		}
		for _, r := range really {
			if !told[r] {
				t.Errorf("the guide does not name the %s %s", what, r)
			}
		}
		for name := range told {
			if !slices.Contains(really, name) {
				t.Errorf("the guide has the %s %s, which does not exist", what, name)
			}
		}
	}
}
