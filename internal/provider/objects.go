package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/apiinstance"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/apipolicyopenidconnect"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/clientprovider"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/environmentclientproviders"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/exchangeasset"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/appgroupassignment"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/appoauth"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/appsecret"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/authserver"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/authservermetadata"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/authserverscope"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/group"
)

// What the provider offers, one line an object, by platform and name.

var resources = []func() resource.Resource{
	apiinstance.NewResource,
	apipolicyopenidconnect.NewResource,
	clientprovider.NewResource,
	environmentclientproviders.NewResource,
	exchangeasset.NewResource,
	appgroupassignment.NewResource,
	appoauth.NewResource,
	authserver.NewResource,
	authserverscope.NewResource,
	group.NewResource,
}

var dataSources = []func() datasource.DataSource{
	authserver.NewDataSource,
	authserver.NewListDataSource,
	authservermetadata.NewDataSource,
	group.NewDataSource,
}

var ephemeralResources = []func() ephemeral.EphemeralResource{
	appsecret.NewEphemeral,
}

var listResources = []func() list.ListResource{
	apipolicyopenidconnect.NewListResource,
	environmentclientproviders.NewListResource,
	appgroupassignment.NewListResource,
	appoauth.NewListResource,
	authserver.NewListResource,
	authserverscope.NewListResource,
	group.NewListResource,
}

var functions = []func() function.Function{}

var actions = []func() action.Action{}
