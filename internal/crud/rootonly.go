package crud

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// RootOnly says before anything is made what the platform would answer with
// 405 to whoever makes it in a business group. Whoever may not read the
// organization learns it from the platform. what are the objects, and instead
// is what a business group does.
func (p *Planning) RootOnly(ctx context.Context, c *Clients, organization types.String, what, instead string) {
	client, err := c.Anypoint()
	if err != nil || organization.IsUnknown() {
		return
	}
	o, err := client.Organization(ctx, organization.ValueString())
	if err != nil || o.Parent() == "" {
		return
	}
	p.Diagnostics.AddAttributeError(path.Root("organization_id"), "Not a Root Organization", fmt.Sprintf(
		"%q (%s) is a business group, below the organization %s. %s exist only in the root organization: the platform refuses them elsewhere (405). Set organization_id to the root organization's id. %s",
		o.Name, o.ID, o.Parent(), what, instead))
}
