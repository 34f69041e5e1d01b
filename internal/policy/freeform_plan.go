package policy

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

// secretName are the keys of MuleSoft's policies that hold a secret.
var secretName = regexp.MustCompile(`(?i)(password|secret|secretkey|apikey|privatekey|textkey|authorizationvalue)$`)

// Validate checks the form of the configuration's parts.
func (f Freeform) Validate(diags *diag.Diagnostics) {
	parts := map[string]map[string]any{}
	for _, part := range []struct {
		name string
		v    types.Dynamic
	}{{"configuration", f.Configuration}, {"sensitive_configuration", f.SensitiveConfiguration}, {"sensitive_configuration_wo", f.SensitiveWO}} {
		raw, known := tf.JSON(part.v)
		if !known {
			continue
		}
		m, isObject := raw.(map[string]any)
		if raw != nil && !isObject {
			detail := "It is an object, as in { maximumRequests = 100 }."
			if _, isText := raw.(string); isText {
				detail += " Leave out jsonencode() and the quotation marks."
			}
			diags.AddAttributeError(path.Root(part.name), "Invalid Configuration", detail)
		}
		parts[part.name] = m
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
}

// Planned is what the plan of a policy of any asset looks at.
type Planned struct {
	// Configured, Now and Before are that part of the configuration, of the
	// plan, and of the prior state.
	Configured, Now, Before Freeform
	OrganizationID          types.String
	// Version is the planned version of the asset, and Prior the one there is.
	Version, Prior types.String
	// Resent means that the configuration is sent for a reason besides its own.
	Resent bool
}

// Plan holds a configuration that will be written against the tenant's
// template, keeps the configuration as it was where only the types of its
// values differ, and knows when the platform decides about defaults anew. The
// template is returned where it was read.
func (f Planned) Plan(ctx context.Context, c *crud.Clients, p *crud.Planning) (facts anypoint.TemplateFacts, read bool) {
	writes := f.Resent || f.Now.Changed(f.Before) || !f.Version.Equal(f.Prior) // which a new policy has not
	if writes {
		facts, read = f.compare(ctx, c, p)
	}
	if p.Create {
		return facts, read
	}
	now, before := f.Now.Configuration, f.Before.Configuration
	if !now.IsNull() && !before.IsNull() && tf.Same(now, before, anypoint.Equal) {
		p.Set(ctx, path.Root("configuration"), before)
	}
	if writes {
		p.Set(ctx, path.Root("configuration_defaults"), types.StringUnknown())
	}
	return facts, read
}
