package apipolicy

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/policy"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	policy.Common
	GroupID                types.String  `tfsdk:"group_id"`
	AssetID                types.String  `tfsdk:"asset_id"`
	InjectionPoint         types.String  `tfsdk:"injection_point"`
	UpstreamIDs            types.Set     `tfsdk:"upstream_ids"`
	Configuration          types.Dynamic `tfsdk:"configuration"`
	ConfigurationDefaults  types.String  `tfsdk:"configuration_defaults"`
	SensitiveConfiguration types.Dynamic `tfsdk:"sensitive_configuration"`
	SensitiveWO            types.Dynamic `tfsdk:"sensitive_configuration_wo"`
	SensitiveWOVersion     types.Int64   `tfsdk:"sensitive_configuration_wo_version"`
}

// asObject is a configuration as JSON; ok is false while it is unknown or when it is no object.
func asObject(v types.Dynamic) (m map[string]any, ok bool) {
	raw, known := tf.JSON(v)
	if !known {
		return nil, false
	}
	if raw == nil {
		return map[string]any{}, true
	}
	m, ok = raw.(map[string]any)
	return m, ok
}

// secrets is the part of the configuration that is not shown, from either argument.
func secrets(config model) map[string]any {
	v := config.SensitiveWO
	if v.IsNull() {
		v = config.SensitiveConfiguration
	}
	m, _ := asObject(v)
	return m
}

// expand is the whole configuration: the platform replaces what is there.
func expand(_ context.Context, client *anypoint.Client, w crud.Write[model], body *anypoint.PolicyChange) error {
	all, _ := asObject(w.Plan.Configuration)
	body.Configuration = anypoint.Object{}
	maps.Copy(body.Configuration, all)
	concealed := secrets(w.Config)
	client.Secrets().Add(leaves(concealed)...)
	maps.Copy(body.Configuration, concealed)
	if !w.Plan.UpstreamIDs.Equal(w.Prior.UpstreamIDs) {
		upstreams := tf.Strings(w.Plan.UpstreamIDs)
		if len(upstreams) > 0 || len(w.Prior.UpstreamIDs.Elements()) > 0 {
			body.UpstreamIDs = &upstreams
		}
	}
	return nil
}

// leaves are all texts in a value.
func leaves(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case map[string]any:
		var out []string
		for _, e := range v {
			out = append(out, leaves(e)...)
		}
		return out
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, leaves(e)...)
		}
		return out
	}
	return nil
}

// hidden are the keys of the part that is not shown.
func hidden(w crud.Write[model]) []string {
	return slices.Sorted(maps.Keys(secrets(w.Config)))
}

func known(m model) []string {
	all, _ := asObject(m.Configuration)
	return slices.Sorted(maps.Keys(all))
}

// flatten compares what the platform shows with what was configured: keys that
// it added itself are no difference, and a secret that it does not show is
// still there.
func flatten(_ context.Context, m *model, p anypoint.Policy) diag.Diagnostics {
	m.GroupID, m.AssetID = types.StringValue(p.GroupID), types.StringValue(p.AssetID)
	if m.InjectionPoint.IsNull() || m.InjectionPoint.IsUnknown() { // the policy itself does not say it
		m.InjectionPoint = types.StringValue(inbound)
		if p.Template.InjectionPoint == outbound || len(p.UpstreamIDs) > 0 {
			m.InjectionPoint = types.StringValue(outbound)
		}
	}
	m.UpstreamIDs = tf.Set(p.UpstreamIDs, m.UpstreamIDs)

	have := map[string]any(p.Configuration)
	if p.Written {
		// The configuration is the one that was sent; what the platform made of
		// it is seen by the next refresh.
		if m.ConfigurationDefaults.IsUnknown() {
			m.ConfigurationDefaults = types.StringValue(additions(m.Configuration, have, p.Hidden))
		}
		return nil
	}
	var added any
	if text := m.ConfigurationDefaults.ValueString(); text != "" {
		d := json.NewDecoder(bytes.NewReader([]byte(text)))
		d.UseNumber()
		_ = d.Decode(&added) // our own text
	} else {
		m.ConfigurationDefaults = types.StringValue("{}")
	}
	given, ok := asObject(m.Configuration)
	if !ok {
		given = map[string]any{}
	}
	var reference any = given
	if m.Configuration.IsNull() {
		reference = map[string]any{}
	}
	seen, _ := anypoint.Observed(have, reference, added).(map[string]any)
	for key, v := range given {
		if _, shown := seen[key]; !shown && p.Template.Secrets[key] {
			seen[key] = v
		}
	}
	if concealed, ok := asObject(m.SensitiveConfiguration); ok {
		for key := range concealed {
			delete(seen, key)
		}
	}
	switch {
	case anypoint.Equal(seen, reference):
	case len(seen) == 0:
		m.Configuration = types.DynamicNull()
	default:
		m.Configuration = tf.Dynamic(seen)
	}
	return nil
}

// additions is what the platform added to the configuration, as JSON. Keys
// whose value nobody may see have null there, which means: leave it out,
// whatever the platform says.
func additions(configuration types.Dynamic, have map[string]any, hidden []string) string {
	given, _ := asObject(configuration)
	added, _ := anypoint.Added(have, given).(map[string]any)
	if added == nil {
		added = map[string]any{}
	}
	for _, key := range hidden {
		added[key] = nil
	}
	text, err := json.Marshal(added)
	if err != nil {
		panic(err) // it came from JSON
	}
	return string(text)
}
