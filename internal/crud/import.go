package crud

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ImportState implements resource.ResourceWithImportState. It takes the
// identity attributes joined by "/", or the identity itself. What the provider
// has a default for may be left out, in both forms.
func (r *Resource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if r.ready(&resp.Diagnostics) {
		r.importState(ctx, r.clients, req, resp)
		if r.ops.shared != nil {
			resp.Diagnostics.Append(remember(ctx, resp.Private)...)
		}
	}
}

func (o Object) importState(ctx context.Context, c *Clients, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	values := map[string]string{}
	if req.ID == "" && req.Identity != nil {
		for _, name := range o.Identity {
			var v types.String
			resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root(name), &v)...)
			values[name] = v.ValueString()
		}
	} else {
		o.split(c, req.ID, values, resp)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	for _, name := range o.Identity {
		v := values[name]
		if v == "" {
			var err error
			if v, _, err = c.Sought(ctx, name); err != nil {
				resp.Diagnostics.AddError("Invalid Import Identifier", err.Error())
				return
			}
		}
		if v == "" {
			resp.Diagnostics.AddError("Invalid Import Identifier", fmt.Sprintf("%q is empty. %s is identified by %s.", name, o.Noun, o.importForm()))
			return
		}
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(name), v)...)
		resp.Diagnostics.Append(resp.Identity.SetAttribute(ctx, path.Root(name), v)...)
	}
}

func (o Object) split(c *Clients, id string, values map[string]string, resp *resource.ImportStateResponse) {
	parts := strings.Split(id, "/")
	names := o.Identity
	if len(parts) < len(names) { // the short form: without what the provider has a default for
		names = nil
		for _, name := range o.Identity {
			if _, _, ok := c.fallback(name); !ok {
				names = append(names, name)
			}
		}
	}
	if len(parts) != len(names) {
		resp.Diagnostics.AddError("Invalid Import Identifier", fmt.Sprintf("Expected %s, got %q.", o.importForm(), id))
		return
	}
	for i, name := range names {
		values[name] = parts[i]
	}
}

// importForm shows how an import id looks, as in "<auth_server_id>/<id>".
func (o Object) importForm() string {
	full, short := "", ""
	for _, name := range o.Identity {
		full += "/<" + name + ">"
		if _, _, ok := (&Clients{}).fallback(name); !ok {
			short += "/<" + name + ">"
		}
	}
	if full == short || short == "" {
		return full[1:]
	}
	return fmt.Sprintf("%s (or %s within the provider's default organization and environment)", full[1:], short[1:])
}
