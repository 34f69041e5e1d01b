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
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/clientapplication"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/clientprovider"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/contract"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/environment"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/environmentclientproviders"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/exchangeasset"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/bridge/apiprobe"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/accesstoken"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/appgroupassignment"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/appoauth"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/appsecret"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/authserver"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/authservermetadata"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/authserverscope"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/group"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/oauthclient"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/tokenintrospection"
)

// What the provider offers, one line an object, by platform and name.

var resources = []func() resource.Resource{
	apiinstance.NewResource,
	apipolicyopenidconnect.NewResource,
	clientapplication.NewResource,
	clientprovider.NewResource,
	contract.NewResource,
	environment.NewResource,
	environmentclientproviders.NewResource,
	exchangeasset.NewResource,
	appgroupassignment.NewResource,
	appoauth.NewResource,
	authserver.NewResource,
	authserverscope.NewResource,
	group.NewResource,
	oauthclient.NewResource,
}

var dataSources = []func() datasource.DataSource{
	apiinstance.NewDataSource,
	clientapplication.NewDataSource,
	clientprovider.NewDataSource,
	environment.NewDataSource,
	exchangeasset.NewDataSource,
	apiprobe.NewDataSource,
	authserver.NewDataSource,
	authserver.NewListDataSource,
	authservermetadata.NewDataSource,
	group.NewDataSource,
	oauthclient.NewDataSource,
}

var ephemeralResources = []func() ephemeral.EphemeralResource{
	clientapplication.NewEphemeral,
	apiprobe.NewEphemeral,
	accesstoken.NewEphemeral,
	appsecret.NewEphemeral,
	tokenintrospection.NewEphemeral,
}

var listResources = []func() list.ListResource{
	apiinstance.NewListResource,
	apipolicyopenidconnect.NewListResource,
	clientapplication.NewListResource,
	clientprovider.NewListResource,
	contract.NewListResource,
	environment.NewListResource,
	environmentclientproviders.NewListResource,
	exchangeasset.NewListResource,
	appgroupassignment.NewListResource,
	appoauth.NewListResource,
	authserver.NewListResource,
	authserverscope.NewListResource,
	group.NewListResource,
	oauthclient.NewListResource,
}

var functions = []func() function.Function{}

var actions = []func() action.Action{}
