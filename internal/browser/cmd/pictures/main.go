// The pictures command takes pictures of the simulator's page, with the tenant
// of the tutorial, for the documentation, and notes of which page they are.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/browser"
)

func main() {
	root := flag.String("root", ".", "the repository's `FOLDER`")
	to := flag.String("to", ".", "the `FOLDER` for the pictures")
	flag.Parse()
	if err := run(context.Background(), *root, *to); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, root, to string) error {
	dir, err := os.MkdirTemp("", "gatehouse-pictures-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	program := filepath.Join(dir, "sim")
	if err := browser.Build(ctx, root, program); err != nil {
		return err
	}
	s, err := browser.StartSimulator(ctx, program, filepath.Join(root, "internal/browser/testdata/tutorial.yaml"))
	if err != nil {
		return err
	}
	defer s.Stop()
	chromium, end, err := browser.Start(ctx)
	if err != nil {
		return err
	}
	defer end()
	if err := os.MkdirAll(to, 0o755); err != nil { //nolint:gosec // a folder of the repository
		return err
	}
	for name, dark := range map[string]bool{"light": false, "dark": true} {
		if err := take(chromium, s, dark, filepath.Join(to, "console-"+name+".webp")); err != nil {
			return err
		}
	}
	sum, err := browser.PageSum(root)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(to, browser.Sum), []byte(sum), 0o644) //nolint:gosec // a file of the repository
}

// steps are what is done before the picture is taken: the policy is selected, a
// token requested, and the API called.
var steps = []struct{ do, until string }{
	{"", `document.querySelector("#state.is-live") && document.querySelector('[data-object^="anypoint/policies/"]')`},
	{`document.querySelector('[data-object^="anypoint/policies/"]').click()`, `document.querySelector("#object-body .json")`},
	{`document.querySelector("#tab-try").click()`, `document.querySelector("#try-scope").value`},
	{`document.querySelector('form[aria-label="Request a token"] button').click()`, `document.querySelector(".token")`},
	{`document.querySelector('form[aria-label="Call the API"] button').click()`, `document.querySelector(".steps")`},
}

func take(chromium context.Context, s *browser.Simulator, dark bool, file string) error {
	p, end, err := browser.Open(chromium, s.Page(), browser.View{Width: 1280, Height: 960, Dark: dark, Still: true})
	if err != nil {
		return err
	}
	defer end()
	for _, step := range steps {
		if step.do != "" {
			if _, err := browser.Eval[any](p, step.do+" || true"); err != nil {
				return err
			}
		}
		if err := p.Until(step.until); err != nil {
			return err
		}
	}
	picture, err := p.Small()
	if err != nil {
		return err
	}
	return os.WriteFile(file, picture, 0o644) //nolint:gosec // a file of the repository
}
