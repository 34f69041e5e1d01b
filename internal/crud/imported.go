package crud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// An import shows everything that the platform has, also what the configuration
// leaves to others, such as the keys of an app that are resources of their own.
// Leaving such an argument out after an import means that it was never managed
// here; leaving it out later means to clear it. The private state remembers,
// until the first write, which of the two it is. Objects that show nothing of
// that kind remember nothing.

const importedKey = "imported"

// privately is the private state of any request or answer of the framework.
type privately interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// remember marks an object as imported and not yet written.
func remember(ctx context.Context, private privately) diag.Diagnostics {
	return private.SetKey(ctx, importedKey, []byte("true"))
}

// forget takes the mark off. An object without private state has none to write.
func forget(ctx context.Context, private privately) diag.Diagnostics {
	marked, diags := wasImported(ctx, private)
	if marked {
		diags.Append(private.SetKey(ctx, importedKey, nil)...)
	}
	return diags
}

// wasImported tells whether the mark is there.
func wasImported(ctx context.Context, private privately) (bool, diag.Diagnostics) {
	value, diags := private.GetKey(ctx, importedKey)
	return len(value) > 0, diags
}
