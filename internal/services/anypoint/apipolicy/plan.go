package apipolicy

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

func contains(text, part string) bool {
	return strings.Contains(strings.ToLower(text), part)
}

// secretName are the keys of MuleSoft's policies that hold a secret.
var secretName = regexp.MustCompile(`(?i)(password|secret|secretkey|apikey|privatekey|textkey|authorizationvalue)$`)

// validate checks the form of the configuration's parts.
func validate(_ context.Context, config model, diags *diag.Diagnostics) {
	parts := map[string]map[string]any{}
	for name, v := range map[string]types.Dynamic{
		"configuration": config.Configuration, "sensitive_configuration": config.SensitiveConfiguration, "sensitive_configuration_wo": config.SensitiveWO,
	} {
		raw, known := tf.JSON(v)
		if !known {
			continue
		}
		m, isObject := raw.(map[string]any)
		if raw != nil && !isObject {
			detail := "It is an object, as in { maximumRequests = 100 }."
			if _, isText := raw.(string); isText {
				detail += " Leave out jsonencode() and the quotation marks."
			}
			diags.AddAttributeError(path.Root(name), "Invalid Configuration", detail)
		}
		parts[name] = m
	}
	shown := parts["configuration"]
	for _, key := range slices.Sorted(maps.Keys(shown)) {
		for _, name := range []string{"sensitive_configuration", "sensitive_configuration_wo"} {
			if _, twice := parts[name][key]; twice {
				diags.AddAttributeError(path.Root(name), "Duplicate Configuration Key", fmt.Sprintf("The key %q is in configuration too. Give it once.", key))
			}
		}
		// An expression or a reference to a secure property is no secret.
		text, isText := shown[key].(string)
		if isText && secretName.MatchString(key) && !strings.HasPrefix(text, "#[") && !strings.HasPrefix(text, "${") {
			diags.AddAttributeWarning(path.Root("configuration"), "Secret in Configuration", fmt.Sprintf(
				"%q looks like a secret. In configuration it is shown in plans and kept in the state: move it to sensitive_configuration_wo.", key))
		}
	}
	if !config.UpstreamIDs.IsNull() && !config.InjectionPoint.IsUnknown() && config.InjectionPoint.ValueString() != outbound {
		diags.AddAttributeError(path.Root("upstream_ids"), "Upstreams of an Inbound Policy", `Only a policy with injection_point = "outbound" is for upstreams.`)
	}
}

// plan keeps the configuration as it was where only the types of its values
// differ, and knows when the platform decides about defaults anew.
func plan(ctx context.Context, c *crud.Clients, p *crud.Plan[model]) {
	if p.Destroy {
		return
	}
	if p.Create || changed(crud.Write[model]{Plan: p.Planned, Prior: p.Prior}) || !p.Planned.AssetVersion.Equal(p.Prior.AssetVersion) {
		compare(ctx, c, p)
	}
	if p.Create {
		return
	}
	now, before := p.Planned.Configuration, p.Prior.Configuration
	if !now.Equal(before) && !now.IsNull() && !before.IsNull() && tf.Same(now, before, anypoint.Equal) {
		p.Set(ctx, path.Root("configuration"), before)
	}
	if changed(crud.Write[model]{Plan: p.Planned, Prior: p.Prior}) || !p.Planned.AssetVersion.Equal(p.Prior.AssetVersion) {
		p.Set(ctx, path.Root("configuration_defaults"), types.StringUnknown())
	}
}
