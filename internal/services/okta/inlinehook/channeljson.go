package inlinehook

import (
	"encoding/json"
	"reflect"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// secretPaths are the members of a channel that Okta takes and does not tell.
var secretPaths = [][]string{{"config", "clientSecret"}, {"config", "authScheme", "value"}}

// secretsIn are the secrets in a channel's JSON.
func secretsIn(text string) []string {
	c := decoded([]byte(text))
	var out []string
	for _, path := range secretPaths {
		if holder := holderOf(c, path); holder != nil {
			if secret, ok := holder[path[len(path)-1]].(string); ok {
				out = append(out, secret)
			}
		}
	}
	return out
}

// sameChannel is the channel as it was written, if Okta has the same; else as
// Okta has it, with the secrets that were written.
func sameChannel(was string, is json.RawMessage) string {
	a, b := decoded([]byte(was)), decoded(is)
	if reflect.DeepEqual(canonical(a), canonical(b)) {
		return was
	}
	for _, path := range secretPaths {
		from, to := holderOf(a, path), holderOf(b, path)
		if name := path[len(path)-1]; from != nil && to != nil && from[name] != nil {
			to[name] = from[name]
		}
	}
	text, err := json.Marshal(b)
	if err != nil {
		return string(is)
	}
	return string(text)
}

func decoded(text []byte) map[string]any {
	out := map[string]any{}
	_ = json.Unmarshal(text, &out) // validated, or Okta's
	return out
}

func holderOf(c map[string]any, path []string) map[string]any {
	for _, name := range path[:len(path)-1] {
		c, _ = c[name].(map[string]any)
	}
	return c
}

// canonical is a channel without secrets, with Okta's defaults and without
// what is empty. Names of headers have no case.
func canonical(c map[string]any) map[string]any {
	defaults := map[string]any{"type": "HTTP", "version": "1.0.0", "config": map[string]any{"method": "POST"}}
	out, err := rest.Merge(mustJSON(defaults), c)
	if err != nil {
		return c
	}
	config, _ := out["config"].(map[string]any)
	delete(config, "clientSecret")
	if scheme, ok := config["authScheme"].(map[string]any); ok {
		delete(scheme, "value")
		for name, v := range scheme {
			if text, ok := v.(string); ok {
				scheme[name] = strings.ToLower(text)
			}
		}
	}
	for name, v := range config {
		if list, isList := v.([]any); v == nil || v == "" || isList && len(list) == 0 {
			delete(config, name)
		}
	}
	return out
}

func mustJSON(v any) json.RawMessage {
	text, err := json.Marshal(v)
	if err != nil {
		panic("inlinehook: " + err.Error()) // never for maps of text
	}
	return text
}
