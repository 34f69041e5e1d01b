package okta_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

func TestJWK_Check(t *testing.T) {
	t.Parallel()
	bits := func(n int) *string {
		s := base64.RawURLEncoding.EncodeToString(make([]byte, n/8))
		return &s
	}
	text := func(s string) *string { return &s }
	padded, good, bad, enc, sig := text(*bits(2048)+"=="), text("AQAB"), text("A+/B"), text("enc"), text("sig")
	for name, c := range map[string]struct {
		key             okta.JWK
		member, problem string
	}{
		"RSA":                {okta.JWK{KTY: "RSA", N: bits(2048), E: good, Use: enc}, "", ""},
		"RSA, padded":        {okta.JWK{KTY: "RSA", N: padded, E: good}, "", ""},
		"RSA without n":      {okta.JWK{KTY: "RSA", E: good}, "kty", `needs "n"`},
		"RSA without e":      {okta.JWK{KTY: "RSA", N: bits(2048)}, "kty", `needs "n"`},
		"RSA, wrong n":       {okta.JWK{KTY: "RSA", N: bad, E: good}, "n", `"A+/B" is not in base64url`},
		"RSA, wrong e":       {okta.JWK{KTY: "RSA", N: bits(2048), E: bad}, "e", `"A+/B" is not in base64url`},
		"RSA, empty e":       {okta.JWK{KTY: "RSA", N: bits(2048), E: text("")}, "e", `"" is not in base64url`},
		"RSA, short":         {okta.JWK{KTY: "RSA", N: bits(2040), E: good}, "n", "has 2040 bits"},
		"EC":                 {okta.JWK{KTY: "EC", X: good, Y: good}, "", ""},
		"EC for signatures":  {okta.JWK{KTY: "EC", X: good, Y: good, Use: sig}, "", ""},
		"EC for encryption":  {okta.JWK{KTY: "EC", X: good, Y: good, Use: enc}, "use", "RSA keys only"},
		"EC without x":       {okta.JWK{KTY: "EC", Y: good}, "kty", `needs "x" and "y"`},
		"EC without y":       {okta.JWK{KTY: "EC", X: good}, "kty", `needs "x" and "y"`},
		"EC, wrong x":        {okta.JWK{KTY: "EC", X: bad, Y: good}, "x", `"A+/B" is not in base64url`},
		"EC, wrong y":        {okta.JWK{KTY: "EC", X: good, Y: bad}, "y", `"A+/B" is not in base64url`},
		"another, or none":   {okta.JWK{KTY: "oct"}, "kty", `"oct" is not a key type`},
		"nothing but a type": {okta.JWK{KTY: "RSA"}, "kty", `needs "n"`},
	} {
		if member, problem := c.key.Check(); member != c.member || (problem == "") != (c.problem == "") || !strings.Contains(problem, c.problem) {
			t.Errorf("%s: %q %q", name, member, problem)
		}
	}
}
