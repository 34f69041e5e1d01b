// Package serve runs the provider as a program that Terraform starts: it
// settles what a short-lived process should do about logs and memory, and
// serves until Terraform is done.
package serve

import (
	"os"
	"runtime/debug"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
)

// Run serves until Terraform ends the process's work. version is what the
// provider tells the platforms it is; debugging waits for a debugger.
func Run(version string, debugging bool) error {
	if err := quiet(os.LookupEnv, os.Setenv); err != nil {
		return err
	}
	collectLess(os.LookupEnv, debug.SetGCPercent)
	var options []tf6server.ServeOpt
	if debugging {
		options = append(options, tf6server.WithManagedDebug())
	}
	return tf6server.Serve("registry.terraform.io/gatehouse/gatehouse", func() tfprotov6.ProviderServer {
		return provider.NewServer(provider.New(version))
	}, options...)
}
