package okta

import (
	"context"
	"net/http"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/oidc"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// APIToken signs in with an API token, Okta's own scheme SSWS.
type APIToken string

// Sign implements rest.Signer.
func (t APIToken) Sign(_ context.Context, r *http.Request) error {
	r.Header.Set("Authorization", "SSWS "+string(t))
	return nil
}

// Refused implements rest.Signer: there is no second token to offer.
func (APIToken) Refused(context.Context, *http.Request, *http.Response) bool { return false }

// AccessToken signs in with a ready OAuth 2.0 bearer token.
type AccessToken string

// Sign implements rest.Signer.
func (t AccessToken) Sign(_ context.Context, r *http.Request) error {
	r.Header.Set("Authorization", "Bearer "+string(t))
	return nil
}

// Refused implements rest.Signer: there is no second token to offer.
func (AccessToken) Refused(context.Context, *http.Request, *http.Response) bool { return false }

// ServiceApp signs in as an OAuth 2.0 service app with a private key. When the
// org demands DPoP of it, its tokens are bound to a key of this process.
type ServiceApp struct {
	oidc   *oidc.Client
	token  rest.TokenCache
	dpop   *oidc.DPoP
	wanted oidc.TokenRequest
}

// NewServiceApp makes the signer. It sends nothing.
func NewServiceApp(client *oidc.Client, orgURL, clientID string, key *oidc.Key, scopes []string) *ServiceApp {
	s := &ServiceApp{oidc: client, wanted: oidc.TokenRequest{
		URL: orgURL + "/oauth2/v1/token", ClientID: clientID, Key: key, Scopes: scopes,
	}}
	s.token.Secrets = client.Secrets()
	s.token.Fetch = s.fetch
	return s
}

func (s *ServiceApp) fetch(ctx context.Context) (*oauth2.Token, error) {
	token, err := s.oidc.Token(ctx, s.wanted)
	if refusal := rest.As(err); refusal != nil && s.wanted.DPoP == nil && refusal.Code == "invalid_dpop_proof" {
		if s.dpop, err = oidc.NewDPoP(); err != nil {
			return nil, err
		}
		s.wanted.DPoP = s.dpop
		token, err = s.oidc.Token(ctx, s.wanted)
	}
	if err != nil {
		return nil, err
	}
	return token.OAuth2(time.Now()), nil
}

// Sign implements rest.Signer.
func (s *ServiceApp) Sign(ctx context.Context, r *http.Request) error {
	token, err := s.token.Token(ctx)
	if err != nil {
		return err
	}
	if token.TokenType != "DPoP" {
		r.Header.Set("Authorization", "Bearer "+token.AccessToken)
		return nil
	}
	proof, err := s.dpop.Proof(r.Method, r.URL.String(), token.AccessToken, s.oidc.Now(s.wanted.URL))
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "DPoP "+token.AccessToken)
	r.Header.Set("DPoP", proof)
	return nil
}

// Refused implements rest.Signer: it takes the nonce that the org demands, or
// asks for a new token.
func (s *ServiceApp) Refused(_ context.Context, r *http.Request, resp *http.Response) bool {
	if value := resp.Header.Get("Dpop-Nonce"); value != "" && s.dpop != nil {
		s.dpop.SetNonce(r.URL.String(), value)
		return true
	}
	_, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	s.token.Forget(token)
	return ok
}
