package anypoint

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// mulesoftGroup owns the vendor's own policies in Exchange.
const mulesoftGroup = "68ef9520-24e9-4cf2-b2f5-620025690913"

// templatesJSON is the catalogue of the vendor's policies: names, versions and
// keys that public clients and documentation name. Not known: all versions
// that exist, the ids of most, the names in the console, and which keys the
// platform marks as sensitive beyond those that are plainly secrets.
// XML threat protection is for both kinds of gateways by MuleSoft's page, and for
// Mule Gateway alone by its Terraform provider; which is true is not known, and
// both are taken.
//
//go:embed data/policy-templates.json
var templatesJSON []byte

// property is one key of a policy's configuration.
type property struct {
	PropertyName  string   `json:"propertyName"`
	Name          string   `json:"name"`
	Type          string   `json:"type"` // string, int, boolean, array, object
	Optional      bool     `json:"optional"`
	Sensitive     bool     `json:"sensitive"`
	AllowMultiple bool     `json:"allowMultiple"`
	DefaultValue  any      `json:"defaultValue,omitempty"`
	Options       []string `json:"options,omitempty"`
	Maximum       int64    `json:"maximum,omitempty"`
}

// template is a policy that can be applied, in all its versions.
type template struct {
	AssetID        string   `json:"assetId"`
	Name           string   `json:"name"`
	Category       string   `json:"category"`
	InjectionPoint string   `json:"injectionPoint"` // inbound, outbound
	Technologies   []string `json:"technologies"`
	// Identity is the type of client provider that the policy needs, if any
	// (its value for OpenID Connect is inferred).
	Identity      string            `json:"identity"`
	Versions      []templateVersion `json:"versions"`
	Configuration []property        `json:"configuration"`
}

type templateVersion struct {
	Version    string `json:"version"`
	TemplateID string `json:"templateId"`
}

var templates = loadTemplates()

func loadTemplates() []template {
	var out []template
	if err := json.Unmarshal(templatesJSON, &out); err != nil {
		panic(err) // the file is compiled in
	}
	return out
}

// templateRef is the coordinates of a template's version.
type templateRef struct{ group, asset, version string }

func (r templateRef) find() (template, bool) {
	if r.group != mulesoftGroup {
		return template{}, false
	}
	i := slices.IndexFunc(templates, func(t template) bool { return t.AssetID == r.asset })
	if i < 0 {
		return template{}, false
	}
	return templates[i], true
}

// id is the template's number, as a text. For a version that is not in the
// catalogue it is made up from the coordinates.
func (r templateRef) id() string {
	t, _ := r.find()
	for _, v := range t.Versions {
		if v.Version == r.version {
			return v.TemplateID
		}
	}
	n := 400000
	for _, c := range r.group + r.asset + r.version {
		n = 400000 + (n*31+int(c))%500000
	}
	return fmt.Sprint(n)
}

func (r templateRef) identity() string {
	t, _ := r.find()
	return t.Identity
}

func (p *Platform) registerTemplates() {
	const all = "/apimanager/xapi/v1/organizations/{organizationId}/exchange-policy-templates"
	p.route("GET "+all, viewPolicies, p.listTemplates)
	p.route("GET "+all+"/{groupId}/{assetId}/{assetVersion}", viewPolicies, p.getTemplate)
	p.route("GET /apimanager/api/v1/organizations/{organizationId}/policy-templates", viewPolicies, p.listLegacyTemplates)
	p.route("GET /apimanager/api/v1/organizations/{organizationId}/policy-templates/{policyTemplateId}", viewPolicies, p.getLegacyTemplate)
}

// json is a template as the vendor's example shows it, with the further keys
// that a client reads.
func (t template) json(org, version, id string, configuration bool) obj {
	out := obj{
		"audit": obj{"created": obj{"date": "2024-01-15T10:00:00.000Z"}, "updated": obj{}}, "organizationId": org,
		"groupId": mulesoftGroup, "assetId": t.AssetID, "assetVersion": version, "version": version, "id": id,
		"name": t.Name, "description": t.Name, "type": "system", "category": t.Category, "isOOTB": true,
		"stage": "release", "status": "published", "minMuleVersion": "4.1.1", "supportedPoliciesVersions": ">=v1",
		"resourceLevelSupported": t.InjectionPoint == "inbound", "encryptionSupported": true, "standalone": true,
		"requiredCharacteristics": []any{}, "providedCharacteristics": []any{}, "injectionPoint": t.InjectionPoint,
		"technologies": t.Technologies, "applicable": true,
	}
	if t.Identity != "" {
		out["identityManagement"] = obj{"type": t.Identity}
	}
	if configuration {
		out["configuration"] = t.configurationJSON()
	}
	return out
}

