package inlinehook

import (
	"cmp"
	"context"
	"encoding/json"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	ID          types.String `tfsdk:"id"`
	Name        types.String `tfsdk:"name"`
	Type        types.String `tfsdk:"type"`
	Version     types.String `tfsdk:"version"`
	Status      types.String `tfsdk:"status"`
	Channel     types.Object `tfsdk:"channel"`
	Auth        types.Object `tfsdk:"auth"`
	Headers     types.Set    `tfsdk:"headers"`
	ChannelJSON types.String `tfsdk:"channel_json"`
}

type channelModel struct {
	Type            types.String `tfsdk:"type"`
	Version         types.String `tfsdk:"version"`
	URI             types.String `tfsdk:"uri"`
	Method          types.String `tfsdk:"method"`
	AuthType        types.String `tfsdk:"auth_type"`
	ClientID        types.String `tfsdk:"client_id"`
	TokenURL        types.String `tfsdk:"token_url"`
	Scope           types.String `tfsdk:"scope"`
	HookKeyID       types.String `tfsdk:"hook_key_id"`
	ClientSecret    types.String `tfsdk:"client_secret"`
	ClientSecretWO  types.String `tfsdk:"client_secret_wo"`
	SecretWOVersion types.Int64  `tfsdk:"client_secret_wo_version"`
}

type authModel struct {
	Type           types.String `tfsdk:"type"`
	Key            types.String `tfsdk:"key"`
	Value          types.String `tfsdk:"value"`
	ValueWO        types.String `tfsdk:"value_wo"`
	ValueWOVersion types.Int64  `tfsdk:"value_wo_version"`
}

type headerModel struct {
	Key   types.String `tfsdk:"key"`
	Value types.String `tfsdk:"value"`
}

// The types of what is nested, out of the schema.
var (
	channelTypes = attributeTypes(channel())
	authTypes    = attributeTypes(auth())
	headerType   = types.ObjectType{AttrTypes: map[string]attr.Type{"key": types.StringType, "value": types.StringType}}
)

func attributeTypes(nested interface{ GetType() attr.Type }) map[string]attr.Type {
	object, ok := nested.GetType().(types.ObjectType)
	if !ok {
		panic("inlinehook: a nested attribute is no object")
	}
	return object.AttrTypes
}

// expand makes the hook for a request. Secrets come out of config, which has
// the write-only ones, too.
func expand(ctx context.Context, m, config model) (okta.Hook, []string, error) {
	h := okta.Hook{Name: m.Name.ValueString(), Version: m.Version.ValueString()}
	if text := m.ChannelJSON.ValueString(); text != "" {
		h.Channel = json.RawMessage(text)
		return h, secretsIn(text), nil
	}
	var c, given channelModel
	var a, givenAuth authModel
	var all []headerModel
	tf.Into(ctx, m.Channel, &c)
	tf.Into(ctx, config.Channel, &given)
	tf.Into(ctx, m.Auth, &a)
	tf.Into(ctx, config.Auth, &givenAuth)
	if !m.Headers.IsNull() {
		m.Headers.ElementsAs(ctx, &all, false)
	}
	to := okta.HookConfig{URI: c.URI.ValueString(), Method: c.Method.ValueString(), Headers: []okta.HookHeader{}}
	for _, header := range all {
		to.Headers = append(to.Headers, okta.HookHeader{Key: header.Key.ValueString(), Value: header.Value.ValueString()})
	}
	var secret string
	switch {
	case c.Type.ValueString() == okta.HookOAuth:
		to.AuthType, to.ClientID, to.TokenURL, to.Scope = c.AuthType.ValueString(), c.ClientID.ValueString(), c.TokenURL.ValueString(), c.Scope.ValueString()
		if to.AuthType == okta.HookPrivateKey {
			to.HookKeyID = c.HookKeyID.ValueString()
		} else {
			secret = cmp.Or(given.ClientSecretWO.ValueString(), c.ClientSecret.ValueString())
			to.ClientSecret = secret
		}
	case !m.Auth.IsNull():
		secret = cmp.Or(givenAuth.ValueWO.ValueString(), a.Value.ValueString())
		to.AuthScheme = &okta.HookAuthScheme{Type: a.Type.ValueString(), Key: a.Key.ValueString(), Value: secret}
	}
	channel, err := json.Marshal(okta.HookChannel{Type: c.Type.ValueString(), Version: c.Version.ValueString(), Config: to})
	h.Channel = channel
	return h, []string{secret}, err
}

