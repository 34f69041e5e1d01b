package apipolicies

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/policy"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// model is every policy's: only the type of the configuration differs.
type model struct {
	policy.Common
	Configuration types.Object `tfsdk:"configuration"`
}

// NewResources are the resources of the table.
func NewResources() []func() resource.Resource {
	var out []func() resource.Resource
	for _, d := range all {
		if len(d.Arguments) == 0 {
			out = append(out, func() resource.Resource {
				ops := d.bare().Ops()
				ops.Moves = policy.MovesOf(d.Asset, d.counterparts()...)
				return crud.New(d.object(), ops)
			})
			continue
		}
		out = append(out, func() resource.Resource {
			ops := d.kind().Ops()
			ops.Validate, ops.Plan, ops.Moves = d.validate, d.plan, policy.MovesOf(d.Asset, d.counterparts()...)
			return crud.New(d.object(), ops)
		})
	}
	return out
}

// NewListResources list the policies of one API instance, by kind.
func NewListResources() []func() list.ListResource {
	var out []func() list.ListResource
	for _, d := range all {
		description := "The policies *" + d.Title + "* of one Anypoint API instance."
		wanted := func(p anypoint.Policy) bool { return p.GroupID == anypoint.MuleSoftGroup && p.AssetID == d.Asset }
		out = append(out, func() list.ListResource {
			if len(d.Arguments) == 0 {
				return d.bare().List(d.object(), description, wanted, func(c policy.Common) policy.Common { return c })
			}
			return d.kind().List(d.object(), description, wanted,
				func(c policy.Common) model {
					return model{Common: c, Configuration: types.ObjectNull(fields(d.Arguments))}
				})
		})
	}
	return out
}

func (d *Descriptor) object() crud.Object {
	return crud.Object{
		Name: d.typeName(), Noun: "Anypoint " + d.Title + " Policy", Platform: crud.Anypoint,
		Identity: policy.Identity, Define: d.schema, Needs: policy.Needs,
	}
}

// community are the types of the community's provider, by asset.
var community = map[string]string{
	"client-id-enforcement": "client_id_enforcement", "http-basic-authentication": "basic_auth", "jwt-validation": "jwt_validation",
	"message-logging": "message_logging", "rate-limiting": "rate_limiting",
}

// counterparts are the types of other providers for the same policy. MuleSoft's
// own calls them as the descriptors do.
func (d *Descriptor) counterparts() []string {
	types := []string{d.typeName()}
	if name, ok := community[d.Asset]; ok {
		types = append(types, "anypoint_apim_policy_"+name)
	}
	return types
}

// bare is the kind of a policy without arguments.
func (d *Descriptor) bare() policy.Kind[policy.Common] {
	return policy.Kind[policy.Common]{
		Common:   func(m *policy.Common) *policy.Common { return m },
		Asset:    func(policy.Common) (string, string) { return anypoint.MuleSoftGroup, d.Asset },
		Outbound: func(policy.Common) bool { return d.Outbound },
		Version:  d.offered,
		Expand: func(context.Context, *anypoint.Client, crud.Write[policy.Common], *anypoint.PolicyChange) error {
			return nil
		},
		Changed: func(crud.Write[policy.Common]) bool { return false },
		Flatten: func(context.Context, *policy.Common, anypoint.Policy) diag.Diagnostics { return nil },
		Explain: d.explain,
	}
}

func (d *Descriptor) kind() policy.Kind[model] {
	return policy.Kind[model]{
		Common:   func(m *model) *policy.Common { return &m.Common },
		Asset:    func(model) (string, string) { return anypoint.MuleSoftGroup, d.Asset },
		Outbound: func(model) bool { return d.Outbound },
		Version: func(ctx context.Context, client *anypoint.Client, m model) (string, error) {
			return d.offered(ctx, client, m.Common)
		},
		Expand: func(_ context.Context, client *anypoint.Client, w crud.Write[model], body *anypoint.PolicyChange) error {
			secrets(d.Arguments, w.Config.Configuration.Attributes(), client.Secrets())
			body.Configuration = expand(d.Arguments, w.Plan.Configuration.Attributes(), w.Config.Configuration.Attributes())
			return nil
		},
		Keep:    func(shown, sent anypoint.Object) { keep(d.Arguments, shown, sent) },
		Changed: func(w crud.Write[model]) bool { return !w.Plan.Configuration.Equal(w.Prior.Configuration) },
		Flatten: func(_ context.Context, m *model, p anypoint.Policy) diag.Diagnostics {
			// One that was left out stays out as long as nothing is in it.
			shown := flatten(d.Arguments, p.Configuration, m.Configuration.Attributes())
			if d.Optional && m.Configuration.IsNull() && shown.Equal(flatten(d.Arguments, nil, nil)) {
				shown = types.ObjectNull(fields(d.Arguments))
			}
			m.Configuration = shown
			return nil
		},
		Explain: d.explain,
	}
}

func (d *Descriptor) explain(e *rest.Error) {
	if len(e.Causes) == 0 && d.Refused != "" { // causes say which part of the configuration it refuses
		e.Next = d.Refused
	}
}

// offered is the newest version that the platform offers for the API instance.
// It does not offer every policy to every instance; what it says when one is
// applied all the same is left to it.
func (d *Descriptor) offered(ctx context.Context, client *anypoint.Client, m policy.Common) (string, error) {
	templates, err := client.OfferedPolicies(ctx, m.OrganizationID.ValueString(), m.EnvironmentID.ValueString(), m.APIInstanceID.ValueString())
	if err != nil {
		return "", err
	}
	for _, t := range templates {
		if t.GroupID == anypoint.MuleSoftGroup && t.AssetID == d.Asset {
			return t.Number(), nil
		}
	}
	return d.Version, nil
}
