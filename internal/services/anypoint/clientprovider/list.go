package clientprovider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/clientproviders"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

func listed(typ, which string) *crud.List[model, anypoint.ClientProvider, clientproviders.Filter] {
	return clientproviders.Listed(object, typ, which, flatten, func(organization types.String) model { return model{OrganizationID: organization} })
}

// NewListResource lists the client providers of one root organization that
// this resource can manage.
func NewListResource() list.ListResource {
	return listed(anypoint.OIDCDynamic, " that register clients by OpenID Connect Dynamic Client Registration")
}

// NewListDataSource is the data source gatehouse_anypoint_client_providers.
func NewListDataSource() datasource.DataSource {
	return &crud.ListData{List: listed("", ", of any type"), Name: "anypoint_client_providers", Items: "client_providers", Shown: []string{"id", "name"}}
}