func (t template) configurationJSON() []any {
	out := []any{}
	for _, q := range t.Configuration {
		item := obj{
			"propertyName": q.PropertyName, "name": q.Name, "description": q.Name, "type": q.Type,
			"optional": q.Optional, "sensitive": q.Sensitive, "allowMultiple": q.AllowMultiple,
		}
		if q.DefaultValue != nil {
			item["defaultValue"] = q.DefaultValue
		}
		if len(q.Options) > 0 {
			options := []any{}
			for _, o := range q.Options {
				options = append(options, obj{"name": o, "value": o})
			}
			item["options"] = options
		}
		out = append(out, item)
	}
	return out
}

func (p *Platform) listTemplates(c *call) kernel.Answer {
	api, given := p.apis.Get(c.query("apiInstanceId"))
	provider, _ := p.providers.Get(api.provider)
	out := []any{}
	for _, t := range templates {
		if point := c.query("injectionPoint"); point != "" && t.InjectionPoint != point {
			continue
		}
		// "Only offered" when the instance uses a client provider of that type.
		if given && (t.Identity != "" && provider.kind() != t.Identity || !slices.Contains(t.Technologies, api.technology)) {
			continue
		}
		for i, v := range t.Versions {
			if c.yes("latest", false) && i < len(t.Versions)-1 {
				continue
			}
			out = append(out, t.json(c.PathValue("organizationId"), v.Version, v.TemplateID, c.yes("includeConfiguration", true)))
		}
	}
	return ok(out)
}

func (p *Platform) getTemplate(c *call) kernel.Answer {
	ref := templateRef{c.PathValue("groupId"), c.PathValue("assetId"), c.PathValue("assetVersion")}
	t, found := ref.find()
	if !found || !slices.ContainsFunc(t.Versions, func(v templateVersion) bool { return v.Version == ref.version }) {
		return notFound(c.Request, "Policy template")
	}
	out := t.json(c.PathValue("organizationId"), ref.version, ref.id(), true)
	if c.yes("includeAllVersions", false) {
		all := []any{}
		for _, v := range t.Versions {
			all = append(all, obj{"groupId": mulesoftGroup, "assetId": t.AssetID, "assetVersion": v.Version})
		}
		out["allVersions"] = all
	}
	return ok(out)
}

// The legacy catalogue. Not known: its keys; the vendor shows placeholders.
func (p *Platform) listLegacyTemplates(c *call) kernel.Answer {
	out := []any{}
	for _, t := range templates {
		for _, v := range t.Versions {
			out = append(out, t.json(c.PathValue("organizationId"), v.Version, v.TemplateID, true))
		}
	}
	return ok(out)
}

func (p *Platform) getLegacyTemplate(c *call) kernel.Answer {
	for _, t := range templates {
		for _, v := range t.Versions {
			if v.TemplateID == c.PathValue("policyTemplateId") {
				return ok(t.json(c.PathValue("organizationId"), v.Version, v.TemplateID, true))
			}
		}
	}
	return notFound(c.Request, "Policy template")
}

// check lists what is wrong with a configuration. Keys that the template does
// not have pass: a public note says that the platform takes them.
func (t template) check(configuration obj) []violation {
	var out []violation
	for _, q := range t.Configuration {
		v, given := configuration[q.PropertyName]
		switch {
		case !given || v == nil:
			if !q.Optional {
				out = append(out, violation{"", "required", fmt.Sprintf("should have required property '%s'", q.PropertyName), configuration})
			}
		case !q.fits(v):
			out = append(out, violation{"." + q.PropertyName, "type", "should be " + q.Type, v})
		case len(q.Options) > 0 && !slices.Contains(q.Options, fmt.Sprint(v)) && !isExpression(v):
			out = append(out, violation{"." + q.PropertyName, "enum", "should be equal to one of the allowed values", v})
		case q.Maximum > 0 && over(v, q.Maximum):
			out = append(out, violation{"." + q.PropertyName, "maximum", fmt.Sprintf("should be <= %d", q.Maximum), v})
		}
	}
	return out
}

func over(v any, maximum int64) bool {
	n, isNumber := integer(v)
	return isNumber && n > maximum
}

// isExpression: a DataWeave expression may stand for any value.
func isExpression(v any) bool {
	s, isText := v.(string)
	return isText && strings.HasPrefix(s, "#[")
}

func (q property) fits(v any) bool {
	if isExpression(v) {
		return true
	}
	var fits bool
	switch q.Type {
	case "string":
		_, fits = v.(string)
		if _, isNumber := v.(json.Number); isNumber {
			fits = true // not known: whether numbers are refused, such as a key length
		}
	case "int":
		_, fits = integer(v)
	case "boolean":
		_, fits = v.(bool)
		if s, isText := v.(string); isText {
			fits = s == "true" || s == "false"
		}
	case "array":
		_, fits = v.([]any)
	case "object":
		_, fits = v.(obj)
	default:
		fits = true
	}
	return fits
}
