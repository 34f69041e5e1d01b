package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

const name = "terraform-provider-gatehouse"

// release is a folder with a release's files.
type release struct {
	dir, version string
	sums         map[string]string // file to the checksum that is promised
	sizes        []string          // a line for each archive
	findings     []string
}

func (r *release) find(format string, args ...any) {
	r.findings = append(r.findings, fmt.Sprintf(format, args...))
}

func (r *release) path(file string) string { return filepath.Join(r.dir, file) }

// file is a name as the registry asks for it: the project, the version, an end.
func (r *release) file(end string) string { return name + "_" + r.version + "_" + end }

// open finds the version in the name of the checksums, and reads them.
func open(dir string) (*release, error) {
	found, err := filepath.Glob(filepath.Join(dir, name+"_*_SHA256SUMS"))
	if err != nil {
		return nil, err
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("%s has %d files %s_VERSION_SHA256SUMS, and should have one", dir, len(found), name)
	}
	r := &release{dir: dir, sums: map[string]string{}}
	r.version = strings.TrimSuffix(strings.TrimPrefix(filepath.Base(found[0]), name+"_"), "_SHA256SUMS")
	if !regexp.MustCompile(`^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$`).MatchString(r.version) {
		r.find("%q is no semantic version", r.version)
	}
	text, err := os.ReadFile(found[0])
	if err != nil {
		return nil, err
	}
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		sum, file, ok := strings.Cut(lines.Text(), "  ")
		if !ok || strings.ContainsAny(file, `/\`) {
			r.find("SHA256SUMS: %q is no checksum and name", lines.Text())
			continue
		}
		r.sums[file] = sum
	}
	return r, nil
}

// checksums holds every file that has one against it.
func (r *release) checksums() {
	for file, want := range r.sums {
		f, err := os.Open(r.path(file))
		if err != nil && strings.HasSuffix(file, "_manifest.json") {
			f, err = os.Open(filepath.Join(r.dir, "..", "terraform-registry-manifest.json"))
		}
		if err != nil {
			r.find("%s has a checksum and is not there: %v", file, err)
			continue
		}
		h := sha256.New()
		_, err = io.Copy(h, f)
		if err = errors.Join(err, f.Close()); err != nil {
			r.find("%s: %v", file, err)
		} else if got := hex.EncodeToString(h.Sum(nil)); got != want {
			r.find("%s has the checksum %s, not %s", file, got, want)
		}
	}
}

// archives looks into the archive of every platform.
func (r *release) archives(platforms []string, limit int64) {
	want := map[string]string{} // archive to its platform
	for _, platform := range platforms {
		want[r.file(strings.Replace(platform, "/", "_", 1)+".zip")] = platform
	}
	for file := range r.sums {
		if _, ok := want[file]; !ok && strings.HasPrefix(file, name+"_") && strings.HasSuffix(file, ".zip") {
			r.find("%s is for a platform that is not expected", file)
		}
	}
	for file, platform := range want {
		if _, ok := r.sums[file]; !ok {
			r.find("there is no checksum of %s", file)
			continue
		}
		r.archive(file, platform, limit)
	}
	slices.Sort(r.sizes)
}

func (r *release) archive(file, platform string, limit int64) {
	z, err := zip.OpenReader(r.path(file))
	if err != nil {
		r.find("%s: %v", file, err)
		return
	}
	defer func() { _ = z.Close() }()
	program := name + "_v" + r.version
	if strings.HasPrefix(platform, "windows/") {
		program += ".exe"
	}
	there, notices := false, false
	for _, f := range z.File {
		switch {
		case f.Name != filepath.Base(f.Name) || strings.Contains(f.Name, `\`):
			r.find("%s: %q is not at the top of the archive", file, f.Name)
		case f.Name != program && strings.HasPrefix(f.Name, "terraform-provider-"):
			r.find("%s: %q is another program", file, f.Name)
		case f.Name == "THIRD_PARTY_NOTICES":
			notices = f.UncompressedSize64 > 0
		case f.Name == program:
			there = true
			if f.Mode().Perm()&0o111 != 0o111 {
				r.find("%s: %s may not be run: its mode is %v", file, program, f.Mode())
			}
			if limit > 0 && platform == "linux/amd64" && f.UncompressedSize64 > uint64(limit) {
				r.find("%s: the program has %d bytes, more than %d", file, f.UncompressedSize64, limit)
			}
			r.sizes = append(r.sizes, fmt.Sprintf("%-15s %5.1f MB, %5.1f MB packed", platform, mega(f.UncompressedSize64), mega(f.CompressedSize64)))
		}
	}
	if !there {
		r.find("%s: there is no %s in it", file, program)
	}
	if !notices {
		r.find("%s: there are no notices of other people's software in it", file)
	}
	bill := strings.TrimSuffix(file, ".zip") + ".cdx.json"
	var parts struct {
		Components []struct{ Name string }
	}
	if text, err := os.ReadFile(r.path(bill)); err != nil {
		r.find("there is no bill of materials of %s: %v", file, err)
	} else if err := json.Unmarshal(text, &parts); err != nil {
		r.find("%s: %v", bill, err)
	} else if len(parts.Components) == 0 {
		r.find("%s names no component", bill)
	}
}

func mega(bytes uint64) float64 { return float64(bytes) / 1e6 }

// manifest checks the file that tells a registry of the protocol's version.
func (r *release) manifest() {
	file := r.file("manifest.json")
	if _, ok := r.sums[file]; !ok {
		r.find("there is no checksum of %s", file)
	}
	text, err := os.ReadFile(filepath.Join(r.dir, "..", "terraform-registry-manifest.json"))
	if err != nil {
		r.find("%v", err)
		return
	}
	var m struct {
		Version  int
		Metadata struct {
			Protocols []string `json:"protocol_versions"`
		}
	}
	if err := json.Unmarshal(text, &m); err != nil {
		r.find("the manifest: %v", err)
	} else if m.Version != 1 || !slices.Equal(m.Metadata.Protocols, []string{"6.0"}) {
		r.find("the manifest says version %d and protocols %v, not 1 and [6.0]", m.Version, m.Metadata.Protocols)
	}
}

// signature lets gpg verify the detached, binary signature of the checksums.
func (r *release) signature() {
	sums := r.path(r.file("SHA256SUMS"))
	signature, err := os.ReadFile(sums + ".sig")
	if err != nil {
		r.find("the checksums are not signed: %v", err)
		return
	}
	if bytes.HasPrefix(signature, []byte("-----BEGIN")) {
		r.find("the signature is armored, and the registry takes a binary one")
	}
	if out, err := exec.CommandContext(context.Background(), "gpg", "--batch", "--verify", sums+".sig", sums).CombinedOutput(); err != nil {
		r.find("gpg does not verify the signature: %v\n%s", err, out)
	}
}

// install lets a command line install the provider for this machine from its
// archive, and ask it for its schema.
func (r *release) install(cli string) {
	work, err := os.MkdirTemp("", "releasecheck")
	if err != nil {
		r.find("%v", err)
		return
	}
	defer func() { _ = os.RemoveAll(work) }()
	const source = "registry.example.com/gatehouse/gatehouse"
	archive := r.file(runtime.GOOS + "_" + runtime.GOARCH + ".zip")
	mirror := filepath.Join(work, "mirror", filepath.FromSlash(source))
	module := filepath.Join(work, "module")
	zipped, err := os.ReadFile(r.path(archive))
	err = errors.Join(err, os.MkdirAll(mirror, 0o755), os.MkdirAll(module, 0o755),
		os.WriteFile(filepath.Join(mirror, archive), zipped, 0o600),
		os.WriteFile(filepath.Join(work, "rc"), fmt.Appendf(nil, "provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", filepath.Join(work, "mirror")), 0o600),
		os.WriteFile(filepath.Join(module, "main.tf"), fmt.Appendf(nil, "terraform {\n  required_providers {\n    gatehouse = {\n      source  = %q\n      version = %q\n    }\n  }\n}\n", source, "= "+r.version), 0o600))
	if err != nil {
		r.find("%v", err)
		return
	}
	for _, args := range [][]string{{"init", "-no-color", "-input=false"}, {"providers", "schema", "-json"}} {
		run := exec.CommandContext(context.Background(), cli, args...)
		run.Dir = module
		run.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+filepath.Join(work, "rc"), "TF_DATA_DIR=", "CHECKPOINT_DISABLE=1")
		out, err := run.CombinedOutput()
		if err != nil {
			r.find("%s %s: %v\n%s", filepath.Base(cli), strings.Join(args, " "), err, out)
			return
		}
		if args[0] == "providers" && !bytes.Contains(out, []byte(`"gatehouse_okta_group"`)) {
			r.find("the schema of the installed provider has no gatehouse_okta_group")
		}
	}
	r.sizes = append(r.sizes, "installed from "+archive+" by "+filepath.Base(cli))
}

func (r *release) table() string {
	return fmt.Sprintf("release %s: %d files with checksums\n%s\n", r.version, len(r.sums), strings.Join(r.sizes, "\n"))
}
