package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// oktaDefault are the limits that Okta publishes for an org, as the simulator
// calls them.
const oktaDefault = "okta-default"

// measureRows prints one table of all scenarios that were asked for, a line as
// soon as it is known.
func measureRows(ctx context.Context, dir string, own subject, o setting) error {
	start := time.Now()
	for _, s := range scenarios {
		if strings.Contains(o.rows, s.key) {
			fmt.Printf("(%s) %s\n", s.key, s.title)
		}
	}
	fmt.Println()
	line(os.Stdout, "row", "platform", "phase", "calls", "least", "ratio", "429", "seconds", "CPU s", "peak MB")
	for _, latency := range o.latencies {
		if err := measureAt(ctx, dir, own, o, o.rows, job{latency: latency}); err != nil {
			return err
		}
	}
	if err := measureAt(ctx, dir, own, o, both(o.rows, o.limited), job{limits: oktaDefault}); err != nil {
		return err
	}
	fmt.Printf("\nCPU and memory are the provider's. All of it took %s.\n", time.Since(start).Round(time.Second))
	return nil
}

func both(a, b string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(b, r) {
			return r
		}
		return -1
	}, a)
}

func measureAt(ctx context.Context, dir string, own subject, o setting, rows string, j job) error {
	for _, s := range scenarios {
		if !strings.Contains(rows, s.key) {
			continue
		}
		configured, err := s.write(dir, own, s.n)
		if err != nil {
			return err
		}
		j.n, j.objects = s.n, s.objects(s.n)
		var runs [][]cost
		for range o.runs {
			costs, err := run(ctx, dir, configured, o, j)
			if err != nil {
				return fmt.Errorf("row (%s): %w", s.key, err)
			}
			runs = append(runs, costs)
		}
		showRow(os.Stdout, s, j, runs)
	}
	return nil
}

func showRow(to io.Writer, s scenario, j job, runs [][]cost) {
	platform := j.latency.String() + " a call"
	if j.limits != "" {
		platform = "Okta's limits"
	}
	least := s.least(s.n)
	for p, phase := range phases {
		of := func(f func(cost) float64) float64 { return median(runs, p, f) }
		calls := of(func(c cost) float64 { return float64(c.calls) })
		line(to, s.key, platform, phase.name, fmt.Sprintf("%.0f", calls), fmt.Sprint(least[p]), fmt.Sprintf("%.2f", calls/float64(least[p])),
			fmt.Sprintf("%.1f%%", 100*of(func(c cost) float64 { return float64(c.refused) })/calls),
			fmt.Sprintf("%.1f", of(func(c cost) float64 { return c.wall })), fmt.Sprintf("%.2f", of(func(c cost) float64 { return c.user + c.system })),
			fmt.Sprintf("%.0f", of(func(c cost) float64 { return c.memory })))
	}
}

// line prints a line of the table in columns of a fixed width, because lines
// come one by one.
func line(to io.Writer, cells ...string) {
	for i, width := range []int{-4, -14, -8, 6, 6, 6, 6, 8, 7, 8} {
		fmt.Fprintf(to, "%*s", width, cells[i])
	}
	fmt.Fprintln(to)
}

// write makes the scenario's folder for a size, and the subject with it.
func (s scenario) write(dir string, own subject, n int) (subject, error) {
	own.config = filepath.Join(dir, fmt.Sprint("row-", s.key, n))
	if err := os.MkdirAll(own.config, 0o700); err != nil {
		return own, err
	}
	text := []byte(fmt.Sprintf(header, s.settings) + s.config)
	for i := range n {
		text = append(text, strings.ReplaceAll(s.each, "#", strconv.Itoa(i))...)
	}
	return own, os.WriteFile(filepath.Join(own.config, "main.tf"), text, 0o600)
}
