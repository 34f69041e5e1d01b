//go:build unix

// The meter command stands in for a provider's program: it runs the real one
// as its child, so that Terraform talks to it as ever, and appends to a file
// what the child used: user and system processor time in seconds, and its
// largest resident memory in bytes. It is small, because a child is charged
// with what its parent's memory was when it was started.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"syscall"
)

func main() {
	child, err := os.StartProcess(os.Getenv("METER_PROGRAM"), append([]string{os.Getenv("METER_PROGRAM")}, os.Args[1:]...), &os.ProcAttr{
		Files: []*os.File{os.Stdin, os.Stdout, os.Stderr}, Env: os.Environ(),
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, "meter:", err)
		os.Exit(1)
	}
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		for s := range signals {
			_ = child.Signal(s)
		}
	}()
	state, err := child.Wait()
	if err != nil {
		fmt.Fprintln(os.Stderr, "meter:", err)
		os.Exit(1)
	}
	if err := note(state); err != nil {
		fmt.Fprintln(os.Stderr, "meter:", err)
		os.Exit(1)
	}
	os.Exit(max(0, state.ExitCode()))
}

func note(state *os.ProcessState) error {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return fmt.Errorf("this system tells no usage of processes")
	}
	unit := int64(1024) // Linux counts kilobytes, Darwin bytes
	if runtime.GOOS == "darwin" {
		unit = 1
	}
	f, err := os.OpenFile(os.Getenv("METER_FILE"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "%f %f %d\n", state.UserTime().Seconds(), state.SystemTime().Seconds(), usage.Maxrss*unit)
	return errors.Join(err, f.Close())
}
