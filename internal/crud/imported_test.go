package crud

import (
	"bytes"
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// TestImported: an import is remembered where the object may show what others
// manage, until a refresh shows none of it or it is written, and nowhere else.
func TestImported(t *testing.T) {
	t.Parallel()
	lent, own := func(thing) bool { return true }, func(thing) bool { return false }
	for name, c := range map[string]struct {
		shared            func(thing) bool
		imported, refresh bool // whether it is remembered
	}{
		"what others may manage":    {lent, true, true},
		"nothing of others":         {own, true, false},
		"nobody else may manage it": {},
	} {
		p := thingsNamed("imported "+name, item{"1", "x", ""})
		p.ops.Shared = c.shared
		var planned, written bool
		p.ops.Plan = func(_ context.Context, _ *Clients, p *Plan[thing]) { planned = p.Imported }
		p.ops.Update = func(_ context.Context, _ *Clients, w Write[thing]) (item, error) {
			written = w.Imported
			return item{"1", "y", ""}, nil
		}
		server := p.serve(t)
		typ := "test_" + p.object.Name
		imported, err := server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: typ, ID: "1"})
		if err != nil || len(imported.ImportedResources) != 1 {
			t.Fatal(imported, err)
		}
		o := imported.ImportedResources[0]
		if got := bytes.Contains(o.Private, []byte(importedKey)); got != c.imported {
			t.Errorf("%s: after the import: %s", name, o.Private)
		}
		read, err := server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{TypeName: typ, CurrentState: o.State, CurrentIdentity: o.Identity, Private: o.Private})
		if err != nil || len(read.Diagnostics) > 0 {
			t.Fatal(read, err)
		}
		if got := bytes.Contains(read.Private, []byte(importedKey)); got != c.refresh {
			t.Errorf("%s: after a refresh: %s", name, read.Private)
		}
		plan, err := server.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
			TypeName: typ, Config: p.of(t, given{"name": "y"}), ProposedNewState: p.of(t, given{"id": "1", "name": "y"}),
			PriorState: read.NewState, PriorPrivate: read.Private, PriorIdentity: read.NewIdentity,
		})
		if err != nil || len(plan.Diagnostics) > 0 {
			t.Fatal(plan, err)
		}
		now, err := server.ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
			TypeName: typ, Config: p.of(t, given{"name": "y"}), PlannedState: plan.PlannedState, PriorState: read.NewState,
			PlannedPrivate: plan.PlannedPrivate, PlannedIdentity: plan.PlannedIdentity,
		})
		if err != nil || len(now.Diagnostics) > 0 {
			t.Fatal(textsOf(now.Diagnostics), err)
		}
		if planned != c.refresh || written != c.refresh || bytes.Contains(now.Private, []byte(importedKey)) {
			t.Errorf("%s: a plan knows: %v, an update: %v, and afterwards: %s", name, planned, written, now.Private)
		}
	}
}
