package policy

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// Kind is what differs between the resources for policies.
type Kind[M any] struct {
	// Common is the shared part of a model.
	Common func(m *M) *Common
	// Asset is the policy's asset in Exchange.
	Asset func(m M) (groupID, assetID string)
	// Version picks the version of a new policy where the plan leaves it to
	// the provider. nil: the configuration has it.
	Version func(ctx context.Context, client *anypoint.Client, m M) (string, error)
	// Expand is the configuration to send, with secrets, and extras of a new policy.
	Expand func(ctx context.Context, client *anypoint.Client, w crud.Write[M], body *anypoint.PolicyChange) error
	// Changed tells whether an update has to send the configuration.
	Changed func(w crud.Write[M]) bool
	// Keep copies what the platform shows of a configuration and the kind has no
	// argument for to what is sent. nil: the kind has arguments for everything.
	Keep func(shown, sent anypoint.Object)
	// Outbound tells whether the policy is for the way to the upstream.
	Outbound func(m M) bool
	// Known are the configuration's keys that were given; where the platform
	// does not show one of them, its template is asked whether it is a secret.
	// nil: the template is never needed.
	Known func(m M) []string
	// Hidden are the configuration's keys that were given and that nobody may
	// see. nil: none.
	Hidden func(w crud.Write[M]) []string
	// Flatten writes the kind's own attributes.
	Flatten func(ctx context.Context, m *M, p anypoint.Policy) diag.Diagnostics
	// Explain adds to the error of a refused creation what is known of this kind.
	Explain func(e *rest.Error)
}

// of is the collection of the policies of one API instance.
func of(c *crud.Clients, m *Common) (*rest.Collection[anypoint.Policy], error) {
	client, err := c.Anypoint()
	if err != nil {
		return nil, err
	}
	return client.Policies(m.OrganizationID.ValueString(), m.EnvironmentID.ValueString(), m.APIInstanceID.ValueString()), nil
}

// Ops are the functions of a resource of that kind.
func (k Kind[M]) Ops() crud.Ops[M, anypoint.Policy] {
	return crud.Ops[M, anypoint.Policy]{
		Create:  k.create,
		Read:    k.read,
		Update:  k.update,
		Flatten: k.FlattenAll,
		Delete: func(ctx context.Context, c *crud.Clients, m M) error {
			all, err := of(c, k.Common(&m))
			if err != nil {
				return err
			}
			return all.Delete(ctx, k.Common(&m).ID.ValueString())
		},
		Namesakes: crud.ByModel(func(ctx context.Context, c *crud.Clients, m *M) ([]rest.Twin, error) {
			group, asset := k.Asset(*m)
			return k.Common(m).namesakes(ctx, c, group, asset)
		}),
	}
}

// namesakes are the policies of the asset and the label of a planned one, if the
// platform is to take a second one: else it refuses it.
func (m *Common) namesakes(ctx context.Context, c *crud.Clients, group, asset string) ([]rest.Twin, error) {
	if !m.AllowDuplicate.ValueBool() || asset == "" || m.Label.IsUnknown() {
		return nil, nil
	}
	name := func(group, asset, label string) string { return group + "/" + asset + "/" + label }
	all, err := of(c, m)
	if err != nil {
		return nil, err
	}
	return rest.Named(all, func(object any) string {
		p, _ := object.(anypoint.Policy)
		return name(p.GroupID, p.AssetID, tf.StringPointer(p.Label).ValueString())
	}).Namesakes(ctx, name(group, asset, m.Label.ValueString()), nil)
}

// FlattenAll writes the common attributes and the kind's own.
func (k Kind[M]) FlattenAll(ctx context.Context, m *M, p anypoint.Policy) diag.Diagnostics {
	k.Common(m).Flatten(p)
	return k.Flatten(ctx, m, p)
}

func (k Kind[M]) create(ctx context.Context, c *crud.Clients, w crud.Write[M], _ func(anypoint.Policy)) (p anypoint.Policy, err error) {
	m := k.Common(&w.Plan)
	client, err := c.Anypoint()
	if err != nil {
		return p, err
	}
	all, err := of(c, m)
	if err != nil {
		return p, err
	}
	group, asset := k.Asset(w.Plan)
	body := anypoint.PolicyChange{
		APIVersionID: anypoint.ID(m.APIInstanceID.ValueString()), GroupID: group, AssetID: asset, AssetVersion: m.AssetVersion.ValueString(),
		Configuration: anypoint.Object{}, Pointcuts: expandPointcuts(m.Pointcut), Order: tf.Int64Pointer(m.Order), Disabled: tf.BoolPointer(m.Disabled),
	}
	if !m.Label.IsNull() {
		body.Label = expandLabel(m.Label)
	}
	if body.AssetVersion == "" && k.Version != nil {
		if body.AssetVersion, err = k.Version(ctx, client, w.Plan); err != nil {
			return p, err
		}
	}
	if err := k.Expand(ctx, client, w, &body); err != nil {
		return p, err
	}
	request := rest.Request{Body: body, Query: url.Values{}}
	if k.Outbound != nil && k.Outbound(w.Plan) {
		request.Path = client.OutboundPolicies(m.OrganizationID.ValueString(), m.EnvironmentID.ValueString(), m.APIInstanceID.ValueString())
	}
	if m.AllowDuplicate.ValueBool() {
		request.Query.Set("allowDuplicated", "true")
	}
	p, err = rest.CreateWith(ctx, all, request, func(o anypoint.Policy) bool {
		return o.GroupID == group && o.AssetID == asset && tf.StringPointer(o.Label).Equal(m.Label)
	})
	if e := rest.As(err); e != nil {
		k.explain(e, m, asset)
		return p, err
	}
	return k.written(p, w), err
}

