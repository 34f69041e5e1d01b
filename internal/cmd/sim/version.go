package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"runtime/debug"
)

// version is set where a release is built.
var version = ""

func printVersion(_ context.Context, c command, args []string, stdout, stderr io.Writer) error {
	if err := parse(&flag.FlagSet{}, c, args, stderr); err != nil {
		return err
	}
	v := version
	if info, ok := debug.ReadBuildInfo(); ok && v == "" {
		v = info.Main.Version // of go run …@version
	}
	_, err := fmt.Fprintln(stdout, v)
	return err
}
