package provider

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// TestThrough: a file of certificates that is none is an error of its setting.
func TestThrough(t *testing.T) {
	t.Parallel()
	for _, s := range []setting{
		{name: "okta.ca_file", inBlock: true, value: filepath.Join(t.TempDir(), "none")},
		{name: "anypoint.ca_file", env: "ANYPOINT_CA_FILE", value: "through_test.go"},
	} {
		var diags diag.Diagnostics
		if (&Provider{}).through(s, &diags); len(diags) != 1 || !strings.HasPrefix(diags[0].Detail(), label(s)+": ") {
			t.Errorf("%s: %v", s.name, diags)
		}
	}
}
