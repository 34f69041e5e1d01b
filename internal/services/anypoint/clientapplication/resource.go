// Package clientapplication manages client applications in Anypoint Exchange:
// the consumers of APIs.
package clientapplication

import (
	"context"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "anypoint_client_application", Noun: "Anypoint Client Application", Platform: crud.Anypoint,
	Identity: []string{"organization_id", "id"},
	Define:   define,
	Needs:    crud.AnypointNeeds("*Application Creator* on the root organization (*Manage Client Applications* for applications that it has not created)"),
}

const organization = "The identifier of the root organization, which all client applications belong to."

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A client application in Anypoint Exchange: a consumer of APIs, with a client id and secret. " +
			"When it is created for an API instance with an OpenID Connect client provider, Anypoint registers a client at that identity provider, and `client_id` is that client's id: in Okta, the id of the app. " +
			"It reaches an API with a `gatehouse_anypoint_contract`.",
		Attributes: map[string]schema.Attribute{
			"id":              tf.ID("The application's identifier."),
			"organization_id": tf.OrganizationID(organization),
			"api_instance_id": schema.StringAttribute{
				MarkdownDescription: "The identifier of an API instance whose client provider the application is to have. Default: none, and the application's client is Anypoint's own. " +
					"The platform keeps the client provider only, not the API instance: another API instance with the same client provider changes nothing, one with another client provider forces a new object, and leaving the argument out of an existing application's configuration changes nothing.",
				Optional: true, Computed: true,
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"import_client_id": schema.StringAttribute{
				MarkdownDescription: "The id of a client that the identity provider of `client_provider_id` has already, such as an Okta app's, 20 characters at most: the application takes it over instead of having a new one registered. The client provider must have `allow_client_import`. Default: none. Changing it forces a new object.",
				Optional:            true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplaceIf(replaceUnlessImported, "", "")},
				Validators: []validator.String{
					stringvalidator.UTF8LengthBetween(1, 20), stringvalidator.RegexMatches(clientID, "must have only letters, digits and -_.~"),
					stringvalidator.AlsoRequires(path.MatchRoot("client_provider_id")), stringvalidator.ConflictsWith(path.MatchRoot("api_instance_id")),
				},
			},
			"name": schema.StringAttribute{
				MarkdownDescription: "The application's name, unique in the organization.",
				Required:            true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"description": schema.StringAttribute{
				MarkdownDescription: "What the application is for. Default: none.",
				Optional:            true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"url": schema.StringAttribute{
				MarkdownDescription: "The application's home page, an http or https URL. Default: none.",
				Optional:            true, Validators: []validator.String{tf.AbsoluteURL()},
			},
			"redirect_uris": schema.SetAttribute{
				MarkdownDescription: "Where the authorization server may send users back to: absolute URIs without a fragment. The grant types `authorization_code` and `implicit` need at least one. Default: none.",
				Optional:            true, ElementType: types.StringType,
				Validators: []validator.Set{setvalidator.ValueStringsAre(tf.RedirectURI())},
			},
			"grant_types": schema.SetAttribute{
				MarkdownDescription: "The OAuth 2.0 grant types that the application may use, among those that its client provider offers: `authorization_code`, `client_credentials`, `implicit`, `password`, `refresh_token`. Default: none.",
				Optional:            true, ElementType: types.StringType,
				Validators: []validator.Set{setvalidator.ValueStringsAre(tf.Known("authorization_code", "client_credentials", "implicit", "password", "refresh_token"))},
			},
			"client_provider_id": schema.StringAttribute{
				MarkdownDescription: "The identifier of the application's client provider; null for Anypoint's own. Given only with `import_client_id`; else `api_instance_id` decides. Changing it forces a new object.",
				Optional:            true, Computed: true,
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplaceIfConfigured()},
			},
			"client_id": computed("The client id. With an OpenID Connect client provider it is the id of the client there, such as an Okta app's."),
			"store_client_secret": schema.BoolAttribute{
				MarkdownDescription: "Whether the client secret is kept in the state, in `client_secret`, for tools that know no ephemeral resources. Default: `false`; the ephemeral resource `gatehouse_anypoint_client_application_secret` hands it out without keeping it.",
				Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
			},
			"client_secret": schema.StringAttribute{
				MarkdownDescription: "The client secret, with `store_client_secret = true` only. The platform shows it to the application's owners and to administrators.",
				Computed:            true, Sensitive: true,
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
		},
	}
}

// clientID is what the vendor's document takes for the id of a client to import.
var clientID = regexp.MustCompile(`^[a-zA-Z0-9-_.~]*$`)

// replaceUnlessImported lets a configuration say which client an application
// has that Terraform imported: the platform does not keep it.
func replaceUnlessImported(_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
	resp.RequiresReplace = !req.StateValue.IsNull() && !req.PlanValue.IsNull()
}

func computed(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Computed: true,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

// NewResource is gatehouse_anypoint_client_application.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, anypoint.Application]{
		Create: create, Read: read, Update: update, Delete: remove, Flatten: flatten, Validate: validate, Plan: plan,
	})
}

type applications = *rest.Collection[anypoint.Application]

func of(c *crud.Clients, organizationID string) (*anypoint.Client, applications, error) {
	client, err := c.Anypoint()
	if err != nil {
		return nil, nil, err
	}
	return client, client.Applications(organizationID), nil
}
