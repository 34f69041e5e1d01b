package tf

import (
	"context"
	"fmt"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// UsuallyAtMost warns about a text of more than n characters. It does not
// refuse: no document of the vendor says where the platform's limit is. Where
// one does, stringvalidator.UTF8LengthBetween refuses.
func UsuallyAtMost(n int) validator.String { return usuallyAtMost(n) }

type usuallyAtMost int

func (n usuallyAtMost) Description(context.Context) string {
	return fmt.Sprintf("at most about %d characters", int(n))
}

func (n usuallyAtMost) MarkdownDescription(ctx context.Context) string { return n.Description(ctx) }

func (n usuallyAtMost) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	value := req.ConfigValue.ValueString() // empty where it is null or unknown
	if length := utf8.RuneCountInString(value); length > int(n) {
		resp.Diagnostics.AddAttributeWarning(req.Path, "Long Value", fmt.Sprintf(
			"The value has %d characters. The platform is known to take %d; it is sent as it is, and may be refused.", length, int(n)))
	}
}
