package acctest

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// TestLeaks_leftBehind: what a command leaves behind comes to be looked at, but
// for what the user has written into the configuration or its variables.
func TestLeaks_leftBehind(t *testing.T) {
	t.Parallel()
	const secret = "made-up-secret"
	variable, err := tfprotov6.NewDynamicValue(tftypes.DynamicPseudoType, tftypes.NewValue(tftypes.String, secret))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		file, text string            // beside the configuration
		plan       map[string]string // the parts of a plan file
		printed    string
		want       string // the kind of place that has a secret
	}{
		"a state":                            {file: "terraform.tfstate", text: secret, want: "state"},
		"a backup in a workspace":            {file: "terraform.tfstate.d/dev/terraform.tfstate.backup", text: secret, want: "state"},
		"the configuration":                  {file: "main.tf", text: secret},
		"what init keeps":                    {file: ".terraform/terraform.tfstate", text: secret},
		"a plan":                             {plan: map[string]string{"tfplan": secret}, want: "state"},
		"a plan's state":                     {plan: map[string]string{"tfplan": "", "tfstate": secret}, want: "state"},
		"a plan's configuration":             {plan: map[string]string{"tfplan": "", "tfconfig/m-/main.tf": secret}},
		"a plan's variables":                 {plan: map[string]string{"tfplan": string(variable.MsgPack)}},
		"a plan with a variable's value too": {plan: map[string]string{"tfplan": string(variable.MsgPack) + secret}, want: "state"},
		"what a command prints":              {printed: "is " + secret, want: "message"},
		"a plan as JSON":                     {printed: `{"format_version":"1.2","planned_values":"` + secret + `"}`, want: "state"},
		"its variables and configuration":    {printed: `{"format_version":"1.2","variables":"` + secret + `","configuration":"` + secret + `"}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if c.file != "" {
				path := filepath.Join(dir, filepath.FromSlash(c.file))
				if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if c.plan != nil {
				packed(t, filepath.Join(dir, "next"), c.plan)
			}
			l := &leaks{}
			l.printed(c.printed)
			if err := l.files(dir, []string{"TF_VAR_secret=" + secret, "HOME=" + dir}, map[string]time.Time{}); err != nil {
				t.Fatal(err)
			}
			n := &noted{}
			l.check(n, []string{secret})
			if got := strings.Join(n.errors, " "); (got != "") != (c.want != "") || !strings.Contains(got, c.want) {
				t.Errorf("%q is said", got)
			}
		})
	}
}

// packed writes an archive.
func packed(t *testing.T, path string, parts map[string]string) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	archive := zip.NewWriter(file)
	for name, text := range parts {
		w, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
}
