// Package environmentclientproviders manages which client providers an
// Anypoint environment suggests for its new APIs.
package environmentclientproviders

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "anypoint_environment_client_providers", Noun: "Anypoint Environment Client Providers", Platform: crud.Anypoint,
	Identity: []string{"organization_id", "environment_id"},
	Define:   define,
	Needs:    crud.AnypointNeeds("`manage:envclientproviders` (`view:envclientproviders` for reading only), in the environment"),
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The client providers that an environment offers to its new API instances. There is one such list for each environment: " +
			"the resource takes over what is there, and destroying it empties the list, so that Anypoint's own client identities are the default again. API instances that exist keep theirs.",
		Attributes: map[string]schema.Attribute{
			"organization_id": tf.OrganizationID("The identifier of the organization or business group that the environment belongs to."),
			"environment_id":  tf.EnvironmentID(),
			"client_provider_ids": schema.ListAttribute{
				MarkdownDescription: "The identifiers of the client providers of the root organization, in order: the first is the environment's default. An empty list leaves Anypoint's own client identities.",
				Required:            true, ElementType: types.StringType,
				Validators: []validator.List{listvalidator.UniqueValues(), listvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1)), listvalidator.NoNullValues()},
			},
		},
	}
}

type model struct {
	OrganizationID    types.String `tfsdk:"organization_id"`
	EnvironmentID     types.String `tfsdk:"environment_id"`
	ClientProviderIDs types.List   `tfsdk:"client_provider_ids"`
}

type providers = anypoint.EnvironmentClientProviders

// NewResource is gatehouse_anypoint_environment_client_providers.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, providers]{
		Create: func(ctx context.Context, c *crud.Clients, w crud.Write[model], _ func(providers)) (providers, error) {
			return set(ctx, c, w.Plan, tf.Strings(w.Plan.ClientProviderIDs))
		},
		Read: func(ctx context.Context, c *crud.Clients, m model) (providers, error) {
			client, err := c.Anypoint()
			if err != nil {
				return providers{}, err
			}
			return client.EnvironmentClientProviders(ctx, m.OrganizationID.ValueString(), m.EnvironmentID.ValueString())
		},
		Update: func(ctx context.Context, c *crud.Clients, w crud.Write[model]) (providers, error) {
			return set(ctx, c, w.Plan, tf.Strings(w.Plan.ClientProviderIDs))
		},
		Delete: func(ctx context.Context, c *crud.Clients, m model) error {
			_, err := set(ctx, c, m, []string{})
			return err
		},
		Flatten: flatten,
	})
}

func set(ctx context.Context, c *crud.Clients, m model, ids []string) (providers, error) {
	client, err := c.Anypoint()
	if err != nil {
		return providers{}, err
	}
	return client.SetEnvironmentClientProviders(ctx, m.OrganizationID.ValueString(), m.EnvironmentID.ValueString(), ids)
}

func flatten(_ context.Context, m *model, p providers) diag.Diagnostics {
	// Never null: an empty list and none are one thing to the platform, and
	// the argument is required.
	m.ClientProviderIDs = tf.List(p.IDs, types.ListValueMust(types.StringType, nil))
	return nil
}

type filter struct {
	OrganizationID types.String `tfsdk:"organization_id"`
}

// found is the list of one environment.
type found struct {
	providers
	environment anypoint.Environment
}

// NewListResource lists the environments that have client providers.
func NewListResource() list.ListResource {
	return &crud.List[model, found, filter]{
		Object: object,
		Filters: listschema.Schema{
			MarkdownDescription: "The client providers of every environment of an organization that has any. It takes one call for each environment.",
			Attributes: map[string]listschema.Attribute{
				"organization_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the organization. Default: the provider's `organization_id`.", Optional: true},
			},
		},
		All: all,
		Seed: func(c *crud.Clients, f filter, e found) model {
			organization, _ := crud.Default(c, "organization_id", f.OrganizationID.ValueString())
			return model{OrganizationID: types.StringValue(organization), EnvironmentID: types.StringValue(e.environment.ID)}
		},
		Flatten: func(ctx context.Context, m *model, e found) diag.Diagnostics { return flatten(ctx, m, e.providers) },
		Title:   func(e found) string { return e.environment.Name },
	}
}

func all(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[found, error] {
	organization, err := crud.Default(c, "organization_id", f.OrganizationID.ValueString())
	if err != nil {
		return crud.Failed[found](err)
	}
	client, err := c.Anypoint()
	if err != nil {
		return crud.Failed[found](err)
	}
	return func(yield func(found, error) bool) {
		for e, err := range client.Environments(organization).All(ctx, nil) {
			if err != nil {
				yield(found{}, err)
				return
			}
			p, err := client.EnvironmentClientProviders(ctx, organization, e.ID)
			if err != nil {
				yield(found{}, err)
				return
			}
			if len(p.IDs) > 0 && !yield(found{p, e}, nil) {
				return
			}
		}
	}
}
