package anypoint

import (
	"net/http"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

func (p *Platform) applyInbound(c *call, a apiInstance) kernel.Answer {
	return p.apply(c, a, false)
}

func (p *Platform) applyOutbound(c *call, a apiInstance) kernel.Answer {
	return p.apply(c, a, true)
}

// policySchema is lenient where clients differ: the ids of template and API
// come as numbers and as texts.
var policySchema = &schema{Type: "object", Required: []string{"assetId", "groupId", "assetVersion"}, Properties: map[string]*schema{
	"configurationData": {Type: "object", Nullable: true}, "groupId": {Type: "string"}, "assetId": {Type: "string"}, "assetVersion": {Type: "string"},
	"pointcutData": pointcutSchema, "order": {Type: "integer", Nullable: true}, "disabled": {Type: "boolean"},
}}

var pointcutSchema = &schema{Type: "array", Nullable: true, Items: &schema{Type: "object", Properties: map[string]*schema{
	"methodRegex": {Type: "string"}, "uriTemplateRegex": {Type: "string"},
}}}

func (p *Platform) apply(c *call, a apiInstance, outbound bool) kernel.Answer {
	body, bad := c.body(policySchema)
	if bad != nil {
		return *bad
	}
	now := p.world.Clock.Now()
	pol := policy{
		id: p.world.IDs.Number(), api: a.id, outbound: outbound, audit: audit{created: now}, extra: obj{}, configuration: obj{},
		template: templateRef{text(body, "groupId"), text(body, "assetId"), text(body, "assetVersion")},
	}
	if bad := p.applicable(c, a, pol); bad != nil {
		return *bad
	}
	if _, twice := p.policies.Find(func(o policy) bool {
		return o.api == a.id && o.template.asset == pol.template.asset && o.template.group == pol.template.group
	}); twice && !c.yes("allowDuplicated", false) {
		return conflict(c.Request, "The policy "+pol.template.asset+" is already applied to the API")
	}
	for _, o := range p.policiesOf(a.id) {
		pol.order = max(pol.order, o.order)
	}
	pol.order++
	pol, bad = p.configure(pol, body)
	if bad != nil {
		return *bad
	}
	p.savePolicy(pol)
	out := p.policyCore(pol, true, pol.audit.json())
	if _, given := body["disabled"]; given { // the recorded answer has it no more than its request
		out["disabled"] = pol.disabled
	}
	return created(out)
}

// applicable tells whether a policy can be applied to an API.
func (p *Platform) applicable(c *call, a apiInstance, pol policy) *kernel.Answer {
	refuse := func(message string) *kernel.Answer {
		return new(fail(c.Request, http.StatusBadRequest, "PolicyValidationError", message))
	}
	t, known := pol.template.find()
	if !known {
		// A policy of one's own must be in Exchange. Not known: the answer
		// when it is not, nor when the vendor has no such policy.
		if _, published := p.assets.Get(gav(pol.template.group, pol.template.asset, pol.template.version)); !published {
			return refuse("The policy template " + gav(pol.template.group, pol.template.asset, pol.template.version) + " does not exist")
		}
		return nil
	}
	switch {
	case !pol.outbound && t.InjectionPoint == "outbound":
		return refuse("This policy can not be applied as inbound") // quoted by a user
	case pol.outbound && t.InjectionPoint == "inbound":
		return refuse("This policy can not be applied as outbound")
	}
	// The console offers such a policy only for an API whose client provider
	// is of that type; that the API refuses it is inferred.
	if provider, _ := p.providers.Get(a.provider); t.Identity != "" && provider.kind() != t.Identity {
		return refuse("This policy requires an API with a client provider of type " + t.Identity)
	}
	return nil
}

// configure lays what a body says over a policy and checks the result.
func (p *Platform) configure(pol policy, body obj) (policy, *kernel.Answer) {
	if v, given := body["configurationData"].(obj); given {
		pol.configuration = clone(v)
	}
	t, _ := pol.template.find()
	if violations := t.check(pol.configuration); len(violations) > 0 {
		return pol, new(invalidConfiguration(violations))
	}
	for _, q := range t.Configuration {
		if s, isText := pol.configuration[q.PropertyName].(string); isText && q.Sensitive {
			p.world.Secrets.Add(s)
		}
	}
	if v, given := body["pointcutData"]; given {
		pol.pointcut = cloneValue(v)
	}
	if n, given := integer(body["order"]); given {
		pol.order = n
	}
	if b, given := body["disabled"].(bool); given {
		pol.disabled = b
	}
	extra := obj{}
	for _, k := range []string{"label", "upstreamIds"} {
		if v, given := body[k]; given {
			extra[k] = v
		}
	}
	pol.extra = merge(pol.extra, extra)
	return pol, nil
}

// invalidConfiguration is the form that a client decodes: {errors: [{type,
// dataPath, keyword, schema, data, message}]}, with name and message besides.
func invalidConfiguration(violations []violation) kernel.Answer {
	errors := make([]any, len(violations))
	messages := make([]string, len(violations))
	for i, v := range violations {
		errors[i] = obj{"type": "validation", "dataPath": ".configurationData" + v.Path, "keyword": v.Keyword, "schema": nil, "data": v.Data, "message": v.Message}
		messages[i] = "configurationData" + v.Path + " " + v.Message
	}
	return kernel.Answer{Status: http.StatusBadRequest, Body: obj{"name": "PolicyValidationError", "message": strings.Join(messages, ", "), "errors": errors}}
}

// patchPolicy takes a part or the whole object, and answers with the whole
// (recorded exchange 66). configurationData replaces what was there. Not known:
// whether sensitive keys that it leaves out would stay.
func (p *Platform) patchPolicy(c *call, a apiInstance, pol policy) kernel.Answer {
	body, bad := c.body(&schema{Type: "object", Properties: policySchema.Properties})
	if bad != nil {
		return *bad
	}
	if v := text(body, "assetVersion"); v != "" {
		pol.template.version = v
	}
	if bad := p.applicable(c, a, pol); bad != nil {
		return *bad
	}
	pol, bad = p.configure(pol, body)
	if bad != nil {
		return *bad
	}
	pol.audit.updated = p.world.Clock.Now()
	p.savePolicy(pol)
	out := p.withState(pol, p.policyCore(pol, true, pol.audit.patched()))
	return ok(out)
}
