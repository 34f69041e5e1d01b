package provider_test

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/seed"
)

// TestSeed_roundTrip makes one of every resource in a tenant that has what no
// resource makes, describes it in a file, begins another with it, and describes
// that one: both files say the same, no secret is in them, and there are as many
// objects of every kind. A kind that the simulator counts and a file cannot
// describe fails it, unless it is said why.
func TestSeed_roundTrip(t *testing.T) {
	t.Parallel()
	e := acctest.InMemoryWith(t, sim.Options{SeedFile: "testdata/seed.yaml"}, nil)
	e.Machine(t).Stack("testdata/everything", e.EverythingVariables(t))
	first, err := e.Sim.Export()
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range e.Sim.World.Secrets.All() {
		if strings.Contains(string(first), secret) {
			t.Errorf("a secret is in the file: %s", secret)
		}
	}
	file := filepath.Join(t.TempDir(), "seed.yaml")
	if err := os.WriteFile(file, first, 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := sim.InMemory(sim.Options{Seed: 99, SeedFile: file})
	if err != nil {
		t.Fatal(err)
	}
	second, err := again.Export()
	if err != nil {
		t.Fatal(err)
	}
	if a, b := read(t, first), read(t, second); !reflect.DeepEqual(a, b) {
		t.Errorf("the tenant is another one:\n%s\n--- and ---\n%s", first, second)
	}
	now := again.Objects()
	for kind, n := range e.Sim.Objects() {
		why, left := seed.Left()[kind]
		switch described := slices.Contains(seed.Counted(), kind); {
		case left && !described && why != "":
		case left || !described:
			t.Errorf("%s: described %t, left out %t because %q", kind, described, left, why)
		case n == 0:
			t.Errorf("there are no %s: nothing shows that a file describes them", kind)
		case n != now[kind]:
			t.Errorf("there are %d %s, there were %d", now[kind], kind, n)
		}
	}
	if n := len(again.World.Log.All()); n != 0 {
		t.Errorf("the log begins with %d requests", n)
	}
}

// read takes the order of names out of a file.
func read(t *testing.T, data []byte) (v any) {
	t.Helper()
	if err := yaml.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}
