package crud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// unchanged tells whether an object, as a list has it, is the one of the state.
// The state of an import knows nothing that could differ.
func (f *form) unchanged(ctx context.Context, before, after tftypes.Value) bool {
	was, err := members(before)
	if err != nil {
		return false
	}
	is, err := members(after)
	if err != nil {
		return false
	}
	imported := true
	for name, v := range was {
		imported = imported && (v.IsNull() || f.identify.AttributeTypes[name] != nil)
	}
	if imported {
		return true
	}
	for name, v := range is {
		if !v.Equal(was[name]) && !f.alike(ctx, name, was[name], v) {
			return false
		}
	}
	return true
}

// alike tells whether two values of an attribute that differ mean the same.
func (f *form) alike(ctx context.Context, name string, was, is tftypes.Value) bool {
	if was.IsNull() || is.IsNull() {
		return false
	}
	same, err := f.means(ctx, name, was, is)
	return err == nil && same
}
