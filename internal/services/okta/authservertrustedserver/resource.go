// Package authservertrustedserver makes one authorization server of Okta trust
// the tokens of another.
package authservertrustedserver

import (
	"context"
	"fmt"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	AuthServerID    types.String `tfsdk:"auth_server_id"`
	TrustedServerID types.String `tfsdk:"trusted_server_id"`
	Name            types.String `tfsdk:"name"`
	Issuer          types.String `tfsdk:"issuer"`
}

var object = crud.Object{
	Name: "okta_auth_server_trusted_server", Noun: "Okta Trusted Authorization Server", Platform: crud.Okta,
	Needs:    crud.OktaNeeds("okta.authorizationServers", "API Access Management Administrator"),
	Identity: []string{"auth_server_id", "trusted_server_id"},
	Define:   define,
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The trust of one Okta authorization server in the tokens of another (an associated server), for token exchange between them. For several at once, use `gatehouse_okta_auth_server_trusted_servers`.",
		Attributes: map[string]schema.Attribute{
			"auth_server_id":    tf.Parent("The identifier of the authorization server that trusts."),
			"trusted_server_id": tf.Parent("The identifier of the authorization server that is trusted. Another one than `auth_server_id`."),
			"name":              schema.StringAttribute{MarkdownDescription: "The name of the authorization server that is trusted.", Computed: true},
			"issuer":            schema.StringAttribute{MarkdownDescription: "The issuer of the tokens that are trusted.", Computed: true},
		},
	}
}

// NewResource is gatehouse_okta_auth_server_trusted_server.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, okta.AuthServer]{
		Create: create, Read: read, Flatten: flatten, Validate: validate,
		Delete: func(ctx context.Context, c *crud.Clients, m model) error {
			all, err := of(c, m.AuthServerID.ValueString())
			if err != nil {
				return err
			}
			return all.Delete(ctx, m.TrustedServerID.ValueString())
		},
	})
}

type collection = *rest.Collection[okta.AuthServer]

func of(c *crud.Clients, authServerID string) (collection, error) {
	client, err := c.Okta()
	if err != nil {
		return nil, err
	}
	return client.TrustedServers(authServerID), nil
}

func create(ctx context.Context, c *crud.Clients, w crud.Write[model], _ func(okta.AuthServer)) (okta.AuthServer, error) {
	client, err := c.Okta()
	if err != nil {
		return okta.AuthServer{}, err
	}
	made, err := client.Trust(ctx, w.Plan.AuthServerID.ValueString(), w.Plan.TrustedServerID.ValueString())
	if err != nil {
		return okta.AuthServer{}, err
	}
	return made[0], nil
}

// read looks the trust up in the list: it has no address of its own.
func read(ctx context.Context, c *crud.Clients, m model) (okta.AuthServer, error) {
	all, err := of(c, m.AuthServerID.ValueString())
	if err != nil {
		return okta.AuthServer{}, err
	}
	id := m.TrustedServerID.ValueString()
	for s, err := range all.All(ctx, nil) {
		if err != nil || s.Called(id) {
			return s, err
		}
	}
	return okta.AuthServer{}, crud.NotFound("The authorization server %s does not trust %s", m.AuthServerID.ValueString(), id)
}

func flatten(_ context.Context, m *model, s okta.AuthServer) diag.Diagnostics {
	if !s.Called(m.TrustedServerID.ValueString()) {
		m.TrustedServerID = types.StringValue(s.ID)
	}
	m.Name, m.Issuer = types.StringValue(s.Name), tf.String(s.Issuer)
	return nil
}

// validate only warns: that Okta refuses it is not known.
func validate(_ context.Context, m model, diags *diag.Diagnostics) {
	if id := m.TrustedServerID.ValueString(); id != "" && id == m.AuthServerID.ValueString() {
		diags.AddAttributeWarning(path.Root("trusted_server_id"), "Trust in Itself", fmt.Sprintf("An authorization server trusts its own tokens anyway, and Okta may refuse to associate %s with itself. Name another one.", id))
	}
}

type filter struct {
	AuthServerID types.String `tfsdk:"auth_server_id"`
	Query        types.String `tfsdk:"q"`
}

// NewListResource lists the authorization servers that one trusts.
func NewListResource() list.ListResource {
	return &crud.List[model, okta.AuthServer, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The authorization servers whose tokens an Okta authorization server trusts.",
			Attributes: map[string]listschema.Attribute{
				"auth_server_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the authorization server that trusts.", Required: true},
				"q":              listschema.StringAttribute{MarkdownDescription: "Only servers whose name or audience matches this text. Default: all.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[okta.AuthServer, error] {
			all, err := of(c, f.AuthServerID.ValueString())
			if err != nil {
				return crud.Failed[okta.AuthServer](err)
			}
			return all.All(ctx, crud.Query("q", f.Query))
		},
		Seed:  func(_ *crud.Clients, f filter, _ okta.AuthServer) model { return model{AuthServerID: f.AuthServerID} },
		Title: func(s okta.AuthServer) string { return s.Name },
	}
}
