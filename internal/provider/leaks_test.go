package provider_test

import (
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// TestTutorial_leaksNoSecret applies the tutorial as a user would with all logs
// at their most talkative, Terraform's own too: every secret that the simulator
// issued or was given is looked for in all that is left behind.
func TestTutorial_leaksNoSecret(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	w := e.Workspace(t, repository, "examples/tutorial")
	w.Env = append(e.TutorialVariables(), "TF_LOG=TRACE")
	run := terraformIn(t, w)
	run("init")
	run("plan", "-out=first.tfplan")
	run("show", "-json", "first.tfplan")
	run("apply", "first.tfplan")
	run("show", "-json")
	run("plan", "-out=second.tfplan")
	run("show", "-json", "second.tfplan")
	if n := len(e.Sim.World.Secrets.All()); n < 4 {
		t.Errorf("the simulator knows of %d secrets only", n)
	}
	run("destroy", "-auto-approve")
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}
