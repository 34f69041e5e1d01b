package slatier

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

const (
	active     = "ACTIVE"
	deprecated = "DEPRECATED"
)

func define() schema.Schema {
	atLeastOne := []validator.Int64{tf.DoubtInt64(int64validator.AtLeast(1))}
	return schema.Schema{
		MarkdownDescription: "An SLA tier of an API instance: how many requests in what time an application may make that has a contract of the tier. The policies for rate limiting and spike control by SLA enforce it. An API instance with tiers demands one of every new contract.",
		Attributes: map[string]schema.Attribute{
			"id":              tf.ID("The tier's identifier."),
			"organization_id": tf.OrganizationID("The identifier of the organization (business group) of the API instance."),
			"environment_id":  tf.EnvironmentID(),
			"api_instance_id": tf.Parent("The identifier of the API instance."),
			"name": schema.StringAttribute{
				MarkdownDescription: "The tier's name, unique among those of the API instance.",
				Required:            true, Validators: []validator.String{tf.Doubt(stringvalidator.UTF8LengthBetween(1, 256))},
			},
			"description": schema.StringAttribute{MarkdownDescription: "What the tier is for. Default: none.", Optional: true},
			"auto_approve": schema.BoolAttribute{
				MarkdownDescription: "Whether requests for the tier are approved by themselves. Default: `false`, and the API's owner decides.",
				Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
			},
			"status": schema.StringAttribute{
				MarkdownDescription: "`ACTIVE`, or `DEPRECATED`: then contracts keep the tier and nobody can request it. Default: `ACTIVE`.",
				Optional:            true, Computed: true, Default: stringdefault.StaticString(active),
				Validators: []validator.String{stringvalidator.OneOf(active, deprecated)},
			},
			"limits": schema.ListNestedAttribute{
				MarkdownDescription: "The limits, of which every one counts; their order means nothing.",
				Required:            true, Validators: []validator.List{tf.DoubtList(listvalidator.SizeAtLeast(1))},
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"maximum_requests":            schema.Int64Attribute{MarkdownDescription: "How many requests are allowed in the time.", Required: true, Validators: atLeastOne},
					"time_period_in_milliseconds": schema.Int64Attribute{MarkdownDescription: "The time, in milliseconds.", Required: true, Validators: atLeastOne},
					// Not Computed: a default inside of another attribute makes plans slow.
					"visible": schema.BoolAttribute{MarkdownDescription: "Whether consumers see the limit. Default: `true`.", Optional: true},
				}},
			},
			"application_count": schema.Int64Attribute{MarkdownDescription: "How many applications have a contract of the tier.", Computed: true},
		},
	}
}