func flatten(ctx context.Context, m *model, h okta.Hook) diag.Diagnostics {
	m.ID = types.StringValue(h.ID)
	m.Name = types.StringValue(h.Name)
	m.Type = types.StringValue(h.Type)
	m.Version = tf.Text(h.Version, m.Version)
	m.Status = types.StringValue(h.Status)
	if !m.ChannelJSON.IsNull() {
		m.ChannelJSON = types.StringValue(sameChannel(m.ChannelJSON.ValueString(), h.Channel))
		m.Channel, m.Auth, m.Headers = types.ObjectNull(channelTypes), types.ObjectNull(authTypes), types.SetNull(headerType)
		return nil
	}
	var is okta.HookChannel
	var diags diag.Diagnostics
	if err := json.Unmarshal(h.Channel, &is); err != nil {
		diags.AddError("Unreadable Inline Hook", "Okta's answer has a channel that is none: "+err.Error()+".")
		return diags
	}
	// What Okta does not tell is kept from what was there.
	var c channelModel
	var a authModel
	tf.Into(ctx, m.Channel, &c)
	tf.Into(ctx, m.Auth, &a)
	kept := m.Channel
	c.Type, c.Version = types.StringValue(is.Type), types.StringValue(is.Version)
	c.URI, c.Method = types.StringValue(is.Config.URI), types.StringValue(is.Config.Method)
	c.ClientSecretWO, a.ValueWO = types.StringNull(), types.StringNull()
	if is.Type == okta.HookOAuth || kept.IsNull() || kept.IsUnknown() {
		c.AuthType, c.ClientID = tf.Text(is.Config.AuthType, c.AuthType), tf.Text(is.Config.ClientID, c.ClientID)
		c.TokenURL, c.Scope = tf.Text(is.Config.TokenURL, c.TokenURL), tf.Text(is.Config.Scope, c.Scope)
		if is.Config.AuthType == okta.HookPrivateKey || c.HookKeyID.IsUnknown() {
			c.HookKeyID = tf.Text(is.Config.HookKeyID, c.HookKeyID)
		}
	}
	var d diag.Diagnostics
	m.Channel, d = types.ObjectValueFrom(ctx, channelTypes, c)
	diags.Append(d...)
	if scheme := is.Config.AuthScheme; scheme != nil {
		a.Type, a.Key = folded(scheme.Type, a.Type), folded(scheme.Key, a.Key)
		m.Auth, d = types.ObjectValueFrom(ctx, authTypes, a)
		diags.Append(d...)
	} else if is.Type != okta.HookOAuth || m.Auth.IsUnknown() {
		m.Auth = types.ObjectNull(authTypes)
	}
	all := []headerModel{}
	for _, header := range is.Config.Headers {
		all = append(all, headerModel{types.StringValue(header.Key), types.StringValue(header.Value)})
	}
	if len(all) > 0 || m.Headers.IsNull() || m.Headers.IsUnknown() || len(m.Headers.Elements()) > 0 { // an empty set stays one
		if m.Headers, d = types.SetValueFrom(ctx, headerType, all); len(all) == 0 {
			m.Headers = types.SetNull(headerType)
		}
		diags.Append(d...)
	}
	return diags
}

// folded is a text that has another case in Okta's documents than in its
// answers: the one that was there, if it is the same.
func folded(is string, was types.String) types.String {
	if strings.EqualFold(is, was.ValueString()) && !was.IsUnknown() {
		return was
	}
	return types.StringValue(is)
}
