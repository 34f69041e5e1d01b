// Package apipolicyopenidconnect manages the policy "OpenID Connect access
// token enforcement" on Anypoint API instances.
package apipolicyopenidconnect

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/policy"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// asset is the policy's name in Exchange.
const asset = "openidconnect-access-token-enforcement"

// fallbackVersion is used where the platform does not tell which versions it
// offers: the newest one that is known to be in use.
const fallbackVersion = "1.3.0"

var object = crud.Object{
	Name: "anypoint_api_policy_openidconnect_access_token_enforcement", Noun: "Anypoint OpenID Connect Policy", Platform: crud.Anypoint,
	Identity: policy.Identity,
	Define:   define,
	Needs:    policy.Needs,
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The policy *OpenID Connect access token enforcement* on an API instance: the gateway lets a request pass only with an access token that the API instance's client provider calls active, that has the scopes, and whose client has an approved contract. " +
			"The API instance needs a client provider of the type OpenID Connect Dynamic Client Registration (its `provider_id`); the policy takes the provider's introspection URL and credentials from there.",
		Attributes: policy.Attributes(map[string]schema.Attribute{
			"asset_version": schema.StringAttribute{
				MarkdownDescription: "The version of the policy. Default: the newest one that the platform offers for the API instance when the policy is created; it stays until another is given here.",
				Optional:            true, Computed: true,
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"configuration": schema.SingleNestedAttribute{
				MarkdownDescription: "What the policy demands.",
				Required:            true,
				Attributes: map[string]schema.Attribute{
					"scopes": schema.ListAttribute{
						MarkdownDescription: "The scopes that a token must have. Their order means nothing. Default: none, so that any active token passes.",
						Optional:            true, ElementType: types.StringType,
						Validators: []validator.List{listvalidator.SizeAtLeast(1), listvalidator.ValueStringsAre(tf.ScopeToken())},
					},
					"scope_validation_criteria": schema.StringAttribute{
						MarkdownDescription: "Whether a token needs all of the scopes (`AND`) or one of them (`OR`). Default: `AND`.",
						Optional:            true, Computed: true, Default: stringdefault.StaticString("AND"),
						Validators: []validator.String{tf.Known("AND", "OR")},
					},
					"expose_headers": schema.BoolAttribute{
						MarkdownDescription: "Whether the backend gets what the authorization server says of the token, in headers `X-AGW-<name>`. Default: `false`.",
						Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
					},
					"skip_client_id_validation": schema.BoolAttribute{
						MarkdownDescription: "Whether a token's client may be one without a contract for the API. Default: `false`.",
						Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
					},
					"authentication_timeout": schema.Int64Attribute{
						MarkdownDescription: "How long the gateway waits for the authorization server, in milliseconds (Omni/Flex Gateway only). Default: the gateway's, 10000.",
						Optional:            true, Validators: []validator.Int64{int64validator.AtLeast(1)},
					},
					"secure_trust_store": schema.BoolAttribute{
						MarkdownDescription: "Whether the gateway validates the authorization server's TLS certificate against the trust store of the runtime (Mule Gateway only). Default: the gateway's, `false`.",
						Optional:            true,
					},
				},
			},
		}),
	}
}

// NewResource is gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement.
func NewResource() resource.Resource {
	ops := kind.Ops()
	ops.Validate = validate
	ops.Plan = plan
	return crud.New(object, ops)
}

var kind = policy.Kind[model]{
	Common:  func(m *model) *policy.Common { return &m.Common },
	Asset:   func(model) (string, string) { return anypoint.MuleSoftGroup, asset },
	Version: version,
	Expand: func(ctx context.Context, _ *anypoint.Client, w crud.Write[model], body *anypoint.PolicyChange) error {
		c, _ := w.Plan.configuration(ctx)
		body.Configuration = expand(c)
		return nil
	},
	Changed: func(w crud.Write[model]) bool { return !w.Plan.Configuration.Equal(w.Prior.Configuration) },
	Flatten: flatten,
	Explain: func(e *rest.Error) {
		if len(e.Causes) > 0 {
			return // they say which part of the configuration it refuses
		}
		e.Next = "This policy needs an API instance whose client provider is of the type OpenID Connect Dynamic Client Registration. " +
			"Set provider_id of the gatehouse_anypoint_api_instance to the id of a gatehouse_anypoint_client_provider."
	},
}

// version is the newest one that the platform offers for the API instance. It
// offers the policy only to instances with an OpenID Connect client provider;
// what it says when the policy is applied all the same is left to it.
func version(ctx context.Context, client *anypoint.Client, m model) (string, error) {
	offered, err := client.OfferedPolicies(ctx, m.OrganizationID.ValueString(), m.EnvironmentID.ValueString(), m.APIInstanceID.ValueString())
	if err != nil {
		return "", err
	}
	for _, t := range offered {
		if t.GroupID == anypoint.MuleSoftGroup && t.AssetID == asset {
			return t.Number(), nil
		}
	}
	return fallbackVersion, nil
}

// validate looks for repeated scopes: they are written as a list, because
// Terraform drops repeated elements of a set before a provider sees them.
func validate(ctx context.Context, config model, diags *diag.Diagnostics) {
	c, _ := config.configuration(ctx)
	at := path.Root("configuration").AtName("scopes")
	seen := map[string]bool{}
	for i, e := range c.Scopes.Elements() {
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

// plan keeps the scopes as they were where only their order differs.
func plan(ctx context.Context, _ *crud.Clients, p *crud.Plan[model]) {
	planned, ok := p.Planned.configuration(ctx)
	prior, okToo := p.Prior.configuration(ctx)
	if p.Create || p.Destroy || !ok || !okToo {
		return
	}
	now, before := planned.Scopes, prior.Scopes
	if !now.Equal(before) && tf.AllKnown(now) && slices.Equal(sorted(now), sorted(before)) {
		p.Set(ctx, path.Root("configuration").AtName("scopes"), before)
	}
}
