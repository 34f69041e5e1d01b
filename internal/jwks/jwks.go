// Package jwks is the argument jwks of those resources whose client has public
// keys: between Terraform's set and Okta's list.
package jwks

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// known are the keys of the argument, none while one of them is unknown.
func known(ctx context.Context, v types.Set) []tf.JWK {
	if v.IsNull() || !tf.AllKnown(v) {
		return nil
	}
	var out []tf.JWK
	v.ElementsAs(ctx, &out, false)
	return out
}

// Expand is nil where keys are not managed here.
func Expand(ctx context.Context, v types.Set) *okta.JWKSet {
	if v.IsNull() || v.IsUnknown() {
		return nil
	}
	set := &okta.JWKSet{Keys: []okta.JWK{}}
	for _, k := range known(ctx, v) {
		set.Keys = append(set.Keys, okta.JWK{
			KID: tf.Pointer(k.KID), KTY: k.KTY.ValueString(), Use: tf.Pointer(k.Use), Alg: tf.Pointer(k.Alg), Status: k.Status.ValueString(),
			N: tf.Pointer(k.N), E: tf.Pointer(k.E), X: tf.Pointer(k.X), Y: tf.Pointer(k.Y), Crv: tf.Pointer(k.Crv),
		})
	}
	return set
}

// Told says what the platform tells of a key; the rest is taken from what was
// known of the same one.
type Told struct{ Algorithm, Status bool }

// Both kinds of objects with keys. Both may leave out the curve.
var (
	OfApp          = Told{Algorithm: true, Status: true}
	OfRegistration = Told{} // RFC 7591 knows neither
)

// Flatten shows Okta's keys.
func (told Told) Flatten(ctx context.Context, prior types.Set, all []okta.JWK) types.Set {
	if len(all) == 0 && (prior.IsNull() || prior.IsUnknown()) {
		return types.SetNull(tf.JWKType)
	}
	before := map[string]tf.JWK{}
	for _, k := range known(ctx, prior) {
		before[k.KID.ValueString()+"/"+k.N.ValueString()+k.X.ValueString()] = k
	}
	elements := make([]attr.Value, 0, len(all))
	for _, k := range all {
		was := before[text(k.KID)+"/"+text(k.N)+text(k.X)]
		elements = append(elements, element(tf.JWK{
			KID: tf.StringPointer(k.KID), KTY: types.StringValue(k.KTY), Use: tf.StringPointer(k.Use),
			N: tf.StringPointer(k.N), E: tf.StringPointer(k.E), X: tf.StringPointer(k.X), Y: tf.StringPointer(k.Y),
			Alg: kept(k.Alg, was.Alg, !told.Algorithm), Crv: kept(k.Crv, was.Crv, true), Status: told.status(k, was),
		}))
	}
	return types.SetValueMust(tf.JWKType, elements)
}

// status: Okta says ACTIVE where nothing was said.
func (told Told) status(k okta.JWK, was tf.JWK) types.String {
	if !told.Status || k.Status == "" || k.Status == okta.Active && was.Status.IsNull() {
		return was.Status
	}
	return types.StringValue(k.Status)
}

func kept(v *string, was types.String, silent bool) types.String {
	if v == nil && silent {
		return was
	}
	return tf.StringPointer(v)
}

func text(p *string) string {
	if p == nil {
		return ""
	}
	return *p
}

// element is a key as the set has it.
func element(k tf.JWK) types.Object {
	return types.ObjectValueMust(tf.JWKType.AttrTypes, map[string]attr.Value{
		"kid": k.KID, "kty": k.KTY, "use": k.Use, "alg": k.Alg, "n": k.N, "e": k.E, "x": k.X, "y": k.Y, "crv": k.Crv, "status": k.Status,
	})
}
