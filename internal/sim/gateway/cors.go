package gateway

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// corsAsset is the policy that a gateway applies before all others.
const corsAsset = "cors"

// cors answers preflight requests, and tells browsers whether a page of another
// origin may read the answer. It never refuses: that is the browser's part.
// Requests without Origin are not its matter. Not known: the status of the
// answer to a preflight request, whether it names all methods of a group or the
// one that was asked for, and what a request gets whose method is not allowed.
func (g *Gateway) cors(x *exchange, p anypoint.DeployedPolicy) *kernel.Answer {
	origin := x.Header.Get("Origin")
	x.explain.note(true, "Origin: %s", shown(origin))
	if origin == "" {
		return nil
	}
	// "Every OPTIONS request with CORS headers" is a preflight request and does
	// not reach the backend.
	if x.Method == http.MethodOptions {
		a := kernel.Answer{Status: http.StatusOK, Header: http.Header{}, Body: []byte{}}
		allow(a.Header, p.Configuration, x.Header, x.Header.Get("Access-Control-Request-Method"), true)
		return &a
	}
	x.respond = append(x.respond, func(h http.Header) { allow(h, p.Configuration, x.Header, x.Method, false) })
	return nil
}

// allow sets the headers for a request with an Origin; none for an origin, or a
// method, that is not allowed. asked are the request's headers.
func allow(h http.Header, configuration map[string]any, asked http.Header, method string, preflight bool) {
	origin := asked.Get("Origin")
	headers, maxAge := asked.Get("Access-Control-Request-Headers"), configuration["accessControlMaxAge"]
	public, _ := configuration["publicResource"].(bool)
	if !public {
		group, found := originGroup(configuration, origin)
		if !found || !allowsMethod(group, method) {
			return
		}
		headers = strings.Join(texts(group["headers"]), ", ")
		if own := group["accessControlMaxAge"]; own != nil {
			maxAge = own
		}
	}
	credentials, _ := configuration["supportCredentials"].(bool)
	if public && !credentials {
		h.Set("Access-Control-Allow-Origin", "*")
	} else { // a browser takes no * for requests with credentials
		h.Set("Access-Control-Allow-Origin", origin)
		h.Add("Vary", "Origin")
	}
	if credentials {
		h.Set("Access-Control-Allow-Credentials", "true")
	}
	if !preflight {
		return
	}
	// A public resource mirrors what the preflight request asks for.
	for name, value := range map[string]string{"Access-Control-Allow-Methods": method, "Access-Control-Allow-Headers": headers, "Access-Control-Max-Age": decimal(maxAge)} {
		if value != "" {
			h.Set(name, value)
		}
	}
}

// originGroup finds the group of an origin. One that names the origin as it is
// goes before one that has it by a wildcard.
func originGroup(configuration map[string]any, origin string) (group map[string]any, found bool) {
	list, _ := configuration["originGroups"].([]any)
	for _, matches := range []func(string) bool{
		func(pattern string) bool { return strings.EqualFold(pattern, origin) },
		func(pattern string) bool { return wildcard(pattern, origin) },
	} {
		for _, e := range list {
			group, _ := e.(map[string]any)
			if slices.ContainsFunc(texts(group["origins"]), matches) {
				return group, true
			}
		}
	}
	return nil, false
}

// wildcard tells whether an origin fits a pattern in which * is any text.
func wildcard(pattern, origin string) bool {
	parts := strings.Split(pattern, "*")
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	return whole("(?i)"+strings.Join(parts, ".*"), origin)
}

func allowsMethod(group map[string]any, method string) bool {
	list, _ := group["allowedMethods"].([]any)
	return slices.ContainsFunc(list, func(e any) bool {
		m, _ := e.(map[string]any)
		name, _ := m["methodName"].(string)
		is, _ := m["isAllowed"].(bool)
		return is && strings.EqualFold(name, method)
	})
}
