//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// detach puts the simulator into a process group of its own: an interrupt at
// the terminal is for the demo, which ends the simulator itself or keeps it.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
