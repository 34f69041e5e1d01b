package main

import (
	"context"
	"fmt"
	"os"
	"strings"
)

// point is what a plan of so many objects costs.
type point struct {
	objects int
	least   int
	cost
}

// each is the provider's processor time for an object, in milliseconds, without
// what it takes to start, of which the smallest plan consists.
func (p point) each(start point) float64 {
	return (p.user + p.system - start.user - start.system) * 1000 / float64(p.objects-start.objects)
}

// grow measures a plan without changes of the first scenario in several sizes,
// on a platform that answers at once, and prints, writes and draws it.
func grow(ctx context.Context, dir string, own subject, o setting) error {
	s := scenarios[0]
	var points []point
	for _, size := range append([]int{0}, o.growth...) { // the first is the start
		n := max(1, (size-2)/3)
		j := job{n: n, objects: s.objects(n), stays: true}
		configured, err := s.write(dir, own, n)
		if err != nil {
			return err
		}
		var runs [][]cost
		for range o.runs {
			costs, err := run(ctx, dir, configured, o, j)
			if err != nil {
				return err
			}
			runs = append(runs, costs)
		}
		const plan = 1 // of the phases
		of := func(f func(cost) float64) float64 { return median(runs, plan, f) }
		points = append(points, point{j.objects, s.least(n)[plan], cost{
			calls: runs[0][plan].calls, wall: of(func(c cost) float64 { return c.wall }), line: of(func(c cost) float64 { return c.line }),
			user: of(func(c cost) float64 { return c.user }), system: of(func(c cost) float64 { return c.system }), memory: of(func(c cost) float64 { return c.memory }),
		}})
	}
	table := growthTable(points)
	fmt.Print(table)
	if o.page != "" {
		if err := os.WriteFile(o.page, []byte(table), 0o644); err != nil {
			return err
		}
	}
	if o.picture != "" {
		return os.WriteFile(o.picture, []byte(draw(points[1:])), 0o644)
	}
	return nil
}

func growthTable(points []point) string {
	var b strings.Builder
	b.WriteString("| objects | calls | least possible | provider: CPU s | CPU ms an object | peak MB | Terraform: CPU s | seconds in all |\n|--:|--:|--:|--:|--:|--:|--:|--:|\n")
	for i, p := range points {
		each := "the start"
		if i > 0 {
			each = fmt.Sprintf("%.2f", p.each(points[0]))
		}
		fmt.Fprintf(&b, "| %d | %d | %d | %.2f | %s | %.0f | %.2f | %.1f |\n", p.objects, p.calls, p.least, p.user+p.system, each, p.memory, p.line, p.wall)
	}
	return b.String()
}
