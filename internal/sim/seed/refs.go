package seed

import (
	"encoding/json"
	"regexp"
	"strings"
)

// A reference is written $(okta/groups/Engineers) and stands for the object's
// identifier; $(okta/apps/Portal#credentials.oauthClient.client_secret) stands
// for another member of what the platform tells of it. Alone in a text it keeps
// its type. Other texts in $( ) are the values below.
var reference = regexp.MustCompile(`\$\(([^()]*)\)`)

// secretRef stands for a secret that is made up.
const secretRef = "$(secret)"

// Values that references can stand for besides objects.
const (
	oktaURL     = "okta_url"
	anypointURL = "anypoint_url"
	gatewayURL  = "gateway_url"
	oktaToken   = "okta_api_token" //nolint:gosec // the name of a value
	// anypointOwner identifies who owns the root organization.
	anypointOwner = "anypoint_owner_id"
	madeUp        = "secret"
)

// Values are what references can stand for besides objects.
func Values() []string {
	return []string{oktaURL, anypointURL, gatewayURL, oktaToken, anypointOwner, madeUp}
}

// refs are the references in a text.
func refs(text string) []string {
	var out []string
	for _, m := range reference.FindAllStringSubmatch(text, -1) {
		out = append(out, m[1])
	}
	return out
}

// walk calls f with every text in a value and puts in its place what f returns.
func walk(v any, f func(string) (any, error)) (any, error) {
	switch v := v.(type) {
	case string:
		return f(v)
	case map[string]any:
		out := make(map[string]any, len(v))
		for name, e := range v {
			var err error
			if out[name], err = walk(e, f); err != nil {
				return nil, err
			}
		}
		return out, nil
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			var err error
			if out[i], err = walk(e, f); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	return v, nil
}

// fill replaces the references in a text.
func fill(text string, resolve func(ref string) (any, error)) (any, error) {
	if all := reference.FindString(text); all == text && text != "" {
		return resolve(all[2 : len(all)-1])
	}
	var failed error
	out := reference.ReplaceAllStringFunc(text, func(m string) string {
		v, err := resolve(m[2 : len(m)-1])
		if err != nil {
			failed = err
		}
		return plain(v)
	})
	return out, failed
}

// plain is an identifier as a path has it.
func plain(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case nil:
		return ""
	}
	raw, _ := json.Marshal(v)
	return string(raw)
}

var unescape = strings.NewReplacer("%2F", "/", "%29", ")", "%23", "#", "%25", "%")
