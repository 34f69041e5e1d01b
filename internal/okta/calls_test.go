package okta_test

import (
	"context"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

// TestCalls: what the calls send that are more than a collection's, and what
// they make of the answers.
func TestCalls(t *testing.T) {
	t.Parallel()
	const no = `403 {"errorCode":"E0000006"}`
	set := func(status string) func(context.Context, *okta.Client) (any, error) {
		return func(ctx context.Context, c *okta.Client) (any, error) {
			return nil, c.SetAppStatus(ctx, "0oa1", status)
		}
	}
	origin := func(ctx context.Context, c *okta.Client) (any, error) {
		o, err := c.SetOriginStatus(ctx, "tos1", okta.Inactive)
		return o.Name, err
	}
	user := func(ctx context.Context, c *okta.Client) (any, error) {
		return nil, c.ChangeAppUser(ctx, "0oa1", "00u1", okta.AppUser{Credentials: &okta.AppUserCredentials{UserName: "ada"}}, okta.AppUser{Profile: []byte(`{"a":1}`)})
	}
	trust := func(ctx context.Context, c *okta.Client) (any, error) {
		servers, err := c.Trust(ctx, "aus1", "aus2", "default")
		names := []string{}
		for _, s := range servers {
			names = append(names, s.Name)
		}
		return names, err
	}
	const (
		trusts  = `POST /api/v1/authorizationServers/aus1/associatedServers {"trusted":["aus2","default"]}`
		second  = `{"id":"aus2","name":"second","issuer":"https://a.test/oauth2/aus2"}`
		initial = `{"id":"aus0","name":"initial","issuer":"https://a.test/oauth2/default"}`
	)
	for name, c := range map[string]struct {
		call           func(context.Context, *okta.Client) (any, error)
		answers, asked []string
		result         string // in JSON
		want           string // of the error
	}{
		"activate":   {call: set(okta.Active), answers: []string{"200"}, asked: []string{"POST /api/v1/apps/0oa1/lifecycle/activate"}},
		"deactivate": {call: set(okta.Inactive), answers: []string{"200"}, asked: []string{"POST /api/v1/apps/0oa1/lifecycle/deactivate"}},
		"answered": {
			call: origin, answers: []string{`200 {"id":"tos1","name":"n"}`}, asked: []string{"POST /api/v1/trustedOrigins/tos1/lifecycle/deactivate"}, result: `"n"`,
		},
		"refused":        {call: origin, answers: []string{no}, asked: []string{"POST /api/v1/trustedOrigins/tos1/lifecycle/deactivate"}, result: `""`, want: "E0000006"},
		"not understood": {call: origin, answers: []string{`200 [`}, asked: []string{"POST /api/v1/trustedOrigins/tos1/lifecycle/deactivate"}, result: `""`, want: "JSON"},
		"hook": {
			call: func(ctx context.Context, c *okta.Client) (any, error) {
				h, err := c.SetHookStatus(ctx, "cal1", okta.Active)
				return h.Name, err
			},
			answers: []string{`200 {"id":"cal1","name":"n"}`}, asked: []string{"POST /api/v1/inlineHooks/cal1/lifecycle/activate"}, result: `"n"`,
		},
		"key": {
			call: func(ctx context.Context, c *okta.Client) (any, error) {
				k, err := c.SetKeyStatus(ctx, "0oa1", "pks1", okta.Active)
				return k.ID, err
			},
			answers: []string{`200 {"id":"pks1"}`}, asked: []string{"POST /api/v1/apps/0oa1/credentials/jwks/pks1/lifecycle/activate"}, result: `"pks1"`,
		},
		"user": {
			call: user, answers: []string{"200 {}", "200 {}"},
			asked: []string{`POST /api/v1/apps/0oa1/users/00u1 {"credentials":{"userName":"ada"}}`, `POST /api/v1/apps/0oa1/users/00u1 {"profile":{"a":1}}`},
		},
		"user refused": {call: user, answers: []string{no}, asked: []string{`POST /api/v1/apps/0oa1/users/00u1 {"credentials":{"userName":"ada"}}`}, want: "E0000006"},
		"trust": {
			call: trust, answers: []string{"200 [" + initial + "," + second + "]"}, asked: []string{trusts}, result: `["second","initial"]`,
		},
		"trust, one left out": {
			call: trust, answers: []string{"200 [" + second + "]"}, asked: []string{trusts}, result: `["second"]`, want: "the answer names 1 servers, but not default",
		},
		"trust refused": {call: trust, answers: []string{no}, asked: []string{trusts}, result: `[]`, want: `make the authorization server "aus1" trust "aus2", "default"`},
		"policy": {
			call: func(ctx context.Context, c *okta.Client) (any, error) {
				return nil, c.AssignAccessPolicy(ctx, "0oa1", "rst1")
			},
			answers: []string{"204"}, asked: []string{"PUT /api/v1/apps/0oa1/policies/rst1"},
		},
		"group rule": {
			call: func(ctx context.Context, c *okta.Client) (any, error) {
				return nil, c.DeleteGroupRule(ctx, "0pr1", false)
			},
			answers: []string{"202"}, asked: []string{"DELETE /api/v1/groups/rules/0pr1"},
		},
		"group rule and its people": {
			call: func(ctx context.Context, c *okta.Client) (any, error) {
				return nil, c.DeleteGroupRule(ctx, "0pr1", true)
			},
			answers: []string{"202"}, asked: []string{"DELETE /api/v1/groups/rules/0pr1?removeUsers=true"},
		},
		"tokens of the org": {
			call:    func(ctx context.Context, c *okta.Client) (any, error) { return nil, c.RevokeTokens(ctx, "", "0oa1") },
			answers: []string{"204"}, asked: []string{"DELETE /api/v1/apps/0oa1/tokens"},
		},
		"tokens of a server": {
			call: func(ctx context.Context, c *okta.Client) (any, error) {
				return nil, c.RevokeTokens(ctx, "aus1", "0oa1")
			},
			answers: []string{"204"}, asked: []string{"DELETE /api/v1/authorizationServers/aus1/clients/0oa1/tokens"},
		},
		"keys": {
			call: func(ctx context.Context, c *okta.Client) (any, error) {
				keys, err := c.RotateKeys(ctx, "aus1")
				return len(keys), err
			},
			answers: []string{`200 [{"kid":"a"},{"kid":"b"}]`}, result: "2",
			asked: []string{`POST /api/v1/authorizationServers/aus1/credentials/lifecycle/keyRotate {"use":"sig"}`},
		},
		"groups claim": {
			call: func(ctx context.Context, c *okta.Client) (any, error) {
				claim, err := c.GroupsClaim(ctx, "0oa1")
				return claim.Name, err
			},
			answers: []string{`200 {"name":"groups"}`}, asked: []string{"GET /api/v1/internal/apps/0oa1/settings/oauth/idToken"}, result: `"groups"`,
		},
		"new groups claim": {
			call: func(ctx context.Context, c *okta.Client) (any, error) {
				return nil, c.SetGroupsClaim(ctx, "0oa1", okta.GroupsClaim{Name: "groups"})
			},
			answers: []string{"204"}, asked: []string{`POST /api/v1/internal/apps/0oa1/settings/oauth/idToken {"name":"groups"}`},
		},
		"new secret": {call: newSecret, answers: []string{`200 {"client_secret":"a-new-secret"}`}, asked: []string{"POST /oauth2/v1/clients/0oa1/lifecycle/newSecret"}, result: `"(sensitive)"`},
		"no secret":  {call: newSecret, answers: []string{"200 {}"}, asked: []string{"POST /oauth2/v1/clients/0oa1/lifecycle/newSecret"}, result: `"a-new-secret"`},
		"secret refused": {
			call: newSecret, answers: []string{no}, asked: []string{"POST /oauth2/v1/clients/0oa1/lifecycle/newSecret"}, result: `"a-new-secret"`, want: "E0000006",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			org := &scripted{answers: c.answers}
			result, err := c.call(t.Context(), org.client())
			fails(t, err, c.want)
			if c.result == "" {
				c.result = "null"
			}
			same(t, result, c.result)
			org.wasAsked(t, c.asked...)
		})
	}
}

// newSecret tells how an error shows the secret that another call has made.
func newSecret(ctx context.Context, c *okta.Client) (any, error) {
	err := c.NewSecret(ctx, "0oa1")
	return c.Secrets().Scrub("a-new-secret"), err
}
