package okta

import (
	"encoding/base64"
	"net/http"
	"slices"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// clientKey is one of the public keys by which a client signs in.
type clientKey struct {
	id, status       string
	jwk              *object // as sent: kty, kid, use, alg, and the numbers
	created, updated time.Time
}

// maxClientKeys: contract, ErrorClientJsonWebKeyTooManyKids.
const maxClientKeys = 50

func (p *Platform) clientKeyRoutes() {
	const read, manage = "okta.apps.read", "okta.apps.manage"
	const base = "/api/v1/apps/{appId}/credentials/jwks"
	p.manage("GET "+base, read, p.onClient(func(_ *http.Request, a *app) kernel.Answer {
		// The contract's schema is this array, its example {"jwks":{"keys":[…]}}.
		// The vendor's SDKs are made from the schema.
		return plainList(a.keys, p.renderKey(a))
	}))
	p.manage("POST "+base, manage, p.onClient(p.addKey))
	p.manage("GET "+base+"/{keyId}", read, p.onKey(func(a *app, k *clientKey) kernel.Answer { return ok(p.renderKey(a)(k)) }))
	p.manage("DELETE "+base+"/{keyId}", manage, p.onKey(p.deleteKey))
	p.manage("POST "+base+"/{keyId}/lifecycle/activate", manage, p.onKey(p.activateKey))
	p.manage("POST "+base+"/{keyId}/lifecycle/deactivate", manage, p.onKey(p.deactivateKey))
}

func (p *Platform) onKey(h func(*app, *clientKey) kernel.Answer) kernel.Handler {
	return p.onClient(func(r *http.Request, a *app) kernel.Answer {
		id := r.PathValue("keyId")
		i := slices.IndexFunc(a.keys, func(k *clientKey) bool { return k.id == id })
		if i < 0 {
			return p.notFound(id, "OAuth2ClientJsonWebKey")
		}
		return h(a, a.keys[i])
	})
}

// checkJWK tells what is wrong with a public key, in the contract's words
// where it has any.
func checkJWK(key *object) string {
	if key == nil {
		return "A key must be an object."
	}
	switch key.str("kty") {
	case "RSA":
		n, err := base64.RawURLEncoding.DecodeString(trimPadding(key.str("n")))
		if err != nil || key.str("e") == "" {
			return "An RSA key must have 'e' and 'n' in base64url."
		}
		if len(n) < 256 {
			return "RSA key length in the 'jwks' is less than '2,048' bits for the given key." // ErrorClientJsonWebKeyKidLengthTooShort
		}
	case "EC":
		if key.str("x") == "" || key.str("y") == "" {
			return "An EC key must have 'x' and 'y'."
		}
	default:
		return "The value of 'kty' must be RSA or EC."
	}
	if key.has("d") {
		return "A private key must not be sent."
	}
	if use := key.str("use"); use != "" && use != "sig" && use != "enc" {
		return "The value of 'use' must be sig or enc."
	}
	return ""
}

func trimPadding(s string) string {
	for len(s) > 0 && s[len(s)-1] == '=' {
		s = s[:len(s)-1]
	}
	return s
}

// storeKeys replaces a client's keys by those of a jwks; keys that it had
// before keep their id.
func (p *Platform) storeKeys(a *app, jwks *object) {
	list, _ := jwks.get("keys").([]any)
	var keys []*clientKey
	now := p.now()
	for _, item := range list {
		given, isObject := item.(*object)
		if !isObject {
			continue
		}
		k := &clientKey{status: orDefault(given.str("status"), active), jwk: given.clone(), created: now, updated: now}
		i := slices.IndexFunc(a.keys, func(old *clientKey) bool {
			return old.jwk.str("kid") == given.str("kid") && old.jwk.str("n") == given.str("n") && old.jwk.str("x") == given.str("x")
		})
		if i >= 0 {
			k.id, k.created = a.keys[i].id, a.keys[i].created
		} else {
			k.id = p.world.IDs.Okta("pks")
		}
		keys = append(keys, k)
	}
	a.keys = keys
}

// numbers are the members of a key that make it what it is. Contract: an EC key
// has x and y and no crv.
func (k *clientKey) numbers(out *object) *object {
	if k.jwk.str("kty") == "EC" {
		return out.set("x", k.jwk.get("x")).set("y", k.jwk.get("y"))
	}
	return out.set("e", k.jwk.get("e")).set("n", k.jwk.get("n"))
}

// inSettings is the key in settings.oauthClient.jwks, in the order of the
// recorded app_oidc_service_private_key_jwt_jwks_create_200.
func (k *clientKey) inSettings() *object {
	out := obj("kty", k.jwk.get("kty"), "id", k.id, "status", k.status, "kid", k.jwk.get("kid"), "use", k.jwk.get("use"))
	out.setIf(k.jwk.get("alg") != nil, "alg", k.jwk.get("alg"))
	return k.numbers(out)
}

// renderKey has the keys of the contract's oAuthClientJsonWebKey.
func (p *Platform) renderKey(a *app) func(*clientKey) *object {
	return func(k *clientKey) *object {
		path := "/api/v1/apps/" + a.id + "/credentials/jwks/" + k.id
		out := obj("id", k.id, "kid", k.jwk.get("kid"), "kty", k.jwk.get("kty"))
		out.setIf(k.jwk.get("alg") != nil, "alg", k.jwk.get("alg"))
		out.set("use", k.jwk.get("use"))
		k.numbers(out)
		links := obj()
		if k.status == active {
			links.set("deactivate", p.link(path+"/lifecycle/deactivate", "POST"))
		} else {
			links.set("activate", p.link(path+"/lifecycle/activate", "POST"))
			links.set("delete", p.link(path, "DELETE"))
		}
		return out.set("status", k.status).set("created", stamp(k.created)).set("lastUpdated", stamp(k.updated)).set("_links", links)
	}
}

func (p *Platform) badKey(text string) kernel.Answer { return p.invalid("JsonWebKey", text) }

func (p *Platform) addKey(r *http.Request, a *app) kernel.Answer {
	in, refusal := p.body(r)
	if refusal != nil {
		return *refusal
	}
	if text := checkJWK(in); text != "" {
		return p.badKey(text)
	}
	if refusal := p.oneOf("status", in.str("status"), active, inactive); refusal != nil {
		return *refusal
	}
	kid := in.str("kid")
	for _, k := range a.keys {
		switch old := k.jwk.str("kid"); {
		case old == "" || kid == "":
			// Contract: ErrorClientJsonWebKeyNonUniqueKid.
			return p.badKey("Each key should have a unique kid when adding multiple keys. Use the Apps API to update the JWKS to add a kid for the existing key, or delete the existing key and re-add the key with a kid using the JWKS APIs.")
		case old == kid:
			return p.badKey("All keys in the 'jwks' must have a unique `kid`.") // ErrorClientJsonWebKeyDuplicateKid
		case in.str("use") == "enc" && in.str("status") != inactive && k.jwk.str("use") == "enc" && k.status == active:
			return p.badKey("The client can have only one active encryption key in the 'jwks'.") // ErrorOnlyOneActiveEncryptionKeyAllowed
		}
	}
	if len(a.keys) >= maxClientKeys {
		return p.badKey("You can't create a new key. You have reached the maximum number of keys allowed (50). To add another key, you must first delete an existing one.")
	}
	now := p.now()
	k := &clientKey{id: p.world.IDs.Okta("pks"), status: orDefault(in.str("status"), active), jwk: in, created: now, updated: now}
	a.keys = append(slices.Clone(a.keys), k)
	a.client.delete("jwks_uri") // not known: whether both may stand side by side
	return created(p.renderKey(a)(k))
}

func (p *Platform) activateKey(a *app, k *clientKey) kernel.Answer {
	for _, o := range a.keys {
		if k.jwk.str("use") == "enc" && o.jwk.str("use") == "enc" && o.status == active {
			// Contract: activateOAuth2ClientJsonWebKey deactivates the other one.
			o.status, o.updated = inactive, p.now()
		}
	}
	k.status, k.updated = active, p.now()
	return ok(p.renderKey(a)(k))
}

func (p *Platform) deactivateKey(a *app, k *clientKey) kernel.Answer {
	if k.jwk.str("use") == "enc" {
		return p.badKey("You can't deactivate the active encryption key.") // ErrorDeactivateEncryptionKey
	}
	other := slices.ContainsFunc(a.keys, func(o *clientKey) bool { return o != k && o.status == active && o.jwk.str("use") != "enc" })
	if a.authMethod == "private_key_jwt" && !other {
		return p.badKey("Can't deactivate the only active JSON Web Key when the value for `token_endpoint_auth_method` is `private_key_jwt`.")
	}
	k.status, k.updated = inactive, p.now()
	return ok(p.renderKey(a)(k))
}

func (p *Platform) deleteKey(a *app, k *clientKey) kernel.Answer {
	if k.status == active {
		return p.badKey("You can't delete an active JSON Web Key. Deactivate the key before deleting it.") // ErrorDeleteActiveJsonWebKey
	}
	a.keys = remove(a.keys, k)
	return noContent()
}

// publicKeys are the active signing keys, for checking assertions.
func (a *app) publicKeys() []jose.JSONWebKey {
	var out []jose.JSONWebKey
	for _, k := range a.keys {
		if k.status != active || k.jwk.str("use") == "enc" {
			continue
		}
		if key, valid := parseJWK(k.jwk); valid {
			out = append(out, key)
		}
	}
	return out
}

// parseJWK reads a key by the members that matter.
func parseJWK(in *object) (jose.JSONWebKey, bool) {
	o := obj("kty", in.get("kty"))
	for _, member := range []string{"n", "e", "x", "y", "crv"} {
		if v := in.str(member); v != "" {
			o.set(member, trimPadding(v))
		}
	}
	if in.str("kty") == "EC" && in.str("crv") == "" {
		// The contract's EC key has no curve; its length tells.
		x, _ := base64.RawURLEncoding.DecodeString(trimPadding(in.str("x")))
		o.set("crv", map[int]string{32: "P-256", 48: "P-384", 66: "P-521"}[len(x)])
	}
	data, err := o.MarshalJSON()
	if err != nil {
		return jose.JSONWebKey{}, false
	}
	var key jose.JSONWebKey
	if err := key.UnmarshalJSON(data); err != nil {
		return jose.JSONWebKey{}, false
	}
	key.KeyID = in.str("kid")
	return key, key.Valid()
}
