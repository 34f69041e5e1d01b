package provider

import (
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/function"

	own "github.com/gatehouse/terraform-provider-gatehouse/internal/functions"
)

// identities are the identifying attributes of every resource type.
var identities = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for _, r := range resources {
		if o, ok := r().(interface{ Identifiers() (string, []string) }); ok {
			name, attributes := o.Identifiers()
			out["gatehouse_"+name] = attributes
		}
	}
	return out
})

func newParseID() function.Function { return own.NewParseID(identities) }

func newBuildID() function.Function { return own.NewBuildID(identities) }
