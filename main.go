// The provider's program: Terraform starts it and talks to it.
package main

import (
	"flag"
	"log"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/serve"
)

// Set by the release build.
var (
	version = "dev"
	commit  = "none"
)

func main() {
	debug := flag.Bool("debug", false, "wait for a debugger, and print how Terraform finds this process")
	flag.Parse()

	if err := serve.Run(version+"+"+commit, *debug); err != nil {
		log.Fatal(err)
	}
}
