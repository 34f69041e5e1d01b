package jwks

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// Validate holds Okta's rules for keys (its schemas of JSON web keys) before
// anything is sent. Any value may be unknown.
func Validate(ctx context.Context, v types.Set, diags *diag.Diagnostics) {
	all := known(ctx, v)
	seen := map[string]bool{}
	for _, k := range all {
		for _, member := range []types.String{k.KTY, k.N, k.E, k.X, k.Y, k.Use, k.KID} {
			if member.IsUnknown() {
				return
			}
		}
		where := path.Root("jwks").AtSetValue(element(k))
		jwk := okta.JWK{KTY: k.KTY.ValueString(), Use: tf.Pointer(k.Use), N: tf.Pointer(k.N), E: tf.Pointer(k.E), X: tf.Pointer(k.X), Y: tf.Pointer(k.Y)}
		if member, problem := jwk.Check(); problem != "" {
			diags.AddAttributeError(where.AtName(member), "Invalid Key", fmt.Sprintf("The key %q, member %q: %s.", k.KID.ValueString(), member, problem))
		}
		kid := k.KID.ValueString()
		if len(all) > 1 && (kid == "" || seen[kid]) {
			diags.AddAttributeError(where.AtName("kid"), "Invalid Key", fmt.Sprintf("With more than one key, each needs a \"kid\" of its own; %q is missing or repeated.", kid))
		}
		seen[kid] = true
	}
}
