package main

import (
	"fmt"
	"strings"
)

// draw is the growth as three small pictures in one SVG: calls, processor time
// and memory. Its colours can be read on white and on black, and its background
// is none.
func draw(points []point) string {
	const width, height, gap = 240, 200, 20
	var b strings.Builder
	panels := []struct {
		title, format string
		of            func(point) float64
	}{
		{"API calls", "%.0f", func(p point) float64 { return float64(p.calls) }},
		{"CPU seconds", "%.1f", func(p point) float64 { return p.user + p.system }},
		{"peak memory, MB", "%.0f", func(p point) float64 { return p.memory }},
	}
	whole := len(panels)*(width+gap) - gap
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="sans-serif" font-size="12" role="img">`+"\n", whole, height, whole, height)
	b.WriteString("<title>What a plan without changes costs the provider, by the number of objects</title>\n")
	b.WriteString("<style>text { fill: #57606a } .axis { stroke: #848d97; fill: none } .line { stroke: #218bff; stroke-width: 2; fill: none } .dot { fill: #218bff } @media (prefers-color-scheme: dark) { text { fill: #9ea7b3 } }</style>\n")
	for i, panel := range panels {
		b.WriteString(drawPanel(i*(width+gap), width, height, panel.title, panel.format, points, panel.of))
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// drawPanel draws one curve, from nothing to the largest of its points.
func drawPanel(left, width, height int, title, format string, points []point, of func(point) float64) string {
	const top, bottom, side = 40, 30, 26
	maxX, maxY := 1.0, 0.0
	for _, p := range points {
		maxX, maxY = max(maxX, float64(p.objects)), max(maxY, of(p))
	}
	if maxY == 0 {
		maxY = 1
	}
	x := func(p point) float64 { return float64(left+side) + float64(p.objects)/maxX*float64(width-2*side) }
	y := func(p point) float64 { return float64(height-bottom) - of(p)/maxY*float64(height-bottom-top) }
	var b strings.Builder
	fmt.Fprintf(&b, `<text x="%d" y="14" font-weight="bold">%s</text>`+"\n", left+side, title)
	fmt.Fprintf(&b, `<path class="axis" d="M%d %d V%d H%d"/>`+"\n", left+side, top-10, height-bottom, left+width)
	var path []string
	for _, p := range points {
		path = append(path, fmt.Sprintf("%.1f %.1f", x(p), y(p)))
	}
	fmt.Fprintf(&b, `<path class="line" d="M%s"/>`+"\n", strings.Join(path, " L"))
	for _, p := range points {
		fmt.Fprintf(&b, `<circle class="dot" cx="%.1f" cy="%.1f" r="3"/><text x="%.1f" y="%.1f" text-anchor="middle">`+format+"</text>\n", x(p), y(p), x(p), y(p)-8, of(p))
		if of := float64(p.objects) / maxX; of > 0.15 || p.objects == points[0].objects {
			fmt.Fprintf(&b, `<text x="%.1f" y="%d" text-anchor="middle">%d</text>`+"\n", x(p), height-bottom+16, p.objects)
		}
	}
	return b.String()
}
