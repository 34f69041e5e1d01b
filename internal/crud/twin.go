package crud

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// offer adds to the error of a creation how the object that is there already
// can be taken over, if the platform's client found it.
func (r *Resource) offer(ctx context.Context, planned any, raw tftypes.Value, err error) {
	e := rest.As(err)
	if e == nil || e.Twin == nil {
		return
	}
	m := r.ops.copied(planned)
	if r.ops.flatten(ctx, m, e.Twin.Object).HasError() {
		return
	}
	f := r.form(ctx)
	whole, diags := f.encode(ctx, m, raw)
	if diags.HasError() {
		return
	}
	e.Next += f.importBlock(r.Name, whole)
}

// importBlock is the import block of an object; empty where it is not known
// how the object is identified.
func (f *form) importBlock(name string, whole tftypes.Value) string {
	values, err := members(whole)
	if err != nil {
		return ""
	}
	id := make([]string, 0, len(f.names))
	for _, attribute := range f.names {
		var text string
		if values[attribute].As(&text) != nil || text == "" {
			return ""
		}
		id = append(id, text)
	}
	return fmt.Sprintf("\n\nimport {\n  to = gatehouse_%s.NAME\n  id = %q\n}\n\nNAME is what this resource is called in your configuration.", name, strings.Join(id, "/"))
}
