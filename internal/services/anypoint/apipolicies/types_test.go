package apipolicies_test

import (
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/apipolicies"
)

// TestTable_types: the types that values are made of are those of the schema.
func TestTable_types(t *testing.T) {
	t.Parallel()
	for _, d := range apipolicies.All() {
		if len(d.Arguments) == 0 {
			continue
		}
		if schema, made := d.Types(); !schema.Equal(made) {
			t.Errorf("%s: the schema has %s, values are %s", d.Asset, schema, made)
		}
	}
}
