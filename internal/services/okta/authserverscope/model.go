package authserverscope

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	ID              types.String `tfsdk:"id"`
	AuthServerID    types.String `tfsdk:"auth_server_id"`
	Name            types.String `tfsdk:"name"`
	DisplayName     types.String `tfsdk:"display_name"`
	Description     types.String `tfsdk:"description"`
	Consent         types.String `tfsdk:"consent"`
	MetadataPublish types.String `tfsdk:"metadata_publish"`
	Default         types.Bool   `tfsdk:"default"`
	Optional        types.Bool   `tfsdk:"optional"`
	System          types.Bool   `tfsdk:"system"`
}

// expand gives the whole scope: Okta replaces what is there, so an argument
// that is cleared must be sent as empty.
func expand(m model) okta.AuthServerScope {
	return okta.AuthServerScope{
		Name:            m.Name.ValueString(),
		DisplayName:     m.DisplayName.ValueString(),
		Description:     m.Description.ValueString(),
		Consent:         m.Consent.ValueString(),
		MetadataPublish: m.MetadataPublish.ValueString(),
		Default:         m.Default.ValueBool(),
		Optional:        m.Optional.ValueBool(),
	}
}

func flatten(_ context.Context, m *model, s okta.AuthServerScope) diag.Diagnostics {
	// Okta may show the name where no display name was given.
	if !m.DisplayName.IsNull() || s.DisplayName != s.Name {
		m.DisplayName = tf.Text(s.DisplayName, m.DisplayName)
	}
	m.ID = types.StringValue(s.ID)
	m.Name = types.StringValue(s.Name)
	m.Description = tf.Text(s.Description, m.Description)
	m.Consent = types.StringValue(s.Consent)
	m.MetadataPublish = types.StringValue(s.MetadataPublish)
	m.Default = types.BoolValue(s.Default)
	m.Optional = types.BoolValue(s.Optional)
	m.System = types.BoolValue(s.System)
	return nil
}
