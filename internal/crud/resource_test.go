package crud

import (
	"bytes"
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// TestIdentifyBy: an object without an identifier is a defect, and so is one
// whose identifier is to come.
func TestIdentifyBy(t *testing.T) {
	t.Parallel()
	f := &form{names: []string{"a"}, identify: tftypes.Object{AttributeTypes: map[string]tftypes.Type{"a": tftypes.String}}}
	for name, c := range map[string]struct {
		whole tftypes.Value
		ok    bool
	}{"one": {pair("x", nil), true}, "none": {pair(nil, "y"), false}, "one to come": {pair(tftypes.UnknownValue, "y"), false}} {
		var diags diag.Diagnostics
		var to tfsdk.ResourceIdentity
		if f.identifyBy(c.whole, &to, &diags); diags.HasError() == c.ok || to.Raw.IsNull() == c.ok {
			t.Errorf("%s: %v, %v", name, to.Raw, diags)
		}
	}
}

// TestCreate_refused: the error of a creation offers what is there instead, as
// far as it is known.
func TestCreate_refused(t *testing.T) {
	t.Parallel()
	twin := func(object any) error {
		return &rest.Error{Status: 409, Summary: "no", Twin: &rest.Twin{ID: "1", Object: object}}
	}
	for name, c := range map[string]struct {
		err   error
		offer bool
	}{
		"a defect":             {errBroken, false},
		"a refusal":            {&rest.Error{Status: 400, Summary: "no"}, false},
		"such a thing":         {twin(item{"1", "x", ""}), true},
		"something else":       {twin("x"), false},
		"it cannot be shown":   {twin(item{"1", "", ""}), false},
		"it is not identified": {twin(item{"", "x", ""}), false},
	} {
		p := thingsNamed("refused, " + name)
		p.ops.Create = func(context.Context, *Clients, Write[thing], func(item)) (item, error) { return item{}, c.err }
		resp, err := p.serve(t).ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
			TypeName: "test_" + p.object.Name, PriorState: p.nothing(t), Config: p.of(t, given{"name": "x"}),
			PlannedState: p.of(t, given{"id": tftypes.UnknownValue, "name": "x", "size": "small", "place": tftypes.UnknownValue}),
		})
		if err != nil || len(resp.Diagnostics) != 1 || strings.Contains(resp.Diagnostics[0].Detail, "import {") != c.offer {
			t.Errorf("%s: %v, %v", name, textsOf(resp.Diagnostics), err)
		}
	}
}

// TestReport_overtime: an operation that fails of something else after its time
// is over did not fail of that.
func TestReport_overtime(t *testing.T) {
	t.Parallel()
	f := &form{noun: "Thing"}
	for name, c := range map[string]struct {
		cause, err error
		late       bool
	}{
		"late":            {&overtime{creating, patience}, context.DeadlineExceeded, true},
		"late, and wrong": {&overtime{creating, patience}, errBroken, false},
		"wrong":           {errBroken, errBroken, false},
		"another's limit": {errBroken, context.DeadlineExceeded, false},
	} {
		ctx, cancel := context.WithCancelCause(t.Context())
		cancel(c.cause)
		var diags diag.Diagnostics
		f.report(ctx, &diags, creating, c.err)
		if late := strings.HasPrefix(diags[0].Detail(), "It took longer than 20m0s, the limit of \"create\" in the timeouts block (the default)."); late != c.late || len(diags) != 1 {
			t.Errorf("%s: %v", name, diags)
		}
	}
	if byDefault(1) != "" {
		t.Error("a limit that is configured is taken for the default")
	}
}

