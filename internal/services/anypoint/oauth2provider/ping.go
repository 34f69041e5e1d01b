package oauth2provider

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type ping struct {
	common

	TokenValidationClientID              types.String `tfsdk:"token_validation_client_id"`
	TokenValidationClientSecret          types.String `tfsdk:"token_validation_client_secret"`
	TokenValidationClientSecretWO        types.String `tfsdk:"token_validation_client_secret_wo"`
	TokenValidationClientSecretWOVersion types.Int64  `tfsdk:"token_validation_client_secret_wo_version"`
	TokenMapping                         types.Object `tfsdk:"token_mapping"`
	BypassApprovalPage                   types.Bool   `tfsdk:"bypass_approval_page"`
	SendCredentialsInHeader              types.Bool   `tfsdk:"send_credentials_in_header"`
}

var pingObject = object("ping", "PingFederate", definePing)

// mapped are the members of a token mapping, by argument.
var mapped = []struct{ argument, member, what string }{
	{"username", "username", "the user name"},
	{"email", "email", "the email address"},
	{"first_name", "firstName", "the first name"},
	{"last_name", "lastName", "the last name"},
	{"user", "user", "the user, as the platform's member `user` has it"},
}

// NewPing is gatehouse_anypoint_client_provider_ping.
func NewPing() resource.Resource { return managed[ping](pingObject) }

// NewPingList lists the client providers of one root organization that this
// resource can manage.
func NewPingList() list.ListResource { return listed[ping](pingObject, "PingFederate") }

func (m *ping) typ() string { return anypoint.Ping }

func (m *ping) secrets() []secret {
	return []secret{m.password("oauth2_client_provider"), {
		argument: "token_validation_client_secret", kept: m.TokenValidationClientSecret, written: m.TokenValidationClientSecretWO, version: m.TokenValidationClientSecretWOVersion,
		part: "oauth2_token_validation_provider", member: "client_secret", beside: "client_id", whose: m.TokenValidationClientID, optional: true,
	}}
}

func (m *ping) removable() map[string]attr.Value {
	return map[string]attr.Value{
		"supported_grant_types": m.SupportedGrantTypes, "token_validation_client_id": m.TokenValidationClientID, "token_mapping": m.TokenMapping,
	}
}

func (m *ping) expand(p *anypoint.ClientProvider) {
	p.Clients.Username = m.Username.ValueString()
	p.Clients.BypassApprovalPage, p.Clients.SendCredentialsInHeader = tf.BoolPointer(m.BypassApprovalPage), tf.BoolPointer(m.SendCredentialsInHeader)
	p.Validation.ClientID = m.TokenValidationClientID.ValueString()
	given := m.TokenMapping.Attributes()
	for _, f := range mapped {
		if v, ok := given[f.argument].(types.String); ok && !v.IsNull() {
			if p.Validation.TokenMapping == nil {
				p.Validation.TokenMapping = map[string]string{}
			}
			p.Validation.TokenMapping[f.member] = v.ValueString()
		}
	}
}

func (m *ping) flatten(p anypoint.ClientProvider) {
	m.Username = tf.String(p.Clients.Username)
	m.BypassApprovalPage, m.SendCredentialsInHeader = tf.True(p.Clients.BypassApprovalPage), tf.True(p.Clients.SendCredentialsInHeader)
	m.TokenValidationClientID = tf.String(p.Validation.ClientID)
	kinds, values := map[string]attr.Type{}, map[string]attr.Value{}
	for _, f := range mapped {
		kinds[f.argument], values[f.argument] = types.StringType, tf.String(p.Validation.TokenMapping[f.member])
	}
	// A mapping of nothing is the same as none.
	if len(p.Validation.TokenMapping) == 0 && m.TokenMapping.IsNull() {
		m.TokenMapping = types.ObjectNull(kinds)
	} else {
		m.TokenMapping = types.ObjectValueMust(kinds, values)
	}
}

func definePing() schema.Schema {
	const secret = "token_validation_client_secret"
	mapping := map[string]schema.Attribute{}
	for _, f := range mapped {
		mapping[f.argument] = optional("Which attribute of a validated token has " + f.what + ".")
	}
	return define("PingFederate as the identity provider that keeps the clients of applications. It belongs to the root organization; environments and API instances choose it. "+
		"Deleting it makes its APIs and applications fall back to Anypoint's own client identities: contracts stay, policies that ask this provider fail."+removal,
		"The password of that user.",
		map[string]schema.Attribute{
			"authorize_url":              endpoint("Where users authorize: `/as/authorization.oauth2` of PingFederate."),
			"token_url":                  endpoint("Where clients get tokens: `/as/token.oauth2` of PingFederate."),
			"token_validation_url":       endpoint("Where gateways have tokens validated: `/as/token.oauth2` of PingFederate."),
			"client_registration_url":    endpoint("Where Anypoint registers clients: `/pf-ws/rest/oauth/clients` of PingFederate."),
			"client_deletion_url":        endpoint("Where Anypoint deletes clients. `{{client_id}}` in it stands for the client's identifier, as in `/pf-ws/rest/oauth/clients/{{client_id}}` of PingFederate."),
			"username":                   required("The user with whose name and password Anypoint registers clients."),
			"token_validation_client_id": optional("The identifier of the client with which gateways have tokens validated."),
			secret:                       tf.KeptSecret("The secret of the client with which gateways have tokens validated. It is stored in the state; prefer `"+secret+"_wo`. One that was imported keeps its secret while both are left out. Default: none.", secret, stringvalidator.LengthAtLeast(1)),
			secret + "_wo":               tf.WriteOnly(secret, stringvalidator.LengthAtLeast(1)),
			secret + "_wo_version":       tf.WriteOnlyVersion(secret, "sends the secret again only then, and with a replacement of the configuration (PUT)"),
			"token_mapping":              schema.SingleNestedAttribute{MarkdownDescription: "Which attributes of a validated token say who the user is. Default: none, the platform's own choice.", Optional: true, Attributes: mapping},
			"bypass_approval_page":       tf.Flag("Whether PingFederate leaves out the page on which users approve what a client may do.", false),
			"send_credentials_in_header": tf.Flag("Whether credentials are sent in a header, as the platform's member `send_credentials_in_header` has it; the vendor's document does not tell more.", false),
		})
}
