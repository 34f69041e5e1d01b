package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/workspace"
)

// demo is one run of the tutorial.
type demo struct {
	keep  bool
	out   io.Writer
	began time.Time

	dir   string // everything that the run makes
	cli   *workspace.Workspace
	sim   simulator
	steps int
	calls int
}

// say prints the line of a step.
func (d *demo) say(format string, args ...any) {
	d.steps++
	fmt.Fprintf(d.out, "%2d. %s\n", d.steps, fmt.Sprintf(format, args...))
}

// note prints a line that belongs to the step before.
func (d *demo) note(format string, args ...any) {
	fmt.Fprintf(d.out, "    %s\n", fmt.Sprintf(format, args...))
}

func (d *demo) run(ctx context.Context) error {
	if err := d.prepare(ctx); err != nil {
		return err
	}
	for _, part := range []func(context.Context) error{d.apply, d.registered, d.knock, d.drift} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	if d.keep {
		return nil
	}
	return d.destroy(ctx)
}

func (d *demo) prepare(ctx context.Context) error {
	var err error
	if d.dir, err = os.MkdirTemp("", "gatehouse-demo-"); err != nil {
		return err
	}
	if d.cli, err = workspace.New(ctx, d.dir, ".", filepath.Join("examples", "tutorial"), ""); err != nil {
		return err
	}
	d.say("Built the provider; the command line is %s.", d.cli.Name)
	if err := d.sim.start(ctx, d.dir, filepath.Join(d.cli.Dir, "simulator.env"), ""); err != nil {
		return err
	}
	d.cli.Env = d.sim.variables()
	d.say("Started the simulator: Okta on %s, Anypoint on %s, the API gateway on %s.",
		d.sim.env["OKTA_ORG_URL"], d.sim.env["ANYPOINT_BASE_URL"], d.sim.env["GATEWAY_URL"])
	return nil
}

func (d *demo) apply(ctx context.Context) error {
	for _, args := range [][]string{{"init"}, {"validate"}, {"plan", "-out=first.tfplan"}} {
		if _, err := d.cli.Run(ctx, args...); err != nil {
			return err
		}
	}
	summary, err := d.cli.Summary(ctx, "first.tfplan")
	if err != nil {
		return err
	}
	d.say("init, validate and plan of examples/tutorial: %s.", summary)
	if err := d.sim.forget(ctx); err != nil {
		return err
	}
	start := time.Now()
	output, err := d.cli.Run(ctx, "apply", "-auto-approve")
	if err != nil {
		return err
	}
	counted, err := d.count(ctx)
	if err != nil {
		return err
	}
	d.say("apply: all of it is there after %s, with %d API calls, %d of them failed.", seconds(start), counted.total, counted.failed)
	if strings.Contains(output, "Check block assertion failed") {
		return fmt.Errorf("a check of the configuration failed:\n%s", output)
	}
	d.note("Its two checks passed: a consumer with a contract gets in, nobody else does.")
	return nil
}

// registered shows the client that Anypoint registered in Okta.
func (d *demo) registered(ctx context.Context) error {
	clientID, err := d.cli.Output(ctx, "client_id")
	if err != nil {
		return err
	}
	app, err := d.sim.okta(ctx, "GET", "/api/v1/apps/"+clientID, nil)
	if err != nil {
		return err
	}
	groups, err := d.sim.oktaList(ctx, "/api/v1/apps/"+clientID+"/groups")
	if err != nil {
		return err
	}
	var names []string
	for _, g := range groups {
		group, err := d.sim.okta(ctx, "GET", fmt.Sprintf("/api/v1/groups/%v", g["id"]), nil)
		if err != nil {
			return err
		}
		names = append(names, fmt.Sprint(dig(group, "profile", "name")))
	}
	if len(names) != 1 || names[0] != "Everyone" {
		return fmt.Errorf("the app %s is assigned to %v, not to Everyone", clientID, names)
	}
	d.say("Anypoint registered the client %s (%q) in Okta; it is assigned to the group %s.", clientID, app["label"], names[0])
	return nil
}

