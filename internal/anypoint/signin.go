package anypoint

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// AccessToken signs in with a ready bearer token.
type AccessToken string

// Sign implements rest.Signer.
func (t AccessToken) Sign(_ context.Context, r *http.Request) error {
	r.Header.Set("Authorization", "Bearer "+string(t))
	return nil
}

// Refused implements rest.Signer: there is no second token to offer.
func (AccessToken) Refused(context.Context, *http.Request, *http.Response) bool { return false }

// Login signs in once per process and renews the token before it expires.
type Login struct{ token rest.TokenCache }

// SignInOptions are how a Login reaches the platform.
type SignInOptions struct {
	BaseURL   *url.URL
	Transport http.RoundTripper
	UserAgent string
	Secrets   *rest.Secrets
	Limits    *rest.Limits
}

// grant is the body of the token endpoint, as JSON.
type grant struct {
	GrantType    string `json:"grant_type"`
	ClientID     string `json:"client_id,omitempty"`
	ClientSecret string `json:"client_secret,omitempty"`
	Username     string `json:"username,omitempty"`
	Password     string `json:"password,omitempty"`
}

// ConnectedApp signs in as a connected app that acts on its own behalf.
func ConnectedApp(o SignInOptions, clientID, clientSecret string) *Login {
	return newLogin(o, "sign in as the connected app", "/accounts/api/v2/oauth2/token", grant{
		GrantType: "client_credentials", ClientID: clientID, ClientSecret: clientSecret,
	})
}

// UserOfApp signs in as a user through a connected app that acts on a user's behalf.
func UserOfApp(o SignInOptions, clientID, clientSecret, username, password string) *Login {
	return newLogin(o, "sign in as the user "+username+" through the connected app", "/accounts/api/v2/oauth2/token", grant{
		GrantType: "password", ClientID: clientID, ClientSecret: clientSecret, Username: username, Password: password,
	})
}

// User signs in with a user's name and password, without multi-factor authentication.
func User(o SignInOptions, username, password string) *Login {
	return newLogin(o, "sign in as the user "+username, "/accounts/login", struct {
		Username string `json:"username"`
		Password string `json:"password"`
	}{username, password})
}

func newLogin(o SignInOptions, operation, path string, body any) *Login {
	client := rest.New(rest.Options{
		Platform: "Anypoint Platform", Subsystem: "anypoint", BaseURL: o.BaseURL, UserAgent: o.UserAgent,
		Transport: o.Transport, Explain: explainSignIn, Secrets: o.Secrets, Limits: o.Limits, NoReadAhead: true,
	})
	l := &Login{}
	l.token.Secrets = o.Secrets
	l.token.Fetch = func(ctx context.Context) (*oauth2.Token, error) {
		answer, err := rest.Do[struct {
			AccessToken string `json:"access_token"`
			ExpiresIn   int64  `json:"expires_in"` // seconds; /accounts/login does not say
		}](ctx, client, rest.Request{Operation: operation, Method: http.MethodPost, Path: rest.P(path), Body: body, Repeatable: true})
		if err != nil {
			return nil, err
		}
		if answer.AccessToken == "" {
			return nil, &rest.Error{
				Platform: "Anypoint Platform", Operation: operation, Method: http.MethodPost, Path: path, Status: http.StatusOK,
				Summary: "The answer holds no access token",
				Next:    "A user with multi-factor authentication or single sign-on cannot sign in this way: use a connected app (client_id and client_secret).",
			}
		}
		token := &oauth2.Token{AccessToken: answer.AccessToken}
		if answer.ExpiresIn > 0 {
			token.Expiry = time.Now().Add(time.Duration(answer.ExpiresIn) * time.Second)
		}
		return token, nil
	}
	return l
}

// explainSignIn is explain for the token endpoint, which may also answer in
// the form of RFC 6749.
func explainSignIn(e *rest.Error, resp *http.Response, body []byte) {
	explain(e, resp, body)
	var answer struct {
		Error       string `json:"error"`
		Description string `json:"error_description"`
	}
	if json.Unmarshal(body, &answer) == nil && answer.Error != "" {
		e.Code = answer.Error
		if answer.Description != "" {
			e.Summary = answer.Description
		}
	}
	if e.Status == http.StatusUnauthorized && e.Summary == "" {
		e.Summary = "The credentials were refused"
	}
}

// Sign implements rest.Signer.
func (l *Login) Sign(ctx context.Context, r *http.Request) error {
	token, err := l.token.Token(ctx)
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+token.AccessToken)
	return nil
}

// Refused implements rest.Signer: it asks for a new token, once.
func (l *Login) Refused(_ context.Context, r *http.Request, _ *http.Response) bool {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	l.token.Forget(token)
	return ok && token != ""
}
