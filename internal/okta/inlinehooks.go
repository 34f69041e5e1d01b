package okta

import (
	"context"
	"encoding/json"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// TokenHook is the type of the inline hooks that change OAuth tokens.
const TokenHook = "com.okta.oauth2.tokens.transform" //nolint:gosec // no credential

// InlineHookTypes are the types of inline hooks in the contract.
var InlineHookTypes = []string{
	"com.okta.import.transform", TokenHook, "com.okta.saml.tokens.transform", "com.okta.telephony.provider",
	"com.okta.user.credential.password.import", "com.okta.user.pre-registration",
}

// The types of a hook's channel.
const (
	HookHTTP  = "HTTP"
	HookOAuth = "OAUTH"
)

// How Okta proves itself to the authorization server of a hook.
const (
	HookSecretPost = "client_secret_post"
	HookPrivateKey = "private_key_jwt"
)

// Hook is an inline hook. A replacement has its name, version and channel only.
type Hook struct {
	ID      string          `json:"id,omitempty"`
	Name    string          `json:"name"`
	Type    string          `json:"type,omitempty"`
	Version string          `json:"version"`
	Status  string          `json:"status,omitempty"`
	Created string          `json:"created,omitempty"`
	Channel json.RawMessage `json:"channel"`
}

// HookChannel is how a hook's service is reached.
type HookChannel struct {
	Type    string     `json:"type"`
	Version string     `json:"version"`
	Config  HookConfig `json:"config"`
}

// HookConfig has the members of both types of channel. Okta tells neither the
// value of AuthScheme nor ClientSecret.
type HookConfig struct {
	URI        string          `json:"uri"`
	Method     string          `json:"method,omitempty"`
	Headers    []HookHeader    `json:"headers"`
	AuthScheme *HookAuthScheme `json:"authScheme,omitempty"`

	AuthType     string `json:"authType,omitempty"`
	ClientID     string `json:"clientId,omitempty"`
	ClientSecret string `json:"clientSecret,omitempty"`
	TokenURL     string `json:"tokenUrl,omitempty"`
	Scope        string `json:"scope,omitempty"`
	HookKeyID    string `json:"hookKeyId,omitempty"`
}

// HookHeader is a header that Okta sends to a hook's service.
type HookHeader struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// HookAuthScheme is the header by which a hook's service knows Okta.
type HookAuthScheme struct {
	Type  string `json:"type"`
	Key   string `json:"key"`
	Value string `json:"value,omitempty"`
}

// InlineHooks are the inline hooks of the org.
func (c *Client) InlineHooks() *rest.Collection[Hook] {
	return &rest.Collection[Hook]{
		Client: c.Client, Noun: "inline hook", Path: rest.P("/api/v1/inlineHooks"), Item: "/{inlineHookId}", ReadAhead: true,
		ID:      func(h Hook) string { return h.ID },
		Created: func(h Hook) string { return h.Created },
	}
}

// SetHookStatus activates or deactivates an inline hook.
func (c *Client) SetHookStatus(ctx context.Context, id, status string) (Hook, error) {
	return setStatus(ctx, c.InlineHooks(), id, status)
}
