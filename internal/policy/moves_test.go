package policy

import (
	"slices"
	"testing"
)

// TestMovesOf: a state of a type that is for one asset is taken over as it is,
// one of a type for any policy if it is of this asset.
func TestMovesOf(t *testing.T) {
	t.Parallel()
	var from []string
	for _, move := range MovesOf("jwt", "anypoint_jwt") {
		from = append(from, move.From)
		if move.From == "anypoint_jwt" {
			if move.Is != nil {
				t.Error("a type of one asset is asked for its asset")
			}
			continue
		}
		for asset, want := range map[any]bool{"jwt": true, "cors": false, nil: false} {
			if is, what := move.Is(map[string]any{"asset_id": asset}); is != want || what != `a policy of the asset "jwt"` {
				t.Errorf("%s of %v: %t, %s", move.From, asset, is, what)
			}
		}
	}
	if want := append([]string{"anypoint_jwt"}, generic...); !slices.Equal(from, want) {
		t.Errorf("moves from %q, want %q", from, want)
	}
}
