package apiinstance

import (
	"context"
	"slices"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

// reroute puts the new routes into the body of the update. Routes refer to
// upstreams by identifier: those that are there are found again by label or
// address, so that none is taken for another, and what is missing is made. It
// returns the upstreams that no route needs any more.
func reroute(ctx context.Context, client *anypoint.Client, w crud.Write[model], body anypoint.Members) (spare []string, err error) {
	organization, environment := place(w.Prior)
	id := w.Prior.ID.ValueString()
	there, err := client.Upstreams(ctx, organization, environment, id)
	if err != nil {
		return nil, err
	}
	routes := expandRouting(ctx, w.Plan.Routing)
	var whole []anypoint.Upstream
	taken := map[string]bool{}
	secured := false
	for _, r := range routes {
		for i, want := range r.Upstreams {
			have, found := match(there, want, taken)
			switch {
			case !found:
				have, err = client.CreateUpstream(ctx, organization, environment, id, want)
			case have.URI != want.URI || have.Label != want.Label:
				_, err = client.PatchUpstream(ctx, organization, environment, id, have.ID, want)
			}
			if err != nil {
				return nil, err
			}
			taken[have.ID] = true
			secured = secured || want.TLSContext != nil || have.TLSContext != nil
			r.Upstreams[i] = anypoint.Upstream{ID: have.ID, Weight: want.Weight}
			want.ID, want.Weight = have.ID, nil
			if !slices.ContainsFunc(whole, func(u anypoint.Upstream) bool { return u.ID == have.ID }) {
				whole = append(whole, want)
			}
		}
	}
	body["routing"] = routes
	if secured { // only this call takes TLS contexts of upstreams
		body["upstreams"] = whole
	}
	for _, u := range there {
		if !taken[u.ID] {
			spare = append(spare, u.ID)
		}
	}
	return spare, nil
}

// match finds the upstream that is meant: the same in label and address, or
// with the same label, or without labels at the same address. One upstream can
// serve several routes.
func match(there []anypoint.Upstream, want anypoint.Upstream, taken map[string]bool) (anypoint.Upstream, bool) {
	for _, same := range []func(anypoint.Upstream) bool{
		func(u anypoint.Upstream) bool { return u.Label == want.Label && u.URI == want.URI },
		func(u anypoint.Upstream) bool { return want.Label != "" && u.Label == want.Label && !taken[u.ID] },
		func(u anypoint.Upstream) bool {
			return u.URI == want.URI && !taken[u.ID] && (u.Label == "" || want.Label == "")
		},
	} {
		if at := slices.IndexFunc(there, same); at >= 0 {
			return there[at], true
		}
	}
	return anypoint.Upstream{}, false
}
