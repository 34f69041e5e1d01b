package appgroupassignment

import (
	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

// NewListResource lists the groups that are assigned to one app.
func NewListResource() list.ListResource {
	return kind.List(
		"The groups that are assigned to one Okta app.", "Only groups whose name begins with this text. Default: all.",
		nil, func(g okta.AppGroup) string { return g.ID },
	)
}
