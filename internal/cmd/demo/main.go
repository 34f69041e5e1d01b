// The demo command plays the tutorial end to end on the simulator: it builds
// the provider, applies examples/tutorial with a real Terraform, and shows what
// came of it. It ends with exit code 0 only if everything was as it should be.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	keep := flag.Bool("keep", false, "leave the simulator and the applied state running")
	example := flag.String("try", "", "prepare the `EXAMPLE` of examples/ to follow its guide by hand, and do nothing else")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	if *example != "" {
		if err := try(ctx, os.Stdout, *example); err != nil {
			fmt.Fprintln(os.Stderr, "try:", err)
			stop()
			os.Exit(1) //nolint:gocritic // the deferred stop was just called
		}
		return
	}
	d := &demo{keep: *keep, out: os.Stdout, began: time.Now()}
	err := d.run(ctx)
	if closeErr := d.close(err); err == nil {
		err = closeErr
	}
	if err != nil {
		if errors.Is(ctx.Err(), context.Canceled) {
			err = errors.New("interrupted")
		}
		fmt.Fprintf(os.Stderr, "\nThe demo failed: %v\n", err)
		stop()
		os.Exit(1) //nolint:gocritic // the deferred stop was just called
	}
}
