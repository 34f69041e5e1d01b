package oidc

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Metadata is what an authorization server publishes about itself (RFC 8414,
// OpenID Connect Discovery 1.0). Raw keeps the whole document.
type Metadata struct {
	Issuer                                    string   `json:"issuer"`
	AuthorizationEndpoint                     string   `json:"authorization_endpoint"`
	TokenEndpoint                             string   `json:"token_endpoint"`
	RegistrationEndpoint                      string   `json:"registration_endpoint"`
	IntrospectionEndpoint                     string   `json:"introspection_endpoint"`
	RevocationEndpoint                        string   `json:"revocation_endpoint"`
	EndSessionEndpoint                        string   `json:"end_session_endpoint"`
	UserinfoEndpoint                          string   `json:"userinfo_endpoint"`
	DeviceAuthorizationEndpoint               string   `json:"device_authorization_endpoint"`
	PushedAuthorizationRequestEndpoint        string   `json:"pushed_authorization_request_endpoint"`
	BackchannelAuthenticationEndpoint         string   `json:"backchannel_authentication_endpoint"`
	JWKSURI                                   string   `json:"jwks_uri"`
	ScopesSupported                           []string `json:"scopes_supported"`
	ClaimsSupported                           []string `json:"claims_supported"`
	ResponseTypesSupported                    []string `json:"response_types_supported"`
	ResponseModesSupported                    []string `json:"response_modes_supported"`
	GrantTypesSupported                       []string `json:"grant_types_supported"`
	SubjectTypesSupported                     []string `json:"subject_types_supported"`
	CodeChallengeMethodsSupported             []string `json:"code_challenge_methods_supported"`
	TokenEndpointAuthMethodsSupported         []string `json:"token_endpoint_auth_methods_supported"`
	IntrospectionEndpointAuthMethodsSupported []string `json:"introspection_endpoint_auth_methods_supported"`
	RevocationEndpointAuthMethodsSupported    []string `json:"revocation_endpoint_auth_methods_supported"`
	IDTokenSigningAlgValuesSupported          []string `json:"id_token_signing_alg_values_supported"`
	DPoPSigningAlgValuesSupported             []string `json:"dpop_signing_alg_values_supported"`
	RequestObjectSigningAlgValuesSupported    []string `json:"request_object_signing_alg_values_supported"`
	RequestParameterSupported                 *bool    `json:"request_parameter_supported"`
}

// The well-known documents, as suffixes of an issuer.
const (
	OpenIDConfiguration      = "/.well-known/openid-configuration"
	OAuthAuthorizationServer = "/.well-known/oauth-authorization-server"
)

// metadataCall is one document, fetched once per process: it does not change
// while Terraform works, and several objects look at it.
type metadataCall struct {
	done chan struct{}
	m    Metadata
	err  error
}

// Metadata reads a well-known document of an issuer. A failure is not kept.
func (c *Client) Metadata(ctx context.Context, issuer, document string) (Metadata, error) {
	address := strings.TrimSuffix(issuer, "/") + document
	for {
		c.mu.Lock()
		call := c.metadata[address]
		if call == nil {
			call = &metadataCall{done: make(chan struct{})}
			c.metadata[address] = call
			c.mu.Unlock()
			c.fetchFor(ctx, call, address)
			return call.m, call.err
		}
		c.mu.Unlock()
		select {
		case <-ctx.Done():
			return Metadata{}, ctx.Err()
		case <-call.done:
			if call.err == nil {
				return call.m, nil
			}
			// The one who fetched failed, perhaps because it was interrupted: try once ourselves.
		}
	}
}

// fetchFor makes a call that others may wait for. It ends even by a panic.
func (c *Client) fetchFor(ctx context.Context, call *metadataCall, address string) {
	call.err = errors.New("the metadata were not read")
	defer func() {
		if call.err != nil {
			c.mu.Lock()
			delete(c.metadata, address)
			c.mu.Unlock()
		}
		close(call.done)
	}()
	call.m, call.err = c.fetchMetadata(ctx, address)
}

func (c *Client) fetchMetadata(ctx context.Context, address string) (Metadata, error) {
	client, path, err := c.at(address)
	if err != nil {
		return Metadata{}, err
	}
	return rest.Do[Metadata](ctx, client, rest.Request{
		Operation: fmt.Sprintf("read the metadata %s", address), Method: http.MethodGet, Path: rest.P(path),
	})
}
