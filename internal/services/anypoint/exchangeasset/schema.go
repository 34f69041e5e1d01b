package exchangeasset

import (
	"context"
	"fmt"
	"regexp"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var semantic = regexp.MustCompile(`^\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$`)

func define() schema.Schema {
	replace := []planmodifier.String{stringplanmodifier.RequiresReplace()}
	kept := []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplace()}
	filled := stringvalidator.LengthAtLeast(1)
	// A comma separates them in the form that publishes the asset.
	label := setvalidator.ValueStringsAre(filled, stringvalidator.RegexMatches(regexp.MustCompile(`^[^,]*$`), "must not have a comma, which separates it from the next"))
	return schema.Schema{
		MarkdownDescription: "One version of an asset in Anypoint Exchange, such as the API that API Manager puts in front of a backend. A version never changes: another version, type or file is another asset. " +
			"Name and description belong to all versions of the asset, tags and status to this one.",
		Attributes: map[string]schema.Attribute{
			"organization_id": tf.OrganizationID("The identifier of the organization or business group that publishes the asset."),
			"group_id": schema.StringAttribute{
				MarkdownDescription: "The asset's group: the organization's identifier, or another group that it may publish in. Default: `organization_id`. Changing it forces a new object.",
				Optional:            true, Computed: true, PlanModifiers: kept, Validators: []validator.String{filled},
			},
			"asset_id": schema.StringAttribute{
				MarkdownDescription: "The asset's identifier within its group. Changing it forces a new object.",
				Required:            true, PlanModifiers: replace, Validators: []validator.String{filled},
			},
			"version": schema.StringAttribute{
				MarkdownDescription: "The asset's semantic version, such as `1.0.0`. Changing it forces a new object: use `create_before_destroy` to keep API instances on the old version until they are upgraded.",
				Required:            true, PlanModifiers: replace,
				Validators: []validator.String{stringvalidator.RegexMatches(semantic, "must be a semantic version: three numbers, such as 1.0.0, and perhaps a suffix, as in 1.0.0-beta")},
			},
			"name": schema.StringAttribute{
				MarkdownDescription: "The name of the asset in all its versions, 256 characters at most.",
				Required:            true, Validators: []validator.String{stringvalidator.UTF8LengthBetween(1, 256)},
			},
			"description": schema.StringAttribute{
				MarkdownDescription: "What the asset is, in all its versions, 255 characters at most. Default: none.",
				Optional:            true, Validators: []validator.String{stringvalidator.UTF8LengthBetween(1, 255)},
			},
			"type": schema.StringAttribute{
				MarkdownDescription: "The asset's type: `http-api` (needs no file), `rest-api`, `soap-api`, `async-api`, `raml-fragment`, `custom` or another of Exchange's. Changing it forces a new object.",
				Required:            true, PlanModifiers: replace,
				Validators: []validator.String{tf.Known("http-api", "rest-api", "soap-api", "async-api", "graphql-api", "grpc-api", "raml-fragment", "custom", "app", "connector", "extension", "policy", "ruleset", "template", "example", "agent", "mcp", "api-group")},
			},
			"api_version": schema.StringAttribute{
				MarkdownDescription: "The version of the API that the asset describes, such as `v1`. Each major version needs its own. Default: Exchange's choice. Changing it forces a new object.",
				Optional:            true, Computed: true, PlanModifiers: kept, Validators: []validator.String{filled},
			},
			"status": schema.StringAttribute{
				MarkdownDescription: "The version's life-cycle state: `development`, `published` or `deprecated`. Default: `published`.",
				Optional:            true, Computed: true, Default: stringdefault.StaticString(published),
				Validators: []validator.String{tf.Known("development", published, "deprecated")},
			},
			"tags": schema.SetAttribute{
				MarkdownDescription: "The version's tags. Default: none.",
				Optional:            true, ElementType: types.StringType, Validators: []validator.Set{label},
			},
			"keywords": schema.SetAttribute{
				MarkdownDescription: "Words by which the asset is found, given once at its publication; Exchange shows them among the tags. Default: none. Changing them forces a new object.",
				Optional:            true, ElementType: types.StringType, Validators: []validator.Set{label},
			},
			"asset_link": schema.StringAttribute{
				MarkdownDescription: "Where an `http-api` or `soap-api` without a file is described or served. Default: none. Changing it forces a new object.",
				Optional:            true, PlanModifiers: replace, Validators: []validator.String{tf.AbsoluteURL()},
			},
			"main_file": schema.StringAttribute{
				MarkdownDescription: "The name of the file, within an uploaded archive or on its own, with which a specification begins, such as `api.yaml`. Default: Exchange's choice. Changing it forces a new object.",
				Optional:            true, Computed: true, PlanModifiers: kept, Validators: []validator.String{filled},
			},
			"files": schema.ListNestedAttribute{
				MarkdownDescription: "What to upload. Default: nothing, as suits an `http-api`. Another content forces a new object.",
				Optional:            true,
				Validators:          []validator.List{listvalidator.SizeAtLeast(1)},
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"classifier": schema.StringAttribute{
						MarkdownDescription: "What the file is: `oas`, `raml`, `wsdl`, `raml-fragment`, `custom` or another of Exchange's classifiers.",
						Required:            true, Validators: []validator.String{filled},
					},
					"packaging": schema.StringAttribute{
						MarkdownDescription: "The file's form: `json`, `yaml`, `zip`, `raml`, `wsdl` or another.",
						Required:            true, Validators: []validator.String{filled},
					},
					"path": schema.StringAttribute{
						MarkdownDescription: "Where the file is on this machine. Exactly one of `path` and `content` is needed.",
						Optional:            true,
						Validators: []validator.String{filled, stringvalidator.ExactlyOneOf(
							path.MatchRelative().AtParent().AtName("path"), path.MatchRelative().AtParent().AtName("content"))},
					},
					"content": schema.StringAttribute{
						MarkdownDescription: "The file's text, as from `jsonencode()` or `file()`.",
						Optional:            true, Validators: []validator.String{filled},
					},
				}},
			},
			"files_hash": schema.StringAttribute{
				MarkdownDescription: "A digest of what the files held when they were uploaded, by which Terraform sees that one has changed.",
				Computed:            true,
			},
			"delete_type": schema.StringAttribute{
				MarkdownDescription: "What destroying does: `hard-delete` removes the version, `soft-delete` hides it and keeps its coordinates from being used again, for ever. An organization can forbid the former. Default: `hard-delete`.",
				Optional:            true, Computed: true, Default: stringdefault.StaticString(hardDelete),
				Validators: []validator.String{stringvalidator.OneOf(hardDelete, softDelete)},
			},
		},
	}
}

// withFile are the types that are nothing without a file.
var withFile = []string{"rest-api", "raml-fragment", "async-api", "graphql-api", "grpc-api"}

func validate(_ context.Context, m model, diags *diag.Diagnostics) {
	if slices.Contains(withFile, m.Type.ValueString()) && m.Files.IsNull() {
		diags.AddAttributeError(path.Root("files"), "Missing Files", fmt.Sprintf(
			"An asset of the type %q is made of its specification. Give files, such as [{ classifier = \"oas\", packaging = \"yaml\", path = \"api.yaml\" }], or use the type \"http-api\", which needs none.", m.Type.ValueString()))
	}
}

// filesType is the type of one of the files.
func filesType() attr.Type {
	l, ok := define().Attributes["files"].GetType().(types.ListType)
	if !ok {
		panic("exchangeasset: files is not a list")
	}
	return l.ElemType
}
