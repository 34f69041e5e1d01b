package crud

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// patience is how long an operation may take when the configuration does not
// say, as in most providers.
const patience = 20 * time.Minute

const timeoutsBlock = "timeouts"

// limits is the block that people know from other providers. It is a block,
// not an attribute, so that what they have written there is taken as it is.
var limits = limitsBlock(timeouts.Block(context.Background(), timeouts.Opts{
	Create: true, Read: true, Update: true, Delete: true,
	CreateDescription: limitOf("a creation"),
	ReadDescription:   limitOf("a refresh"),
	UpdateDescription: limitOf("an update"),
	DeleteDescription: limitOf("a deletion") + " It is the value of the last apply that counts.",
}))

func limitOf(what string) string {
	return fmt.Sprintf("How long %s may take, as in `30s`, `5m` or `1h30m`. Default: `20m`.", what)
}

func limitsBlock(block schema.Block) schema.Block {
	if single, ok := block.(schema.SingleNestedBlock); ok {
		single.MarkdownDescription = "How long operations on this object may take in all: the calls, their repetitions, and the waits for rate limits and for the platform. One that takes longer is given up with an error that says where it stood; what was created stays in the state."
		return single
	}
	return block
}

// withTimeouts gives a schema that block.
func withTimeouts(s *schema.Schema) {
	blocks := map[string]schema.Block{timeoutsBlock: limits}
	maps.Copy(blocks, s.Blocks)
	s.Blocks = blocks
}

// operation is one that a timeout bounds.
type operation struct {
	name  string // as the block calls it
	verb  string // as a diagnostic does
	limit func(timeouts.Value, context.Context, time.Duration) (time.Duration, diag.Diagnostics)
}

var (
	creating = operation{"create", "Create", timeouts.Value.Create}
	reading  = operation{"read", "Read", timeouts.Value.Read}
	updating = operation{"update", "Update", timeouts.Value.Update}
	deleting = operation{"delete", "Delete", timeouts.Value.Delete}
)

// bound ends the context when the operation's time is over. raw is the object
// that holds the block.
func (f *form) bound(ctx context.Context, op operation, raw tftypes.Value, diags *diag.Diagnostics) (context.Context, context.CancelFunc) {
	limit := patience
	values, err := members(raw)
	if err != nil {
		diags.Append(f.defect(err)...)
	}
	if block := values[timeoutsBlock]; !block.IsNull() {
		v, _ := f.types[timeoutsBlock].ValueFromTerraform(ctx, block)
		if given, ok := v.(timeouts.Value); ok {
			var problems diag.Diagnostics
			limit, problems = op.limit(given, ctx, patience)
			diags.Append(problems...)
		}
	}
	return context.WithTimeoutCause(ctx, limit, &overtime{op, limit})
}

// overtime is the cause of a context that ended because an operation's time was over.
type overtime struct {
	op    operation
	limit time.Duration
}

func (o *overtime) Error() string {
	return fmt.Sprintf("%s took longer than %s", o.op.name, o.limit)
}

// report is Report for an operation whose time may have been the reason.
func (f *form) report(ctx context.Context, diags *diag.Diagnostics, op operation, err error) {
	late, ok := errors.AsType[*overtime](context.Cause(ctx))
	if !ok || !errors.Is(err, context.DeadlineExceeded) {
		f.tell(diags, op.verb, f.noun, err)
		return
	}
	diags.AddError(fmt.Sprintf("Unable to %s %s", op.verb, f.noun), fmt.Sprintf(
		"It took longer than %s, the limit of %q in the timeouts block%s. The last that was tried:\n\n%s\n\n"+
			"What to do: raise the limit, as in `timeouts { %s = \"1h\" }`, if the platform is only slow or its rate limit low; else find out why it does not answer.",
		late.limit, late.op.name, byDefault(late.limit), err, late.op.name))
}

func byDefault(limit time.Duration) string {
	if limit == patience {
		return " (the default)"
	}
	return ""
}
