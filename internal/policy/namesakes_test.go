package policy

import (
	"errors"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

// TestNamesakes_whatForAndWhen: policies of the same asset and label are looked
// for where the platform would take a second one, once both are known.
func TestNamesakes_whatForAndWhen(t *testing.T) {
	t.Parallel()
	missing := errors.New("no settings")
	var c crud.Clients
	c.SetAnypoint(nil, missing, false)
	for name, with := range map[string]struct {
		m      Common
		asset  string
		looked bool
	}{
		"all is known":          {Common{AllowDuplicate: types.BoolValue(true), Label: types.StringValue("a")}, "jwt", true},
		"it has no label":       {Common{AllowDuplicate: types.BoolValue(true)}, "jwt", true},
		"the platform refuses":  {Common{AllowDuplicate: types.BoolValue(false)}, "jwt", false},
		"no asset is known yet": {Common{AllowDuplicate: types.BoolValue(true)}, "", false},
		"no label is known yet": {Common{AllowDuplicate: types.BoolValue(true), Label: types.StringUnknown()}, "jwt", false},
	} {
		twins, err := with.m.namesakes(t.Context(), &c, "group", with.asset)
		if looked := errors.Is(err, missing); looked != with.looked || !looked && err != nil || twins != nil {
			t.Errorf("%s: %v, %v", name, twins, err)
		}
	}
}