// TestDelete_notFound: what is not there to be deleted is gone, unless it can be
// read: one look tells.
func TestDelete_notFound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		there []item
		want  string
	}{
		"gone":  {nil, ""},
		"there": {[]item{{"1", "x", ""}}, "The object can be read all the same"},
	} {
		p := thingsNamed("deleted, "+name, c.there...)
		reads, read := 0, p.ops.Read
		p.ops.Read = func(ctx context.Context, c *Clients, m thing) (item, error) {
			reads++
			return read(ctx, c, m)
		}
		p.ops.Delete = func(context.Context, *Clients, thing) error { return &rest.Error{Status: 404, Summary: "no"} }
		resp, err := p.serve(t).ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
			TypeName: "test_" + p.object.Name, PriorState: p.of(t, given{"id": "1", "name": "x"}), Config: p.nothing(t), PlannedState: p.nothing(t),
		})
		if err != nil || (len(resp.Diagnostics) > 0) != (c.want != "") || c.want != "" && !strings.Contains(resp.Diagnostics[0].Detail, c.want) || reads != 1 {
			t.Errorf("%s: %d reads, %v, %v", name, reads, textsOf(resp.Diagnostics), err)
		}
	}
}

// TestDelete_listLags: a list that shows what is gone is not believed.
func TestDelete_listLags(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		platform answer
		there    bool
	}{
		"gone":  {answer{status: 404, body: `{}`, list: `[{"id": "1"}]`}, false},
		"there": {answer{status: 200, body: `{"id": "1"}`, list: `[{"id": "1"}]`}, true},
	} {
		all := &rest.Collection[map[string]any]{
			Client: rest.New(rest.Options{Platform: "a platform", BaseURL: &url.URL{Scheme: "https", Host: "example.com"}, Transport: &c.platform, MaxTries: 1}),
			Noun:   "thing", Path: rest.P("/things"), Item: "/{id}", ReadAhead: true, Few: true,
			ID: func(one map[string]any) string { id, _ := one["id"].(string); return id },
		}
		p := thingsNamed("deleted in a list, " + name)
		p.ops.Read = func(ctx context.Context, _ *Clients, m thing) (item, error) {
			_, err := all.Get(ctx, m.ID.ValueString())
			return item{"1", "x", ""}, err
		}
		p.ops.Delete = func(context.Context, *Clients, thing) error { return &rest.Error{Status: 404, Summary: "no"} }
		resp, err := p.serve(t).ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
			TypeName: "test_" + p.object.Name, PriorState: p.of(t, given{"id": "1", "name": "x"}), Config: p.nothing(t), PlannedState: p.nothing(t),
		})
		if err != nil || (len(resp.Diagnostics) > 0) != c.there || c.platform.calls != 2 {
			t.Errorf("%s: %d calls, %v, %v", name, c.platform.calls, textsOf(resp.Diagnostics), err)
		}
	}
}

// TestRehearse: a test that asks twice has no hook run for it, and one read.
func TestRehearse(t *testing.T) {
	t.Parallel()
	p := thingsNamed("rehearsed", item{"1", "x", ""})
	hooks, reads, read := 0, 0, p.ops.Read
	p.ops.Plan = func(context.Context, *Clients, *Plan[thing]) { hooks++ }
	p.ops.Read = func(ctx context.Context, c *Clients, m thing) (item, error) {
		reads++
		return read(ctx, c, m)
	}
	quick := p.quick(t)
	ctx := Rehearse(t.Context(), &Rehearsal{})
	state := p.of(t, given{"id": "1", "name": "y"})
	plan := &tfprotov6.PlanResourceChangeRequest{PriorState: p.nothing(t), Config: p.of(t, given{"name": "x"}), ProposedNewState: p.of(t, given{"name": "x"})}
	for range 2 {
		if _, ok := quick.QuickPlan(ctx, plan); !ok || hooks > 0 {
			t.Errorf("a plan: %v, %d hooks", ok, hooks)
		}
		resp, ok := quick.QuickRead(ctx, &tfprotov6.ReadResourceRequest{CurrentState: state})
		if want := p.of(t, given{"id": "1", "name": "x"}); !ok || !bytes.Equal(resp.NewState.MsgPack, want.MsgPack) || reads != 1 {
			t.Errorf("a refresh: %v, %d reads", resp, reads)
		}
	}
	if quick.QuickPlan(t.Context(), plan); hooks != 1 {
		t.Errorf("outside of it there are %d hooks", hooks)
	}
	if _, ok := New(p.object, p.ops).QuickPlan(t.Context(), plan); !ok || hooks != 1 {
		t.Errorf("before the provider is configured there are %d hooks", hooks)
	}
}
