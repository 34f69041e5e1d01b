package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTry_asItSays prepares the examples whose tenant is described, and types
// what it says, in a shell that knows nothing else.
func TestTry_asItSays(t *testing.T) {
	t.Chdir("../../..")
	tenants, err := filepath.Glob("examples/*/tenant.yaml")
	if err != nil || len(tenants) == 0 {
		t.Fatal(tenants, err)
	}
	t.Setenv("GATEHOUSE_CLI", os.Getenv("TF_ACC_TERRAFORM_PATH"))
	for _, tenant := range tenants {
		var said bytes.Buffer
		if err := try(t.Context(), &said, filepath.Base(filepath.Dir(tenant))); err != nil {
			t.Fatal(err)
		}
		typed := strings.Join(regexp.MustCompile(`(?m)^  (cd|\.) .*$`).FindAllString(said.String(), -1), "\n")
		end := regexp.MustCompile(`End it: (.*)`).FindStringSubmatch(said.String())[1]
		script := typed + `
test -n "$TF_VAR_api_instance_id" && test -n "$API_URL" && sim health --url "$OKTA_ORG_URL" && terraform init && terraform validate
` + end
		cmd := exec.CommandContext(t.Context(), "bash", "-e", "-c", script)
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir()}
		if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), `"status":"ok"`) {
			t.Errorf("%s: %v\n%s\n%s", tenant, err, script, out)
		}
	}
	if err := try(t.Context(), &bytes.Buffer{}, "nothing"); err == nil || !strings.Contains(err.Error(), "there is no examples/nothing") {
		t.Errorf("%v", err)
	}
}
