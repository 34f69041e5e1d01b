package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// library is what govulncheck calls Go's own packages.
const library = "stdlib"

// message is one of those that govulncheck writes, as far as it is needed.
type message struct {
	OSV *struct {
		ID      string
		Summary string
	}
	Finding *struct {
		OSV          string
		FixedVersion string `json:"fixed_version"`
		Trace        []struct{ Module, Version, Package, Function string }
	}
}

// hole is a vulnerability of a module in use.
type hole struct {
	module, version, fixed string
	from, to               string // a call of ours, and what it reaches; empty where none is known
}

// result is what was found in one module of ours, by identifier.
type result struct {
	summary map[string]string
	holes   map[string]hole
}

func read(r io.Reader) (result, error) {
	out := result{map[string]string{}, map[string]hole{}}
	decoder := json.NewDecoder(r)
	for {
		var m message
		switch err := decoder.Decode(&m); {
		case errors.Is(err, io.EOF):
			return out, nil
		case err != nil:
			return out, fmt.Errorf("what govulncheck wrote: %w", err)
		case m.OSV != nil:
			out.summary[m.OSV.ID] = m.OSV.Summary
		case m.Finding != nil && len(m.Finding.Trace) > 0:
			first, last := m.Finding.Trace[0], m.Finding.Trace[len(m.Finding.Trace)-1]
			h := hole{module: first.Module, version: first.Version, fixed: m.Finding.FixedVersion}
			if first.Function != "" { // the deepest kind of finding: a call is known
				h.from, h.to = last.Package+"."+last.Function, first.Package+"."+first.Function
			}
			if known, ok := out.holes[m.Finding.OSV]; !ok || known.to == "" {
				out.holes[m.Finding.OSV] = h
			}
		}
	}
}

// report prints what was found. It is an error where our code reaches a
// vulnerability of a module. Those of Go's library are in the Go of this
// machine, which a release is not made with: only strict makes them errors.
func (r result) report(out io.Writer, dir string, strict bool) error {
	fatal, other, idle := []string{}, []string{}, 0
	for _, id := range slices.Sorted(maps.Keys(r.holes)) {
		h := r.holes[id]
		if h.to == "" {
			idle++
			continue
		}
		line := fmt.Sprintf("%s: %s\n  %s %s, fixed in %s\n  %s reaches %s", id, strings.TrimSpace(r.summary[id]), h.module, h.version, orNone(h.fixed), h.from, h.to)
		if h.module == library && !strict {
			other = append(other, line)
		} else {
			fatal = append(fatal, line)
		}
	}
	for _, line := range slices.Concat(other, fatal) {
		fmt.Fprintln(out, line)
	}
	fmt.Fprintf(out, "%s: %d vulnerabilities of modules that the code reaches, %d of this machine's Go, %d that it does not reach\n", dir, len(fatal), len(other), idle)
	if len(other) > 0 {
		fmt.Fprintln(out, "A release is made with the newest Go, where none of Go's own may be left (STRICT=1).")
	}
	if len(fatal) > 0 {
		return fmt.Errorf("%s: %d vulnerabilities", dir, len(fatal))
	}
	return nil
}

func orNone(version string) string {
	if version == "" {
		return "no version yet"
	}
	return version
}
