// Command buildcli finds or builds the Terraform and OpenTofu command lines
// that the tests, the demo and the documentation need. It prints their paths,
// one a line; everything else goes to stderr.
//
//	go run ./cmd/buildcli terraform@1.16.4 opentofu@1.12.6
//	go run ./cmd/buildcli --find 'terraform>=1.14,terraform>=1.11,tofu>=1.11' --or-build
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	tools "github.com/gatehouse/terraform-provider-gatehouse/internal/tools"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tools/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "buildcli:", err)
		}
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("buildcli", flag.ContinueOnError)
	flags.SetOutput(stderr)
	cache := flags.String("cache", "", "folder for what is built (default ${GATEHOUSE_TOOLS:-${XDG_CACHE_HOME:-~/.cache}/gatehouse-tools})")
	find := flags.String("find", "", "print the first usable one instead, such as 'terraform>=1.14,tofu>=1.11' or 'terraform=1.11.4'")
	orBuild := flags.Bool("or-build", false, "with -find: build one when none is found")
	flags.Usage = func() {
		fmt.Fprintf(stderr, "usage: buildcli [-cache DIR] terraform@VERSION|opentofu@VERSION ...\n       buildcli [-cache DIR] -find WISHES [-or-build]\n")
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *cache == "" {
		var err error
		if *cache, err = cli.DefaultCache(); err != nil {
			return err
		}
	}

	if *find != "" {
		if flags.NArg() > 0 {
			return fmt.Errorf("-find takes no further arguments, got %q", flags.Args())
		}
		path, err := findOrBuild(ctx, stderr, *cache, *find, *orBuild)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(stdout, path)
		return err
	}

	if flags.NArg() == 0 {
		flags.Usage()
		return flag.ErrHelp
	}
	for _, arg := range flags.Args() {
		name, version, ok := strings.Cut(arg, "@")
		if !ok {
			return fmt.Errorf("%q is not of the form terraform@1.15.0", arg)
		}
		product, err := cli.ProductByName(name)
		if err != nil {
			return err
		}
		path, err := cli.Build(ctx, stderr, *cache, product, strings.TrimPrefix(version, "v"))
		if err != nil {
			return err
		}
		fmt.Fprintln(stdout, path)
	}
	return nil
}

func findOrBuild(ctx context.Context, log io.Writer, cache, find string, orBuild bool) (string, error) {
	wishes, err := cli.ParseWishes(find)
	if err != nil {
		return "", err
	}
	path, err := cli.Find(ctx, cache, wishes)
	if err == nil || !orBuild {
		return path, err
	}
	failures := []error{err}
	for _, c := range candidates(wishes) {
		path, err := cli.Build(ctx, log, cache, c.product, c.version)
		if err == nil {
			return path, nil
		}
		fmt.Fprintln(log, "buildcli:", err)
		failures = append(failures, err)
		if ctx.Err() != nil {
			break
		}
	}
	return "", errors.Join(failures...)
}

type candidate struct {
	product cli.Product
	version string
}

// candidates lists what to build for a list of wishes, best first: the pinned
// versions that fulfil one of them, and any version that is wished for exactly.
func candidates(wishes []cli.Wish) []candidate {
	pinned := []candidate{
		{cli.Terraform, tools.Version("TERRAFORM_NEWEST")},
		{cli.Terraform, tools.Version("TERRAFORM_FALLBACK")},
		{cli.OpenTofu, tools.Version("OPENTOFU_NEWEST")},
	}
	var list []candidate
	seen := map[candidate]bool{}
	add := func(c candidate) {
		if !seen[c] {
			seen[c] = true
			list = append(list, c)
		}
	}
	for _, w := range wishes {
		if w.Exact {
			add(candidate{w.Product, w.Version})
			continue
		}
		for _, c := range pinned {
			if c.product == w.Product && w.Accepts(c.version) {
				add(c)
			}
		}
	}
	return list
}
