package rest

import "testing"

// TestPlural: a noun that ends in a consonant and y, and one of something.
func TestPlural(t *testing.T) {
	for noun, want := range map[string]string{
		"scope": "scopes", "access policy": "access policies", "key": "keys", "client of the authorization server": "clients of the authorization server",
	} {
		if got := Plural(noun); got != want {
			t.Errorf("several of %q are %q, not %q", noun, got, want)
		}
	}
}
