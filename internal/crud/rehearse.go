package crud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// Rehearsal lets a test ask twice for one answer, of the framework and of what
// answers quicker, without a second call of a platform: plans leave out the
// objects' hooks, and a refresh is carried out once and repeated from memory.
type Rehearsal struct {
	read *resource.ReadResponse
}

type rehearsalKey struct{}

// Rehearse is a context of that rehearsal.
func Rehearse(ctx context.Context, r *Rehearsal) context.Context {
	return context.WithValue(ctx, rehearsalKey{}, r)
}

func rehearsalOf(ctx context.Context) *Rehearsal {
	r, _ := ctx.Value(rehearsalKey{}).(*Rehearsal)
	return r
}

// repeated answers from memory, if there is a rehearsal that has an answer.
func (r *Rehearsal) repeated(resp *resource.ReadResponse) bool {
	if r == nil || r.read == nil {
		return false
	}
	resp.State.Raw, resp.Identity.Raw, resp.Diagnostics = r.read.State.Raw, r.read.Identity.Raw, r.read.Diagnostics
	return true
}

// remember keeps an answer.
func (r *Rehearsal) remember(resp *resource.ReadResponse) {
	if r != nil {
		kept := *resp
		identity := *resp.Identity
		kept.Identity = &identity
		r.read = &kept
	}
}
