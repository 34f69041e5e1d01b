package appoauth

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// keys are the known keys of the argument.
func keys(ctx context.Context, v types.Set) []tf.JWK {
	if v.IsNull() || !tf.AllKnown(v) {
		return nil
	}
	var out []tf.JWK
	v.ElementsAs(ctx, &out, false)
	return out
}

// expandKeys is nil where keys are not managed here.
func expandKeys(ctx context.Context, v types.Set) *okta.JWKSet {
	if v.IsNull() || v.IsUnknown() {
		return nil
	}
	set := &okta.JWKSet{Keys: []okta.JWK{}}
	for _, k := range keys(ctx, v) {
		set.Keys = append(set.Keys, okta.JWK{
			KID: tf.Pointer(k.KID), KTY: k.KTY.ValueString(), Use: tf.Pointer(k.Use), Alg: tf.Pointer(k.Alg), Status: k.Status.ValueString(),
			N: tf.Pointer(k.N), E: tf.Pointer(k.E), X: tf.Pointer(k.X), Y: tf.Pointer(k.Y), Crv: tf.Pointer(k.Crv),
		})
	}
	return set
}

// flattenKeys shows Okta's keys. Okta says ACTIVE where nothing was said, and
// may leave out the curve, which is then taken from what was known of the same
// key.
func flattenKeys(ctx context.Context, prior types.Set, all []okta.JWK) types.Set {
	if len(all) == 0 && (prior.IsNull() || prior.IsUnknown()) {
		return types.SetNull(tf.JWKType)
	}
	known := map[string]tf.JWK{}
	for _, k := range keys(ctx, prior) {
		known[k.KID.ValueString()+"/"+k.N.ValueString()+k.X.ValueString()] = k
	}
	elements := make([]attr.Value, 0, len(all))
	for _, k := range all {
		was := known[or(k.KID)+"/"+or(k.N)+or(k.X)]
		status := types.StringValue(k.Status)
		if k.Status == "" || k.Status == okta.Active && was.Status.IsNull() {
			status = was.Status
		}
		curve := was.Crv
		if k.Crv != nil {
			curve = tf.StringPointer(k.Crv)
		}
		elements = append(elements, types.ObjectValueMust(tf.JWKType.AttrTypes, map[string]attr.Value{
			"kid": tf.StringPointer(k.KID), "kty": types.StringValue(k.KTY), "use": tf.StringPointer(k.Use), "alg": tf.StringPointer(k.Alg),
			"n": tf.StringPointer(k.N), "e": tf.StringPointer(k.E), "x": tf.StringPointer(k.X), "y": tf.StringPointer(k.Y),
			"crv": curve, "status": status,
		}))
	}
	return types.SetValueMust(tf.JWKType, elements)
}

// element is a key as the set has it, for the path of an error.
func element(k tf.JWK) types.Object {
	return types.ObjectValueMust(tf.JWKType.AttrTypes, map[string]attr.Value{
		"kid": k.KID, "kty": k.KTY, "use": k.Use, "alg": k.Alg, "n": k.N, "e": k.E, "x": k.X, "y": k.Y, "crv": k.Crv, "status": k.Status,
	})
}
