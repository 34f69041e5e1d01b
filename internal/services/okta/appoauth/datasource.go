package appoauth

import (
	"context"
	"fmt"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

// found is what can be read of an app. There is no secret in it.
type found struct {
	ID                   types.String         `tfsdk:"id"`
	Name                 types.String         `tfsdk:"name"`
	SignOnMode           types.String         `tfsdk:"sign_on_mode"`
	LogoURL              types.String         `tfsdk:"logo_url"`
	Label                types.String         `tfsdk:"label"`
	Type                 types.String         `tfsdk:"type"`
	Status               types.String         `tfsdk:"status"`
	Profile              jsontypes.Normalized `tfsdk:"profile"`
	ImplicitAssignment   types.Bool           `tfsdk:"implicit_assignment"`
	AuthenticationPolicy types.String         `tfsdk:"authentication_policy"`
	AdminNote            types.String         `tfsdk:"admin_note"`
	EndUserNote          types.String         `tfsdk:"enduser_note"`
	SelfService          types.Bool           `tfsdk:"accessibility_self_service"`
	ErrorRedirectURL     types.String         `tfsdk:"accessibility_error_redirect_url"`
	LoginRedirectURL     types.String         `tfsdk:"accessibility_login_redirect_url"`
	AutoLaunch           types.Bool           `tfsdk:"auto_launch"`
	AutoSubmitToolbar    types.Bool           `tfsdk:"auto_submit_toolbar"`
	HideIOS              types.Bool           `tfsdk:"hide_ios"`
	HideWeb              types.Bool           `tfsdk:"hide_web"`
	UserNameTemplate     types.String         `tfsdk:"user_name_template"`
	UserNameType         types.String         `tfsdk:"user_name_template_type"`
	UserNameSuffix       types.String         `tfsdk:"user_name_template_suffix"`
	UserNamePush         types.String         `tfsdk:"user_name_template_push_status"`
	ClientID             types.String         `tfsdk:"client_id"`
	AuthMethod           types.String         `tfsdk:"token_endpoint_auth_method"`
	AutoKeyRotation      types.Bool           `tfsdk:"auto_key_rotation"`
	PKCERequired         types.Bool           `tfsdk:"pkce_required"`
	DPoP                 types.Bool           `tfsdk:"dpop_bound_access_tokens"`
	GrantTypes           types.Set            `tfsdk:"grant_types"`
	ResponseTypes        types.Set            `tfsdk:"response_types"`
	RedirectURIs         types.Set            `tfsdk:"redirect_uris"`
	PostLogoutURIs       types.Set            `tfsdk:"post_logout_redirect_uris"`
	WildcardRedirect     types.String         `tfsdk:"wildcard_redirect"`
	LoginURI             types.String         `tfsdk:"login_uri"`
	LoginMode            types.String         `tfsdk:"login_mode"`
	LoginScopes          types.Set            `tfsdk:"login_scopes"`
	ConsentMethod        types.String         `tfsdk:"consent_method"`
	IssuerMode           types.String         `tfsdk:"issuer_mode"`
	RefreshRotation      types.String         `tfsdk:"refresh_token_rotation"`
	RefreshLeeway        types.Int64          `tfsdk:"refresh_token_leeway"`
	ClientURI            types.String         `tfsdk:"client_uri"`
	LogoURI              types.String         `tfsdk:"logo_uri"`
	PolicyURI            types.String         `tfsdk:"policy_uri"`
	TOSURI               types.String         `tfsdk:"tos_uri"`
	JWKSURI              types.String         `tfsdk:"jwks_uri"`
	ParticipateSLO       types.Bool           `tfsdk:"participate_slo"`
	FrontchannelURI      types.String         `tfsdk:"frontchannel_logout_uri"`
	FrontchannelSession  types.Bool           `tfsdk:"frontchannel_logout_session_required"`
	CIBAAuthenticator    types.String         `tfsdk:"backchannel_custom_authenticator_id"`
	CIBADelivery         types.String         `tfsdk:"backchannel_token_delivery_mode"`
	CIBASigningAlg       types.String         `tfsdk:"backchannel_authentication_request_signing_alg"`
	RequestObjectAlg     types.String         `tfsdk:"request_object_signing_alg"`
	IDTokenEncryptionAlg types.String         `tfsdk:"id_token_encrypted_response_alg"`
	SubjectType          types.String         `tfsdk:"subject_type"`
	SectorIdentifierURI  types.String         `tfsdk:"sector_identifier_uri"`
}

// NewDataSource finds an OAuth 2.0 client app by its identifier or its exact label.
func NewDataSource() datasource.DataSource {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	flag := func(description string) schema.BoolAttribute {
		return schema.BoolAttribute{MarkdownDescription: description, Computed: true}
	}
	set := func(description string) schema.SetAttribute {
		return schema.SetAttribute{MarkdownDescription: description, Computed: true, ElementType: types.StringType}
	}
	return &crud.DataSource[found]{
		Name: object.Name, Noun: object.Noun, Platform: crud.Okta,
		Needs: crud.OktaReads("okta.apps"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "An OAuth 2.0 client app of the Okta org, by its identifier or by its exact label. Its secret is never read: the ephemeral resource `gatehouse_okta_app_secret` hands it out.",
				Attributes: map[string]schema.Attribute{
					"id": schema.StringAttribute{
						MarkdownDescription: "The app's identifier. Either this or `label`.", Optional: true, Computed: true,
						Validators: []validator.String{stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("label"))},
					},
					"label": schema.StringAttribute{
						MarkdownDescription: "The app's exact label. It is an error when no app, or more than one, has it.", Optional: true, Computed: true,
						Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
					},
					"name":                                 text("Okta's key for the kind of app."),
					"sign_on_mode":                         text("The sign-on mode."),
					"logo_url":                             text("The address of the app's logo."),
					"type":                                 text("The kind of client: `web`, `native`, `browser` or `service`."),
					"status":                               text("`ACTIVE` or `INACTIVE`."),
					"profile":                              schema.StringAttribute{MarkdownDescription: "Properties of the app for Okta's expression language, a JSON object.", Computed: true, CustomType: jsontypes.NormalizedType{}},
					"implicit_assignment":                  flag("Whether everybody may use the app without being assigned to it."),
					"authentication_policy":                text("The identifier of the authentication policy that the app is under."),
					"admin_note":                           text("A note that administrators see."),
					"enduser_note":                         text("A note that users see on their dashboard."),
					"accessibility_self_service":           flag("Whether users may ask for the app themselves."),
					"accessibility_error_redirect_url":     text("The address of an error page."),
					"accessibility_login_redirect_url":     text("The address of a sign-in page."),
					"auto_launch":                          flag("Whether the app starts when a user signs in to Okta."),
					"auto_submit_toolbar":                  flag("Whether the browser plugin signs in to the app by itself."),
					"hide_ios":                             flag("Whether the app is hidden in Okta's mobile app."),
					"hide_web":                             flag("Whether the app is hidden on the dashboard."),
					"user_name_template":                   text("The expression that makes the name of a user in the app."),
					"user_name_template_type":              text("The kind of expression."),
					"user_name_template_suffix":            text("What is appended to user names."),
					"user_name_template_push_status":       text("Whether a changed user name is pushed to the app."),
					"client_id":                            text("The OAuth 2.0 client id."),
					"token_endpoint_auth_method":           text("How the client proves itself at the token endpoint."),
					"auto_key_rotation":                    flag("Whether Okta changes the key with which it signs for this app by itself."),
					"pkce_required":                        flag("Whether the client must use PKCE."),
					"dpop_bound_access_tokens":             flag("Whether the client must prove the possession of a key (DPoP)."),
					"grant_types":                          set("The ways in which the client may get tokens."),
					"response_types":                       set("What the authorization endpoint may answer."),
					"redirect_uris":                        set("Where users may be sent back to after sign-in."),
					"post_logout_redirect_uris":            set("Where users may be sent back to after sign-out."),
					"wildcard_redirect":                    text("Whether a redirect URI may have a wildcard."),
					"login_uri":                            text("The address that starts the sign-in at the client."),
					"login_mode":                           text("How a sign-in that starts at Okta goes on."),
					"login_scopes":                         set("The scopes for the login mode `OKTA`."),
					"consent_method":                       text("Whether users are asked for consent."),
					"issuer_mode":                          text("Which issuer the tokens name."),
					"refresh_token_rotation":               text("Whether refresh tokens are replaced at each use."),
					"refresh_token_leeway":                 schema.Int64Attribute{MarkdownDescription: "For how many seconds a replaced refresh token stays valid.", Computed: true},
					"client_uri":                           text("The address of a page about the client."),
					"logo_uri":                             text("The address of the client's logo."),
					"policy_uri":                           text("The address of the client's privacy policy."),
					"tos_uri":                              text("The address of the client's terms of service."),
					"jwks_uri":                             text("The address of the client's public keys."),
					"participate_slo":                      flag("Whether the app takes part in front-channel single logout."),
					"frontchannel_logout_uri":              text("Where Okta sends the logout request."),
					"frontchannel_logout_session_required": flag("Whether Okta names the session in the logout request."),
					"backchannel_custom_authenticator_id":  text("The identifier of the authenticator that asks the user (CIBA)."),
					"backchannel_token_delivery_mode":      text("How tokens are delivered (CIBA)."),
					"backchannel_authentication_request_signing_alg": text("The algorithm of signed requests (CIBA)."),
					"request_object_signing_alg":                     text("The algorithm of signed request objects."),
					"id_token_encrypted_response_alg":                text("The algorithm with which ID tokens are encrypted."),
					"subject_type":                                   text("The kind of subject identifiers."),
					"sector_identifier_uri":                          text("The sector of pairwise subject identifiers."),
				},
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *found) error {
			a, err := find(ctx, c, *m)
			if err != nil {
				return err
			}
			w := model{}
			flatten(ctx, &w, a)
			*m = found{
				ID:                   w.ID,
				Name:                 w.Name,
				SignOnMode:           w.SignOnMode,
				LogoURL:              w.LogoURL,
				Label:                w.Label,
				Type:                 w.Type,
				Status:               w.Status,
				Profile:              w.Profile,
				ImplicitAssignment:   w.ImplicitAssignment,
				AuthenticationPolicy: w.AuthenticationPolicy,
				AdminNote:            w.AdminNote,
				EndUserNote:          w.EndUserNote,
				SelfService:          w.SelfService,
				ErrorRedirectURL:     w.ErrorRedirectURL,
				LoginRedirectURL:     w.LoginRedirectURL,
				AutoLaunch:           w.AutoLaunch,
				AutoSubmitToolbar:    w.AutoSubmitToolbar,
				HideIOS:              w.HideIOS,
				HideWeb:              w.HideWeb,
				UserNameTemplate:     w.UserNameTemplate,
				UserNameType:         w.UserNameType,
				UserNameSuffix:       w.UserNameSuffix,
				UserNamePush:         w.UserNamePush,
				ClientID:             w.ClientID,
				AuthMethod:           w.AuthMethod,
				AutoKeyRotation:      w.AutoKeyRotation,
				PKCERequired:         w.PKCERequired,
				DPoP:                 w.DPoP,
				GrantTypes:           w.GrantTypes,
				ResponseTypes:        w.ResponseTypes,
				RedirectURIs:         w.RedirectURIs,
				PostLogoutURIs:       w.PostLogoutURIs,
				WildcardRedirect:     w.WildcardRedirect,
				LoginURI:             w.LoginURI,
				LoginMode:            w.LoginMode,
				LoginScopes:          w.LoginScopes,
				ConsentMethod:        w.ConsentMethod,
				IssuerMode:           w.IssuerMode,
				RefreshRotation:      w.RefreshRotation,
				RefreshLeeway:        w.RefreshLeeway,
				ClientURI:            w.ClientURI,
				LogoURI:              w.LogoURI,
				PolicyURI:            w.PolicyURI,
				TOSURI:               w.TOSURI,
				JWKSURI:              w.JWKSURI,
				ParticipateSLO:       w.ParticipateSLO,
				FrontchannelURI:      w.FrontchannelURI,
				FrontchannelSession:  w.FrontchannelSession,
				CIBAAuthenticator:    w.CIBAAuthenticator,
				CIBADelivery:         w.CIBADelivery,
				CIBASigningAlg:       w.CIBASigningAlg,
				RequestObjectAlg:     w.RequestObjectAlg,
				IDTokenEncryptionAlg: w.IDTokenEncryptionAlg,
				SubjectType:          w.SubjectType,
				SectorIdentifierURI:  w.SectorIdentifierURI,
			}
			return nil
		},
	}
}

func find(ctx context.Context, c *crud.Clients, m found) (a okta.App, err error) {
	client, err := c.Okta()
	if err != nil {
		return a, err
	}
	if id := m.ID.ValueString(); id != "" {
		if a, err = client.Apps().Get(ctx, id); err == nil && a.SignOnMode != okta.OpenIDConnect {
			err = fmt.Errorf("the app %q (%s) is of another kind, with the sign-on mode %s", a.Label, a.ID, a.SignOnMode)
		}
		return a, err
	}
	label := m.Label.ValueString()
	// q matches beginnings, so the label is compared as a whole.
	return crud.Find("OAuth 2.0 client app", fmt.Sprintf("the label %q", label), clients(client.Apps().All(ctx, url.Values{"q": {label}})),
		func(a okta.App) bool { return a.Label == label },
		func(a okta.App) string { return fmt.Sprintf("%q (%s)", a.Label, a.ID) })
}
