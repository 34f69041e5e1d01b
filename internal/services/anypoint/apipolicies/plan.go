package apipolicies

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var configuration = path.Root("configuration")

// validate looks for repeated scopes, and at what several arguments say
// together. Any value may be unknown.
func (d *Descriptor) validate(_ context.Context, m model, diags *diag.Diagnostics) {
	values := m.Configuration.Attributes()
	for _, a := range d.Arguments {
		if a.Kind == Scopes {
			repeated(configuration.AtName(a.Name), values[a.Name], diags)
		}
		// A configuration that was generated for an import has no secret.
		if a.Secret && a.Required && len(values) > 0 && !given(values[a.Name]) && !given(values[a.Name+"_wo"]) {
			diags.AddAttributeWarning(configuration.AtName(a.Name+"_wo"), "Missing "+a.Name, fmt.Sprintf(
				"The policy needs %s. One that was imported keeps it until its configuration is written, which the platform may refuse without it. Give %s_wo and %s_wo_version.", a.Name, a.Name, a.Name))
		}
	}
	for _, r := range d.Rules {
		has, ok := values[r.If].(types.String)
		needed := values[r.Needs]
		if ok && has.ValueString() == r.Has && needed != nil && needed.IsNull() && !given(values[r.Needs+"_wo"]) {
			diags.AddAttributeWarning(configuration.AtName(r.Needs), "Missing "+r.Needs, fmt.Sprintf(
				"%s = %q goes with %s. %s", r.If, r.Has, r.Needs, r.Because))
		}
	}
}

func given(v attr.Value) bool { return v != nil && !v.IsNull() }

func repeated(at path.Path, v attr.Value, diags *diag.Diagnostics) {
	seen := map[string]bool{}
	for i, e := range elements(v) {
		s, ok := e.(types.String)
		if !ok || s.IsUnknown() || s.IsNull() {
			continue
		}
		if seen[s.ValueString()] {
			diags.AddAttributeError(at.AtListIndex(i), "Duplicate Scope", fmt.Sprintf("The scope %q is there twice. Write each scope once.", s.ValueString()))
		}
		seen[s.ValueString()] = true
	}
}

// plan keeps what means the same as before, and compares the descriptor with
// the tenant's template of the policy where the configuration will be written.
func (d *Descriptor) plan(ctx context.Context, c *crud.Clients, p *crud.Plan[model]) {
	if p.Destroy {
		return
	}
	if !p.Create {
		planned, prior := p.Planned.Configuration.Attributes(), p.Prior.Configuration.Attributes()
		for _, a := range d.Arguments {
			now, before := planned[a.Name], prior[a.Name]
			if now != nil && before != nil && !now.Equal(before) && a.same(now, before) {
				p.Set(ctx, configuration.AtName(a.Name), before)
			}
		}
	}
	if p.Create || !p.Planned.AssetVersion.Equal(p.Prior.AssetVersion) {
		d.compare(ctx, c, p)
	}
}

// same tells whether two values mean the same although they differ.
func (a Argument) same(now, before attr.Value) bool {
	if a.Kind == Scopes {
		x, ok := now.(types.List)
		y, okToo := before.(types.List)
		return ok && okToo && !x.IsNull() && !y.IsNull() && tf.AllKnown(x) && slices.Equal(sorted(x), sorted(y))
	}
	return a.Kind == Any && !now.IsNull() && !before.IsNull() && tf.Same(now, before, anypoint.Equal)
}

// compare warns where the template of the planned version has other keys. An
// error, such as of credentials that may not read templates, says nothing
// about the policy: it is left to the apply.
func (d *Descriptor) compare(ctx context.Context, c *crud.Clients, p *crud.Plan[model]) {
	version := p.Planned.AssetVersion
	if version.IsUnknown() || version.IsNull() || p.Planned.OrganizationID.IsUnknown() {
		return
	}
	client, err := c.Anypoint()
	if err != nil {
		return
	}
	facts, err := client.PolicyTemplate(ctx, p.Planned.OrganizationID.ValueString(), anypoint.MuleSoftGroup, d.Asset, version.ValueString())
	if err != nil || len(facts.Keys) == 0 {
		return
	}
	var ours []string
	given := p.Planned.Configuration.Attributes()
	for _, a := range d.Arguments {
		ours = append(ours, a.key())
		v := given[a.Name]
		if v != nil && !v.IsNull() && a.Default == nil && !slices.Contains(facts.Keys, a.key()) {
			p.Diagnostics.AddAttributeWarning(configuration.AtName(a.Name), "Argument Unknown to the Version", fmt.Sprintf(
				"The version %s of the policy has no %q. It is sent as it is; the platform may refuse or ignore it.", version.ValueString(), a.key()))
		}
	}
	for _, key := range facts.Keys {
		if !slices.Contains(ours, key) {
			p.Diagnostics.AddAttributeWarning(path.Root("asset_version"), "More Than This Provider Knows", fmt.Sprintf(
				"The version %s of the policy has %q, which this resource cannot set and which gets its default. gatehouse_anypoint_api_policy takes any key.", version.ValueString(), key))
		}
	}
}

// secrets keeps what is configured secretly out of errors and logs.
func secrets(arguments []Argument, config map[string]attr.Value, into *rest.Secrets) {
	for _, a := range arguments {
		if a.Secret {
			for _, name := range []string{a.Name, a.Name + "_wo"} {
				if s, ok := config[name].(types.String); ok {
					into.Add(s.ValueString())
				}
			}
		}
		if a.Kind == Nested {
			secrets(a.Of, inside(config[a.Name]), into)
		}
		for _, e := range elements(config[a.Name]) {
			secrets(a.Of, inside(e), into)
		}
	}
}
