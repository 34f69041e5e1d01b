package gateway

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// keySet is a JSON web key set as the gateway keeps it.
type keySet struct {
	jose.JSONWebKeySet
	until time.Time
}

// jwtValidation wants a JSON web token whose signature and claims hold. Known:
// the statuses (400 no token, 401 signature or claims, 503 no key set). Not
// known: the bodies, and the status for a client without a contract.
func (g *Gateway) jwtValidation(x *exchange, p anypoint.DeployedPolicy) *kernel.Answer {
	token := x.jwt(p.Configuration)
	if token == "" {
		return refuse(http.StatusBadRequest, "JWT Token is required.")
	}
	payload, refusal := g.verified(x.Context(), p.Configuration, token)
	x.explain.note(refusal == nil, "Token: its signature %s", map[bool]string{true: "holds", false: "does not hold"}[refusal == nil])
	if refusal != nil {
		return refusal
	}
	claims, valid := claimsIn(bytes.NewReader(payload))
	if !valid {
		return refuse(http.StatusUnauthorized, "Invalid token.")
	}
	wrong := wrongClaim(claims, p.Configuration, g.world.Clock.Now())
	x.explain.note(wrong == "", "Claims: issued by %s for %s", shown(claims["iss"]), shown(claims["aud"]))
	if wrong != "" {
		return refuse(http.StatusUnauthorized, wrong)
	}
	if skip, _ := p.Configuration["skipClientIdValidation"].(bool); !skip {
		expression, _ := p.Configuration["clientIdExpression"].(string)
		if expression == "" {
			expression = "#[vars.claimSet.client_id]" // the template's default
		}
		client := ""
		if m := claimExpression.FindStringSubmatch(expression); m != nil && m[3] == "" {
			client, _ = claims[m[1]+m[2]].(string)
		}
		if refusal := x.needsContract(client); refusal != nil {
			return refusal
		}
	}
	// Not known: the names of the headers. Here they are those of the claims.
	for _, name := range texts(p.Configuration["claimsToHeaders"]) {
		if v, found := claims[name]; found {
			x.header.Set(name, fmt.Sprint(v))
		}
	}
	return nil
}

// jwt takes the token from where the policy says.
func (x *exchange) jwt(configuration map[string]any) string {
	if configuration["jwtOrigin"] == "customExpression" {
		return x.evaluate(configuration["jwtExpression"])
	}
	kind, token, _ := strings.Cut(x.Header.Get("Authorization"), " ")
	if !strings.EqualFold(kind, "bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// verified is the payload of a token whose signature holds.
func (g *Gateway) verified(ctx context.Context, configuration map[string]any, token string) ([]byte, *kernel.Answer) {
	wrong := refuse(http.StatusUnauthorized, "Invalid token.")
	family := map[any]string{"rsa": "RS", "hmac": "HS", "es": "ES"}[configuration["signingMethod"]]
	if configuration["signingMethod"] == "none" { // no signature is checked
		parts := strings.Split(token, ".")
		if len(parts) != 3 {
			return nil, wrong
		}
		payload, err := base64.RawURLEncoding.DecodeString(parts[1])
		if err != nil {
			return nil, wrong
		}
		return payload, nil
	}
	length := decimal(configuration["signingKeyLength"])
	if length == "" {
		length = "256"
	}
	signed, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.SignatureAlgorithm(family + length)})
	if err != nil {
		return nil, wrong
	}
	text, _ := configuration["textKey"].(string)
	key := textKey(text)
	if configuration["jwtKeyOrigin"] == "jwks" {
		keys, refusal := g.keySet(ctx, configuration)
		if refusal != nil {
			return nil, refusal
		}
		key = keys
		if signed.Signatures[0].Header.KeyID == "" {
			if payload, ok := byAny(signed, keys); ok {
				return payload, nil
			}
			return nil, wrong
		}
	}
	payload, err := signed.Verify(key)
	if err != nil {
		return nil, wrong
	}
	return payload, nil
}

// byAny verifies a token that does not say its key. Not known: whether a
// gateway refuses it; here any key of the set may have signed it.
func byAny(signed *jose.JSONWebSignature, keys *jose.JSONWebKeySet) (payload []byte, ok bool) {
	for _, k := range keys.Keys {
		if payload, err := signed.Verify(k.Key); err == nil {
			return payload, true
		}
	}
	return nil, false
}

// textKey is a key from a policy: a public key in PEM, or the secret of HMAC.
func textKey(text string) any {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		// Public keys are also given as the bare base64 between the lines of PEM.
		der, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
		if err != nil {
			return []byte(text)
		}
		block = &pem.Block{Bytes: der}
	}
	if key, err := x509.ParsePKIXPublicKey(block.Bytes); err == nil {
		return key
	}
	if certificate, err := x509.ParseCertificate(block.Bytes); err == nil {
		return certificate.PublicKey
	}
	return []byte(text)
}

