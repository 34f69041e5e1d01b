package console

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// mask stands for a secret that is not shown.
const mask = "••••••••"

// secretNames are members whose texts are secrets whatever they hold, in small
// letters without separators.
var secretNames = []string{
	"clientsecret", "secret", "password", "authorization", "authorizationvalue", "registrationaccesstoken",
	"accesstoken", "refreshtoken", "idtoken", "token", "textkey", "privatekey", "clientassertion", "primaryclientsecret",
}

// masker hides secrets: those that the simulator issued or was given, and what
// has the name of one.
type masker struct{ known []string }

func (c *Console) masker() masker {
	var known []string
	for _, s := range c.world.Secrets.All() {
		if len(s) >= 6 { // shorter ones are found in what is none
			known = append(known, s)
		}
	}
	return masker{known}
}

// hide copies a value with a mask in the place of secrets, and counts them.
func (m masker) hide(v any) (shown any, hidden int) { return m.value(v, "") }

func (m masker) value(v any, name string) (any, int) {
	switch v := v.(type) {
	case map[string]any:
		out, n := make(map[string]any, len(v)), 0
		for k, e := range v {
			s, hidden := m.value(e, k)
			out[k], n = s, n+hidden
		}
		return out, n
	case []any:
		out, n := make([]any, len(v)), 0
		for i, e := range v {
			s, hidden := m.value(e, name)
			out[i], n = s, n+hidden
		}
		return out, n
	case string:
		if m.secret(name, v) {
			return mask, 1
		}
	}
	return v, 0
}

func (m masker) secret(name, value string) bool {
	// An expression says where a secret is, an address where to get one.
	if value == "" || strings.HasPrefix(value, "#[") || strings.HasPrefix(value, "http") && strings.Contains(value, "://") {
		return false
	}
	plain := strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(name))
	return slices.Contains(secretNames, plain) || slices.ContainsFunc(m.known, func(s string) bool { return strings.Contains(value, s) })
}

// unmask puts what there is in the place of masks that came back.
func unmask(sent, current any) any {
	switch s := sent.(type) {
	case map[string]any:
		now, _ := current.(map[string]any)
		out := maps.Clone(s)
		for k, e := range s {
			out[k] = unmask(e, now[k])
		}
		return out
	case []any:
		now, _ := current.([]any)
		out := slices.Clone(s)
		for i, e := range s {
			var was any
			if i < len(now) {
				was = now[i]
			}
			out[i] = unmask(e, was)
		}
		return out
	case string:
		if s == mask && current != nil {
			return current
		}
	}
	return sent
}

// equal compares two JSON values.
func equal(a, b any) bool {
	x, _ := json.Marshal(a) //nolint:errchkjson // values that came from JSON
	y, _ := json.Marshal(b) //nolint:errchkjson // as above
	return string(x) == string(y)
}
