package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	own "github.com/gatehouse/terraform-provider-gatehouse/internal/functions"
	anypointtoken "github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/accesstoken"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/apiinstance"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/apipolicies"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/apipolicy"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/apipolicyorder"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/automatedpolicy"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/clientapplication"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/clientprovider"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/connectedapp"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/contract"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/environment"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/environmentclientproviders"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/exchangeasset"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/identityprovider"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/me"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/oauth2provider"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/organization"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/policytemplate"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/slatier"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/bridge/apiprobe"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/accesstoken"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/apitoken"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/appaccesspolicyassignment"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/appgroupassignment"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/appgroupassignments"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/appjwk"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/appoauth"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/appoauthapiscope"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/apps"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/appsecret"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/appuserassignment"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/authserver"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/authserverclaim"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/authserverclients"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/authserverkeys"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/authservermetadata"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/authserverpolicy"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/authserverpolicyclient"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/authserverpolicyrule"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/authserverscope"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/authservertrustedserver"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/authservertrustedservers"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/group"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/grouprule"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/groups"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/inlinehook"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/networkzone"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/oauthclient"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/policy"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/tokenintrospection"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/trustedorigin"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/okta/user"
)

// What the provider offers, one line an object, by platform and name.

var resources = append([]func() resource.Resource{
	apiinstance.NewResource,
	apipolicy.NewResource,
	apipolicyorder.NewResource,
	clientapplication.NewResource,
	clientprovider.NewResource,
	oauth2provider.NewOpenAM,
	oauth2provider.NewPing,
	connectedapp.NewResource,
	contract.NewResource,
	environment.NewResource,
	environmentclientproviders.NewResource,
	exchangeasset.NewResource,
	automatedpolicy.NewResource,
	identityprovider.NewResource,
	organization.NewResource,
	slatier.NewResource,
	appaccesspolicyassignment.NewResource,
	appgroupassignment.NewResource,
	appgroupassignments.NewResource,
	appjwk.NewResource,
	appoauth.NewResource,
	appoauthapiscope.NewResource,
	appsecret.NewResource,
	appuserassignment.NewResource,
	authserver.NewResource,
	authserverclaim.NewResource,
	authserverpolicy.NewResource,
	authserverpolicyclient.NewResource,
	authserverpolicyrule.NewResource,
	authserverscope.NewResource,
	authservertrustedserver.NewResource,
	authservertrustedservers.NewResource,
	group.NewResource,
	grouprule.NewResource,
	inlinehook.NewResource,
	oauthclient.NewResource,
	trustedorigin.NewResource,
}, apipolicies.NewResources()...)

var dataSources = []func() datasource.DataSource{
	apiinstance.NewDataSource,
	apiinstance.NewListDataSource,
	clientapplication.NewDataSource,
	clientapplication.NewListDataSource,
	clientprovider.NewDataSource,
	clientprovider.NewListDataSource,
	clientprovider.NewGrantTypesDataSource,
	connectedapp.NewDataSource,
	connectedapp.NewListDataSource,
	contract.NewListDataSource,
	environment.NewDataSource,
	environment.NewListDataSource,
	exchangeasset.NewDataSource,
	identityprovider.NewDataSource,
	identityprovider.NewListDataSource,
	me.NewDataSource,
	policytemplate.NewDataSource,
	policytemplate.NewListDataSource,
	organization.NewDataSource,
	organization.NewListDataSource,
	slatier.NewListDataSource,
	apiprobe.NewDataSource,
	apitoken.NewDataSource,
	apitoken.NewListDataSource,
	appoauth.NewDataSource,
	apps.NewDataSource,
	authserver.NewDataSource,
	authserver.NewListDataSource,
	authserverclients.NewDataSource,
	authserverclaim.NewDataSource,
	authserverclaim.NewListDataSource,
	authserverkeys.NewDataSource,
	authservermetadata.NewDataSource,
	authserverpolicy.NewDataSource,
	authserverpolicyrule.NewDataSource,
	authserverscope.NewDataSource,
	authserverscope.NewListDataSource,
	group.NewDataSource,
	groups.NewDataSource,
	inlinehook.NewDataSource,
	networkzone.NewDataSource,
	networkzone.NewListDataSource,
	oauthclient.NewDataSource,
	policy.NewDataSource,
	policy.NewListDataSource,
	user.NewDataSource,
	user.NewListDataSource,
}

var ephemeralResources = []func() ephemeral.EphemeralResource{
	anypointtoken.NewEphemeral,
	clientapplication.NewEphemeral,
	connectedapp.NewEphemeral,
	apiprobe.NewEphemeral,
	accesstoken.NewEphemeral,
	appsecret.NewEphemeral,
	tokenintrospection.NewEphemeral,
}

var listResources = append([]func() list.ListResource{
	apiinstance.NewListResource,
	apipolicy.NewListResource,
	apipolicyorder.NewListResource,
	clientapplication.NewListResource,
	clientprovider.NewListResource,
	oauth2provider.NewOpenAMList,
	oauth2provider.NewPingList,
	connectedapp.NewListResource,
	contract.NewListResource,
	environment.NewListResource,
	environmentclientproviders.NewListResource,
	exchangeasset.NewListResource,
	automatedpolicy.NewListResource,
	identityprovider.NewListResource,
	organization.NewListResource,
	slatier.NewListResource,
	appaccesspolicyassignment.NewListResource,
	appgroupassignment.NewListResource,
	appgroupassignments.NewListResource,
	appjwk.NewListResource,
	appoauth.NewListResource,
	appoauthapiscope.NewListResource,
	appsecret.NewListResource,
	appuserassignment.NewListResource,
	authserver.NewListResource,
	authserverclaim.NewListResource,
	authserverpolicy.NewListResource,
	authserverpolicyclient.NewListResource,
	authserverpolicyrule.NewListResource,
	authserverscope.NewListResource,
	authservertrustedserver.NewListResource,
	authservertrustedservers.NewListResource,
	group.NewListResource,
	grouprule.NewListResource,
	inlinehook.NewListResource,
	oauthclient.NewListResource,
	trustedorigin.NewListResource,
}, apipolicies.NewListResources()...)

var functions = []func() function.Function{
	newBuildID,
	own.NewIssuerURL,
	own.NewAutodiscoveryName,
	own.NewJWTClaims,
	newParseID,
	own.NewScopes,
}

var actions = append([]func() action.Action{
	apiinstance.NewPromoteAction,
	clientapplication.NewResetSecretAction,
	connectedapp.NewResetSecretAction,
	appoauth.NewActivateAction,
	appoauth.NewDeactivateAction,
	appsecret.NewRotateAction,
	authserver.NewActivateAction,
	authserver.NewDeactivateAction,
	authserver.NewRotateKeysAction,
	authserverpolicy.NewActivateAction,
	authserverpolicy.NewDeactivateAction,
	authserverpolicyrule.NewActivateAction,
	authserverpolicyrule.NewDeactivateAction,
	oauthclient.NewRevokeAction,
	oauthclient.NewRotateAction,
}, contract.NewActions()...)