// keySet fetches the policy's key sets, or takes them from what is kept: an
// hour, unless the policy says other minutes. Several addresses stand with
// commas between them; one that answers is enough. Not known: whether a real
// gateway does with fewer than all.
func (g *Gateway) keySet(ctx context.Context, configuration map[string]any) (*jose.JSONWebKeySet, *kernel.Answer) {
	addresses, _ := configuration["jwksUrl"].(string)
	now := g.world.Clock.Now()
	g.mu.Lock()
	kept, found := g.keys[addresses]
	g.mu.Unlock()
	if found && now.Before(kept.until) {
		return &kept.JSONWebKeySet, nil
	}
	timeout := 10 * time.Second // the documented default
	if ms := whole64(configuration["jwksServiceConnectionTimeout"]); ms > 0 {
		timeout = time.Duration(ms) * time.Millisecond
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	minutes := int64(60)
	if ttl := configuration["jwksServiceTimeToLive"]; ttl != nil {
		minutes = whole64(ttl)
	}
	got := keySet{until: now.Add(time.Duration(minutes) * time.Minute)}
	fetched := false
	for address := range strings.SplitSeq(addresses, ",") {
		set, err := g.fetchKeys(ctx, strings.TrimSpace(address))
		if err != nil {
			continue
		}
		fetched = true
		got.Keys = append(got.Keys, set.Keys...)
	}
	if !fetched {
		return nil, refuse(http.StatusServiceUnavailable, "The JWKS service can not be reached")
	}
	g.mu.Lock()
	g.keys[addresses] = got
	g.mu.Unlock()
	return &got.JSONWebKeySet, nil
}

func (g *Gateway) fetchKeys(ctx context.Context, address string) (set jose.JSONWebKeySet, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return set, err
	}
	answer, err := g.world.Client.Do(r)
	if err != nil {
		return set, err
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		return set, fmt.Errorf("the key set's address answers %d", answer.StatusCode)
	}
	return set, json.NewDecoder(io.LimitReader(answer.Body, maxAnswer)).Decode(&set)
}

// claimExpression points at a claim, and may compare it with a text.
var claimExpression = regexp.MustCompile(`^#\[\s*vars\.claimSet(?:\.([A-Za-z_][A-Za-z0-9_]*)|\[['"]([^'"]+)['"]\])\s*(==\s*['"]([^'"]*)['"]\s*)?\]$`)

// wrongClaim says what does not hold of a token's claims.
func wrongClaim(claims, configuration map[string]any, now time.Time) string {
	flag := func(name string) bool { b, _ := configuration[name].(bool); return b }
	for _, c := range []struct {
		name string
		ok   func(time.Time) bool
	}{{"exp", now.Before}, {"nbf", func(t time.Time) bool { return !now.Before(t) }}} {
		n, isNumber := claims[c.name].(json.Number)
		seconds, err := n.Float64()
		switch {
		case !isNumber && flag("mandatory"+strings.ToUpper(c.name[:1])+c.name[1:]+"Claim"):
			return "The claim " + c.name + " is missing."
		case isNumber && (err != nil || !c.ok(time.Unix(int64(seconds), 0))):
			return "The token is not valid at this time."
		}
	}
	audiences := texts(claims["aud"])
	if one, isText := claims["aud"].(string); isText {
		audiences = []string{one}
	}
	if len(audiences) == 0 && flag("mandatoryAudClaim") {
		return "The claim aud is missing."
	}
	if flag("validateAudClaim") && len(audiences) > 0 {
		supported, _ := configuration["supportedAudiences"].(string)
		if !slices.ContainsFunc(strings.Split(supported, ","), func(s string) bool { return slices.Contains(audiences, strings.TrimSpace(s)) }) {
			return "The audience is not supported."
		}
	}
	if !flag("validateCustomClaim") {
		return ""
	}
	for list, mandatory := range kernel.InOrder(map[string]bool{"mandatoryCustomClaims": true, "nonMandatoryCustomClaims": false}) {
		entries, _ := configuration[list].([]any)
		for _, e := range entries {
			entry, _ := e.(map[string]any)
			name, _ := entry["key"].(string)
			value, _ := entry["value"].(string)
			got, present := claims[name]
			if !present && mandatory || present && !claimHolds(claims, got, value) {
				return "The claim " + name + " is not valid."
			}
		}
	}
	return ""
}

// claimHolds compares a claim with a text, or evaluates a comparison of a claim
// with a text. DataWeave is not simulated: any other expression holds.
func claimHolds(claims map[string]any, got any, value string) bool {
	if !strings.HasPrefix(value, "#[") {
		return fmt.Sprint(got) == value
	}
	m := claimExpression.FindStringSubmatch(value)
	return m == nil || m[3] == "" || fmt.Sprint(claims[m[1]+m[2]]) == m[4]
}
