package okta

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"math/big"
	"net/http"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// listAppKeys lists the certificates by which an app's assertions are signed.
// Recorded: app_keys_list_200, one key of ten years. Every app here shows the
// org's.
func (p *Platform) listAppKeys(_ *http.Request, _ *app) kernel.Answer {
	key := p.st.appKey
	from := p.st.admin.created
	until := from.AddDate(10, 0, 0)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(from.UnixMilli()),
		Subject: pkix.Name{
			Country: []string{"US"}, Province: []string{"California"}, Locality: []string{"San Francisco"},
			Organization: []string{"Okta"}, OrganizationalUnit: []string{"SSOProvider"}, CommonName: "simulator",
		},
		NotBefore: from, NotAfter: until, SignatureAlgorithm: x509.SHA256WithRSA,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.private().PublicKey, key.private())
	if err != nil {
		return p.problem(http.StatusInternalServerError, "E0000009", "Internal Server Error", err.Error())
	}
	sum := sha256.Sum256(der)
	n, e := key.modulus()
	return ok([]any{obj(
		"kty", "RSA",
		"created", stamp(from),
		"lastUpdated", stamp(from),
		"expiresAt", stamp(until.Truncate(time.Second)),
		"kid", key.kid,
		"use", "sig",
		"x5c", []any{base64.StdEncoding.EncodeToString(der)},
		"x5t#S256", base64.RawURLEncoding.EncodeToString(sum[:]),
		"e", e,
		"n", n,
	)})
}

// getIDToken answers the settings that Okta's console keeps for ID tokens.
// The path is private to Okta; the official provider uses it. Recorded:
// app_internal_groups_claim_get_200.
func (p *Platform) getIDToken(r *http.Request, a *app) kernel.Answer {
	if !signedWithSSWS(r) {
		return p.forbidden()
	}
	out := obj("issuer", p.world.OktaURL, "orgUrl", nil, "customUrl", nil, "audience", a.clientID, "issuerMode", a.client.or("issuer_mode", "ORG_URL"))
	if a.idToken != nil {
		for _, key := range a.idToken.keys {
			out.set(key, a.idToken.get(key))
		}
	}
	return ok(out)
}

// setIDToken answers what was set and null for the rest. Recorded:
// app_internal_groups_claim_post_200.
func (p *Platform) setIDToken(r *http.Request, a *app) kernel.Answer {
	if !signedWithSSWS(r) {
		return p.forbidden()
	}
	in, refusal := p.body(r)
	if refusal != nil {
		return *refusal
	}
	a.idToken = in
	out := obj("issuer", nil, "orgUrl", nil, "customUrl", nil, "audience", nil, "issuerMode", nil)
	for _, key := range in.keys {
		out.set(key, in.get(key))
	}
	return ok(out)
}

// signedWithSSWS: the private paths do not take access tokens (notes on the
// official provider: "SSWS only"). Not known: the refusal.
func signedWithSSWS(r *http.Request) bool { return callerOf(r).token != nil }
