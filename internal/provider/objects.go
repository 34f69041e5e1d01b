package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/apipolicyopenidconnect"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/authserverscope"
)

// What the provider offers, one line an object, by platform and name.

var resources = []func() resource.Resource{
	apipolicyopenidconnect.NewResource,
	authserverscope.NewResource,
}

var dataSources = []func() datasource.DataSource{}

var ephemeralResources = []func() ephemeral.EphemeralResource{}

var listResources = []func() list.ListResource{
	apipolicyopenidconnect.NewListResource,
	authserverscope.NewListResource,
}

var functions = []func() function.Function{}

var actions = []func() action.Action{}
