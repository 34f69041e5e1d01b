package authservertrustedservers

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// server is the authorization server that trusts.
type server struct {
	client *okta.Client
	id     string
}

func of(c *crud.Clients, id string) (server, error) {
	client, err := c.Okta()
	return server{client, id}, err
}

// trusted are all servers that it trusts, whoever added them.
func (s server) trusted(ctx context.Context) ([]okta.AuthServer, error) {
	servers, err := crud.Gather(s.client.TrustedServers(s.id).All(ctx, nil), crud.Itself)
	return servers, rest.Within(err, func() error { _, gone := s.client.AuthServers().Get(ctx, s.id); return gone })
}

// split tells those of the ids that mean one of the servers from the others.
func split(ids []string, servers []okta.AuthServer) (there, missing []string) {
	for _, id := range ids {
		if slices.ContainsFunc(servers, func(s okta.AuthServer) bool { return s.Called(id) }) {
			there = append(there, id)
		} else {
			missing = append(missing, id)
		}
	}
	return there, missing
}

func read(ctx context.Context, c *crud.Clients, m model) (trust, error) {
	t := trust{of: m.AuthServerID.ValueString()}
	s, err := of(c, t.of)
	if err != nil {
		return t, err
	}
	all, err := s.trusted(ctx)
	if err != nil {
		return t, err
	}
	if m.Trusted.IsNull() { // imported
		t.ids = identifiers(all)
		return t, nil
	}
	t.ids, _ = split(tf.Strings(m.Trusted), all)
	return t, nil
}

func identifiers(servers []okta.AuthServer) []string {
	ids := make([]string, len(servers))
	for i, s := range servers {
		ids[i] = s.ID
	}
	return ids
}

// create adds what is missing. When it fails in the middle, the state has what
// it added, and not what was there before.
func create(ctx context.Context, c *crud.Clients, w crud.Write[model], _ func(trust)) (trust, error) {
	t := trust{of: w.Plan.AuthServerID.ValueString(), ids: tf.Strings(w.Plan.Trusted)}
	s, err := of(c, t.of)
	if err != nil {
		return t, err
	}
	now, err := s.trusted(ctx)
	if err != nil {
		return t, err
	}
	_, missing := split(t.ids, now)
	added, err := s.add(ctx, missing)
	if err != nil && len(added) > 0 {
		return t, &crud.Partly[trust]{Done: trust{of: t.of, ids: added}, Err: err}
	}
	return t, err
}

// update adds what is missing and then removes what was named before and is not
// any more, so that a server that takes another one's place is trusted all the
// time. The one does not wait for the other to succeed.
func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (trust, error) {
	wanted := tf.Strings(w.Plan.Trusted)
	t := trust{of: w.Prior.AuthServerID.ValueString()}
	s, err := of(c, t.of)
	if err != nil {
		return t, err
	}
	now, err := s.trusted(ctx)
	if err != nil {
		return t, err
	}
	there, missing := split(wanted, now)
	added, failed := s.add(ctx, missing)
	kept, err := s.remove(ctx, tf.Strings(w.Prior.Trusted), wanted, now)
	t.ids = slices.Concat(there, added, kept)
	if err = errors.Join(failed, err); err != nil {
		return t, &crud.Partly[trust]{Done: t, Err: err}
	}
	return t, nil
}

// remove removes those that are named here. What else the server trusts stays.
func remove(ctx context.Context, c *crud.Clients, m model) error {
	s, err := of(c, m.AuthServerID.ValueString())
	if err != nil {
		return err
	}
	now, err := s.trusted(ctx)
	if err != nil {
		return err
	}
	_, err = s.remove(ctx, tf.Strings(m.Trusted), nil, now)
	return err
}

// patience is how long a look after a failed write may take: the operation's
// own time may be what was over.
const patience = 30 * time.Second

// add makes the server trust others by one call, and gives those of the ids
// that it trusts then. Whether Okta carries out a part of a call that it refuses
// is not known, and an answer may be lost: after a failure the list tells.
func (s server) add(ctx context.Context, ids []string) ([]string, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	made, err := s.client.Trust(ctx, s.id, ids...)
	if err == nil {
		return ids, nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if now, lost := s.trusted(ctx); lost == nil {
		made = now
	}
	added, missing := split(ids, made)
	if len(missing) == 0 {
		return added, nil
	}
	return added, err
}

// remove ends the trust in those of the ids that the server trusts now, unless
// one of wanted means the same server. It gives those that it could not remove.
func (s server) remove(ctx context.Context, ids, wanted []string, now []okta.AuthServer) (kept []string, err error) {
	var failed []error
	for _, id := range ids {
		i := slices.IndexFunc(now, func(one okta.AuthServer) bool { return one.Called(id) })
		if i < 0 || slices.ContainsFunc(wanted, now[i].Called) {
			continue
		}
		if err := s.client.TrustedServers(s.id).Delete(ctx, now[i].ID); err != nil && !rest.IsNotFound(err) {
			kept, failed = append(kept, id), append(failed, err)
		}
	}
	return kept, errors.Join(failed...)
}
