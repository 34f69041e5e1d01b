// Package inlinehook manages the inline hooks of an Okta org, such as the token
// hooks that rules of access policies call.
package inlinehook

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/objectvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "okta_inline_hook", Noun: "Okta Inline Hook", Platform: crud.Okta,
	Identity: []string{"id"},
	Define:   define,
	Needs:    crud.OktaNeeds("okta.inlineHooks", "Super Administrator"),
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "An inline hook: a call that Okta makes to a service of yours in the middle of what it does. A hook of the type `" + okta.TokenHook + "` is called when a token is issued by a rule that names it " +
			"(`inline_hook_id` of `gatehouse_okta_auth_server_policy_rule`), and can add, change and remove claims or refuse the token. It works for custom authorization servers only.\n\n" +
			"Secrets go in by write-only arguments, and Okta never tells them: a change of one outside of Terraform cannot be seen.",
		Attributes: map[string]schema.Attribute{
			"id": tf.ID("The hook's identifier."),
			"name": schema.StringAttribute{
				MarkdownDescription: "The hook's name, unique in the org; 1 to 255 characters.", Required: true, Validators: []validator.String{stringvalidator.UTF8LengthBetween(1, 255)},
			},
			"type": schema.StringAttribute{
				MarkdownDescription: "What Okta does when it calls the service: `" + okta.TokenHook + "` (issues an OAuth token), `com.okta.saml.tokens.transform` (issues a SAML assertion), `com.okta.import.transform` (imports users), " +
					"`com.okta.user.pre-registration` (lets people register), `com.okta.user.credential.password.import` (checks an imported password) or `com.okta.telephony.provider` (sends text messages and calls). Changing it forces a new object.",
				Required: true, Validators: []validator.String{tf.Known(okta.InlineHookTypes...)},
				PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"version":      defaulted("The version of the hook's type, such as `1.0.0`.", "1.0.0"),
			"status":       defaulted("Whether Okta calls the service: `ACTIVE` or `INACTIVE`. A hook can be created inactive.", okta.Active, stringvalidator.OneOf(okta.Active, okta.Inactive)),
			"channel":      channel(),
			"auth":         auth(),
			"headers":      headers(),
			"channel_json": channelJSON(),
		},
	}
}

func defaulted(description, value string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description + " Default: `" + value + "`.", Optional: true, Computed: true, Default: stringdefault.StaticString(value), Validators: validators,
	}
}

func optional(description string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description + " Default: none.", Optional: true, Validators: validators}
}

func channel() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: "How Okta reaches the service. Exactly one of `channel` and `channel_json` is given.", Optional: true,
		Validators: []validator.Object{objectvalidator.ExactlyOneOf(path.MatchRoot("channel"), path.MatchRoot("channel_json"))},
		Attributes: map[string]schema.Attribute{
			"type":    defaulted("How Okta proves itself to the service: `HTTP` (by the header in `auth`, or not at all) or `OAUTH` (by an access token of an authorization server of yours).", okta.HookHTTP, tf.Known(okta.HookHTTP, okta.HookOAuth)),
			"version": defaulted("The version of the channel.", "1.0.0", tf.Doubt(stringvalidator.LengthAtLeast(1))),
			"uri": schema.StringAttribute{
				MarkdownDescription: "The address of the service, at most 1,024 characters: https, or http to this machine for the sake of a simulator.", Required: true,
				Validators: []validator.String{tf.SecureURL(), noSpace(), stringvalidator.UTF8LengthAtMost(1024)},
			},
			"method":      defaulted("The HTTP method of the call. A channel of the type `OAUTH` takes `POST` only.", "POST", tf.Known("POST")),
			"auth_type":   optional("For `OAUTH`: how Okta proves itself to the authorization server, `client_secret_post` or `private_key_jwt`.", tf.Known(okta.HookSecretPost, okta.HookPrivateKey)),
			"client_id":   optional("For `OAUTH`: the identifier of the client that Okta is."),
			"token_url":   optional("For `OAUTH`: the address of the authorization server's token endpoint, https.", tf.Doubt(tf.SecureURL())),
			"scope":       optional("For `OAUTH`: the scope that Okta asks for, or several with spaces between them."),
			"hook_key_id": optional("For `private_key_jwt`: the identifier of the hook key (not its `keyId`), which Okta made in its console or by its Hook Keys API. The private half never leaves Okta."),
			"client_secret": schema.StringAttribute{
				MarkdownDescription: "For `client_secret_post`: the client's secret, for command lines without write-only arguments: it is kept in the state. Prefer `client_secret_wo`. Default: none.",
				Optional:            true, Sensitive: true,
				Validators: []validator.String{stringvalidator.ConflictsWith(path.MatchRelative().AtParent().AtName("client_secret_wo"))},
			},
			"client_secret_wo":         writeOnly("For `client_secret_post`: the client's secret.", "client_secret_wo"),
			"client_secret_wo_version": version("client_secret_wo"),
		},
	}
}

func auth() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: "The header by which the service knows Okta. Default: none.", Optional: true,
		Validators: []validator.Object{objectvalidator.ConflictsWith(path.MatchRoot("channel_json"))},
		Attributes: map[string]schema.Attribute{
			"type": defaulted("The kind of proof.", "HEADER", tf.Known("HEADER")),
			"key":  schema.StringAttribute{MarkdownDescription: "The name of the header, such as `Authorization`.", Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
			"value": schema.StringAttribute{
				MarkdownDescription: "The value of the header, for command lines without write-only arguments: it is kept in the state. Prefer `value_wo`. Default: none.",
				Optional:            true, Sensitive: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1), stringvalidator.ConflictsWith(path.MatchRelative().AtParent().AtName("value_wo"))},
			},
			"value_wo":         writeOnly("The value of the header.", "value_wo"),
			"value_wo_version": version("value_wo"),
		},
	}
}

func writeOnly(description, name string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description + " Never kept in the state. It is sent whenever the hook is written, and `" + name + "_version` says that it has changed. Default: none.", Optional: true, Sensitive: true, WriteOnly: true,
		Validators: []validator.String{stringvalidator.LengthAtLeast(1), stringvalidator.AlsoRequires(path.MatchRelative().AtParent().AtName(name + "_version"))},
	}
}

func version(name string) schema.Int64Attribute {
	return schema.Int64Attribute{
		MarkdownDescription: "A number that you change to have `" + name + "` sent again. Default: none.", Optional: true,
		Validators: []validator.Int64{int64validator.AlsoRequires(path.MatchRelative().AtParent().AtName(name))},
	}
}

func headers() schema.SetNestedAttribute {
	return schema.SetNestedAttribute{
		MarkdownDescription: "Further headers that Okta sends to the service. Okta tells their values, so that no secret belongs here. Default: none.", Optional: true,
		Validators: []validator.Set{setvalidator.ConflictsWith(path.MatchRoot("channel_json"))},
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"key":   schema.StringAttribute{MarkdownDescription: "The header's name.", Required: true},
			"value": schema.StringAttribute{MarkdownDescription: "The header's value.", Required: true},
		}},
	}
}

func channelJSON() schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "The whole channel as the JSON object of Okta's API, in place of `channel`, `auth` and `headers`; it is kept in the state with the secrets that are in it. Prefer the others, which keep none. Default: none.",
		Optional:            true, Sensitive: true,
		Validators: []validator.String{isChannel{}},
	}
}
