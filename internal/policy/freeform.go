package policy

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// Freeform is the part of a model for policies of any asset that says which
// asset, and holds its configuration as objects of any form. It is embedded.
type Freeform struct {
	GroupID                types.String  `tfsdk:"group_id"`
	AssetID                types.String  `tfsdk:"asset_id"`
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
func (f Freeform) secrets() map[string]any {
	v := f.SensitiveWO
	if v.IsNull() {
		v = f.SensitiveConfiguration
	}
	m, _ := asObject(v)
	return m
}

// Expand is the whole configuration, with the secrets of config: the platform
// replaces what is there.
func (f Freeform) Expand(client *anypoint.Client, config Freeform) anypoint.Object {
	out := anypoint.Object{}
	all, _ := asObject(f.Configuration)
	maps.Copy(out, all)
	concealed := config.secrets()
	client.Secrets().Add(tf.Leaves(concealed)...)
	maps.Copy(out, concealed)
	return out
}

// Hidden are the keys of the part that is not shown.
func (f Freeform) Hidden() []string { return slices.Sorted(maps.Keys(f.secrets())) }

// Known are the keys of the part that is shown.
func (f Freeform) Known() []string {
	all, _ := asObject(f.Configuration)
	return slices.Sorted(maps.Keys(all))
}

// Changed tells whether the configuration has to be sent.
func (f Freeform) Changed(prior Freeform) bool {
	return !tf.Same(f.Configuration, prior.Configuration, anypoint.Equal) || !f.SensitiveConfiguration.Equal(prior.SensitiveConfiguration) ||
		!f.SensitiveWOVersion.Equal(prior.SensitiveWOVersion)
}

// Flatten compares what the platform shows with what was configured: keys that
// it added itself are no difference, and a secret that it does not show is
// still there.
func (f *Freeform) Flatten(p anypoint.Policy) {
	f.GroupID, f.AssetID = types.StringValue(p.GroupID), types.StringValue(p.AssetID)
	have := map[string]any(p.Configuration)
	if p.Written {
		// The configuration is the one that was sent; what the platform made of
		// it is seen by the next refresh.
		if f.ConfigurationDefaults.IsUnknown() {
			f.ConfigurationDefaults = types.StringValue(additions(f.Configuration, have, p.Hidden))
		}
		return
	}
	var added any
	if text := f.ConfigurationDefaults.ValueString(); text != "" {
		d := json.NewDecoder(bytes.NewReader([]byte(text)))
		d.UseNumber()
		_ = d.Decode(&added) // our own text
	} else {
		f.ConfigurationDefaults = types.StringValue("{}")
	}
	given, ok := asObject(f.Configuration)
	if !ok {
		given = map[string]any{}
	}
	var reference any = given
	if f.Configuration.IsNull() {
		reference = map[string]any{}
	}
	seen, _ := anypoint.Observed(have, reference, added).(map[string]any)
	for key, v := range given {
		if _, shown := seen[key]; !shown && p.Template.Secrets[key] {
			seen[key] = v
		}
	}
	if concealed, ok := asObject(f.SensitiveConfiguration); ok {
		for key := range concealed {
			delete(seen, key)
		}
	}
	switch {
	case anypoint.Equal(seen, reference):
	case len(seen) == 0:
		f.Configuration = types.DynamicNull()
	default:
		f.Configuration = tf.Dynamic(seen)
	}
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
