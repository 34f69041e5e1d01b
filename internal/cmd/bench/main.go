// The bench command measures what an apply, a plan without changes and a
// destroy cost: calls, beside the least that are possible, seconds, processor
// time and memory of the provider's process. It prints one table of all
// configurations to hold (--rows picks some); how the cost of one grows with its
// size (--growth), as a picture, too; or one of several sizes beside another
// provider's:
//
//	go run ./internal/cmd/bench --against terraform-provider-okta=okta-stack
//
// The simulator runs in this process and answers all of them.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	o, err := options(os.Args[1:])
	if err == nil {
		err = measureAll(ctx, o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1) //nolint:gocritic // the deferred stop was just called
	}
}

// setting is what is measured: the sizes in objects, the latencies of a call,
// and against whom.
type setting struct {
	root       string
	cli        string
	sizes      []int
	latencies  []time.Duration
	against    []rival
	runs       int
	profileDir string
	rows       string
	limited    string
	growth     []int
	picture    string
	page       string
}

// rival is another provider: its program, and a folder with a configuration
// that makes 3n + 2 objects for a variable n. The environment says where the
// simulator is, in the variables of both platforms' official providers.
type rival struct{ program, config string }

func options(args []string) (setting, error) {
	o := setting{}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.StringVar(&o.root, "root", ".", "`folder` of the provider's sources")
	flags.StringVar(&o.cli, "cli", os.Getenv("TF_ACC_TERRAFORM_PATH"), "`path` of the command line (terraform or tofu)")
	flags.IntVar(&o.runs, "runs", 1, "how many `times` to measure; the table shows the median")
	flags.StringVar(&o.profileDir, "profile", "", "write processor profiles of this provider to `folder`")
	flags.StringVar(&o.rows, "rows", "abcdefg", "which configurations, by their `letters`")
	flags.StringVar(&o.limited, "limited", "abf", "which of them at Okta's default limits as well, by their `letters`; c takes most of an hour")
	growth := flags.String("growth", "", "measure a plan of so many objects instead, `n[,n...]`")
	flags.StringVar(&o.picture, "picture", "", "write the growth as an SVG to `file`")
	flags.StringVar(&o.page, "table", "", "write the table as Markdown to `file`")
	sizes := flags.String("objects", "", "measure one configuration of so many objects instead, `n[,n...]`; with --against: 302,3020")
	latencies := flags.String("latency", "0,100ms", "what a call takes, `duration[,duration...]`")
	flags.Func("against", "another provider, as `PROGRAM=FOLDER` of its configuration; may be repeated", func(v string) error {
		program, folder, ok := strings.Cut(v, "=")
		if !ok {
			return fmt.Errorf("%q is not PROGRAM=FOLDER", v)
		}
		o.against = append(o.against, rival{program, folder})
		return nil
	})
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if *sizes == "" && len(o.against) > 0 {
		*sizes = "302,3020"
	}
	var err error
	if o.sizes, err = numbers("objects", *sizes); err != nil {
		return o, err
	}
	if o.growth, err = numbers("growth", *growth); err != nil {
		return o, err
	}
	for v := range strings.SplitSeq(*latencies, ",") {
		d, err := time.ParseDuration(v)
		if err != nil {
			return o, fmt.Errorf("--latency: %w", err)
		}
		o.latencies = append(o.latencies, d)
	}
	return o, nil
}

func numbers(flag, list string) (all []int, err error) {
	if list == "" {
		return nil, nil
	}
	for v := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(v)
		if err != nil || n < 5 {
			return nil, fmt.Errorf("--%s: %q is not a number of at least 5", flag, v)
		}
		all = append(all, n)
	}
	return all, nil
}
