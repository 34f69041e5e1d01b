package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

// patience is how long requests under way may take when the simulator is to
// end. Container engines wait for ten seconds.
const patience = 8 * time.Second

// serveFlags are the flags of the simulator itself.
func serveFlags() (*flag.FlagSet, *sim.Options) {
	o := &sim.Options{}
	flags := &flag.FlagSet{}
	flags.StringVar(&o.OktaAddr, "okta", "127.0.0.1:8400", "`address` of Okta")
	flags.StringVar(&o.AnypointAddr, "anypoint", "127.0.0.1:8401", "`address` of Anypoint Platform")
	flags.StringVar(&o.GatewayAddr, "gateway", "127.0.0.1:8402", "`address` of the API gateway")
	flags.StringVar(&o.Host, "host", "", "the `name` by which clients reach the three, where it is not that of the addresses, as for a container")
	flags.StringVar(&o.TLSDir, "tls-dir", "", "speak HTTPS; the authority's certificate is written to `DIR`/ca.pem")
	flags.StringVar(&o.StateFile, "state", "", "keep the tenant in `FILE` between runs; it is made when there is none")
	flags.StringVar(&o.SeedFile, "seed-file", "", "begin with the tenant that `FILE` describes; one that --state kept was begun already")
	flags.DurationVar(&o.Latency, "latency", 0, "what every request takes at least, such as 100ms")
	flags.DurationVar(&o.ListLag, "list-lag", 0, "how far lists lag behind what is written, such as 5s")
	flags.StringVar(&o.RateLimits, "rate-limits", "none", "none, okta-default, or requests per minute and bucket")
	flags.Func("without", "a `feature` that the Okta org lacks: "+strings.Join(sim.Features, ", ")+"; may be repeated", func(v string) error {
		o.Without = append(o.Without, v)
		return nil
	})
	flags.Func("allow-host", "a `name` of this machine by which /_sim/ may be asked for, besides its addresses and localhost; may be repeated", func(v string) error {
		o.AllowHosts = append(o.AllowHosts, v)
		return nil
	})
	flags.Uint64Var(&o.Seed, "seed", 1, "decides the identifiers and secrets that are made up for a new tenant")
	return flags, o
}

// serve starts the simulator and serves until the context ends.
func serve(ctx context.Context, c command, args []string, stdout, stderr io.Writer) error {
	flags, o := serveFlags()
	if err := parse(flags, c, args, stderr); err != nil {
		return err
	}
	s, err := sim.Start(*o) //nolint:contextcheck // it serves until Close, not until a context ends
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	if err := export(stdout, s.Env()); err != nil {
		return err
	}
	_, _ = fmt.Fprintf(stderr, "Serving Okta on %s, Anypoint on %s and the gateway on %s until interrupted. See %s/_sim/\n",
		s.World.OktaURL, s.World.AnypointURL, s.World.GatewayURL, s.World.OktaURL)
	if o.StateFile != "" {
		_, _ = fmt.Fprintf(stderr, "The tenant is kept in %s.\n", o.StateFile)
	}
	select {
	case <-ctx.Done():
	case <-s.Failed():
		return errors.New("an address is not served any more")
	}
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if err := s.Shutdown(end); err != nil {
		return fmt.Errorf("stopping: %w", err)
	}
	return nil
}

// export prints variables as a shell sets them.
func export(w io.Writer, env map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(env)) {
		if _, err := fmt.Fprintf(w, "export %s='%s'\n", name, strings.ReplaceAll(env[name], "'", `'\''`)); err != nil {
			return err
		}
	}
	return nil
}
