package acctest

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/echoprovider"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// Echo adds the provider "echo", whose resource shows in the state what its
// provider block was given: the only way to look at ephemeral values.
func Echo(c resource.TestCase) resource.TestCase {
	if c.ProtoV6ProviderFactories == nil {
		c.ProtoV6ProviderFactories = map[string]func() (tfprotov6.ProviderServer, error){}
	}
	c.ProtoV6ProviderFactories["echo"] = echoprovider.NewProviderServer()
	return c
}

// Lose makes Anypoint carry out the next request of a route and lose the answer.
func (e *Env) Lose(method, route string) {
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: method, Path: route, Times: 1, After: true})
}
