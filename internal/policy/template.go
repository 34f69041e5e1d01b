package policy

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// compare holds a configuration that will be written against the tenant's
// template of the policy's version. An error, such as of credentials that may
// not read templates or of a policy that is published by the same apply, says
// nothing about the policy: it is left to the apply.
func (f Planned) compare(ctx context.Context, c *crud.Clients, p *crud.Planning) (facts anypoint.TemplateFacts, read bool) {
	configuration, known := asObject(f.Now.Configuration)
	if !known || f.OrganizationID.IsUnknown() || f.Now.GroupID.IsUnknown() || f.Now.AssetID.IsUnknown() || f.Version.IsUnknown() {
		return facts, false
	}
	client, err := c.Anypoint()
	if err != nil {
		return facts, false
	}
	facts, err = client.PolicyTemplate(ctx, f.OrganizationID.ValueString(), f.Now.GroupID.ValueString(), f.Now.AssetID.ValueString(), f.Version.ValueString())
	if err != nil {
		return facts, false
	}
	concealed := f.Configured.secrets()
	whole := maps.Clone(configuration)
	maps.Copy(whole, concealed)
	// Secrets that are not known yet, or are left out of a configuration that was
	// generated for an import, are no mistake.
	_, given := tf.JSON(f.Configured.SensitiveWO)
	for _, v := range check(facts, whole, slices.Sorted(maps.Keys(concealed)), given) {
		if v.firm {
			p.Diagnostics.AddAttributeError(path.Root("configuration"), "Invalid Configuration", v.text+" The platform refuses it.")
		} else {
			p.Diagnostics.AddAttributeWarning(path.Root("configuration"), "Doubtful Configuration", v.text+" It is sent as it is; the platform may refuse or ignore it.")
		}
	}
	return facts, true
}

// problem is one way in which a configuration does not fit; a firm one is
// documented to be refused.
type problem struct {
	text string
	firm bool
}

// check compares a configuration with a template. Nothing is said about the
// values of secret keys.
func check(facts anypoint.TemplateFacts, configuration map[string]any, secret []string, complete bool) []problem {
	if len(facts.Schema) > 0 {
		return bySchema(facts, configuration, secret, complete)
	}
	return byProperties(facts, configuration, secret)
}

// byProperties is for templates in the older form. What kinds of values the
// platform makes of others is not documented: most of it only warns.
func byProperties(facts anypoint.TemplateFacts, configuration map[string]any, secret []string) []problem {
	if len(facts.Properties) == 0 {
		return nil
	}
	var out []problem
	for _, q := range facts.Properties {
		v, given := configuration[q.Name]
		switch {
		case !given || v == nil:
			applies := q.DependsOnKey == "" || fmt.Sprint(configuration[q.DependsOnKey]) == fmt.Sprint(q.DependsOn)
			if !q.Optional && !q.Sensitive && applies && (len(q.Default) == 0 || string(q.Default) == "null") {
				out = append(out, problem{fmt.Sprintf("The policy's template demands the key %q.", q.Name), true})
			}
		case q.Sensitive || slices.Contains(secret, q.Name) || expression(v):
		case !fits(q, v):
			out = append(out, problem{fmt.Sprintf("The policy's template has %q as %s.", q.Name, q.Type), false})
		case len(q.Options) > 0 && !among(q.Options, v):
			out = append(out, problem{fmt.Sprintf("The policy's template knows for %q only %s.", q.Name, options(q.Options)), false})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(configuration)) {
		if !slices.Contains(facts.Keys, key) {
			out = append(out, problem{fmt.Sprintf("The policy's template has no key %q. It has: %s.", key, strings.Join(facts.Keys, ", ")), false})
		}
	}
	return out
}

// expression tells whether a gateway works the value out.
func expression(v any) bool {
	s, ok := v.(string)
	return ok && (strings.HasPrefix(s, "#[") || strings.HasPrefix(s, "${"))
}

// fits compares the kind of a value; kinds that are not known fit.
func fits(q anypoint.TemplateProperty, v any) bool {
	switch q.Type {
	case "int", "number":
		_, ok := v.(json.Number)
		return ok
	case "boolean":
		_, ok := v.(bool)
		return ok
	case "string":
		_, ok := v.(string)
		_, isList := v.([]any)
		return ok || isList && q.AllowMultiple
	case "array":
		_, ok := v.([]any)
		return ok
	case "object":
		_, ok := v.(map[string]any)
		return ok
	}
	return true
}

// option is an option's value: the option itself, or its member value.
func option(raw json.RawMessage) string {
	var named struct {
		Value any `json:"value"`
	}
	if json.Unmarshal(raw, &named) == nil && named.Value != nil {
		return fmt.Sprint(named.Value)
	}
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return string(raw)
	}
	return fmt.Sprint(v)
}

func among(all []json.RawMessage, v any) bool {
	return slices.ContainsFunc(all, func(raw json.RawMessage) bool { return option(raw) == fmt.Sprint(v) })
}

func options(all []json.RawMessage) string {
	out := make([]string, len(all))
	for i, raw := range all {
		out[i] = fmt.Sprintf("%q", option(raw))
	}
	return strings.Join(out, ", ")
}
