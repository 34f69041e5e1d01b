package browser

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Chromium finds the browser on this machine.
func Chromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("there is no Chromium on this machine: apt-get install chromium")
}

// Start starts a browser without a window. It may speak to this machine only.
func Start(ctx context.Context) (context.Context, context.CancelFunc, error) {
	path, err := Chromium()
	if err != nil {
		return nil, nil, err
	}
	allocator, end := chromedp.NewExecAllocator(ctx,
		chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("force-color-profile", "srgb"), chromedp.Flag("hide-scrollbars", true),
	)
	browser, stop := chromedp.NewContext(allocator)
	if err := chromedp.Do(browser); err != nil {
		stop()
		end()
		return nil, nil, fmt.Errorf("starting %s: %w", path, err)
	}
	return browser, func() { stop(); end() }, nil
}

// View is how a page is looked at.
type View struct {
	Width, Height int64
	Dark          bool
	Still         bool // prefers reduced motion
}

// Page is a page in a browser.
type Page struct {
	ctx context.Context

	mu         sync.Mutex
	complaints []string
}

// Open opens an address in a new tab.
func Open(browser context.Context, address string, v View) (*Page, context.CancelFunc, error) {
	ctx, end := chromedp.NewContext(browser)
	p := &Page{ctx: ctx}
	fail := func(err error) (*Page, context.CancelFunc, error) {
		end()
		return nil, nil, err
	}
	// The console is heard from before the page is there.
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		return fail(err)
	}
	scheme, motion := "light", "no-preference"
	if v.Dark {
		scheme = "dark"
	}
	if v.Still {
		motion = "reduce"
	}
	if _, err := chromedp.Call(ctx, runtime.Enable, cdp.Empty{}); err != nil {
		return fail(err)
	}
	if _, err := chromedp.Call(ctx, cdplog.Enable, cdp.Empty{}); err != nil {
		return fail(err)
	}
	if _, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: v.Width, Height: v.Height, DeviceScaleFactor: 1}); err != nil {
		return fail(err)
	}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: motion},
	}}); err != nil {
		return fail(err)
	}
	// Layout shifts are noticed from the first moment on.
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watchShifts}); err != nil {
		return fail(err)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		return fail(err)
	}
	return p, end, nil
}

// hear collects what the page's console says.
func (p *Page) hear(event any) {
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" {
			p.complain(fmt.Sprintf("console.%s:%s", e.Type, arguments(e.Args)))
		}
	case *runtime.EventExceptionThrown:
		p.complain(fmt.Sprintf("exception: %+v", e.ExceptionDetails))
	case *cdplog.EventEntryAdded:
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			p.complain(fmt.Sprintf("%s: %s (%s)", e.Entry.Level, e.Entry.Text, e.Entry.URL))
		}
	}
}

const watchShifts = `window.shifts = [];
new PerformanceObserver((list) => {
  for (const e of list.getEntries()) window.shifts.push({ value: e.value, of: e.sources.map((s) => s.node && (s.node.id || s.node.className || s.node.nodeName)) });
}).observe({ type: "layout-shift", buffered: true });`

func arguments(args []*runtime.RemoteObject) string {
	var out strings.Builder
	for _, a := range args {
		fmt.Fprintf(&out, " %s%s", a.Value, a.Description)
	}
	return out.String()
}

func (p *Page) complain(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.complaints = append(p.complaints, text)
}

// Complaints are the errors and warnings in the page's console.
func (p *Page) Complaints() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.complaints...)
}

// Do carries out actions.
func (p *Page) Do(actions ...chromedp.Action[chromedp.Void]) error {
	return chromedp.Do(p.ctx, actions...)
}

// Eval evaluates JavaScript, which may be a promise.
func Eval[T any](p *Page, script string) (T, error) {
	return chromedp.Run(p.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// patience is how long a page may take until something is so.
const patience = 20 * time.Second

// Until waits until an expression is true.
func (p *Page) Until(expression string) error {
	_, err := chromedp.Run(p.ctx, chromedp.Poll[bool]("Boolean("+expression+")", chromedp.WithPollingInterval(20*time.Millisecond), chromedp.WithPollingTimeout(patience)))
	if err != nil {
		return fmt.Errorf("waiting for %s: %w", expression, err)
	}
	return nil
}

// Names are the roles and the names that those who cannot see the page are told.
func (p *Page) Names() ([]*accessibility.Node, error) {
	tree, err := chromedp.Call(p.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	return tree.Nodes, err
}

// Picture is a PNG of what is seen.
func (p *Page) Picture() ([]byte, error) { return chromedp.Run(p.ctx, chromedp.CaptureScreenshot()) }

// Small is a picture of what is seen in few bytes, for documentation.
func (p *Page) Small() ([]byte, error) {
	quality := int64(90)
	shot, err := chromedp.Call(p.ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: "webp", Quality: &quality})
	return shot.Data, err
}
