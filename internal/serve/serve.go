// Package serve runs the provider as a program that Terraform starts: it
// settles what a short-lived process should do about logs and memory, and
// serves until Terraform is done.
package serve

import (
	"context"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	gatehouse "github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
)

// Run serves until Terraform ends the process's work. version is what the
// provider tells the platforms it is; debug waits for a debugger.
func Run(ctx context.Context, version string, debug bool) error {
	if err := quiet(os.LookupEnv, os.Setenv); err != nil {
		return err
	}
	collectLess(os.LookupEnv)
	return providerserver.Serve(ctx, func() provider.Provider { return gatehouse.New(version) }, providerserver.ServeOpts{
		Address: "registry.terraform.io/gatehouse/gatehouse",
		Debug:   debug,
	})
}
