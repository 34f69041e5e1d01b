package apipolicy

import (
	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/policy"
)

// NewListResource lists the policies of one API instance.
func NewListResource() list.ListResource {
	return kind.List(object, "The policies of one Anypoint API instance, of every kind.",
		func(anypoint.Policy) bool { return true },
		func(c policy.Common) model { return model{Common: c} })
}
