package console

import (
	"slices"
	"strings"
)

// relations are the lines between objects: whatever names another.
func relations(objects []Object) []Line {
	w := web{byName: map[string]Object{}, lines: []Line{}, drawn: map[Line]bool{}}
	for _, o := range objects {
		w.byName[o.Platform+"/"+o.Collection+"/"+o.ID] = o
		switch o.Collection {
		case "servers":
			w.servers = append(w.servers, o)
		case "apps":
			w.byName["client/"+text(o.body, "credentials.oauthClient.client_id id")] = o
		}
	}
	for _, o := range objects {
		if draw := drawn[o.Platform+"/"+o.Collection]; draw != nil {
			draw(&w, o)
		}
	}
	return w.lines
}

type web struct {
	byName  map[string]Object
	servers []Object
	lines   []Line
	drawn   map[Line]bool
}

// to draws a line to the object with a name, if there is one.
func (w *web) to(from Object, name, says string) {
	to, found := w.byName[name]
	line := Line{from.Key, to.Key, says}
	if found && !w.drawn[line] {
		w.drawn[line] = true
		w.lines = append(w.lines, line)
	}
}

// server is the authorization server that an address belongs to, and what of it
// the address is.
func (w *web) server(address string) (server Object, endpoint string) {
	for _, s := range w.servers {
		issuer := text(s.body, "issuer")
		if rest, is := strings.CutPrefix(address, issuer); issuer != "" && is && (rest == "" || rest[0] == '/') {
			return s, rest
		}
	}
	return Object{}, ""
}

// drawn says which lines begin at the objects of a collection.
var drawn = map[string]func(*web, Object){
	"anypoint/clientProviders": func(w *web, o Object) {
		for _, address := range addresses(o) {
			if s, _ := w.server(address); s.Key != "" {
				w.to(o, "okta/servers/"+s.ID, "uses the endpoints of")
			}
		}
		w.to(o, "client/"+text(o.body, "oidc_dynamic_client_provider.primary_client.id"), "introspects as")
	},
	"anypoint/environmentProviders": func(w *web, o Object) {
		w.to(o, "anypoint/clientProviders/"+o.ID, "offers the clients of")
	},
	"anypoint/apis": func(w *web, o Object) {
		w.to(o, "anypoint/clientProviders/"+text(o.body, "providerId"), "trusts clients of")
	},
	"anypoint/policies": func(w *web, o Object) {
		for _, address := range addresses(o) {
			w.asks(o, address)
		}
		// The gateway takes the endpoint from the API's client provider.
		if text(o.body, "assetId") == "openidconnect-access-token-enforcement" {
			api := w.byName["anypoint/apis/"+o.ids[len(o.ids)-2]]
			provider := w.byName["anypoint/clientProviders/"+text(api.body, "providerId")]
			w.asks(o, text(provider.body, introspectAt))
		}
	},
	"anypoint/contracts": func(w *web, o Object) {
		w.to(o, "anypoint/applications/"+text(o.body, "applicationId application.id"), "lets in")
	},
	"anypoint/applications": func(w *web, o Object) {
		w.to(o, "client/"+text(o.body, "clientId"), "became the client")
	},
	"okta/trustedServers": func(w *web, o Object) { w.to(o, "okta/servers/"+o.ID, "takes the tokens of") },
	"okta/appGroups":      func(w *web, o Object) { w.to(o, "okta/groups/"+o.ID, "lets in the members of") },
	"okta/appUsers":       func(w *web, o Object) { w.to(o, "okta/users/"+o.ID, "lets in") },
	"okta/members":        func(w *web, o Object) { w.to(o, "okta/users/"+o.ID, "is") },
	"okta/apps": func(w *web, o Object) {
		w.to(o, "okta/signOnPolicies/"+last(text(o.body, "_links.accessPolicy.href")), "signs in under")
	},
	"okta/accessPolicies": func(w *web, o Object) {
		for _, id := range texts(o.body, "conditions.clients.include") {
			w.to(o, "client/"+id, "is for")
		}
	},
	"okta/accessRules": func(w *web, o Object) {
		for _, id := range texts(o.body, "conditions.people.groups.include") {
			w.to(o, "okta/groups/"+id, "is for")
		}
		w.to(o, "okta/inlineHooks/"+text(o.body, "actions.token.inlineHook.id"), "asks")
	},
	"okta/groupRules": func(w *web, o Object) {
		for _, id := range texts(o.body, "actions.assignUserToGroups.groupIds") {
			w.to(o, "okta/groups/"+id, "fills")
		}
	},
}

// introspectAt is where a client provider keeps its introspection endpoint.
const introspectAt = "oidc_dynamic_client_provider.urls.introspect"

// endpoints say what somebody asks an authorization server for.
var endpoints = map[string]string{"/v1/introspect": "introspects tokens at", "/v1/keys": "takes the keys of"}

func (w *web) asks(o Object, address string) {
	s, endpoint := w.server(address)
	says, known := endpoints[endpoint]
	if !known {
		says = "names an address of"
	}
	if s.Key != "" {
		w.to(o, "okta/servers/"+s.ID, says)
	}
}

// addresses are the texts in an object that are addresses, sorted.
func addresses(o Object) []string {
	var out []string
	walk(o.body, "", func(_, value string) {
		if strings.HasPrefix(value, "http://") || strings.HasPrefix(value, "https://") {
			out = append(out, value)
		}
	})
	slices.Sort(out)
	return slices.Compact(out)
}

func last(path string) string { return path[strings.LastIndex(path, "/")+1:] }
