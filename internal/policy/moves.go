package policy

import (
	"fmt"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

// Names of attributes in the states of other providers for Anypoint: MuleSoft's
// own, and the community's, which calls most of them by other names.
const (
	organization = "organization_id|org_id"
	environment  = "environment_id|env_id"
)

var identity = map[string]string{
	"organization_id": organization, "environment_id": environment, "api_instance_id": "api_instance_id|apim_id", "id": "id",
}

// generic are the types of other providers for policies of any kind.
var generic = []string{"anypoint_api_policy", "anypoint_apim_policy", "anypoint_apim_policy_custom"}

// Moves are the moves of the resource for policies of any kind.
func Moves() []crud.Move { return moves(nil, generic...) }

// MovesOf are the moves of the resource for the policies of one asset: from
// the types that are for it, and from those for any policy.
func MovesOf(asset string, types ...string) []crud.Move {
	is := func(source map[string]any) (bool, string) {
		return source["asset_id"] == asset, fmt.Sprintf("a policy of the asset %q", asset)
	}
	return append(moves(nil, types...), moves(is, generic...)...)
}

func moves(is func(map[string]any) (bool, string), types ...string) []crud.Move {
	out := make([]crud.Move, len(types))
	for i, from := range types {
		out[i] = crud.Move{From: from, Identity: identity, Last: strings.HasPrefix(from, "anypoint_apim"), Is: is}
	}
	return out
}
