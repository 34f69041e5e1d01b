package provider_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"io"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// writeStates is the version whose states are written: `make states`.
var writeStates = flag.String("write-states", "", "write testdata/states of this version, instead of testing those that are there")

const statesFolder = "testdata/states"

// TestStates_ofOlderVersions takes over the state of everything that an older
// version wrote, on the tenant that it left: nothing is to be done. The states
// are kept for good; where a change of a schema makes one unreadable, the
// schema needs a new version and an upgrade.
func TestStates_ofOlderVersions(t *testing.T) {
	t.Parallel()
	if *writeStates != "" {
		storeStates(t, filepath.Join(statesFolder, *writeStates))
	}
	folders, err := filepath.Glob(filepath.Join(statesFolder, "*"))
	if err != nil || len(folders) == 0 {
		t.Fatalf("there are no states in %s: %v", statesFolder, err)
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			tenant := filepath.Join(t.TempDir(), "tenant")
			if err := os.WriteFile(tenant, unzipped(t, filepath.Join(folder, "tenant.gz")), 0o600); err != nil {
				t.Fatal(err)
			}
			var states []acctest.Stored
			if err := json.Unmarshal(unzipped(t, filepath.Join(folder, "states.json.gz")), &states); err != nil {
				t.Fatal(err)
			}
			m := acctest.KeptInMemory(t, tenant).Machine(t)
			for _, kept := range states {
				o := m.Restore(kept)
				if o.Refresh() {
					t.Errorf("%s is gone", kept.Address)
					continue
				}
				config := maps.Clone(kept.Config)
				for _, name := range kept.Ignore { // as the core does it
					config[name] = o.Get(name)
				}
				if p := o.Plan(config); !p.Empty() {
					t.Errorf("%s would change: %v %v %s", kept.Address, p.Changed, p.Replace, p.Errors)
				}
			}
			t.Logf("%d objects of %s", len(states), filepath.Base(folder))
		})
	}
}

// storeStates makes everything with this version, and keeps the tenant and the
// states of it.
func storeStates(t *testing.T, folder string) {
	t.Helper()
	tenant := filepath.Join(t.TempDir(), "tenant")
	e := acctest.KeptInMemory(t, tenant)
	variables := e.EverythingVariables(t)
	states, err := json.Marshal(e.Machine(t).Stack("testdata/everything", variables).Store())
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Sim.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(tenant)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"tenant.gz": data, "states.json.gz": states} {
		var packed bytes.Buffer
		z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := z.Write(content); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), packed.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func unzipped(t *testing.T, file string) []byte {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
