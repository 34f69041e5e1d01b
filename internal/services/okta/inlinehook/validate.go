package inlinehook

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

func noSpace() validator.String {
	return stringvalidator.RegexMatches(regexp.MustCompile(`^\S*$`), "must have no white space; write a space as %20")
}

// isChannel validates channel_json. The value is in no message: it has secrets.
type isChannel struct{}

func (isChannel) Description(context.Context) string {
	return "a JSON object"
}

func (v isChannel) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (isChannel) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	var c map[string]any
	if json.Unmarshal([]byte(req.ConfigValue.ValueString()), &c) != nil || c == nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid channel_json",
			"It is not a channel: a JSON object with the members type, version and config, as in jsonencode({ type = \"HTTP\", version = \"1.0.0\", config = { uri = \"https://hooks.example.com\", method = \"POST\" } }). Its value is not shown, because it may have secrets.")
	}
}

// validate warns about what one type of channel needs and what the other has no
// use for: how Okta answers is not known.
func validate(_ context.Context, m model, diags *diag.Diagnostics) {
	if m.Channel.IsNull() || m.Channel.IsUnknown() {
		return
	}
	c := m.Channel.Attributes()
	kind, isString := c["type"].(types.String)
	if !isString || kind.IsUnknown() {
		return
	}
	at := path.Root("channel")
	if kind.ValueString() != okta.HookOAuth {
		for _, name := range oauthOnly {
			if v := c[name]; v != nil && !v.IsNull() {
				diags.AddAttributeWarning(at.AtName(name), "Argument Without Effect", fmt.Sprintf("Only a channel of the type %q has %q, and it is not sent. Set the type, or remove the argument.", okta.HookOAuth, name))
			}
		}
		return
	}
	if !m.Auth.IsNull() {
		diags.AddAttributeWarning(path.Root("auth"), "Argument Without Effect", "A channel of the type \"OAUTH\" proves itself by an access token, and the header is not sent. Remove auth.")
	}
	needs := []string{"auth_type", "client_id", "token_url"}
	switch authType, _ := c["auth_type"].(types.String); authType.ValueString() {
	case okta.HookPrivateKey:
		needs = append(needs, "hook_key_id")
	case okta.HookSecretPost:
		if c["client_secret"].IsNull() {
			needs = append(needs, "client_secret_wo")
		}
	}
	var missing []string
	for _, name := range needs {
		if c[name].IsNull() {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		diags.AddAttributeWarning(at, "Incomplete Channel", fmt.Sprintf("A channel of the type %q without %s gets no access token, and Okta may refuse it.", okta.HookOAuth, strings.Join(missing, ", ")))
	}
}

var oauthOnly = []string{"auth_type", "client_id", "token_url", "scope", "hook_key_id", "client_secret", "client_secret_wo"}
