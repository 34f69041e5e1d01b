package tf_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// TestUsuallyAtMost: it counts characters, and only warns.
func TestUsuallyAtMost(t *testing.T) {
	t.Parallel()
	for text, warns := range map[string]bool{
		strings.Repeat("a", 5): false, strings.Repeat("a", 6): true,
		strings.Repeat("日", 5): false, strings.Repeat("日", 6): true,
		strings.Repeat("🦊", 5): false, strings.Repeat("ש", 5): false, "": false,
	} {
		var resp validator.StringResponse
		tf.UsuallyAtMost(5).ValidateString(t.Context(), validator.StringRequest{Path: path.Root("name"), ConfigValue: types.StringValue(text)}, &resp)
		if resp.Diagnostics.HasError() || (resp.Diagnostics.WarningsCount() == 1) != warns {
			t.Errorf("%q: %v", text, resp.Diagnostics)
		}
	}
	var resp validator.StringResponse
	tf.UsuallyAtMost(5).ValidateString(t.Context(), validator.StringRequest{ConfigValue: types.StringUnknown()}, &resp)
	if len(resp.Diagnostics) > 0 {
		t.Errorf("an unknown value: %v", resp.Diagnostics)
	}
}
