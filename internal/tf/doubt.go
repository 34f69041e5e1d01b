package tf

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// Doubt makes a validator warn where it would refuse: for rules that the
// platform is not known to have.
func Doubt(v validator.String) validator.String { return doubtString{v} }

// DoubtInt64 is Doubt for numbers.
func DoubtInt64(v validator.Int64) validator.Int64 { return doubtInt64{v} }

// DoubtSet is Doubt for sets.
func DoubtSet(v validator.Set) validator.Set { return doubtSet{v} }

// DoubtList is Doubt for lists.
func DoubtList(v validator.List) validator.List { return doubtList{v} }

type (
	doubtString struct{ validator.String }
	doubtInt64  struct{ validator.Int64 }
	doubtSet    struct{ validator.Set }
	doubtList   struct{ validator.List }
)

func (d doubtList) ValidateList(ctx context.Context, req validator.ListRequest, resp *validator.ListResponse) {
	var refused validator.ListResponse
	d.List.ValidateList(ctx, req, &refused)
	warned(refused.Diagnostics, &resp.Diagnostics)
}

func (d doubtString) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	var refused validator.StringResponse
	d.String.ValidateString(ctx, req, &refused)
	warned(refused.Diagnostics, &resp.Diagnostics)
}

func (d doubtInt64) ValidateInt64(ctx context.Context, req validator.Int64Request, resp *validator.Int64Response) {
	var refused validator.Int64Response
	d.Int64.ValidateInt64(ctx, req, &refused)
	warned(refused.Diagnostics, &resp.Diagnostics)
}

func (d doubtSet) ValidateSet(ctx context.Context, req validator.SetRequest, resp *validator.SetResponse) {
	var refused validator.SetResponse
	d.Set.ValidateSet(ctx, req, &refused)
	warned(refused.Diagnostics, &resp.Diagnostics)
}

func warned(refused diag.Diagnostics, out *diag.Diagnostics) {
	for _, d := range refused {
		if d.Severity() == diag.SeverityWarning {
			out.Append(d)
			continue
		}
		detail := d.Detail() + "\n\nIt is sent as it is; the platform may refuse it."
		if at, ok := d.(diag.DiagnosticWithPath); ok {
			out.AddAttributeWarning(at.Path(), d.Summary(), detail)
		} else {
			out.AddWarning(d.Summary(), detail)
		}
	}
}
