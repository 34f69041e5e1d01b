package main

import (
	"archive/zip"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// dist writes a release of 1.2.3 for linux/amd64 as it should be, changed by
// change, and looks at it.
func dist(t *testing.T, change func(files map[string]string, program *zip.FileHeader)) []string {
	t.Helper()
	const manifest = `{"version": 1, "metadata": {"protocol_versions": ["6.0"]}}`
	program := &zip.FileHeader{Name: name + "_v1.2.3"}
	program.SetMode(0o755)
	files := map[string]string{
		name + "_1.2.3_linux_amd64.cdx.json":  `{"components": [{"name": "example.com/module"}]}`,
		"../terraform-registry-manifest.json": manifest,
		"notices":                             "software of others",
	}
	change(files, program)

	dir := filepath.Join(t.TempDir(), "dist")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	var packed strings.Builder
	z := zip.NewWriter(&packed)
	w, err := z.CreateHeader(program)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(w, "a program")
	if w, err = z.Create("THIRD_PARTY_NOTICES"); err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(w, files["notices"])
	delete(files, "notices")
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	archive := name + "_1.2.3_linux_amd64.zip"
	if files[archive] == "" {
		files[archive] = packed.String()
	}
	if files["sums"] == "" {
		files["sums"] = fmt.Sprintf("%x  %s\n%x  %s\n", sha256.Sum256([]byte(packed.String())), archive,
			sha256.Sum256([]byte(manifest)), name+"_1.2.3_manifest.json")
	}
	files[name+"_1.2.3_SHA256SUMS"] = files["sums"]
	for file, text := range files {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	r.checksums()
	r.archives([]string{"linux/amd64"}, 100)
	r.manifest()
	return r.findings
}

func TestRelease(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(files map[string]string, program *zip.FileHeader)
		want   string // a part of the one finding, "" for none
	}{
		{"good", func(map[string]string, *zip.FileHeader) {}, ""},
		{"other version", func(_ map[string]string, p *zip.FileHeader) { p.Name = name + "_v1.2.2" }, "is another program"},
		{"not at the top", func(_ map[string]string, p *zip.FileHeader) { p.Name = "bin/" + p.Name }, "not at the top"},
		{"cannot be run", func(_ map[string]string, p *zip.FileHeader) { p.SetMode(fs.FileMode(0o644)) }, "may not be run"},
		{"changed archive", func(f map[string]string, _ *zip.FileHeader) { f[name+"_1.2.3_linux_amd64.zip"] = "other" }, "has the checksum"},
		{"no archive", func(f map[string]string, _ *zip.FileHeader) { f["sums"] = "00  other.zip\n" }, "no checksum of " + name + "_1.2.3_linux_amd64.zip"},
		{"no notices", func(f map[string]string, _ *zip.FileHeader) { delete(f, "notices") }, "no notices"},
		{"no bill of materials", func(f map[string]string, _ *zip.FileHeader) { delete(f, name+"_1.2.3_linux_amd64.cdx.json") }, "no bill of materials"},
		{"protocol 5", func(f map[string]string, _ *zip.FileHeader) {
			f["../terraform-registry-manifest.json"] = `{"version": 1, "metadata": {"protocol_versions": ["5.0"]}}`
		}, "the manifest says"},
	} {
		t.Run(c.name, func(t *testing.T) {
			findings := strings.Join(dist(t, c.change), "\n")
			if (c.want == "") != (findings == "") || !strings.Contains(findings, c.want) {
				t.Errorf("want %q, found:\n%s", c.want, findings)
			}
		})
	}
}
