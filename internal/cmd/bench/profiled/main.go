// The profiled command is the provider's program with a processor profile: it
// writes one to the folder that PROFILE_DIR names, a file for each process.
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/serve"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() (err error) {
	f, err := os.Create(filepath.Join(os.Getenv("PROFILE_DIR"), fmt.Sprintf("%s-%d.pprof", os.Getenv("PROFILE_NAME"), os.Getpid())))
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	runtime.SetCPUProfileRate(1000) // a second of work is too short for the usual 100
	if err := pprof.StartCPUProfile(f); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	return serve.Run("profiled", false)
}
