// The sim command runs the simulator of Okta, Anypoint and the gateway until
// it is interrupted.
//
// It prints lines for a shell to eval and then goes on serving, so send them
// to a file when it runs in the background:
//
//	sim >sim.env & sleep 1; . ./sim.env
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return
		}
		fmt.Fprintln(os.Stderr, "sim:", err)
		stop()
		os.Exit(1) //nolint:gocritic // the deferred stop was just called
	}
}

// run starts the simulator and serves until the context ends. What it writes
// to stdout can be eval'ed by a shell; what people read goes to stderr.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var o sim.Options
	flags := flag.NewFlagSet("sim", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.OktaAddr, "okta", "127.0.0.1:8400", "`address` of Okta")
	flags.StringVar(&o.AnypointAddr, "anypoint", "127.0.0.1:8401", "`address` of Anypoint Platform")
	flags.StringVar(&o.GatewayAddr, "gateway", "127.0.0.1:8402", "`address` of the API gateway")
	flags.StringVar(&o.TLSDir, "tls-dir", "", "speak HTTPS; the authority's certificate is written to `DIR`/ca.pem")
	flags.DurationVar(&o.Latency, "latency", 0, "what every request takes at least, such as 100ms")
	flags.StringVar(&o.RateLimits, "rate-limits", "none", "none, okta-default, or requests per minute and bucket")
	flags.Func("without", "a `feature` that the Okta org lacks: "+strings.Join(sim.Features, ", ")+"; may be repeated", func(v string) error {
		o.Without = append(o.Without, v)
		return nil
	})
	flags.Func("allow-host", "a `name` of this machine by which /_sim/ may be asked for, besides its addresses and localhost; may be repeated", func(v string) error {
		o.AllowHosts = append(o.AllowHosts, v)
		return nil
	})
	flags.Uint64Var(&o.Seed, "seed", 1, "decides the identifiers and secrets that are made up")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	s, err := sim.Start(o) //nolint:contextcheck // it serves until Close, not until a context ends
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()

	env := s.Env()
	names := make([]string, 0, len(env))
	for name := range env {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if _, err := fmt.Fprintf(stdout, "export %s='%s'\n", name, strings.ReplaceAll(env[name], "'", `'\''`)); err != nil {
			return err
		}
	}
	_, _ = fmt.Fprintf(stderr, "Serving Okta on %s, Anypoint on %s and the gateway on %s until interrupted. See %s/_sim/\n",
		s.World.OktaURL, s.World.AnypointURL, s.World.GatewayURL, s.World.OktaURL)
	<-ctx.Done()
	return nil
}
