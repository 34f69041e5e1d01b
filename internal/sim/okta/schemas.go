package okta

import (
	"net/http"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// schemaRoutes are the schemas of profiles, where clients look before they
// write one. They only answer: an org's own properties are not simulated.
func (p *Platform) schemaRoutes() {
	const read = "okta.schemas.read"
	p.manage("GET /api/v1/meta/schemas/group/default", read, func(*http.Request) kernel.Answer {
		return ok(p.profileSchema("group", "Okta group", "Okta group profile template", []string{"name", "description"}, "name"))
	})
	p.manage("GET /api/v1/meta/schemas/user/{schemaId}", read, func(r *http.Request) kernel.Answer {
		if id := r.PathValue("schemaId"); id != "default" {
			return p.notFound(id, "UserSchema")
		}
		base := append([]string{"login", "email", "secondEmail", "firstName", "lastName", "mobilePhone"}, profileProperties...)
		return ok(p.profileSchema("user", "User", "", base, "login", "email"))
	})
}

// profileSchema has the members of the contract's example GroupSchemaResponse.
// Not known: the length limits and permissions of the properties, which Okta
// shows and this leaves out.
func (p *Platform) profileSchema(name, title, description string, base []string, required ...string) *object {
	path := "/api/v1/meta/schemas/" + name + "/default"
	properties := obj()
	for _, property := range base {
		properties.set(property, obj("title", property, "type", "string"))
	}
	part := func(id string, properties *object, required []string) *object {
		return obj("id", "#"+id, "type", "object", "properties", properties, "required", anys(required))
	}
	out := obj(
		"id", p.world.OktaURL+"/meta/schemas/"+name+"/default",
		"$schema", "http://json-schema.org/draft-04/schema#",
		"name", name,
		"title", title,
		"lastUpdated", stamp(p.st.admin.created),
		"created", stamp(p.st.admin.created),
		"definitions", obj("custom", part("custom", obj(), nil), "base", part("base", properties, required)),
		"type", "object",
		"properties", obj("profile", obj("allOf", []any{obj("$ref", "#/definitions/custom"), obj("$ref", "#/definitions/base")})),
		"_links", obj("self", obj("href", p.world.OktaURL+path, "method", "GET", "rel", "self")),
	)
	out.setIf(description != "", "description", description) // the contract has none for users
	return out
}
