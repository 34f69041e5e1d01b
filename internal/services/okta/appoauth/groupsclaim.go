package appoauth

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type groupsClaim struct {
	Name       types.String `tfsdk:"name"`
	Type       types.String `tfsdk:"type"`
	FilterType types.String `tfsdk:"filter_type"`
	Value      types.String `tfsdk:"value"`
}

var groupsClaimType = map[string]attr.Type{
	"name": types.StringType, "type": types.StringType, "filter_type": types.StringType, "value": types.StringType,
}

// The kinds of groups claims, as the official provider calls them.
const (
	filterClaim     = "FILTER"
	expressionClaim = "EXPRESSION"
)

// wayThatWorks is what people do without the private call.
const wayThatWorks = "`gatehouse_okta_auth_server_claim` with `value_type = \"GROUPS\"` puts the same claim into the tokens of a custom authorization server, with either sign-in"

func groupsClaimArgument() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: "A claim with the user's groups in the ID tokens that the org authorization server makes for this app. Okta has no public call for it: it needs a provider that signs in with an API token, and takes one call more at each refresh. " +
			"With any other sign-in " + wayThatWorks + ". Removing the argument removes the claim. An app that is imported shows its claim where the sign-in allows it. Default: none.",
		Optional: true,
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{MarkdownDescription: "The claim's name in the token, such as `groups`.", Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
			"type": schema.StringAttribute{
				MarkdownDescription: "What the value is: `FILTER` (it selects groups by their name) or `EXPRESSION` (an expression of Okta's that gives groups).",
				Required:            true, Validators: []validator.String{tf.Known(filterClaim, expressionClaim)},
			},
			"filter_type": schema.StringAttribute{
				MarkdownDescription: "How a `FILTER` compares the value with the names of groups: `EQUALS`, `STARTS_WITH`, `CONTAINS` or `REGEX`. Default: none.",
				Optional:            true, Validators: []validator.String{tf.Known("EQUALS", "STARTS_WITH", "CONTAINS", "REGEX")},
			},
			"value": schema.StringAttribute{MarkdownDescription: "The name, part of a name or regular expression of a `FILTER`, or the expression.", Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
		},
	}
}

// planGroupsClaim says before anything is made that this sign-in cannot set a
// claim (recorded: Okta refuses access tokens there).
func planGroupsClaim(c *crud.Clients, p *crud.Plan[model]) {
	if p.Planned.GroupsClaim.IsNull() || p.Planned.GroupsClaim.Equal(p.Prior.GroupsClaim) {
		return
	}
	client, err := c.Okta()
	if err != nil || client.UsesAPIToken() {
		return // what is missing is said elsewhere
	}
	p.Diagnostics.AddAttributeError(at("groups_claim"), "Groups Claim Needs an API Token",
		"Okta sets the groups claim of an app only for callers with an API token (okta.api_token, OKTA_API_TOKEN); this provider signs in by OAuth 2.0. Nothing has been made. Remove groups_claim, or use a provider with an API token for this app; "+wayThatWorks+".")
}

// settleGroupsClaim brings the claim to what is planned, and notes it in the app.
func settleGroupsClaim(ctx context.Context, client *okta.Client, w crud.Write[model], a *okta.App) error {
	a.GroupsClaim = expandGroupsClaim(ctx, w.Plan)
	if w.Plan.GroupsClaim.Equal(w.Prior.GroupsClaim) || w.Plan.GroupsClaim.IsNull() && w.Prior.GroupsClaim.IsNull() {
		return nil
	}
	claim := okta.GroupsClaim{}
	if a.GroupsClaim != nil {
		claim = *a.GroupsClaim
	}
	claim.IssuerMode = w.Plan.IssuerMode.ValueString()
	return client.SetGroupsClaim(ctx, a.ID, claim)
}

// readGroupsClaim asks for the claim where one is managed, and where an app is
// imported.
func readGroupsClaim(ctx context.Context, client *okta.Client, m model, a *okta.App) error {
	imported := m.Label.IsNull()
	if !client.UsesAPIToken() || m.GroupsClaim.IsNull() && !imported || a.Name != okta.OIDCClient {
		a.GroupsClaim = expandGroupsClaim(ctx, m)
		return nil
	}
	claim, err := client.GroupsClaim(ctx, a.ID)
	if err == nil && claim.Name != "" {
		a.GroupsClaim = &claim
	}
	return err
}

func expandGroupsClaim(ctx context.Context, m model) *okta.GroupsClaim {
	if m.GroupsClaim.IsNull() || m.GroupsClaim.IsUnknown() {
		return nil
	}
	var g groupsClaim
	tf.Into(ctx, m.GroupsClaim, &g)
	claim := &okta.GroupsClaim{
		Name: g.Name.ValueString(), ValueType: g.Type.ValueString(), GroupFilterType: g.FilterType.ValueString(), Value: g.Value.ValueString(),
	}
	if claim.ValueType == filterClaim {
		claim.ValueType = okta.GroupsOfFilter
	}
	return claim
}

func flattenGroupsClaim(g *okta.GroupsClaim) types.Object {
	if g == nil {
		return types.ObjectNull(groupsClaimType)
	}
	kind := g.ValueType
	if kind == okta.GroupsOfFilter {
		kind = filterClaim
	}
	return types.ObjectValueMust(groupsClaimType, map[string]attr.Value{
		"name": types.StringValue(g.Name), "type": types.StringValue(kind), "filter_type": tf.String(g.GroupFilterType), "value": types.StringValue(g.Value),
	})
}

// validateGroupsClaim: how to compare belongs to a filter.
func validateGroupsClaim(ctx context.Context, m model, diags *diag.Diagnostics) {
	if m.GroupsClaim.IsNull() || m.GroupsClaim.IsUnknown() {
		return
	}
	var g groupsClaim
	tf.Into(ctx, m.GroupsClaim, &g)
	switch where := at("groups_claim").AtName("filter_type"); {
	case g.Type.ValueString() == expressionClaim && !g.FilterType.IsNull():
		diags.AddAttributeWarning(where, "Doubtful filter_type", "An expression is not compared with names: filter_type is for the type \"FILTER\".")
	case g.Type.ValueString() == filterClaim && g.FilterType.IsNull():
		diags.AddAttributeWarning(where, "Doubtful filter_type", "Nothing says how the filter compares its value with the names of groups: give EQUALS, STARTS_WITH, CONTAINS or REGEX.")
	}
}
