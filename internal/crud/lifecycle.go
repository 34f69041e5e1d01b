package crud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

// Lifecycle makes the two actions that activate and deactivate objects of
// Okta's, whoever manages them.
type Lifecycle[M any] struct {
	Name  string // of the resource type, without the provider's prefix
	Noun  string // as a diagnostic calls the action
	Thing string // as the progress calls the object: "rule"
	Needs string
	// Arguments are the actions' arguments, with their descriptions.
	Arguments map[string]string
	// Of is the collection, and the object's identifier in it.
	Of func(c *Clients, m M) (all okta.Acting, id string, err error)
}

// Activate is the action that activates.
func (l Lifecycle[M]) Activate(description string) action.Action {
	return l.action("_activate", okta.Active, description)
}

// Deactivate is the action that deactivates.
func (l Lifecycle[M]) Deactivate(description string) action.Action {
	return l.action("_deactivate", okta.Inactive, description)
}

func (l Lifecycle[M]) action(suffix, status, description string) action.Action {
	return &Action[M]{
		Name: l.Name + suffix, Noun: l.Noun, Needs: l.Needs,
		Define: func() schema.Schema { return Targets(description, l.Arguments) },
		Run: func(ctx context.Context, c *Clients, m M, progress func(string)) error {
			all, id, err := l.Of(c, m)
			if err != nil {
				return err
			}
			if err := okta.SetStatus(ctx, all, id, status); err != nil {
				return err
			}
			progress("The " + l.Thing + " " + id + " is " + status + ".")
			return nil
		},
	}
}

// Targets is the schema of an action whose arguments, given with their
// descriptions, name an object.
func Targets(description string, arguments map[string]string) schema.Schema {
	s := schema.Schema{MarkdownDescription: description, Attributes: map[string]schema.Attribute{}}
	for name, text := range arguments {
		s.Attributes[name] = schema.StringAttribute{MarkdownDescription: text, Required: true}
	}
	return s
}
