package apipolicyopenidconnect

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/policy"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	policy.Common
	Configuration types.Object `tfsdk:"configuration"`
}

type configuration struct {
	Scopes                  types.List   `tfsdk:"scopes"`
	ScopeValidationCriteria types.String `tfsdk:"scope_validation_criteria"`
	ExposeHeaders           types.Bool   `tfsdk:"expose_headers"`
	SkipClientIDValidation  types.Bool   `tfsdk:"skip_client_id_validation"`
	AuthenticationTimeout   types.Int64  `tfsdk:"authentication_timeout"`
	SecureTrustStore        types.Bool   `tfsdk:"secure_trust_store"`
}

var configurationTypes = map[string]attr.Type{
	"scopes": types.ListType{ElemType: types.StringType}, "scope_validation_criteria": types.StringType, "expose_headers": types.BoolType,
	"skip_client_id_validation": types.BoolType, "authentication_timeout": types.Int64Type, "secure_trust_store": types.BoolType,
}

// configuration is the nested object; ok is false while there is none or it is unknown.
func (m model) configuration(ctx context.Context) (c configuration, ok bool) {
	if m.Configuration.IsNull() || m.Configuration.IsUnknown() {
		return configuration{Scopes: types.ListNull(types.StringType)}, false
	}
	diags := m.Configuration.As(ctx, &c, basetypes.ObjectAsOptions{})
	return c, !diags.HasError()
}

// What a gateway does where the configuration does not say.
const (
	defaultTimeout    = 10000
	defaultTrustStore = false
)

// expand is the whole configuration: the platform replaces what is there.
// What only one kind of gateway knows is sent only when it is given.
func expand(c configuration) anypoint.Object {
	out := anypoint.Object{
		"scopes":                  strings.Join(tf.Strings(c.Scopes), " "),
		"scopeValidationCriteria": c.ScopeValidationCriteria.ValueString(),
		"exposeHeaders":           c.ExposeHeaders.ValueBool(),
		"skipClientIdValidation":  c.SkipClientIDValidation.ValueBool(),
	}
	if v := tf.Int64Pointer(c.AuthenticationTimeout); v != nil {
		out["authenticationTimeout"] = *v
	}
	if v := tf.BoolPointer(c.SecureTrustStore); v != nil {
		out["secureTrustStore"] = *v
	}
	return out
}

// sorted are the scopes without regard to their order.
func sorted(scopes types.List) []string {
	out := tf.Strings(scopes)
	slices.Sort(out)
	return out
}

func flatten(ctx context.Context, m *model, p anypoint.Policy) diag.Diagnostics {
	was, _ := m.configuration(ctx)
	get := p.Configuration
	c := configuration{
		Scopes:                  was.Scopes,
		ScopeValidationCriteria: types.StringValue("AND"),
		ExposeHeaders:           flag(get["exposeHeaders"], false),
		SkipClientIDValidation:  flag(get["skipClientIdValidation"], false),
		AuthenticationTimeout:   was.AuthenticationTimeout,
		SecureTrustStore:        was.SecureTrustStore,
	}
	if s, ok := get["scopeValidationCriteria"].(string); ok && s != "" {
		c.ScopeValidationCriteria = types.StringValue(s)
	}
	text, _ := get["scopes"].(string)
	scopes := strings.Fields(text)
	if ordered := slices.Sorted(slices.Values(scopes)); !slices.Equal(ordered, sorted(was.Scopes)) {
		c.Scopes = tf.List(scopes, types.ListNull(types.StringType))
	}
	if n := timeout(get["authenticationTimeout"]); !was.AuthenticationTimeout.IsNull() || n != defaultTimeout {
		c.AuthenticationTimeout = types.Int64Value(n)
	}
	if b := flag(get["secureTrustStore"], defaultTrustStore); !was.SecureTrustStore.IsNull() || b.ValueBool() {
		c.SecureTrustStore = b
	}
	var diags diag.Diagnostics
	m.Configuration, diags = types.ObjectValueFrom(ctx, configurationTypes, c)
	return diags
}

// flag reads a boolean, which may also come as a text.
func flag(v any, otherwise bool) types.Bool {
	switch v := v.(type) {
	case bool:
		return types.BoolValue(v)
	case string:
		return types.BoolValue(v == "true")
	}
	return types.BoolValue(otherwise)
}

func timeout(v any) int64 {
	if n, ok := v.(json.Number); ok {
		if ms, err := n.Int64(); err == nil {
			return ms
		}
	}
	return defaultTimeout
}
