package okta

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// CodeForbiddenDelete is Okta's refusal to delete an app that is active.
const CodeForbiddenDelete = "E0000056"

// UsesSecret tells whether a client proves itself by a secret.
func UsesSecret(authMethod string) bool { return strings.HasPrefix(authMethod, "client_secret_") }

// SetAppStatus activates or deactivates an app.
func (c *Client) SetAppStatus(ctx context.Context, id, status string) error {
	return SetStatus(ctx, c.Apps(), id, status)
}

// AssignAccessPolicy puts an app under an authentication policy.
func (c *Client) AssignAccessPolicy(ctx context.Context, appID, policyID string) error {
	_, err := c.Send(ctx, rest.Request{
		Operation: fmt.Sprintf("assign the authentication policy %q to the app %q", policyID, appID), Method: http.MethodPut,
		Path: rest.P("/api/v1/apps/{appId}/policies/{policyId}", appID, policyID),
	})
	return err
}

// deletionTime bounds how long a deletion is tried: Okta was seen to answer a
// 500 for nine seconds after the deactivation of an app.
const deletionTime = 30 * time.Second

// DeleteApp deactivates an app, unless it is inactive, and deletes it. The 500
// E0000009 that Okta answers for some seconds after a deactivation is waited
// out, with a pause that doubles; any other error ends it at once.
func (c *Client) DeleteApp(ctx context.Context, id string, inactive bool, pause time.Duration) error {
	apps := c.Apps()
	if !inactive {
		if err := c.SetAppStatus(ctx, id, Inactive); err != nil {
			return err
		}
	}
	until := time.Now().Add(deletionTime)
	for {
		err := apps.Delete(ctx, id)
		switch {
		case rest.HasCode(err, CodeForbiddenDelete) && inactive:
			// Somebody activated it since.
			inactive = false
			if err := c.SetAppStatus(ctx, id, Inactive); err != nil {
				return err
			}
			continue
		case !rest.HasCode(err, CodeInternal) || time.Now().Add(pause).After(until):
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
		pause *= 2
	}
}

// CurrentSecret is a client's newest active secret.
func (c *Client) CurrentSecret(ctx context.Context, appID string) (ClientSecret, error) {
	all, err := c.listSecrets(ctx, appID)
	if err != nil {
		return ClientSecret{}, err
	}
	newest, ok := newestSecret(all)
	if !ok {
		return ClientSecret{}, fmt.Errorf("the app %q has no active secret. Only clients whose token_endpoint_auth_method is one with a secret have any; activate one in the app's credentials, or add one", appID)
	}
	return newest, nil
}

func (c *Client) listSecrets(ctx context.Context, appID string) ([]ClientSecret, error) {
	var all []ClientSecret
	for s, err := range c.AppSecrets(appID).All(ctx, nil) {
		if err != nil {
			return nil, err
		}
		c.Secrets().Add(s.Secret)
		all = append(all, s)
	}
	return all, nil
}

// SetSecretStatus activates or deactivates a client's secret.
func (c *Client) SetSecretStatus(ctx context.Context, appID, id, status string) (s ClientSecret, err error) {
	return setStatus(ctx, c.AppSecrets(appID), id, status)
}

// SetKeyStatus activates or deactivates a client's key.
func (c *Client) SetKeyStatus(ctx context.Context, appID, id, status string) (k JWK, err error) {
	return setStatus(ctx, c.AppJWKs(appID), id, status)
}

// RotateSecret gives a client a new secret beside its newest active one, which
// stays valid. As a client has two at most, an older one is taken away first.
// progress tells what is done; no secret is in it.
func (c *Client) RotateSecret(ctx context.Context, appID string, progress func(string)) (added, previous ClientSecret, err error) {
	all, err := c.listSecrets(ctx, appID)
	if err != nil {
		return added, previous, err
	}
	previous, _ = newestSecret(all)
	secrets := c.AppSecrets(appID)
	for _, s := range all {
		if len(all) < 2 || s.ID == previous.ID {
			continue
		}
		if s.Status == Active {
			progress(fmt.Sprintf("Deactivating the older secret %s: a client has two at most.", s.ID))
			if _, err := c.SetSecretStatus(ctx, appID, s.ID, Inactive); err != nil {
				return added, previous, err
			}
		}
		progress(fmt.Sprintf("Deleting the older secret %s.", s.ID))
		if err := secrets.Delete(ctx, s.ID); err != nil {
			return added, previous, err
		}
	}
	progress("Adding a new secret.")
	added, err = secrets.Create(ctx, ClientSecret{Status: Active}, nil)
	c.Secrets().Add(added.Secret)
	return added, previous, err
}
