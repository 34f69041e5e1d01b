package apiinstance

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var (
	filled  = []validator.String{stringvalidator.LengthAtLeast(1)}
	kept    = []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	keptYes = []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()}
)

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "An API in Anypoint API Manager: an asset of Exchange, in an environment, with the client provider whose clients may call it.",
		Attributes: map[string]schema.Attribute{
			"id":              tf.ID("The API instance's identifier, a number."),
			"organization_id": tf.OrganizationID("The identifier of the organization or business group."),
			"environment_id":  tf.EnvironmentID(),
			"technology": schema.StringAttribute{
				MarkdownDescription: "What runs the API: `mule4`, `mule3`, `flexGateway` or `serviceMesh`. Changing it forces a new object.",
				Required:            true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
				Validators:          []validator.String{tf.Known("mule4", "mule3", "flexGateway", "serviceMesh")},
			},
			"provider_id": schema.StringAttribute{
				MarkdownDescription: "The identifier of the client provider that keeps the clients of this API's consumers; without one, Anypoint itself does. It cannot change while the API has contracts: see `prevent_contract_loss`. Default: Anypoint's own client identities, whatever the environment suggests.",
				Optional:            true, Validators: filled,
			},
			"instance_label": schema.StringAttribute{
				MarkdownDescription: "A label that tells this instance from others of the same asset; unique in the environment, 255 characters at most. Default: none.",
				Optional:            true, Validators: []validator.String{stringvalidator.UTF8LengthBetween(1, 255)},
			},
			"approval_method": schema.StringAttribute{
				MarkdownDescription: "How requests for access are decided where no SLA tier says it: `automatic` or `manual`. Default: none, which the platform takes as automatic.",
				Optional:            true, Validators: []validator.String{tf.Known("automatic", "manual")},
			},
			"consumer_endpoint": schema.StringAttribute{
				MarkdownDescription: "The address that Exchange shows to consumers. Default: none.",
				Optional:            true, Validators: []validator.String{tf.AbsoluteURL()},
			},
			"description": schema.StringAttribute{MarkdownDescription: "What the API instance is for. Default: none.", Optional: true, Validators: filled},
			"tags": schema.SetAttribute{
				MarkdownDescription: "Words by which API Manager finds the instance. Default: none.",
				Optional:            true, ElementType: types.StringType, Validators: []validator.Set{setvalidator.ValueStringsAre(filled...)},
			},
			"deprecated":            tf.Flag("Whether the instance takes no new contracts.", false),
			"prevent_contract_loss": tf.Flag("Whether a plan that changes `provider_id` fails while the API has contracts. With `false`, the apply revokes and deletes them first, because the platform refuses the change otherwise; contracts of this configuration are made again by the next apply.", true),
			"spec": schema.SingleNestedAttribute{
				MarkdownDescription: "The asset of Exchange that describes the API.",
				Required:            true,
				Attributes: map[string]schema.Attribute{
					"group_id": schema.StringAttribute{
						MarkdownDescription: "The asset's group. Changing it forces a new object.",
						Required:            true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}, Validators: filled,
					},
					"asset_id": schema.StringAttribute{
						MarkdownDescription: "The asset's identifier. Changing it forces a new object.",
						Required:            true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}, Validators: filled,
					},
					"version": schema.StringAttribute{
						MarkdownDescription: "The asset's version. Another one upgrades the instance in place: contracts and policies stay.",
						Required:            true, Validators: filled,
					},
				},
			},
			"endpoint":   endpointAttribute(),
			"deployment": deploymentAttribute(),
			"routing":    routingAttribute(),
			"product_version": schema.StringAttribute{
				MarkdownDescription: "The version of the API that the asset's version belongs to, such as `v1`.",
				Computed:            true, PlanModifiers: kept,
			},
			"status": schema.StringAttribute{MarkdownDescription: "Whether a gateway has registered for the instance: `unregistered`, `active` or `inactive`.", Computed: true},
			"autodiscovery_instance_name": schema.StringAttribute{
				MarkdownDescription: "The name by which a Mule 3 application finds the instance. Mule 4 uses the identifier.",
				Computed:            true, PlanModifiers: kept,
			},
		},
	}
}

func endpointAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: "Where the API is served and where its backend is. Default: the platform's choice.",
		Optional:            true, Computed: true,
		PlanModifiers: []planmodifier.Object{objectplanmodifier.UseStateForUnknown()},
		Attributes: map[string]schema.Attribute{
			"type": schema.StringAttribute{
				MarkdownDescription: "The kind of API: `http`, `rest-api`, `raml`, `oas`, `wsdl`, … The platform writes some for others (`raml` for `rest-api`), which is not taken for a change. Default: what the asset is.",
				Optional:            true, Computed: true, PlanModifiers: kept, Validators: filled,
			},
			"uri": schema.StringAttribute{
				MarkdownDescription: "The backend's address. Default: none.",
				Optional:            true, Validators: []validator.String{tf.AbsoluteURL(), tf.UsuallyAtMost(256)},
			},
			"proxy_uri": schema.StringAttribute{
				MarkdownDescription: "The address at which the gateway serves the API, such as `http://0.0.0.0:8081/orders`. Default: none.",
				Optional:            true, Validators: []validator.String{tf.AbsoluteURL(), tf.UsuallyAtMost(256)},
			},
			"is_cloud_hub": schema.BoolAttribute{
				MarkdownDescription: "Whether the API runs in CloudHub. Default: the platform's choice.",
				Optional:            true, Computed: true, PlanModifiers: keptYes,
			},
			"deployment_type": schema.StringAttribute{
				MarkdownDescription: "Where the gateway runs: `CH` (CloudHub), `CH2` (CloudHub 2.0), `HY` (hybrid), `RF` (Runtime Fabric) or `SM` (service mesh). Default: the platform's choice.",
				Optional:            true, Computed: true, PlanModifiers: kept, Validators: []validator.String{tf.Known("CH", "CH2", "HY", "RF", "SM")},
			},
			"references_user_domain": schema.BoolAttribute{MarkdownDescription: "Whether the proxy uses the listener of a Mule domain. Default: none is sent, and the platform's own holds.", Optional: true},
			"response_timeout": schema.Int64Attribute{
				MarkdownDescription: "How long the proxy waits for the backend, in milliseconds. Default: none is sent, and the platform's own holds.",
				Optional:            true, Validators: []validator.Int64{int64validator.AtLeast(0)},
			},
			"mule_version_4_or_above": schema.BoolAttribute{
				MarkdownDescription: "Whether the runtime is Mule 4. Default: the platform's choice.",
				Optional:            true, Computed: true, PlanModifiers: keptYes,
			},
			"validation": schema.StringAttribute{
				MarkdownDescription: "How the proxy checks requests against the specification: `NOT_APPLICABLE`, `DISABLED`, `ENABLED` or `STRICT_QUERY_PARAMS`. Default: the platform's choice, which Terraform leaves alone.",
				Optional:            true, Computed: true, PlanModifiers: kept,
				Validators: []validator.String{tf.Known("NOT_APPLICABLE", "DISABLED", "ENABLED", "STRICT_QUERY_PARAMS")},
			},
			"tls_contexts": schema.SingleNestedAttribute{
				MarkdownDescription: "TLS contexts of the secrets manager. Default: none.",
				Optional:            true,
				Attributes: map[string]schema.Attribute{
					"inbound":  tlsAttribute("For requests of consumers. Default: none."),
					"outbound": tlsAttribute("For requests to the backend. Default: none."),
				},
			},
		},
	}
}

