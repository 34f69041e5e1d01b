// The sim command runs the simulator of Okta, Anypoint and the gateway until
// it is interrupted.
//
// It prints lines for a shell to eval and then goes on serving. In the
// background it is used so:
//
//	sim >/dev/null & eval "$(sim env --wait 10s)"
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
	"syscall"
)

// The exit codes.
const (
	exitFailed = 1
	exitUsage  = 2 // the command line is wrong; nothing was done
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go func() {
		<-ctx.Done()
		stop() // so that a second signal ends it at once
	}()
	os.Exit(exitCode(run(ctx, os.Args[1:], os.Stdout, os.Stderr), os.Stderr))
}

func exitCode(err error, stderr io.Writer) int {
	var wrong usageError
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	case errors.As(err, &wrong):
		_, _ = fmt.Fprintln(stderr, "sim:", err)
		return exitUsage
	}
	_, _ = fmt.Fprintln(stderr, "sim:", err)
	return exitFailed
}

// usageError is an error of the command line.
type usageError struct{ error }

// command is something that the program does. The first has no name.
type command struct {
	name, does string
	run        func(ctx context.Context, c command, args []string, stdout, stderr io.Writer) error
}

func commands() []command {
	return []command{
		{"", "serve until interrupted", serve},
		{"health", "tell whether a running simulator serves: the exit code is 0 or 1", tellHealth},
		{"export", "describe the tenant of a running simulator, for --seed-file", printExport},
		{"version", "print the version", printVersion},
		{"env", "print the variables of a running simulator, for a shell to eval", printEnv},
	}
}

// run does what the command line says. What it writes to stdout is for
// programs; what people read goes to stderr.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		for _, c := range commands()[1:] {
			if c.name == args[0] {
				return c.run(ctx, c, args[1:], stdout, stderr)
			}
		}
		var names []string
		for _, c := range commands()[1:] {
			names = append(names, c.name)
		}
		return usageError{fmt.Errorf("unexpected argument %q; there are the commands %s, and without one it serves", args[0], strings.Join(names, ", "))}
	}
	first := commands()[0]
	return first.run(ctx, first, args, stdout, stderr)
}

// parse reads a command's flags.
func parse(flags *flag.FlagSet, c command, args []string, stderr io.Writer) error {
	flags.Init(strings.TrimSpace("sim "+c.name), flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		_, _ = fmt.Fprintf(stderr, "Usage: %s [flags]: %s\n", flags.Name(), c.does)
		flags.PrintDefaults()
		if c.name == "" {
			_, _ = fmt.Fprintln(stderr, "\nOther commands:")
			for _, other := range commands()[1:] {
				_, _ = fmt.Fprintf(stderr, "  sim %-8s %s\n", other.name, other.does)
			}
		}
	}
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return usageError{err}
	}
	if flags.NArg() > 0 {
		return usageError{fmt.Errorf("unexpected argument %q", flags.Arg(0))}
	}
	return nil
}
