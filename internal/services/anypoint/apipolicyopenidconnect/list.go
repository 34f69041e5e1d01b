package apipolicyopenidconnect

import (
	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/policy"
)

// NewListResource lists the OpenID Connect policies of one API instance.
func NewListResource() list.ListResource {
	return kind.List(object, "The policies *OpenID Connect access token enforcement* of one Anypoint API instance.", func(p anypoint.Policy) bool {
		return p.GroupID == anypoint.MuleSoftGroup && p.AssetID == asset
	}, func(c policy.Common) model { return model{Common: c} })
}
