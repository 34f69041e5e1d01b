// Command vulncheck looks for known vulnerabilities that the code of modules
// can reach. It asks govulncheck, with the public database where that can be
// reached, else with the pinned copy of it that the Go module proxy has.
//
//	go run ./cmd/vulncheck -govulncheck PATH [-strict] FOLDER...
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	tools "github.com/gatehouse/terraform-provider-gatehouse/internal/tools"
)

const public = "https://vuln.go.dev"

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "vulncheck:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("vulncheck", flag.ContinueOnError)
	program := flags.String("govulncheck", "govulncheck", "the program")
	strict := flags.Bool("strict", false, "fail for Go's own library, too: for machines that can choose the newest Go")
	if err := flags.Parse(args); err != nil {
		return err
	}
	db, from, err := database(ctx, public)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "database:", from)
	var failed []error
	for _, dir := range flags.Args() {
		var told bytes.Buffer
		cmd := exec.CommandContext(ctx, *program, "-C", dir, "-db", db, "-format", "json", "./...")
		cmd.Stdout, cmd.Stderr = &told, os.Stderr
		if err := cmd.Run(); err != nil { // what it finds is no error in this format
			return fmt.Errorf("govulncheck in %s: %w", dir, err)
		}
		r, err := read(&told)
		if err != nil {
			return err
		}
		if err := r.report(out, dir, *strict); err != nil {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

// database is where govulncheck finds its data, and how old these are.
func database(ctx context.Context, address string) (db, from string, err error) {
	modified, err := ask(ctx, address)
	if err == nil {
		return address, fmt.Sprintf("%s of %s", address, modified), nil
	}
	version := tools.Version("VULNDB_VERSION")
	cmd := exec.CommandContext(ctx, "go", "mod", "download", "-json", "golang.org/x/vulndb@"+version)
	cmd.Dir, cmd.Env, cmd.Stderr = os.TempDir(), append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off"), os.Stderr
	answer, failure := cmd.Output()
	var module struct{ Dir string }
	if failure != nil || json.Unmarshal(answer, &module) != nil || module.Dir == "" {
		return "", "", fmt.Errorf("neither %s (%w) nor the module golang.org/x/vulndb@%s (%w) can be reached", address, err, version, failure)
	}
	osv := filepath.Join(module.Dir, "data", "osv")
	if entries, _ := os.ReadDir(osv); len(entries) < 1000 {
		return "", "", fmt.Errorf("%s holds only %d vulnerabilities", osv, len(entries))
	}
	return "file://" + filepath.ToSlash(osv), fmt.Sprintf("the copy golang.org/x/vulndb@%s, pinned in versions.env, because %s cannot be reached", version, address), nil
}

func ask(ctx context.Context, address string) (modified string, err error) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/index/db.json", nil)
	if err != nil {
		return "", err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer func() { _ = resp.Body.Close() }()
	var index struct{ Modified string }
	if err := json.NewDecoder(io.LimitReader(resp.Body, 1<<20)).Decode(&index); resp.StatusCode != http.StatusOK || err != nil || index.Modified == "" {
		return "", fmt.Errorf("status %d", resp.StatusCode)
	}
	return index.Modified, nil
}
