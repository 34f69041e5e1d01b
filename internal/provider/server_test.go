package provider_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
)

// TestServer_everyPartOfTheProtocol: the server has every method that the
// framework's has. plugin-go looks for newer parts of the protocol by what a
// server implements, and one that hides a part would lose it without a word.
func TestServer_everyPartOfTheProtocol(t *testing.T) {
	t.Parallel()
	theirs := reflect.TypeOf(providerserver.NewProtocol6(provider.New("test"))())
	mine := reflect.TypeFor[*provider.Server]()
	if theirs.NumMethod() < 30 {
		t.Fatalf("the framework's server has only %d methods", theirs.NumMethod())
	}
	for m := range theirs.Methods() {
		own, ok := mine.MethodByName(m.Name)
		if !ok {
			t.Errorf("the server has no %s", m.Name)
			continue
		}
		if own.Type.NumIn() != m.Type.NumIn() || own.Type.NumOut() != m.Type.NumOut() {
			t.Errorf("%s is %s, the framework's is %s", m.Name, own.Type, m.Type)
		}
	}
}

// slow are the resources whose schema is not plain, so that the framework
// answers for them, with the reason.
var slow = map[string]string{
	"gatehouse_anypoint_api_instance":      "members of spec, endpoint and routing have defaults or are computed",
	"gatehouse_anypoint_identity_provider": "members of oidc and saml have defaults or are write-only",
	"gatehouse_anypoint_organization":      "each entitlement is computed where it is left out",
	"gatehouse_okta_app_group_assignments": "the priority of a group is computed",
	"gatehouse_okta_inline_hook":           "members of channel and auth have defaults",
}

// TestServer_quickForAll: no resource falls back to the framework unseen.
func TestServer_quickForAll(t *testing.T) {
	t.Parallel()
	var missing []string
	for _, factory := range provider.New("test").Resources(t.Context()) {
		r := factory()
		var meta resource.MetadataResponse
		r.Metadata(t.Context(), resource.MetadataRequest{ProviderTypeName: "gatehouse"}, &meta)
		q, ok := r.(crud.Quick)
		_, excepted := slow[meta.TypeName]
		quick := ok && q.Plain(t.Context())
		if typed := strings.HasPrefix(meta.TypeName, "gatehouse_anypoint_api_policy_"); typed && !quick {
			continue // members of configuration have defaults or are write-only
		}
		if quick == excepted {
			missing = append(missing, meta.TypeName)
		}
	}
	slices.Sort(missing)
	if len(missing) > 0 {
		t.Errorf("not as the list says, plain or not: %q", missing)
	}
}
