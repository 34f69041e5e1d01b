// The provider's program: Terraform starts it and talks to it.
package main

import (
	"context"
	"flag"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	gatehouse "github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
)

// Set by the release build.
var (
	version = "dev"
	commit  = "none"
)

func main() {
	debug := flag.Bool("debug", false, "wait for a debugger, and print how Terraform finds this process")
	flag.Parse()

	err := providerserver.Serve(context.Background(), func() provider.Provider { return gatehouse.New(version + "+" + commit) }, providerserver.ServeOpts{
		Address: "registry.terraform.io/gatehouse/gatehouse",
		Debug:   *debug,
	})
	if err != nil {
		log.Fatal(err)
	}
}