func tlsAttribute(description string) schema.Attribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: description, Optional: true,
		Attributes: map[string]schema.Attribute{
			"secret_group_id": schema.StringAttribute{MarkdownDescription: "The identifier of the secret group.", Required: true, Validators: filled},
			"tls_context_id":  schema.StringAttribute{MarkdownDescription: "The identifier of the TLS context in that group.", Required: true, Validators: filled},
		},
	}
}

func deploymentAttribute() schema.Attribute {
	member := func(description string, known ...string) schema.Attribute {
		a := schema.StringAttribute{MarkdownDescription: description, Optional: true, Computed: true, PlanModifiers: kept, Validators: filled}
		if len(known) > 0 {
			a.Validators = []validator.String{tf.Known(known...)}
		}
		return a
	}
	return schema.SingleNestedAttribute{
		MarkdownDescription: "The gateway that runs the API. Default: none of Terraform's concern; whatever deployment there is stays.",
		Optional:            true, Computed: true,
		PlanModifiers: []planmodifier.Object{objectplanmodifier.UseStateForUnknown()},
		Attributes: map[string]schema.Attribute{
			"environment_id":  member("The identifier of the gateway's environment. Default: the platform's choice."),
			"type":            member("Where the gateway runs: `HY`, `CH`, `CH2` or `RF`. Default: the platform's choice.", "HY", "CH", "CH2", "RF"),
			"expected_status": member("The state that the deployment should reach: `deployed` or `undeployed`. Default: the platform's choice.", "deployed", "undeployed"),
			"overwrite":       schema.BoolAttribute{MarkdownDescription: "Whether to replace an application of the same name. The platform does not show it. Default: none is sent, and the platform's own holds.", Optional: true},
			"target_id":       member("The identifier of the gateway, server or cluster. Default: the platform's choice."),
			"target_name":     member("The name of the gateway, server or cluster. Default: the platform's choice."),
			"gateway_version": member("The version of the gateway's runtime. Default: the platform's choice."),
		},
	}
}

func routingAttribute() schema.Attribute {
	return schema.ListNestedAttribute{
		MarkdownDescription: "Routes of a Flex Gateway, tried in order. Default: none.",
		Optional:            true, Validators: []validator.List{listvalidator.SizeAtLeast(1)},
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"label": schema.StringAttribute{MarkdownDescription: "The route's name. Default: none.", Optional: true, Validators: filled},
			"rules": schema.SingleNestedAttribute{
				MarkdownDescription: "Which requests take the route. Default: all.",
				Optional:            true,
				Attributes: map[string]schema.Attribute{
					"methods": schema.StringAttribute{MarkdownDescription: "HTTP methods, separated by `|`, as in `GET|POST`. Default: all.", Optional: true, Validators: filled},
					"host":    schema.StringAttribute{MarkdownDescription: "A regular expression for the host. Default: any.", Optional: true, Validators: filled},
					"path":    schema.StringAttribute{MarkdownDescription: "A regular expression for the path. Default: any.", Optional: true, Validators: filled},
					"headers": schema.MapAttribute{MarkdownDescription: "Regular expressions for headers, by name. Default: none.", Optional: true, ElementType: types.StringType},
				},
			},
			"upstreams": schema.ListNestedAttribute{
				MarkdownDescription: "The backends that share the route's requests.",
				Required:            true, Validators: []validator.List{listvalidator.SizeAtLeast(1)},
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"uri":   schema.StringAttribute{MarkdownDescription: "The backend's address.", Required: true, Validators: []validator.String{tf.AbsoluteURL()}},
					"label": schema.StringAttribute{MarkdownDescription: "The backend's name. Default: none.", Optional: true, Validators: filled},
					"weight": schema.Int64Attribute{
						MarkdownDescription: "The backend's share of the requests, in percent. Default: `100`.",
						Optional:            true, Computed: true, Default: int64default.StaticInt64(100), Validators: []validator.Int64{int64validator.Between(0, 100)},
					},
					"tls_context": tlsAttribute("The TLS context for requests to the backend. Default: none."),
				}},
			},
		}},
	}
}
