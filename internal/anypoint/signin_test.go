package anypoint_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/contract"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

func start(t *testing.T) (*sim.Simulator, anypoint.SignInOptions) {
	t.Helper()
	s, err := sim.Start(sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	contract.Observe(t, s.World, contract.Judge{})
	u, err := url.Parse(s.World.AnypointURL)
	if err != nil {
		t.Fatal(err)
	}
	return s, anypoint.SignInOptions{BaseURL: u, Secrets: &rest.Secrets{}}
}

// me asks who is signed in.
func me(t *testing.T, o anypoint.SignInOptions, signer rest.Signer) error {
	t.Helper()
	c := anypoint.New(anypoint.Options{BaseURL: o.BaseURL, Signer: signer, Secrets: o.Secrets, MaxTries: 1})
	_, err := c.Send(t.Context(), rest.Request{Operation: "read who is signed in", Method: http.MethodGet, Path: rest.P("/accounts/api/me")})
	return err
}

func signIns(s *sim.Simulator) int {
	n := 0
	for _, x := range s.World.Log.All() {
		if x.Method == http.MethodPost && (x.Path == "/accounts/api/v2/oauth2/token" || x.Path == "/accounts/login") {
			n++
		}
	}
	return n
}

func TestConnectedApp_oneSignInForAllAndOneMoreAfterExpiry(t *testing.T) {
	t.Parallel()
	s, o := start(t)
	env := s.Env()
	login := anypoint.ConnectedApp(o, env["ANYPOINT_CLIENT_ID"], env["ANYPOINT_CLIENT_SECRET"])
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if err := me(t, o, login); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := signIns(s); n != 1 {
		t.Errorf("%d sign-ins for one process", n)
	}
	s.World.Clock.Advance(2 * time.Hour) // the platform's token is over, ours seems good
	if err := me(t, o, login); err != nil {
		t.Error(err)
	}
	if n := signIns(s); n != 2 {
		t.Errorf("%d sign-ins after one token has expired", n)
	}
}

func TestConnectedApp_wrongSecretIsTriedOnceAndNeverShown(t *testing.T) {
	t.Parallel()
	s, o := start(t)
	o.Secrets.Add("not-the-secret")
	err := me(t, o, anypoint.ConnectedApp(o, s.Env()["ANYPOINT_CLIENT_ID"], "not-the-secret"))
	if !rest.HasStatus(err, http.StatusUnauthorized) || strings.Contains(err.Error(), "not-the-secret") || !strings.Contains(err.Error(), "sign in as the connected app") {
		t.Errorf("error %v", err)
	}
	if n := signIns(s); n != 1 {
		t.Errorf("%d sign-ins with a wrong secret", n)
	}
}

func TestAccessToken_ready(t *testing.T) {
	t.Parallel()
	_, o := start(t)
	if err := me(t, o, anypoint.AccessToken("nobody's")); !rest.HasStatus(err, http.StatusUnauthorized) {
		t.Errorf("error %v", err)
	}
}

// TestLogin_ways: what each way to sign in sends, and what it is called where it
// fails.
func TestLogin_ways(t *testing.T) {
	t.Parallel()
	const token = "POST /accounts/api/v2/oauth2/token "
	for asked, c := range map[string]struct {
		way    func(anypoint.SignInOptions) *anypoint.Login
		called string
	}{
		token + `{"grant_type":"client_credentials","client_id":"c","client_secret":"s"}`: {
			func(o anypoint.SignInOptions) *anypoint.Login { return anypoint.ConnectedApp(o, "c", "s") }, "could not sign in as the connected app:",
		},
		token + `{"grant_type":"password","client_id":"c","client_secret":"s","username":"u","password":"p"}`: {
			func(o anypoint.SignInOptions) *anypoint.Login { return anypoint.UserOfApp(o, "c", "s", "u", "p") }, "could not sign in as the user u through the connected app:",
		},
		`POST /accounts/login {"username":"u","password":"p"}`: {
			func(o anypoint.SignInOptions) *anypoint.Login { return anypoint.User(o, "u", "p") }, "could not sign in as the user u:",
		},
	} {
		p := &played{any: &answer{401, `{}`}}
		o := anypoint.SignInOptions{BaseURL: &url.URL{Scheme: "https", Host: "anypoint.example.com"}, Transport: p, Secrets: &rest.Secrets{}}
		_, err := anypoint.TokenOf(t.Context(), c.way(o))
		says(t, err, c.called)
		p.hasAsked(t, asked)
	}
}

// TestLogin_answers: how long a token is good for, and answers without one.
func TestLogin_answers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer answer
		lasts  time.Duration // -1: nobody knows
		err    []string
	}{
		"an hour":            {answer{200, `{"access_token":"t","expires_in":3600}`}, time.Hour, nil},
		"a second":           {answer{200, `{"access_token":"t","expires_in":1}`}, time.Second, nil},
		"no time":            {answer{200, `{"access_token":"t","expires_in":0}`}, -1, nil},
		"of time not a word": {answer{200, `{"access_token":"t"}`}, -1, nil},
		"no token":           {answer{200, `{}`}, 0, []string{"holds no access token", "multi-factor"}},
		"refused":            {answer{401, `{"error":"invalid_client","error_description":"unknown"}`}, 0, []string{"sign in as the user u", "unknown", "invalid_client"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				o := anypoint.SignInOptions{BaseURL: &url.URL{Scheme: "https", Host: "anypoint.example.com"}, Transport: c.answer, Secrets: &rest.Secrets{}}
				token, err := anypoint.TokenOf(t.Context(), anypoint.User(o, "u", "the-password"))
				says(t, err, c.err...)
				if err != nil {
					return
				}
				lasts := time.Duration(-1)
				if !token.Expiry.IsZero() {
					lasts = time.Until(token.Expiry)
				}
				if token.AccessToken != "t" || lasts != c.lasts {
					t.Errorf("%q lasts %s", token.AccessToken, lasts)
				}
			})
		})
	}
}

// TestLogin_refused: a new token is got in place of one that was refused, and for
// nothing else.
func TestLogin_refused(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]bool{"Bearer t": true, "Bearer ": false, "Basic t": false, "": false} {
		r := &http.Request{Header: http.Header{"Authorization": {header}}}
		if is := (&anypoint.Login{}).Refused(t.Context(), r, nil); is != want {
			t.Errorf("%q: %t", header, is)
		}
	}
}
