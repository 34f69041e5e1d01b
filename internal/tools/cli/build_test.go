package cli

import (
	"archive/zip"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// The shape of Terraform's module: replace directives for nested modules that
// its archive does not contain, one of them a backend and one not, a godebug
// line that no Go knows any more, and a program that uses them.
var fakeModule = map[string]string{
	"go.mod": `module fake.example/terraform

go 1.23.3

godebug tlskyber=0

require fake.example/terraform/internal/backend/remote-state/s3 v0.0.0

require fake.example/terraform/internal/legacy v0.0.0

replace fake.example/terraform/internal/backend/remote-state/s3 => ./internal/backend/remote-state/s3

replace fake.example/terraform/internal/legacy => ./internal/legacy
`,
	"go.sum":                      "",
	"internal/backend/backend.go": "package backend\n\ntype Backend interface{ Configure() error }\n",
	"version/version.go":          "package version\n\nvar dev = \"yes\"\n\nfunc String() string {\n\tif dev == \"no\" {\n\t\treturn \"1.99.0\"\n\t}\n\treturn \"1.99.0-dev\"\n}\n",
	"main.go": `package main

import (
	"fmt"

	"fake.example/terraform/internal/backend"
	s3 "fake.example/terraform/internal/backend/remote-state/s3"
	"fake.example/terraform/version"
)

var backends = map[string]func() backend.Backend{"s3": s3.New}

func main() { fmt.Printf("Terraform v%s\n", version.String()) }
`,
}

var fakeProduct = Product{Name: "terraform", Binary: "terraform", Title: "Terraform", Module: "fake.example/terraform"}

// serve makes the module available, and nothing else, as version 1.99.0.
func serve(t *testing.T, files map[string]string) {
	t.Helper()
	proxy := filepath.Join(t.TempDir(), "proxy")
	dir := filepath.Join(proxy, "fake.example", "terraform", "@v")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	write := func(name, content string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("list", "v1.99.0\n")
	write("v1.99.0.info", `{"Version":"v1.99.0","Time":"2026-01-01T00:00:00Z"}`)
	write("v1.99.0.mod", files["go.mod"])
	f, err := os.Create(filepath.Join(dir, "v1.99.0.zip"))
	if err != nil {
		t.Fatal(err)
	}
	archive := zip.NewWriter(f)
	for name, content := range files {
		w, err := archive.Create("fake.example/terraform@v1.99.0/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}

	modules := t.TempDir()
	t.Cleanup(func() { // the module cache is read-only
		_ = filepath.WalkDir(modules, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() {
				return os.Chmod(path, 0o755)
			}
			return err
		})
	})
	t.Setenv("GOMODCACHE", modules)
	t.Setenv("GOPROXY", "file://"+filepath.ToSlash(proxy))
	t.Setenv("GOSUMDB", "off")
	t.Setenv("GOFLAGS", "-mod=vendor") // a user's setting that must not matter
}

func TestBuild(t *testing.T) {
	serve(t, fakeModule)
	cache := t.TempDir()

	// Two at once: one builds, the other waits and finds it built.
	var logs [2]strings.Builder
	var group sync.WaitGroup
	for i := range logs {
		group.Go(func() {
			path, err := Build(t.Context(), &logs[i], cache, fakeProduct, "1.99.0")
			if err != nil || path != fakeProduct.Path(cache, "1.99.0") {
				t.Errorf("got %q, %v", path, err)
			}
		})
	}
	group.Wait()
	if got := strings.Count(logs[0].String()+logs[1].String(), "\nbuilt "); got != 1 {
		t.Errorf("built %d times:\n%s\n%s", got, &logs[0], &logs[1])
	}

	// And once more: nothing is done.
	var log strings.Builder
	if _, err := Build(t.Context(), &log, cache, fakeProduct, "1.99.0"); err != nil || log.String() != "" {
		t.Errorf("a second build: %v, %q", err, log.String())
	}

	// What is broken is built again.
	if err := os.WriteFile(fakeProduct.Path(cache, "1.99.0"), []byte("cut off"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Build(t.Context(), &log, cache, fakeProduct, "1.99.0"); err != nil {
		t.Errorf("a build over a broken one: %v", err)
	}
	if got, err := fakeProduct.Ask(t.Context(), fakeProduct.Path(cache, "1.99.0")); err != nil || got != "1.99.0" {
		t.Errorf("the program answers %q, %v", got, err)
	}
	left, err := filepath.Glob(filepath.Join(cache, "terraform-1.99.0", "*"))
	if err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v, %v", left, err)
	}
}

func TestBuildUnknownVersion(t *testing.T) {
	serve(t, fakeModule)
	cache := t.TempDir()
	_, err := Build(t.Context(), io.Discard, cache, fakeProduct, "1.98.0")
	if err == nil || !strings.Contains(err.Error(), "Terraform 1.98.0 cannot be downloaded") {
		t.Errorf("got %v", err)
	}
}

func TestBuildDoesNotCompile(t *testing.T) {
	files := maps.Clone(fakeModule)
	files["main.go"] = "package main\n\nfunc main() { undefined() }\n"
	serve(t, files)
	cache := t.TempDir()
	_, err := Build(t.Context(), io.Discard, cache, fakeProduct, "1.99.0")
	if err == nil || !strings.Contains(err.Error(), "undefined: undefined") {
		t.Errorf("got %v, which does not say what the compiler said", err)
	}
	if _, err := os.Stat(fakeProduct.Path(cache, "1.99.0")); err == nil {
		t.Error("a failed build leaves a program")
	}
}