// drift shows that a plan sees what somebody edits by hand, and that an apply
// puts it back.
func (d *demo) drift(ctx context.Context) error {
	if err := d.sim.forget(ctx); err != nil {
		return err
	}
	changed, err := d.cli.Changes(ctx)
	if err != nil {
		return err
	}
	counted, err := d.count(ctx)
	if err != nil {
		return err
	}
	if len(changed) > 0 {
		return fmt.Errorf("a second plan is not empty: %v", changed)
	}
	d.say("A second plan: no changes, with %d API calls, %d of them failed.", counted.total, counted.failed)

	if err := d.editByHand(ctx); err != nil {
		return err
	}
	d.say("Somebody hides the scope from the metadata, and clears the scope that the policy demands, both by hand.")
	changed, err = d.cli.Changes(ctx)
	if err != nil {
		return err
	}
	want := []string{
		"gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement.card: configuration.scopes",
		"gatehouse_okta_auth_server_scope.mulescope: metadata_publish",
	}
	if strings.Join(changed, "\n") != strings.Join(want, "\n") {
		return fmt.Errorf("the plan shows %v, expected %v", changed, want)
	}
	d.say("The plan shows exactly these two attributes:")
	for _, c := range changed {
		d.note("~ %s", c)
	}
	if _, err := d.cli.Run(ctx, "apply", "-auto-approve"); err != nil {
		return err
	}
	if changed, err = d.cli.Changes(ctx); err != nil {
		return err
	}
	if len(changed) > 0 {
		return fmt.Errorf("the plan after the repair is not empty: %v", changed)
	}
	d.say("apply put both back; the plan is empty again.")
	return nil
}

func (d *demo) editByHand(ctx context.Context) error {
	ids := map[string]string{}
	for _, name := range []string{"auth_server_id", "scope_id", "api_instance_id", "policy_id"} {
		v, err := d.cli.Output(ctx, name)
		if err != nil {
			return err
		}
		ids[name] = v
	}
	path := "/api/v1/authorizationServers/" + ids["auth_server_id"] + "/scopes/" + ids["scope_id"]
	scope, err := d.sim.okta(ctx, "GET", path, nil)
	if err != nil {
		return err
	}
	scope["metadataPublish"] = "NO_CLIENTS"
	if _, err := d.sim.okta(ctx, "PUT", path, scope); err != nil {
		return err
	}
	path = "/apimanager/api/v1/organizations/" + d.sim.env["ANYPOINT_ORGANIZATION_ID"] + "/environments/" + d.sim.env["ANYPOINT_ENVIRONMENT_ID"] +
		"/apis/" + ids["api_instance_id"] + "/policies/" + ids["policy_id"]
	policy, err := d.sim.anypoint(ctx, "GET", path, nil)
	if err != nil {
		return err
	}
	configuration, ok := policy["configurationData"].(map[string]any)
	if !ok {
		return errors.New("the policy has no configuration")
	}
	configuration["scopes"] = ""
	_, err = d.sim.anypoint(ctx, "PATCH", path, map[string]any{"configurationData": configuration})
	return err
}

func (d *demo) destroy(ctx context.Context) error {
	if _, err := d.cli.Run(ctx, "destroy", "-auto-approve"); err != nil {
		return err
	}
	objects, err := d.sim.objects(ctx)
	if err != nil {
		return err
	}
	if !maps.Equal(objects, d.sim.before) {
		return fmt.Errorf("the simulator is not as empty as before: %v, was %v", objects, d.sim.before)
	}
	if _, err := d.count(ctx); err != nil {
		return err
	}
	d.say("destroy: the simulator is as empty as before.")
	return nil
}

// count adds the calls since the last look to the run's.
func (d *demo) count(ctx context.Context) (counted, error) {
	c, err := d.sim.count(ctx)
	d.calls += c.total
	if err == nil && c.failed > 0 {
		err = fmt.Errorf("%d API calls failed: %v", c.failed, c.failures)
	}
	return c, err
}

// close ends what runs, or says how to go on.
func (d *demo) close(failed error) error {
	if d.keep && failed == nil {
		fmt.Fprintf(d.out, "\n%d steps in %s. The simulator and the applied state are kept.\n\n"+
			"Go on by hand:\n  cd %s\n  . ./simulator.env\n  %s plan\n  curl -i $GATEWAY_URL/card\n"+
			"See what the platforms hold: %s/_sim/\nEnd it: kill %d; rm -r %s\n",
			d.steps, seconds(d.began), filepath.Join(d.dir, "tutorial"), d.cli.CLI, d.sim.env["OKTA_ORG_URL"], d.sim.pid(), d.dir)
		return nil
	}
	err := d.sim.stop()
	if failed != nil {
		return err
	}
	fmt.Fprintf(d.out, "\n%d steps, %d API calls, %s: the tutorial works, and nothing is left behind.\n", d.steps, d.calls, seconds(d.began))
	return errors.Join(err, os.RemoveAll(d.dir))
}

func seconds(since time.Time) string { return fmt.Sprintf("%.1f s", time.Since(since).Seconds()) }
