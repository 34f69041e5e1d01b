package anypoint

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// MuleSoftGroup is the Exchange group of MuleSoft's own policies.
const MuleSoftGroup = "68ef9520-24e9-4cf2-b2f5-620025690913"

// Policy is a policy that is applied to an API instance.
type Policy struct {
	ID            ID         `json:"id"`
	GroupID       string     `json:"groupId"`
	AssetID       string     `json:"assetId"`
	AssetVersion  string     `json:"assetVersion"`
	Configuration Object     `json:"configurationData"`
	Pointcuts     []Pointcut `json:"pointcutData"`
	Order         int64      `json:"order"`
	// Disabled is nil where an answer does not say it, as the recorded one to
	// a creation.
	Disabled    *bool    `json:"disabled"`
	Label       *string  `json:"label"`
	UpstreamIDs []string `json:"upstreamIds"`
	Audit       Audit    `json:"audit"`

	// What a request knows of the policy besides its answer.

	// Template is what the policy's template says, where somebody had to look.
	Template TemplateFacts `json:"-"`
	// Written means that this is the answer to a write, and Hidden are the
	// configuration's keys that it sent and that nobody may see.
	Written bool     `json:"-"`
	Hidden  []string `json:"-"`
}

// Audit says when an object was made. An answer to a change leaves it out.
type Audit struct {
	Created struct {
		Date string `json:"date"`
	} `json:"created"`
}

// Pointcut narrows a policy to some requests.
type Pointcut struct {
	MethodRegex      string `json:"methodRegex"`
	URITemplateRegex string `json:"uriTemplateRegex"`
}

// PolicyChange are the members of a policy that a request may hold. What is
// nil is left out.
type PolicyChange struct {
	APIVersionID  ID              `json:"apiVersionId,omitempty"`
	GroupID       string          `json:"groupId,omitempty"`
	AssetID       string          `json:"assetId,omitempty"`
	AssetVersion  string          `json:"assetVersion,omitempty"`
	Configuration Object          `json:"configurationData,omitzero"`
	Pointcuts     json.RawMessage `json:"pointcutData,omitempty"`
	Order         *int64          `json:"order,omitempty"`
	Disabled      *bool           `json:"disabled,omitempty"`
	Label         json.RawMessage `json:"label,omitempty"`
	UpstreamIDs   *[]string       `json:"upstreamIds,omitempty"`
}

// Policies are the policies of one API instance. Their list holds whole
// objects, the disabled ones too, only with fullInfo=false.
func (c *Client) Policies(organizationID, environmentID, apiInstanceID string) *rest.Collection[Policy] {
	return &rest.Collection[Policy]{
		Client: c.Client, Noun: "policy",
		Path: rest.P("/apimanager/api/v1/organizations/{organizationId}/environments/{environmentId}/apis/{environmentApiId}/policies", organizationID, environmentID, apiInstanceID),
		Item: "/{policyId}", List: url.Values{"fullInfo": {"false"}},
		ID:        func(p Policy) string { return string(p.ID) },
		Created:   func(p Policy) string { return p.Audit.Created.Date },
		ReadAhead: true, Few: true,
	}
}

// OutboundPolicies is where policies for the way to the upstream are created;
// afterwards they are in the same collection as the others.
func (c *Client) OutboundPolicies(organizationID, environmentID, apiInstanceID string) rest.Path {
	return rest.P("/apimanager/xapi/v1/organizations/{organizationId}/environments/{environmentId}/apis/{environmentApiId}/policies/outbound-policies", organizationID, environmentID, apiInstanceID)
}

// PolicyTemplate is what Exchange says of a policy that can be applied.
type PolicyTemplate struct {
	GroupID string `json:"groupId"`
	AssetID string `json:"assetId"`
	// Version has one of two names.
	Version      string `json:"version"`
	AssetVersion string `json:"assetVersion"`
	Name         string `json:"name"`
	Description  string `json:"description"`
	Type         string `json:"type"` // system for MuleSoft's own
	Category     string `json:"category"`
	// MinMuleVersion is the lowest version of Mule that it runs on.
	MinMuleVersion string          `json:"minMuleVersion"`
	Configuration  json.RawMessage `json:"configuration"`
	// InjectionPoint is inbound or outbound.
	InjectionPoint string `json:"injectionPoint"`
}

// Number is the template's version.
func (t PolicyTemplate) Number() string {
	if t.AssetVersion != "" {
		return t.AssetVersion
	}
	return t.Version
}

const templatesPath = "/apimanager/xapi/v1/organizations/{organizationId}/exchange-policy-templates"

// offer is what the platform offered to an API instance.
type offer struct {
	gate rest.Gate // held while it is read: others wait for it instead of reading it again
	list []PolicyTemplate
}

// OfferedPolicies lists the newest version of every policy that the platform
// offers for an API instance, read once per process until the instance changes.
func (c *Client) OfferedPolicies(ctx context.Context, organizationID, environmentID, apiInstanceID string) (list []PolicyTemplate, err error) {
	known, _ := c.offers.LoadOrStore(apiInstanceID, &offer{})
	o, ok := known.(*offer)
	if !ok {
		return nil, nil
	}
	if err := o.gate.Lock(ctx); err != nil {
		return nil, err
	}
	defer o.gate.Unlock()
	if o.list == nil {
		o.list, err = c.offeredPolicies(ctx, organizationID, environmentID, apiInstanceID)
	}
	return o.list, err
}

