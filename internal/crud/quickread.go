package crud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// QuickRead implements Quick. The first refresh after an import carries a
// private mark of the framework's, and is the framework's.
func (r *Resource) QuickRead(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, bool) {
	f := r.form(ctx)
	if f.plain == nil || len(req.Private) > 0 {
		return nil, false
	}
	state, err := req.CurrentState.Unmarshal(f.object)
	if err != nil || state.IsNull() {
		return nil, false
	}
	identity := tftypes.NewValue(f.identify, nil)
	if req.CurrentIdentity != nil && req.CurrentIdentity.IdentityData != nil {
		if identity, err = req.CurrentIdentity.IdentityData.Unmarshal(f.identify); err != nil {
			return nil, false
		}
	}
	q := resource.ReadRequest{State: tfsdk.State{Raw: state, Schema: f.schema}}
	resp := resource.ReadResponse{State: q.State, Identity: &tfsdk.ResourceIdentity{Raw: identity, Schema: f.identity}}
	r.Read(ctx, q, &resp)
	return f.refreshed(ctx, state, identity, resp), true
}

func (f *form) refreshed(ctx context.Context, before, identity tftypes.Value, resp resource.ReadResponse) *tfprotov6.ReadResourceResponse {
	out := &tfprotov6.ReadResourceResponse{}
	if !resp.Diagnostics.HasError() {
		if !identity.IsFullyNull() && !identity.Equal(resp.Identity.Raw) {
			resp.Diagnostics.AddError("Unexpected Identity Change", f.noun+" has another identity than before. This is a defect of the provider, please report it.")
		}
		var err error
		if resp.State.Raw, err = f.settled(ctx, before, resp.State.Raw); err != nil {
			resp.Diagnostics.Append(f.defect(err)...)
		}
	}
	state, err := tfprotov6.NewDynamicValue(f.object, resp.State.Raw)
	if err != nil {
		resp.Diagnostics.Append(f.defect(err)...)
	}
	who, err := tfprotov6.NewDynamicValue(f.identify, resp.Identity.Raw)
	if err != nil {
		resp.Diagnostics.Append(f.defect(err)...)
	}
	out.NewState, out.NewIdentity = &state, &tfprotov6.ResourceIdentityData{IdentityData: &who}
	out.Diagnostics = protocolDiagnostics(resp.Diagnostics)
	return out
}

// settled keeps the form that a value had before where the new one means the
// same, and no write-only value.
func (f *form) settled(ctx context.Context, before, now tftypes.Value) (tftypes.Value, error) {
	was, err := members(before)
	if err != nil {
		return now, err
	}
	is, err := members(now)
	if err != nil {
		return now, err
	}
	kept := map[string]tftypes.Value{}
	for _, name := range f.plain.normalized {
		if v := was[name]; !v.Equal(is[name]) {
			if same, _ := f.means(ctx, name, v, is[name]); same {
				kept[name] = v
			}
		}
	}
	for _, name := range f.plain.writeOnly {
		if !is[name].IsNull() {
			kept[name] = tftypes.NewValue(f.object.AttributeTypes[name], nil)
		}
	}
	if len(kept) == 0 {
		return now, nil
	}
	return f.with(now, kept)
}

// means tells whether two values of an attribute mean the same.
func (f *form) means(ctx context.Context, name string, a, b tftypes.Value) (bool, error) {
	var values [2]attr.Value
	for i, raw := range []tftypes.Value{a, b} {
		var err error
		if values[i], err = f.types[name].ValueFromTerraform(ctx, raw); err != nil {
			return false, err
		}
	}
	prior, ok := values[0].(basetypes.StringValuable)
	proposed, isSemantic := values[1].(basetypes.StringValuableWithSemanticEquals)
	if !ok || !isSemantic {
		return false, nil
	}
	equal, diags := proposed.StringSemanticEquals(ctx, prior)
	return equal, Diagnosed(diags)
}
