package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// shared is what all tests use.
var shared struct {
	browser context.Context //nolint:containedctx // that of chromedp, which is how it knows the browser
	program string
}

// TestMain starts one browser for all tests. Without a browser they fail, unless
// GATEHOUSE_BROWSER=none says that there is none on purpose: then each says that
// it was skipped.
func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	if os.Getenv("GATEHOUSE_BROWSER") == "none" {
		return m.Run()
	}
	dir, err := os.MkdirTemp("", "gatehouse-browser-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(dir) }()
	ctx := context.Background()
	shared.program = filepath.Join(dir, "sim")
	if err := Build(ctx, filepath.Join("..", ".."), shared.program); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	browser, end, err := Start(ctx)
	if err != nil {
		fmt.Fprintln(os.Stderr, err, "\nThese tests need it. Where there is none on purpose, set GATEHOUSE_BROWSER=none: they are skipped then.")
		return 1
	}
	defer end()
	shared.browser = browser
	return m.Run()
}

var (
	desk  = View{Width: 1280, Height: 900}
	phone = View{Width: 400, Height: 860, Dark: true}
)

// tenant starts a simulator with the tenant of a seed file.
func tenant(t *testing.T, seed string) *Simulator {
	t.Helper()
	if shared.browser == nil {
		t.Skip("GATEHOUSE_BROWSER=none: there is no browser")
	}
	// The context of a test ends before its pages are closed.
	s, err := StartSimulator(context.WithoutCancel(t.Context()), shared.program, seed)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	return s
}

// open opens the console, and waits until the picture is there. What the page
// complains of fails the test, unless it has one of the texts.
func open(t *testing.T, s *Simulator, v View) *tab {
	t.Helper()
	p, end, err := Open(shared.browser, s.Page(), v)
	if err != nil {
		t.Fatal(err)
	}
	w := &tab{t: t, Page: p}
	t.Cleanup(func() {
		for _, complaint := range p.Complaints() {
			if !slices.Contains(w.expected, complaint) {
				t.Errorf("the page's console: %s", complaint)
			}
		}
		end()
	})
	w.until(`document.querySelector("#state.is-live") && document.querySelector(".card")`)
	return w
}

// tab is a page that stops the test when something does not work.
type tab struct {
	*Page
	t        *testing.T
	expected []string
}

func (w *tab) until(expression string) {
	w.t.Helper()
	if err := w.Until(expression); err != nil {
		if png, err := w.Picture(); err == nil {
			path := filepath.Join(os.TempDir(), "gatehouse-console.png")
			_ = os.WriteFile(path, png, 0o600)
			w.t.Logf("what was seen then: %s", path)
		}
		w.t.Fatal(err)
	}
}

func (w *tab) text(script string) string {
	w.t.Helper()
	got, err := Eval[string](w.Page, script)
	if err != nil {
		w.t.Fatalf("%s: %v", script, err)
	}
	return got
}

func (w *tab) number(script string) float64 {
	w.t.Helper()
	got, err := Eval[float64](w.Page, script)
	if err != nil {
		w.t.Fatalf("%s: %v", script, err)
	}
	return got
}

// click clicks, as a person would, what a selector finds first.
func (w *tab) click(selector string) {
	w.t.Helper()
	w.until(fmt.Sprintf("document.querySelector(%q)", selector))
	if _, err := Eval[bool](w.Page, fmt.Sprintf("document.querySelector(%q).click() || true", selector)); err != nil {
		w.t.Fatal(err)
	}
}

// named clicks the button with a name.
func (w *tab) named(name string) {
	w.t.Helper()
	find := fmt.Sprintf(`[...document.querySelectorAll("button")].find((b) => (b.getAttribute("aria-label") || b.textContent).startsWith(%q))`, name)
	w.until(find)
	if _, err := Eval[bool](w.Page, find+".click() || true"); err != nil {
		w.t.Fatal(err)
	}
}

// shifts are the layout shifts that the browser saw, as it tells them.
func (w *tab) shifts() string {
	w.t.Helper()
	return w.text(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(JSON.stringify(window.shifts)))))`)
}
