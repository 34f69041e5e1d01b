package main

import (
	"bytes"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// TestTry_asItSays prepares an example whose tenant is described, and types what
// it says, in a shell that knows nothing else.
func TestTry_asItSays(t *testing.T) {
	t.Chdir("../../..")
	t.Setenv("GATEHOUSE_CLI", os.Getenv("TF_ACC_TERRAFORM_PATH"))
	var said bytes.Buffer
	if err := try(t.Context(), &said, "protect-an-api"); err != nil {
		t.Fatal(err)
	}
	typed := strings.Join(regexp.MustCompile(`(?m)^  (cd|\.) .*$`).FindAllString(said.String(), -1), "\n")
	end := regexp.MustCompile(`End it: (.*)`).FindStringSubmatch(said.String())[1]
	script := "trap '" + end + "' EXIT\n" + typed + `
test -n "$TF_VAR_api_instance_id"
test -e ../modules/protected-api/main.tf
curl -fsS "$API_URL"
sim health --url "$OKTA_ORG_URL"
terraform init
terraform validate
`
	cmd := exec.CommandContext(t.Context(), "bash", "-e", "-c", script)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir()}
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "The configuration is valid") {
		t.Errorf("%v\n%s\n%s", err, script, out)
	}
	if err := try(t.Context(), &bytes.Buffer{}, "nothing"); err == nil || !strings.Contains(err.Error(), "there is no examples/nothing") {
		t.Errorf("%v", err)
	}
}
