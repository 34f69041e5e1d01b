package okta

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// clientSecret is one of a client's secrets.
type clientSecret struct {
	id, value, status string
	created, updated  time.Time
}

// maxSecrets is how many a client may have. Contract: createOAuth2ClientSecret.
const maxSecrets = 2

func (p *Platform) secretRoutes() {
	const read, manage = "okta.apps.read", "okta.apps.manage"
	const base = "/api/v1/apps/{appId}/credentials/secrets"
	p.manage("GET "+base, read, p.onClient(func(_ *http.Request, a *app) kernel.Answer {
		return plainList(a.secrets, p.renderSecret(a))
	}))
	p.manage("POST "+base, manage, p.onClient(p.createSecret))
	p.manage("GET "+base+"/{secretId}", read, p.onSecret(func(a *app, s *clientSecret) kernel.Answer {
		return ok(p.renderSecret(a)(s))
	}))
	p.manage("DELETE "+base+"/{secretId}", manage, p.onSecret(p.deleteSecret))
	p.manage("POST "+base+"/{secretId}/lifecycle/activate", manage, p.onSecret(func(a *app, s *clientSecret) kernel.Answer {
		s.status, s.updated = active, p.now()
		return ok(p.renderSecret(a)(s))
	}))
	p.manage("POST "+base+"/{secretId}/lifecycle/deactivate", manage, p.onSecret(p.deactivateSecret))
}

func (p *Platform) onSecret(h func(*app, *clientSecret) kernel.Answer) kernel.Handler {
	return p.onClient(func(r *http.Request, a *app) kernel.Answer {
		id := r.PathValue("secretId")
		i := slices.IndexFunc(a.secrets, func(s *clientSecret) bool { return s.id == id })
		if i < 0 {
			return p.notFound(id, "OAuth2ClientSecretMediated")
		}
		return h(a, a.secrets[i])
	})
}

// renderSecret has the keys in the order of the recorded
// app_client_secrets_list_200, which shows the secret in clear.
func (p *Platform) renderSecret(a *app) func(*clientSecret) *object {
	return func(s *clientSecret) *object {
		path := "/api/v1/apps/" + a.id + "/credentials/secrets/" + s.id
		links := obj()
		if s.status == active {
			links.set("deactivate", p.link(path+"/lifecycle/deactivate", "POST"))
		} else {
			links.set("activate", p.link(path+"/lifecycle/activate", "POST"))
			links.set("delete", p.link(path, "DELETE"))
		}
		return obj(
			"id", s.id,
			"created", stamp(s.created),
			"lastUpdated", stamp(s.updated),
			"status", s.status,
			"client_secret", s.value,
			"secret_hash", secretHash(s.value),
			"_links", links,
		)
	}
}

// secretHash has the shape of the recorded hashes: 16 bytes. How Okta computes
// it is not known.
func secretHash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}

// usesSecret tells whether a client signs in with a secret.
func usesSecret(method string) bool { return strings.HasPrefix(method, "client_secret_") }

// currentSecret is the newest active secret, nil when the client has none.
func (a *app) currentSecret() *clientSecret {
	for _, s := range slices.Backward(a.secrets) {
		if s.status == active {
			return s
		}
	}
	return nil
}

func (p *Platform) newSecret(value string, length int) *clientSecret {
	if value == "" {
		value = p.world.IDs.Text(length)
	}
	p.world.Secrets.Add(value)
	now := p.now()
	return &clientSecret{id: p.world.IDs.Okta("ocs"), value: value, status: active, created: now, updated: now}
}

// keepSecret gives a client the secrets that its sign-in method needs after a
// write. A given secret that is not one of its own takes the place of the
// current one. Not known: whether Okta keeps the secrets of a client that
// changes to another method; here they go.
func (p *Platform) keepSecret(a *app, given string, length int) {
	if !usesSecret(a.authMethod) {
		a.secrets = nil
		return
	}
	if given != "" && !slices.ContainsFunc(a.secrets, func(s *clientSecret) bool { return s.value == given }) {
		current := a.currentSecret()
		a.secrets = append(slices.DeleteFunc(slices.Clone(a.secrets), func(s *clientSecret) bool { return s == current }), p.newSecret(given, length))
	}
	if a.currentSecret() == nil {
		a.secrets = append(slices.Clone(a.secrets), p.newSecret("", length))
	}
}

// checkSecret holds the contract's rules for a secret of one's own:
// ErrorClientSecretTooShort, ErrorClientSecretTooLong, ErrorClientSecretNonAscii,
// ErrorClientSecretTooShortWithClientSecretJWT, ErrorClientSecretWithPrivateKeyJWT.
func (p *Platform) checkSecret(secret, method string) *kernel.Answer {
	refuse := func(text string) *kernel.Answer {
		return new(p.invalid("client_secret", text))
	}
	switch {
	case method == "private_key_jwt":
		return refuse("'client_secret' can't be used when 'token_endpoint_auth_method' is 'private_key_jwt'.")
	case method == "client_secret_jwt" && utf8.RuneCountInString(secret) < 32:
		return refuse("client_secret: 'client_secret' must be at least '32' characters long when 'token_endpoint_auth_method' is 'client_secret_jwt'.")
	case utf8.RuneCountInString(secret) < 14:
		return refuse("client_secret: 'client_secret' must be at least '14' characters long.")
	case utf8.RuneCountInString(secret) > 100:
		return refuse("client_secret: 'client_secret' can't be more than '100' characters long.")
	case strings.ContainsFunc(secret, func(c rune) bool { return c < 0x20 || c > 0x7e }):
		return refuse("client_secret: ''client_secret'' must only contain printable ASCII: [x20-x7E]+")
	}
	return nil
}

func (p *Platform) createSecret(r *http.Request, a *app) kernel.Answer {
	var in struct {
		Secret string `json:"client_secret"`
		Status string `json:"status"`
	}
	if refusal := p.decode(r, &in); refusal != nil {
		return *refusal
	}
	if refusal := p.oneOf("status", in.Status, active, inactive); refusal != nil {
		return *refusal
	}
	if in.Secret != "" || a.authMethod == "private_key_jwt" {
		if refusal := p.checkSecret(in.Secret, a.authMethod); refusal != nil {
			return *refusal
		}
	}
	if len(a.secrets) >= maxSecrets {
		// Contract: ErrorMaxNumberOfSecrets.
		return p.invalid("OAuth2ClientSecretMediated", "You've reached the maximum number of client secrets per client.")
	}
	s := p.newSecret(in.Secret, 64)
	s.status = orDefault(in.Status, active)
	a.secrets = append(slices.Clone(a.secrets), s)
	return created(p.renderSecret(a)(s))
}

func (p *Platform) deactivateSecret(a *app, s *clientSecret) kernel.Answer {
	other := slices.ContainsFunc(a.secrets, func(o *clientSecret) bool { return o != s && o.status == active })
	if s.status == active && !other {
		// Contract: ErrorDeactivateTheOnlyClientSecret.
		return p.invalid("OAuth2ClientSecretMediated", "You can't deactivate the only active client secret.")
	}
	s.status, s.updated = inactive, p.now()
	return ok(p.renderSecret(a)(s))
}

func (p *Platform) deleteSecret(a *app, s *clientSecret) kernel.Answer {
	if s.status == active {
		// Contract: ErrorDeleteActiveSecret.
		return p.invalid("OAuth2ClientSecretMediated", "You can't delete an active client secret. Deactivate the secret before deleting it.")
	}
	a.secrets = remove(a.secrets, s)
	return noContent()
}
