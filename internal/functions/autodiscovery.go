package functions

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"
)

// NewAutodiscoveryName is autodiscovery_name.
func NewAutodiscoveryName() function.Function {
	return fn{
		name: "autodiscovery_name",
		definition: function.Definition{
			Summary: "The name by which a Mule 3 application finds its API",
			MarkdownDescription: "The `apiName` of the autodiscovery element of a Mule 3 application, from the API's asset in Exchange. " +
				"The element's `version` is the attribute `autodiscovery_instance_name` of `gatehouse_anypoint_api_instance`. A Mule 4 application needs neither: its `apiId` is the API instance's `id`.",
			Parameters: []function.Parameter{
				function.StringParameter{Name: "group_id", MarkdownDescription: "The Exchange group of the API's asset: the identifier of an organization or business group."},
				function.StringParameter{Name: "asset_id", MarkdownDescription: "The API's asset in Exchange."},
			},
			Return: function.StringReturn{},
		},
		run: func(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
			var group, asset string
			if resp.Error = req.Arguments.Get(ctx, &group, &asset); resp.Error != nil {
				return
			}
			for i, v := range []string{group, asset} {
				if v == "" || strings.Contains(v, ":") {
					fail(resp, int64(i), "%q is not a part of an asset's coordinates. Give a text without colons, such as the group_id or asset_id of a gatehouse_anypoint_exchange_asset.", v)
					return
				}
			}
			resp.Error = resp.Result.Set(ctx, "groupId:"+group+":assetId:"+asset)
		},
	}
}
