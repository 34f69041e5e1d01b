package identityprovider

import (
	"cmp"
	"context"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// secrets are those of the client, and whether they are to be sent.
type secrets struct {
	secret, header       string
	newSecret, newHeader bool
}

func clientOf(ctx context.Context, m model) *clientModel {
	return or(tf.As[openIDModel](ctx, m.OIDC).Client)
}

// secretsOf come from the configuration: the plan does not hold those that are
// write-only.
func secretsOf(ctx context.Context, w crud.Write[model]) secrets {
	is, was, given := clientOf(ctx, w.Plan), clientOf(ctx, w.Prior), clientOf(ctx, w.Config)
	c, old := or(is.Credentials), or(was.Credentials)
	r, before := or(is.Registration), or(was.Registration)
	return secrets{
		secret:    cmp.Or(or(given.Credentials).SecretWO.ValueString(), c.Secret.ValueString()),
		header:    cmp.Or(or(given.Registration).AuthorizationWO.ValueString(), r.Authorization.ValueString()),
		newSecret: !c.Secret.Equal(old.Secret) || !c.SecretWOVersion.Equal(old.SecretWOVersion),
		newHeader: !r.Authorization.Equal(before.Authorization) || !r.AuthorizationWOVersion.Equal(before.AuthorizationWOVersion),
	}
}

// into writes them into a new identity provider.
func (s secrets) into(p *anypoint.IdentityProvider) {
	if p.OpenID != nil {
		p.OpenID.Client.Credentials.Secret, p.OpenID.Client.Registration.Authorization = s.secret, s.header
	}
}

// changed writes them into a change, if they are new or if what is around them
// is written. The secret has its client's id beside it, for whoever validates
// the body. A header that goes away is sent as empty.
func (s secrets) changed(body map[string]any, clientID string) {
	_, written := body["oidc_provider"]
	if s.secret != "" && (s.newSecret || written) {
		credentials := below(body, "oidc_provider", "client", "credentials")
		credentials["id"], credentials["secret"] = clientID, s.secret
	}
	if s.newHeader || written && s.header != "" {
		below(body, "oidc_provider", "client", "registration")["authorization"] = s.header
	}
}

// below is the object at a path of an object, made where there is none.
func below(o map[string]any, names ...string) map[string]any {
	for _, name := range names {
		next, ok := o[name].(map[string]any)
		if !ok {
			next = map[string]any{}
			o[name] = next
		}
		o = next
	}
	return o
}