// written notes what is known of a policy after a write. The order stays the
// one that was asked for: should the platform renumber its policies, the next
// refresh shows it.
func (k Kind[M]) written(p anypoint.Policy, w crud.Write[M]) anypoint.Policy {
	p.Written = true
	if k.Hidden != nil {
		p.Hidden = k.Hidden(w)
	}
	if order := tf.Int64Pointer(k.Common(&w.Plan).Order); order != nil {
		p.Order = *order
	}
	return p
}

// explain adds to a refusal what a person can do.
func (k Kind[M]) explain(e *rest.Error, m *Common, asset string) {
	switch {
	case e.Status == http.StatusConflict && m.AllowDuplicate.ValueBool():
		// It is not for want of being the only one: what is there is another's.
		e.Twin, e.Next = nil, "Another policy of this asset would have been allowed. Apply again; if it goes on, look at the API instance's policies in API Manager."
	case e.Status == http.StatusConflict:
		e.Advise(fmt.Sprintf("The API instance has a policy of %s; set allow_duplicate = true when both are wanted, as for different pointcuts.", asset))
	case e.Status == http.StatusBadRequest && k.Explain != nil:
		k.Explain(e)
	case e.Status == http.StatusNotFound && strings.Contains(e.Summary, "route"):
		e.Next = "There is no API instance " + m.APIInstanceID.ValueString() + " in this organization and environment. Check api_instance_id, organization_id and environment_id."
	}
}

func (k Kind[M]) read(ctx context.Context, c *crud.Clients, m M) (p anypoint.Policy, err error) {
	common := k.Common(&m)
	all, err := of(c, common)
	if err != nil {
		return p, err
	}
	if p, err = all.Get(ctx, common.ID.ValueString()); err != nil || k.Known == nil {
		return p, err
	}
	client, err := c.Anypoint()
	if err != nil {
		return p, err
	}
	p.Template = Facts(ctx, client, common.OrganizationID.ValueString(), p, k.Known(m), common.AssetVersion.IsNull())
	return p, nil
}

// Facts is what the template of a policy says that was read, where that is
// needed: for one that is imported, if its direction matters, and where a
// configuration's key that is known is not shown.
func Facts(ctx context.Context, client *anypoint.Client, organizationID string, p anypoint.Policy, known []string, imported bool) anypoint.TemplateFacts {
	missing := slices.ContainsFunc(known, func(key string) bool { _, shown := p.Configuration[key]; return !shown })
	if !imported && !missing {
		return anypoint.TemplateFacts{}
	}
	facts, err := client.PolicyTemplate(ctx, organizationID, p.GroupID, p.AssetID, p.AssetVersion)
	if err != nil {
		// Without the template nobody can tell a secret, which is not shown,
		// from a key that was removed. The first is the common case.
		facts.Secrets = map[string]bool{}
		for _, key := range known {
			facts.Secrets[key] = true
		}
	}
	return facts
}

// update sends what differs, by PATCH: the policy stays in force all the time.
func (k Kind[M]) update(ctx context.Context, c *crud.Clients, w crud.Write[M]) (p anypoint.Policy, err error) {
	m, prior := k.Common(&w.Plan), k.Common(&w.Prior)
	client, err := c.Anypoint()
	if err != nil {
		return p, err
	}
	all, err := of(c, prior)
	if err != nil {
		return p, err
	}
	var body anypoint.PolicyChange
	changed := false
	if !m.AssetVersion.Equal(prior.AssetVersion) && !m.AssetVersion.IsUnknown() {
		body.AssetVersion, changed = m.AssetVersion.ValueString(), true
	}
	if k.Changed(w) || body.AssetVersion != "" {
		// Another version has another form of the configuration: both go together.
		body.Configuration, changed = anypoint.Object{}, true
		if err := k.Expand(ctx, client, w, &body); err != nil {
			return p, err
		}
		if k.Keep != nil && body.AssetVersion == "" { // another version may have no such key
			have, err := all.Get(ctx, prior.ID.ValueString())
			if err != nil {
				return p, err
			}
			k.Keep(have.Configuration, body.Configuration)
		}
	}
	if !m.Pointcut.Equal(prior.Pointcut) {
		body.Pointcuts, changed = expandPointcuts(m.Pointcut), true
	}
	if !m.Order.Equal(prior.Order) && !m.Order.IsUnknown() {
		body.Order, changed = tf.Int64Pointer(m.Order), true
	}
	if !m.Disabled.Equal(prior.Disabled) {
		body.Disabled, changed = tf.BoolPointer(m.Disabled), true
	}
	if !m.Label.Equal(prior.Label) {
		body.Label, changed = expandLabel(m.Label), true
	}
	if !changed {
		p, err = all.Get(ctx, prior.ID.ValueString())
		return k.written(p, w), err
	}
	p, err = rest.Patch(ctx, all, prior.ID.ValueString(), body)
	if e := rest.As(err); e != nil && e.Status == http.StatusBadRequest && k.Explain != nil {
		k.Explain(e)
	}
	return k.written(p, w), err
}
