package okta

import (
	"context"
	"encoding/json"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// The statuses of whatever can be activated and deactivated.
const (
	Active   = "ACTIVE"
	Inactive = "INACTIVE"
)

// Acting is a collection whose objects have operations, of whatever type.
type Acting interface {
	Act(ctx context.Context, id, verb, sub string, body any) (rest.Response, error)
}

// SetStatus activates or deactivates one object of a collection, by the
// operation for that: no request that writes an object changes its status.
func SetStatus(ctx context.Context, all Acting, id, status string) error {
	_, err := operate(ctx, all, id, status)
	return err
}

// setStatus is SetStatus for objects that the operation answers with.
func setStatus[T any](ctx context.Context, all *rest.Collection[T], id, status string) (v T, err error) {
	resp, err := operate(ctx, all, id, status)
	if err != nil {
		return v, err
	}
	return v, json.Unmarshal(resp.Body, &v)
}

func operate(ctx context.Context, all Acting, id, status string) (rest.Response, error) {
	verb := "activate"
	if status == Inactive {
		verb = "deactivate"
	}
	return all.Act(ctx, id, verb, "/lifecycle/"+verb, nil)
}
