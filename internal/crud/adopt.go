package crud

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// adopt takes over the object that a creation was refused for, where the
// provider's settings want that and it is what the plan says. Otherwise the
// error stands, and says why.
func (r *Resource) adopt(ctx context.Context, planned any, req resource.CreateRequest, err error, into saving) bool {
	e := rest.As(err)
	if !r.clients.Adopt || e == nil || e.Twin == nil || !into.state.Raw.IsNull() {
		return false
	}
	m := r.ops.copied(planned)
	if r.ops.flatten(ctx, m, e.Twin.Object).HasError() {
		return false
	}
	var a any
	if again(ctx, false, func(ctx context.Context) (err error) {
		a, err = r.ops.read(ctx, r.clients, m) // a list's item may not be the whole object
		return err
	}) != nil {
		return false
	}
	m = r.ops.copied(planned)
	diags := r.ops.flatten(ctx, m, a)
	whole, problems := into.form.encode(ctx, m, req.Plan.Raw)
	if append(problems, diags...).HasError() {
		return false
	}
	names := into.form.unlike(ctx, req.Config.Raw, req.Plan.Raw, whole)
	if e.Twin.Unlike != "" {
		names = append(names, e.Twin.Unlike)
	}
	if len(names) > 0 {
		e.Next += fmt.Sprintf(" The provider's on_conflict = \"adopt\" did not take it over: what the plan says of %s is different there, or cannot be compared.", strings.Join(names, ", "))
		return false
	}
	into.write(ctx, m)
	into.diags.AddWarning("Existing "+r.Noun+" Taken Over", fmt.Sprintf(
		"There was one already, with the id %q, and it is exactly what the plan says: it was taken over, because on_conflict is \"adopt\" in the provider's block.", e.Twin.ID))
	return true
}

// unlike are the attributes at the root of an object of which it is not certain
// that there is what the plan says.
func (f *form) unlike(ctx context.Context, config, planned, there tftypes.Value) []string {
	asked, err := members(config)
	if err != nil {
		return []string{"everything"}
	}
	want, err := members(planned)
	if err != nil {
		return []string{"everything"}
	}
	have, err := members(there)
	if err != nil {
		return []string{"everything"}
	}
	var out []string
	for name, v := range want {
		same := agree(v, have[name])
		if !same && v.IsKnown() && !v.IsNull() && !have[name].IsNull() {
			if equal, err := f.means(ctx, name, v, have[name]); err == nil {
				same = equal
			}
		}
		if !same || withheld(asked[name], v) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// agree tells whether a value is as planned. What the plan leaves open is.
func agree(want, have tftypes.Value) bool {
	if !want.IsKnown() {
		return true
	}
	if want.IsNull() || have.IsNull() || !have.IsKnown() {
		return want.Equal(have)
	}
	var a, b map[string]tftypes.Value
	if want.As(&a) == nil && have.As(&b) == nil {
		for name, v := range a {
			other, ok := b[name]
			if !ok || !agree(v, other) {
				return false
			}
		}
		return len(a) == len(b)
	}
	var x, y []tftypes.Value
	if want.As(&x) != nil || have.As(&y) != nil {
		return want.Equal(have)
	}
	if len(x) != len(y) {
		return false
	}
	for i, v := range x {
		at := i
		if want.Type().Is(tftypes.Set{}) { // which comes in any order
			at = slices.IndexFunc(y, func(other tftypes.Value) bool { return agree(v, other) })
		}
		if at < 0 || !agree(v, y[at]) {
			return false
		}
	}
	return true
}

// withheld tells whether a configuration has something write-only, which no
// plan shows and no platform tells.
func withheld(config, planned tftypes.Value) bool {
	if config.IsNull() || !config.IsKnown() {
		return false
	}
	if planned.IsNull() {
		return true
	}
	var a, b map[string]tftypes.Value
	if config.As(&a) != nil || planned.As(&b) != nil {
		return false
	}
	for name, v := range a {
		if other, ok := b[name]; ok && withheld(v, other) {
			return true
		}
	}
	return false
}
