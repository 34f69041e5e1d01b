package crud_test

import (
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

// TestOktaNeeds: an org has authorization servers only with a feature, which
// nothing else needs.
func TestOktaNeeds(t *testing.T) {
	t.Parallel()
	for noun, want := range map[string]bool{"okta.authorizationServers": true, "okta.apps": false} {
		for _, text := range []string{crud.OktaNeeds(noun, "Some Administrator"), crud.OktaReads(noun)} {
			if has := strings.Contains(text, "the org's feature *API Access Management*, and the OAuth 2.0 scope"); has != want {
				t.Errorf("%s: %s", noun, text)
			}
		}
	}
}
