package oauth2provider

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/clientproviders"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// write is a crud.Write of either type, or what a plan has of it.
type write struct{ plan, prior, config own }

func create(ctx context.Context, c *crud.Clients, w write, saved func(anypoint.ClientProvider)) (p anypoint.ClientProvider, err error) {
	client, err := c.Anypoint()
	if err != nil {
		return p, err
	}
	body := expand(w.plan)
	body.Extra = w.extra()
	client.Secrets().Add(w.texts()...)
	return clientproviders.Create(ctx, c, w.plan.shared().OrganizationID.ValueString(), body, saved)
}

func read(ctx context.Context, c *crud.Clients, m own) (anypoint.ClientProvider, error) {
	return clientproviders.Read(ctx, c, m.shared().OrganizationID.ValueString(), m.shared().ID.ValueString(), m.typ())
}

func update(ctx context.Context, c *crud.Clients, w write) (p anypoint.ClientProvider, err error) {
	client, err := c.Anypoint()
	if err != nil {
		return p, err
	}
	client.Secrets().Add(w.texts()...)
	organization, id := w.prior.shared().OrganizationID.ValueString(), w.prior.shared().ID.ValueString()
	change, gone, err := w.change()
	switch {
	case err != nil:
		return p, err
	case len(gone) > 0:
		p, err = replace(ctx, client.ClientProviders(organization), id, w, gone)
	case len(change) > 0:
		p, err = client.PatchClientProvider(ctx, organization, id, anypoint.ClientProvider{Extra: change})
	}
	if err != nil || p.Whole() {
		return p, err
	}
	return read(ctx, c, w.prior) // nothing to send, or an answer that does not tell
}

// replace takes members away. A PATCH keeps what it leaves out, so that this
// needs a PUT; that one must repeat the secrets.
func replace(ctx context.Context, items *rest.Collection[anypoint.ClientProvider], id string, w write, gone [][]string) (anypoint.ClientProvider, error) {
	if why, _ := w.lacks(); why != "" {
		return anypoint.ClientProvider{}, &crud.AttributeError{Path: path.Root("password_wo"), Summary: "Missing Password", Detail: why}
	}
	body := expand(w.plan)
	body.Extra = w.extra()
	return rest.Change(ctx, items, id, func(current json.RawMessage) (any, error) {
		kept, err := anypoint.Without(current, gone)
		if err != nil {
			return nil, err
		}
		return rest.Merge(kept, body)
	})
}

// extra are all secrets, in their places.
func (w write) extra() map[string]any {
	out := map[string]any{}
	for part, v := range w.secrets(true) {
		out[part] = v
	}
	return out
}

// change is what a PATCH sends, and the paths of what it cannot take away.
func (w write) change() (change map[string]any, gone [][]string, err error) {
	was, err := tree(expand(w.prior))
	if err != nil {
		return nil, nil, err
	}
	is, err := tree(expand(w.plan))
	if err != nil {
		return nil, nil, err
	}
	change, gone = differing(was, is), anypoint.Gone(was, is)
	description := []string{"type", "description"}
	if len(gone) == 1 && slices.Equal(gone[0], description) {
		change["type"], gone = map[string]any{"description": ""}, nil
	}
	if t, ok := change["type"].(map[string]any); ok && t["version"] != nil {
		gone = append(gone, []string{"type", "version"}) // a PATCH of the type takes its description only
	}
	for i, s := range w.plan.secrets() {
		if s.optional && w.prior.secrets()[i].given() && !s.given() {
			gone = append(gone, []string{s.part, s.member})
		}
	}
	for part, v := range w.secrets(false) {
		if there, ok := change[part].(map[string]any); ok {
			maps.Copy(there, v)
		} else {
			change[part] = v
		}
	}
	return change, gone, nil
}

func tree(p anypoint.ClientProvider) (out map[string]any, err error) {
	text, err := json.Marshal(p)
	if err == nil {
		err = json.Unmarshal(text, &out)
	}
	return out, err
}

// differing are the members that are new or other ones. Those of a part of the
// configuration are compared one by one, and sent whole: all addresses of a
// part, as a live client does, and the whole token mapping.
func differing(was, is map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range is {
		old, _ := was[k].(map[string]any)
		part, isPart := v.(map[string]any)
		if !isPart {
			if !reflect.DeepEqual(v, was[k]) {
				out[k] = v
			}
			continue
		}
		part = maps.Clone(part)
		maps.DeleteFunc(part, func(member string, v any) bool { return reflect.DeepEqual(v, old[member]) })
		if len(part) > 0 {
			out[k] = part
		}
	}
	return out
}

func plan(ctx context.Context, c *crud.Clients, p *crud.Planning, w write) {
	if p.Destroy {
		return
	}
	if p.Create {
		if !w.config.secrets()[0].given() {
			p.Diagnostics.AddAttributeError(path.Root("password_wo"), "Missing Password",
				"A new client provider needs a password: Anypoint registers clients with it. Set password_wo and password_wo_version, or, on a command line without write-only arguments, password.")
		}
		clientproviders.RootOnly(ctx, c, p, w.plan.shared().OrganizationID)
		return
	}
	var gone []string
	for name, v := range w.plan.removable() {
		was := w.prior.removable()[name]
		if v.IsNull() && !was.IsNull() || name == "version" && !v.IsUnknown() && !v.Equal(was) {
			gone = append(gone, name)
		}
	}
	if len(gone) == 0 {
		return
	}
	slices.Sort(gone)
	why, lost := w.lacks()
	if why != "" {
		p.Diagnostics.AddAttributeError(path.Root("password_wo"), "Missing Password", fmt.Sprintf("This changes what a PATCH cannot change: %s. %s", strings.Join(gone, ", "), why))
	}
	if lost != "" {
		p.Diagnostics.AddAttributeWarning(path.Root(lost+"_wo"), "Secret May Be Lost", fmt.Sprintf(
			"This changes what a PATCH cannot change: %s. The whole client provider is replaced (PUT), with the secrets of the configuration, and %[2]s is not among them: if the platform has one, it loses it. Set %[2]s_wo and %[2]s_wo_version to keep it.",
			strings.Join(gone, ", "), lost))
	}
}
