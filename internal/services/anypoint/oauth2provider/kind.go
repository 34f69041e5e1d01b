// Package oauth2provider manages the client providers of an Anypoint
// organization that are OpenAM or PingFederate.
package oauth2provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/clientproviders"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

// own is what a model of either type has of its own.
type own interface {
	shared() *common
	// typ is the platform's name of the type.
	typ() string
	// expand writes the type's members into p, which has those of both.
	expand(p *anypoint.ClientProvider)
	// flatten reads them.
	flatten(p anypoint.ClientProvider)
	// secrets are those of the type, always the same ones in the same order.
	secrets() []secret
	// removable are the arguments that a PATCH cannot take away.
	removable() map[string]attr.Value
}

// model is a pointer to a model of one of the types.
type model[M any] interface {
	*M
	own
}

func object(name, noun string, define func() schema.Schema) crud.Object {
	return crud.Object{
		Name: "anypoint_client_provider_" + name, Noun: "Anypoint Client Provider (" + noun + ")", Platform: crud.Anypoint,
		Identity: clientproviders.Identity, Define: define, Needs: clientproviders.Needs,
	}
}

func managed[M any, P model[M]](o crud.Object) resource.Resource {
	return crud.New(o, crud.Ops[M, anypoint.ClientProvider]{
		Create: func(ctx context.Context, c *crud.Clients, w crud.Write[M], saved func(anypoint.ClientProvider)) (anypoint.ClientProvider, error) {
			return create(ctx, c, write{P(&w.Plan), P(&w.Prior), P(&w.Config)}, saved)
		},
		Read: func(ctx context.Context, c *crud.Clients, m M) (anypoint.ClientProvider, error) {
			return read(ctx, c, P(&m))
		},
		Update: func(ctx context.Context, c *crud.Clients, w crud.Write[M]) (anypoint.ClientProvider, error) {
			return update(ctx, c, write{P(&w.Plan), P(&w.Prior), P(&w.Config)})
		},
		Delete: func(ctx context.Context, c *crud.Clients, m M) error {
			at := P(&m).shared()
			return clientproviders.Delete(ctx, c, at.OrganizationID.ValueString(), at.ID.ValueString())
		},
		Flatten:   flattened[M, P],
		Namesakes: clientproviders.Namesakes,
		Plan: func(ctx context.Context, c *crud.Clients, p *crud.Plan[M]) {
			plan(ctx, c, &p.Planning, write{P(&p.Planned), P(&p.Prior), P(&p.Config)})
		},
	})
}

func flattened[M any, P model[M]](_ context.Context, m *M, p anypoint.ClientProvider) diag.Diagnostics {
	flatten(P(m), p)
	return nil
}

func listed[M any, P model[M]](o crud.Object, noun string) list.ListResource {
	return clientproviders.Listed(o, P(new(M)).typ(), " of the type "+noun, flattened[M, P], func(organization types.String) M {
		var m M
		P(&m).shared().OrganizationID = organization
		return m
	})
}
