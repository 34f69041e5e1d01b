package crud

import (
	"bytes"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// TestImported: an import is remembered where the object may show what others
// manage, until a refresh shows none of it, and nowhere else.
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
	}
}
