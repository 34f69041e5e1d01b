package appgroupassignments

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/assign"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	AppID         types.String `tfsdk:"app_id"`
	Authoritative types.Bool   `tfsdk:"authoritative"`
	Groups        types.Set    `tfsdk:"group"`
}

type group struct {
	ID       types.String         `tfsdk:"id"`
	Priority types.Int64          `tfsdk:"priority"`
	Profile  jsontypes.Normalized `tfsdk:"profile"`
}

var groupType = types.ObjectType{AttrTypes: map[string]attr.Type{
	"id": types.StringType, "priority": types.Int64Type, "profile": jsontypes.NormalizedType{},
}}

// assigned are all groups of an app.
type assigned struct {
	appID  string
	groups []okta.AppGroup
	// left are those of them that were to be taken away, and could not be.
	left []string
}

// groups are the known groups of the argument.
func groups(ctx context.Context, v types.Set) []group {
	if v.IsNull() || !tf.AllKnown(v) {
		return nil
	}
	var out []group
	v.ElementsAs(ctx, &out, false)
	return out
}

// matches tells whether an assignment is as it is wanted.
func (g group) matches(ctx context.Context, is okta.AppGroup) bool {
	if !g.Priority.IsNull() && (is.Priority == nil || *is.Priority != g.Priority.ValueInt64()) {
		return false
	}
	if wanted := assign.GroupProfile(g.Profile); assign.EmptyProfile(wanted) || assign.EmptyProfile(is.Profile) {
		return assign.EmptyProfile(wanted) && assign.EmptyProfile(is.Profile)
	}
	same, diags := jsontypes.NewNormalizedValue(string(is.Profile)).StringSemanticEquals(ctx, g.Profile)
	return same && !diags.HasError()
}

// flatten shows the groups that are managed here, or all. A priority that was
// not asked for is not shown.
func flatten(ctx context.Context, m *model, a assigned) diag.Diagnostics {
	fresh := m.Groups.IsNull() // imported or listed
	known := map[string]group{}
	for _, g := range groups(ctx, m.Groups) {
		known[g.ID.ValueString()] = g
	}
	m.AppID = types.StringValue(a.appID)
	m.Authoritative = types.BoolValue(m.Authoritative.ValueBool()) // an import does not know it
	elements := []attr.Value{}
	for _, g := range a.groups {
		was, managed := known[g.ID]
		if !managed && !slices.Contains(a.left, g.ID) && !fresh && !m.Authoritative.ValueBool() {
			continue
		}
		priority := types.Int64Null()
		if managed && !was.Priority.IsNull() {
			priority = types.Int64PointerValue(g.Priority)
		}
		elements = append(elements, types.ObjectValueMust(groupType.AttrTypes, map[string]attr.Value{
			"id": types.StringValue(g.ID), "priority": priority, "profile": assign.ShownProfile(was.Profile, g.Profile),
		}))
	}
	m.Groups = types.SetValueMust(groupType, elements)
	return nil
}

// moved are the groups of the official provider's resource, which owns all of
// an app, with the priorities that were asked for: Okta does not tell those
// from its own.
func moved(source map[string]any) map[string]any {
	elements := []attr.Value{}
	blocks, _ := source["group"].([]any)
	for _, block := range blocks {
		b, _ := block.(map[string]any)
		id, _ := b["id"].(string)
		g := map[string]attr.Value{"id": types.StringValue(id), "priority": types.Int64Null(), "profile": jsontypes.NewNormalizedNull()}
		if priority, ok := b["priority"].(float64); ok {
			g["priority"] = types.Int64Value(int64(priority))
		}
		elements = append(elements, types.ObjectValueMust(groupType.AttrTypes, g))
	}
	return map[string]any{"authoritative": true, "group": types.SetValueMust(groupType, elements)}
}
