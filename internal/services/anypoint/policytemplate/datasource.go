// Package policytemplate tells which policies Anypoint offers, and what their
// configurations look like.
package policytemplate

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// one is the model of the data source for one template.
type one struct {
	item
	OrganizationID types.String `tfsdk:"organization_id"`
	Properties     []property   `tfsdk:"properties"`
	Configuration  types.String `tfsdk:"configuration_json"`
}

// property is a key of a policy's configuration.
type property struct {
	Name          types.String `tfsdk:"name"`
	Type          types.String `tfsdk:"type"`
	Required      types.Bool   `tfsdk:"required"`
	Sensitive     types.Bool   `tfsdk:"sensitive"`
	AllowMultiple types.Bool   `tfsdk:"allow_multiple"`
	Default       types.String `tfsdk:"default_json"`
}

// described are the attributes that both data sources have.
func described() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"group_id":         tf.Shown("The Exchange group of the policy's asset."),
		"asset_id":         tf.Shown("The policy's asset in Exchange, such as `rate-limiting`."),
		"asset_version":    tf.Shown("The version of the policy's asset, such as `1.4.0`."),
		"name":             tf.Shown("The policy's name in the console."),
		"description":      tf.Shown("What the policy does."),
		"type":             tf.Shown("Whose policy it is: `system` for MuleSoft's own, or a custom one."),
		"category":         tf.Shown("The console's group of policies, such as `Security`."),
		"injection_point":  tf.Shown("Where the policy is enforced: `inbound` or `outbound`. Null where the platform does not say."),
		"min_mule_version": tf.Shown("The lowest version of Mule that the policy runs on. Null where the platform does not say."),
	}
}

// NewDataSource is the data source gatehouse_anypoint_policy_template.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[one]{
		Name: "anypoint_policy_template", Noun: "Anypoint Policy Template", Platform: crud.Anypoint, Needs: crud.AnypointNeeds("*View Policies*"),
		Define: func() schema.Schema {
			known := described()
			known["organization_id"] = tf.Sought("The identifier of the organization (business group). Default: the provider's `organization_id`.")
			known["group_id"] = tf.Sought("The Exchange group of the policy's asset. Default: MuleSoft's, `" + anypoint.MuleSoftGroup + "`.")
			known["asset_id"] = schema.StringAttribute{MarkdownDescription: "The policy's asset in Exchange, such as `rate-limiting`.", Required: true}
			known["asset_version"] = tf.Sought("The version of the policy's asset, such as `1.4.0`. Default: the newest that the organization has.")
			known["properties"] = schema.ListNestedAttribute{
				MarkdownDescription: "The keys of the policy's configuration.", Computed: true,
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"name":           tf.Shown("The key in the configuration."),
					"type":           tf.Shown("The kind of its value in the template's own words, such as `string`, `int` or `array`. Null where the template does not say."),
					"required":       schema.BoolAttribute{MarkdownDescription: "Whether the configuration must have it.", Computed: true},
					"sensitive":      schema.BoolAttribute{MarkdownDescription: "Whether it is a secret, which the platform does not show.", Computed: true},
					"allow_multiple": schema.BoolAttribute{MarkdownDescription: "Whether it takes a list of such values.", Computed: true},
					"default_json":   tf.Shown("Its default, as JSON. Null where it has none."),
				}},
			}
			known["configuration_json"] = tf.Shown("The template's own description of the configuration, as JSON: a list of properties, or a JSON Schema. Null where it has none.")
			return schema.Schema{
				MarkdownDescription: "A policy that can be applied to API instances: what it is, and which keys its configuration has. It is what a plan of `gatehouse_anypoint_api_policy` compares a configuration with.",
				Attributes:          known,
			}
		},
		Fetch: fetch,
	}
}

func fetch(ctx context.Context, c *crud.Clients, m *one) error {
	organization, err := crud.Default(c, "organization_id", m.OrganizationID.ValueString())
	if err != nil {
		return err
	}
	client, err := c.Anypoint()
	if err != nil {
		return err
	}
	group, asset, version := m.GroupID.ValueString(), m.AssetID.ValueString(), m.AssetVersion.ValueString()
	if group == "" {
		group = anypoint.MuleSoftGroup
	}
	if version == "" {
		if version, err = newest(ctx, client, organization, group, asset); err != nil {
			return err
		}
	}
	t, err := client.WholePolicyTemplate(ctx, organization, group, asset, version)
	if err != nil {
		return err
	}
	*m = one{item: shown(t), OrganizationID: types.StringValue(organization)}
	m.GroupID, m.AssetID, m.AssetVersion = types.StringValue(group), types.StringValue(asset), types.StringValue(version)
	m.Properties, err = properties(t)
	if text := string(t.Configuration); text != "" && text != "null" {
		m.Configuration = types.StringValue(text)
	}
	return err
}

// newest is the newest version of a policy that an organization has.
func newest(ctx context.Context, client *anypoint.Client, organization, group, asset string) (string, error) {
	all, err := client.PolicyTemplates(ctx, organization, url.Values{"latest": {"true"}, "includeConfiguration": {"false"}})
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(all, func(t anypoint.PolicyTemplate) bool { return t.GroupID == group && t.AssetID == asset })
	if i < 0 {
		return "", &rest.Error{Status: 404, Summary: fmt.Sprintf("There is no policy %q of the group %s", asset, group), Next: "The data source gatehouse_anypoint_policy_templates lists those that there are."}
	}
	return all[i].Number(), nil
}

// properties are the keys of a template of either form.
func properties(t anypoint.PolicyTemplate) ([]property, error) {
	facts := t.Facts()
	out := []property{}
	if len(facts.Schema) == 0 {
		for _, p := range facts.Properties {
			text := types.StringNull()
			if s := string(p.Default); s != "" && s != "null" {
				text = types.StringValue(s)
			}
			out = append(out, property{
				Name: types.StringValue(p.Name), Type: tf.String(p.Type), Required: types.BoolValue(!p.Optional), Sensitive: types.BoolValue(p.Sensitive),
				AllowMultiple: types.BoolValue(p.AllowMultiple), Default: text,
			})
		}
		return out, nil
	}
	var form struct {
		Required   []string `json:"required"`
		Properties map[string]struct {
			Type    any             `json:"type"`
			Default json.RawMessage `json:"default"`
		} `json:"properties"`
	}
	if err := json.Unmarshal(facts.Schema, &form); err != nil {
		return nil, fmt.Errorf("the template's JSON Schema is of a form that is not known: %w", err)
	}
	for _, name := range facts.Keys {
		kind, _ := form.Properties[name].Type.(string) // a list of kinds has no one name
		text := types.StringNull()
		if raw := form.Properties[name].Default; len(raw) > 0 {
			text = types.StringValue(string(raw))
		}
		out = append(out, property{
			Name: types.StringValue(name), Type: tf.String(kind), Required: types.BoolValue(slices.Contains(form.Required, name)),
			Sensitive: types.BoolValue(facts.Secrets[name]), AllowMultiple: types.BoolValue(kind == "array"), Default: text,
		})
	}
	return out, nil
}