func (c *Client) offeredPolicies(ctx context.Context, organizationID, environmentID, apiInstanceID string) ([]PolicyTemplate, error) {
	return c.PolicyTemplates(ctx, organizationID, url.Values{
		"apiInstanceId": {apiInstanceID}, "environmentId": {environmentID}, "latest": {"true"}, "includeConfiguration": {"false"},
	})
}

// PolicyTemplates lists the templates of policies that the query narrows down
// to: apiInstanceId, environmentId, muleVersion, latest, automatedOnly.
func (c *Client) PolicyTemplates(ctx context.Context, organizationID string, query url.Values) ([]PolicyTemplate, error) {
	what := "list the policy templates"
	if api := query.Get("apiInstanceId"); api != "" {
		what = "list the policies that the API instance " + api + " can have"
	}
	return rest.Do[[]PolicyTemplate](ctx, c.Client, rest.Request{
		Operation: what, Method: http.MethodGet, Path: rest.P(templatesPath, organizationID), Query: query,
	})
}

// TemplateFacts are what a policy's template says that the policy itself does not.
type TemplateFacts struct {
	// Secrets are the keys of the configuration that are marked as sensitive.
	// The platform leaves them out of what it shows.
	Secrets        map[string]bool
	Keys           []string // of the configuration, sorted
	InjectionPoint string   // inbound, outbound
	// Properties describe the configuration in the older form; Schema is the
	// newer form, a JSON Schema.
	Properties []TemplateProperty
	Schema     json.RawMessage
}

// TemplateProperty is a key of a policy's configuration.
type TemplateProperty struct {
	Name          string            `json:"propertyName"`
	Type          string            `json:"type"`
	Optional      bool              `json:"optional"`
	Sensitive     bool              `json:"sensitive"`
	AllowMultiple bool              `json:"allowMultiple"`
	Default       json.RawMessage   `json:"defaultValue"`
	Options       []json.RawMessage `json:"options"`
	DependsOnKey  string            `json:"dependsOnKey"`
	DependsOn     any               `json:"dependsOnValue"`
}

// templateCache holds what was read of templates: a version of a template
// never changes.
type templateCache struct {
	gate  rest.Gate // held while a template is read: others wait for it instead of reading it again
	facts map[[3]string]TemplateFacts
}

// WholePolicyTemplate reads the template of a policy.
func (c *Client) WholePolicyTemplate(ctx context.Context, organizationID, groupID, assetID, version string) (PolicyTemplate, error) {
	return rest.Do[PolicyTemplate](ctx, c.Client, rest.Request{
		Operation: "read the template of the policy " + assetID + " " + version, Method: http.MethodGet,
		Path: rest.P(templatesPath+"/{groupId}/{assetId}/{assetVersion}", organizationID, groupID, assetID, version),
	})
}

// PolicyTemplate is what the template of a policy says, each version read once
// per process.
func (c *Client) PolicyTemplate(ctx context.Context, organizationID, groupID, assetID, version string) (TemplateFacts, error) {
	if err := c.templates.gate.Lock(ctx); err != nil {
		return TemplateFacts{}, err
	}
	defer c.templates.gate.Unlock()
	key := [3]string{groupID, assetID, version}
	if facts, known := c.templates.facts[key]; known {
		return facts, nil
	}
	t, err := c.WholePolicyTemplate(ctx, organizationID, groupID, assetID, version)
	if err != nil {
		return TemplateFacts{}, err
	}
	if c.templates.facts == nil {
		c.templates.facts = map[[3]string]TemplateFacts{}
	}
	facts := t.Facts()
	c.templates.facts[key] = facts
	return facts, nil
}

// Facts reads the configuration's description, which is a list of properties
// or a JSON Schema.
func (t PolicyTemplate) Facts() TemplateFacts {
	out := TemplateFacts{Secrets: map[string]bool{}, InjectionPoint: t.InjectionPoint}
	add := func(name string, secret bool) {
		out.Keys = append(out.Keys, name)
		if secret {
			out.Secrets[name] = true
		}
	}
	var properties []TemplateProperty
	var schema struct {
		Properties map[string]any `json:"properties"`
	}
	if json.Unmarshal(t.Configuration, &properties) == nil {
		for _, p := range properties {
			add(p.Name, p.Sensitive)
		}
		out.Properties = properties
	} else if json.Unmarshal(t.Configuration, &schema) == nil {
		for name, p := range schema.Properties {
			add(name, marked(p))
		}
		out.Schema = t.Configuration
	}
	slices.Sort(out.Keys)
	return out
}

// marked finds the mark of a secret in the schema of one property:
// "sensitive": true, or the characteristic security:sensitive.
func marked(v any) bool {
	switch v := v.(type) {
	case string:
		return v == "security:sensitive"
	case []any:
		if slices.ContainsFunc(v, marked) {
			return true
		}
	case map[string]any:
		if v["sensitive"] == true {
			return true
		}
		for _, e := range v {
			if marked(e) {
				return true
			}
		}
	}
	return false
}

// PolicyOrder is a policy's place among those of its API instance.
type PolicyOrder struct {
	ID    ID     `json:"id"`
	Order int64  `json:"order"`
	Asset string `json:"-"`
}

// OrderPolicies gives policies of an API instance other places, all at once.
func (c *Client) OrderPolicies(ctx context.Context, organizationID, environmentID, apiInstanceID string, places []PolicyOrder) error {
	_, err := c.Send(ctx, rest.Request{
		Operation: "order the policies of the API instance " + apiInstanceID, Method: http.MethodPatch,
		Path: c.Policies(organizationID, environmentID, apiInstanceID).Path, Body: places,
	})
	return err
}
