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
		if !v.Equal(was[name]) {
			// What cannot be compared differs, nothing and something too.
			if same, _ := f.means(ctx, name, was[name], v); !same {
				return false
			}
		}
	}
	return true
}
