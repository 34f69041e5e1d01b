package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"text/tabwriter"
	"time"
)

// measureAll prints what was asked for, as it goes.
func measureAll(ctx context.Context, o setting) error {
	if o.cli == "" {
		return errors.New("--cli or TF_ACC_TERRAFORM_PATH must name a command line; `make bench` does")
	}
	dir, err := os.MkdirTemp("", "gatehouse-bench")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	all, err := subjects(ctx, dir, o)
	if err != nil {
		return err
	}
	if len(o.growth) > 0 {
		return grow(ctx, dir, all[0], o)
	}
	if len(o.sizes) > 0 {
		return compare(ctx, dir, all, o)
	}
	return measureRows(ctx, dir, all[0], o)
}

// compare prints a table for every size and latency.
func compare(ctx context.Context, dir string, all []subject, o setting) error {
	for _, latency := range o.latencies {
		for _, objects := range o.sizes {
			rows := make([][][]cost, len(all)) // by subject and run, the phases
			for range o.runs {
				for i, s := range all { // in turn, so that a slow machine is slow for all
					costs, err := run(ctx, dir, s, o, job{n: (objects - 2) / 3, objects: objects, latency: latency})
					if err != nil {
						return err
					}
					rows[i] = append(rows[i], costs)
				}
			}
			if err := show(os.Stdout, all, rows, objects, latency); err != nil {
				return err
			}
		}
	}
	return nil
}

func show(to io.Writer, all []subject, rows [][][]cost, objects int, latency time.Duration) error {
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(to, "\n%d objects, %s a call, %s\n", objects, latency, map[bool]string{true: "state behind HTTP", false: "local state"}[objects >= manyObjects])
	fmt.Fprintln(w, "phase\tprovider\tcalls\twall s\tuser CPU s\tsystem CPU s\tterraform CPU s\tpeak MB\tCPU ms an object\twall, times\t")
	for p, phase := range phases {
		own := 0.0
		for i, s := range all {
			of := func(f func(cost) float64) float64 { return median(rows[i], p, f) }
			wall := of(func(c cost) float64 { return c.wall })
			if i == 0 {
				own = wall
			}
			fmt.Fprintf(w, "%s\t%s\t%.0f\t%.2f\t%.2f\t%.2f\t%.2f\t%.0f\t%.2f\t%.2f\t\n", phase.name, s.name,
				of(func(c cost) float64 { return float64(c.calls) }), wall,
				of(func(c cost) float64 { return c.user }), of(func(c cost) float64 { return c.system }), of(func(c cost) float64 { return c.line }),
				of(func(c cost) float64 { return c.memory }), of(func(c cost) float64 { return c.user + c.system })*1000/float64(objects), wall/own)
		}
	}
	return w.Flush()
}

func median(runs [][]cost, phase int, f func(cost) float64) float64 {
	var values []float64
	for _, r := range runs {
		values = append(values, f(r[phase]))
	}
	slices.Sort(values)
	return values[len(values)/2]
}
