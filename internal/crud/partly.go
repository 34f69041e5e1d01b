package crud

import (
	"context"
	"errors"
)

// Partly is the error of a create or an update that takes several calls of
// which some were carried out. The state then holds Done, written over the plan
// by Flatten, which must therefore set everything that the plan leaves unknown:
// what was done is neither lost nor left to nobody when the rest is given up.
type Partly[A any] struct {
	Done A
	Err  error
}

// Error implements error.
func (p *Partly[A]) Error() string { return p.Err.Error() }

// Unwrap gives the error that stopped the rest.
func (p *Partly[A]) Unwrap() error { return p.Err }

func (p *Partly[A]) part() (done any, err error) { return p.Done, p.Err }

// parted is a Partly of any type.
type parted interface {
	error
	part() (done any, err error)
}

// half saves what was done before a write failed, and gives what it failed of.
func (r *Resource) half(ctx context.Context, planned any, err error, into saving) error {
	p, ok := errors.AsType[parted](err)
	if !ok {
		return err
	}
	done, cause := p.part()
	r.save(ctx, planned, done, into)
	return cause
}
