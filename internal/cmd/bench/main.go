// The bench command measures what an apply, a plan without changes and a
// destroy cost: calls, seconds, processor time and memory of the provider's
// process. It prints a table, with another provider in it where one is given:
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
	sizes := flags.String("objects", "302,3020", "how many objects, `n[,n...]`")
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
	for v := range strings.SplitSeq(*sizes, ",") {
		n, err := strconv.Atoi(v)
		if err != nil || n < 5 {
			return o, fmt.Errorf("--objects: %q is not a number of at least 5", v)
		}
		o.sizes = append(o.sizes, n)
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
