package inlinehook_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

func http1(more map[string]any) map[string]any {
	out := map[string]any{"name": "Claims", "type": tokenHook, "channel": map[string]any{"uri": "https://hooks.example.com/claims"}}
	for k, v := range more {
		out[k] = v
		if v == nil {
			delete(out, k)
		}
	}
	return out
}

// The header as a whole: taken away, and given to a hook without one.
func TestHook_authAsAWhole(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for _, with := range []map[string]any{{"auth": map[string]any{"key": "Authorization", "value_wo": "s3cret-value", "value_wo_version": 1}}, {}} {
		config := http1(with)
		o := m.Create(typeName, config)
		e.Edit(t, "okta:"+items+"/"+o.Text("id"), map[string]any{"channel": map[string]any{"config": map[string]any{"authScheme": map[string]any{"type": "HEADER", "key": "X-Key", "value": "other"}}}})
		if with["auth"] != nil {
			e.Edit(t, "okta:"+items+"/"+o.Text("id"), map[string]any{"channel": map[string]any{"config": map[string]any{"authScheme": nil}}})
		}
		o.Refresh()
		if p := o.Plan(config); !slices.Equal(p.Changed, []string{"auth"}) {
			t.Errorf("%v: the plan changes %q", with, p.Changed)
		}
		o.Apply(config)
		if p := o.Plan(config); !p.Empty() {
			t.Errorf("%v: the plan after the repair changes %q", with, p.Changed)
		}
		o.Destroy()
	}
}

// Secrets: write-only ones are sent with every write, those of the opt-in
// arguments are in the state, and none is anywhere else.
func TestHook_secrets(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	const put = "PUT " + items + "/{inlineHookId}"
	channel := func() string {
		text, _ := json.Marshal(e.LastBody(t, put)["channel"])
		return string(text)
	}
	auth := func(v map[string]any) map[string]any {
		v["key"] = "Authorization"
		return map[string]any{"auth": v}
	}
	o := m.Create(typeName, http1(auth(map[string]any{"value_wo": "first-value", "value_wo_version": 1})))
	// Another name: the value goes along, because Okta replaces the whole channel.
	o.Apply(http1(map[string]any{"name": "Other", "auth": map[string]any{"key": "Authorization", "value_wo": "first-value", "value_wo_version": 1}}))
	if !strings.Contains(channel(), "first-value") {
		t.Errorf("%s", channel())
	}
	if text, _ := json.Marshal(o.Values()); strings.Contains(string(text), "first-value") {
		t.Errorf("%s", text)
	}
	o.Apply(http1(auth(map[string]any{"value": "kept-value"})))
	if text, _ := json.Marshal(o.Values()); !strings.Contains(string(text), "kept-value") || !strings.Contains(channel(), "kept-value") {
		t.Errorf("%s, sent %s", text, channel())
	}
	oauth := func(more map[string]any) map[string]any {
		c := map[string]any{"uri": "https://hooks.example.com", "type": "OAUTH", "auth_type": "client_secret_post", "client_id": "0oa1", "token_url": "https://login.example.com/token"}
		maps.Copy(c, more)
		return http1(map[string]any{"channel": c})
	}
	for _, more := range []map[string]any{{"client_secret_wo": "oauth-wo", "client_secret_wo_version": 7}, {"client_secret": "oauth-kept"}} {
		config := oauth(more)
		o.Apply(config)
		text, _ := json.Marshal(o.Values())
		if !strings.Contains(channel(), `"clientSecret":"oauth-`) || strings.Contains(channel(), "kept-value") || strings.Contains(string(text), "oauth-wo") {
			t.Errorf("sent %s, state %s", channel(), text)
		}
		if p := o.Plan(config); !p.Empty() {
			t.Errorf("the plan changes %q", p.Changed)
		}
	}
	key := oauth(map[string]any{"auth_type": "private_key_jwt", "hook_key_id": "HKY1"})
	o.Apply(key)
	if !strings.Contains(channel(), `"hookKeyId":"HKY1"`) || strings.Contains(channel(), "clientSecret") {
		t.Errorf("%s", channel())
	}
	o.Destroy()
}

// channel_json is the channel of Okta's API. What differs in defaults, in the
// case of a header's name and in secrets is no change; what differs otherwise is.
func TestHook_channelJSON(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	const text = `{"type": "HTTP", "config": {"uri": "https://hooks.example.com", "authScheme": {"type": "header", "key": "authorization", "value": "json-secret"}, "headers": []}}`
	config := http1(map[string]any{"channel": nil, "channel_json": text})
	o := m.Create(typeName, config)
	if p := o.Plan(config); !p.Empty() || o.Text("channel_json") != text {
		t.Errorf("the plan changes %q; the state has %s", p.Changed, o.Text("channel_json"))
	}
	path := "okta:" + items + "/" + o.Text("id")
	e.Edit(t, path, map[string]any{"channel": map[string]any{"config": map[string]any{"authScheme": map[string]any{"type": "HEADER", "key": "Authorization"}}}})
	o.Refresh()
	if p := o.Plan(config); !p.Empty() {
		t.Errorf("the case of a name changes %q", p.Changed)
	}
	e.Edit(t, path, map[string]any{"channel": map[string]any{"config": map[string]any{"uri": "https://elsewhere.example.com"}}})
	o.Refresh()
	if p := o.Plan(config); !slices.Equal(p.Changed, []string{"channel_json"}) || !strings.Contains(o.Text("channel_json"), "json-secret") {
		t.Errorf("the plan changes %q", p.Changed)
	}
	o.Apply(config)
	other := strings.Replace(text, "json-secret", "json-secret-2", 1)
	if p := o.Plan(http1(map[string]any{"channel": nil, "channel_json": other})); !slices.Equal(p.Changed, []string{"channel_json"}) {
		t.Errorf("another secret changes %q", p.Changed)
	}
	// To the typed arguments and back.
	typed := http1(map[string]any{"auth": map[string]any{"key": "Authorization", "value_wo": "json-secret", "value_wo_version": 1}})
	for _, c := range []map[string]any{typed, config} {
		o.Apply(c)
		o.Refresh()
		if p := o.Plan(c); !p.Empty() {
			t.Errorf("the plan changes %q", p.Changed)
		}
	}
	// What was moved or imported has the channel without its secret, so that the
	// first plan writes it, in place.
	moved := m.Move(typeName, "okta_inline_hook", "registry.terraform.io/okta/okta", map[string]any{"id": o.Text("id"), "name": "Claims", "channel_json": text})
	moved.Refresh()
	if values, _ := json.Marshal(moved.Values()); strings.Contains(string(values), "json-secret") {
		t.Errorf("%s", values)
	}
	if p := moved.Plan(config); !slices.Equal(p.Changed, []string{"auth", "channel", "channel_json"}) || len(p.Replace) > 0 || p.Errors != "" {
		t.Errorf("after a move the plan changes %q, replaces %q: %s", p.Changed, p.Replace, p.Errors)
	}
	moved.Apply(config)
	if p := moved.Plan(config); !p.Empty() {
		t.Errorf("after the first apply the plan changes %q", p.Changed)
	}
	if text, _ := json.Marshal(e.LastBody(t, "PUT "+items+"/{inlineHookId}")["channel"]); !strings.Contains(string(text), "json-secret") {
		t.Errorf("%s", text)
	}
}

func TestHook_disappearsListsMoves(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	config := http1(map[string]any{"auth": map[string]any{"key": "Authorization", "value_wo": "moved-secret", "value_wo_version": 1}, "headers": []any{map[string]any{"key": "X-Team", "value": "api"}}})
	o := m.Create(typeName, config)
	m.Create(typeName, map[string]any{"name": "SAML", "type": "com.okta.saml.tokens.transform", "version": "1.0.2", "channel": map[string]any{"uri": "https://hooks.example.com/saml"}})
	all, errs := m.List(typeName, map[string]any{"type": tokenHook})
	if errs != "" || len(all) != 1 {
		t.Fatalf("%d listed: %s", len(all), errs)
	}
	if p := m.Import(typeName, o.Text("id")).Plan(m.Configuration(typeName, all[0].Resource)); !p.Empty() {
		t.Errorf("the generated configuration changes %v", p.Changed)
	}
	for _, by := range []map[string]any{{"id": o.Text("id")}, {"name": "Claims"}} {
		got, errs := m.Data(typeName, by)
		text, _ := json.Marshal(got)
		if errs != "" || got["id"] != o.Text("id") || !strings.Contains(string(text), `"uri":"https://hooks.example.com/claims"`) || !strings.Contains(string(text), `"key":"Authorization"`) || strings.Contains(string(text), "wo_version") {
			t.Errorf("%v: %s %s", by, text, errs)
		}
	}
	if _, errs := m.Data(typeName, map[string]any{"name": "Nobody"}); !strings.Contains(errs, `no inline hook with the name "Nobody"`) {
		t.Errorf("%s", errs)
	}
	// A state of the official provider: its channel and auth are maps.
	moved := m.Move(typeName, "okta_inline_hook", "registry.terraform.io/okta/okta", map[string]any{
		"id": o.Text("id"), "name": "Claims", "type": tokenHook, "version": "1.0.0", "status": "ACTIVE",
		"channel": map[string]any{"type": "HTTP", "version": "1.0.0", "uri": "https://hooks.example.com/claims", "method": "POST"},
		"auth":    map[string]any{"type": "HEADER", "key": "Authorization", "value": "moved-secret"},
		"headers": []any{map[string]any{"key": "X-Team", "value": "api"}},
	})
	moved.Refresh()
	if text, _ := json.Marshal(moved.Values()); strings.Contains(string(text), "moved-secret") {
		t.Errorf("%s", text)
	}
	without := http1(map[string]any{"auth": map[string]any{"key": "Authorization"}, "headers": config["headers"]})
	if p := moved.Plan(without); !p.Empty() {
		t.Errorf("the plan after the move changes %v", p.Changed)
	}
	if p := moved.Plan(config); !slices.Equal(p.Changed, []string{"auth.value_wo_version"}) || len(p.Replace) != 0 {
		t.Errorf("the plan with a secret changes %v, replaces %v", p.Changed, p.Replace)
	}
	if p := o.Plan(http1(map[string]any{"type": "com.okta.import.transform"})); !slices.Equal(p.Replace, []string{"type"}) {
		t.Errorf("another type replaces because of %q", p.Replace)
	}
	// Gone: neither a refresh nor a destruction minds.
	e.ByHand(t, http.MethodPost, "okta:"+items+"/"+o.Text("id")+"/lifecycle/deactivate", nil)
	e.ByHand(t, http.MethodDelete, "okta:"+items+"/"+o.Text("id"), nil)
	o.Destroy()
	if !moved.Refresh() {
		t.Error("a refresh keeps a hook that is gone")
	}
}

// An inactive hook that somebody activated since the refresh goes, too.
func TestHook_activatedSince(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	o := e.Machine(t).Create(typeName, http1(map[string]any{"status": "INACTIVE"}))
	e.ByHand(t, http.MethodPost, "okta:"+items+"/"+o.Text("id")+"/lifecycle/activate", nil)
	o.Destroy()
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}

func TestHook_validation(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	channel := func(more map[string]any) map[string]any {
		c := map[string]any{"uri": "https://hooks.example.com"}
		maps.Copy(c, more)
		return http1(map[string]any{"channel": c})
	}
	for want, c := range map[string]map[string]any{
		"Use https":                         channel(map[string]any{"uri": "http://hooks.example.com"}),
		"white space":                       channel(map[string]any{"uri": "https://hooks.example.com/a b"}),
		"at most 1024":                      channel(map[string]any{"uri": "https://hooks.example.com/" + strings.Repeat("ü", 1000)}),
		"No attribute specified":            http1(map[string]any{"channel": nil}),
		"2 attributes specified":            http1(map[string]any{"channel_json": `{"config":{"uri":"https://a.example.com"}}`}),
		"It is not a channel":               http1(map[string]any{"channel": nil, "channel_json": `["secret"]`}),
		`Write it as "OAUTH"`:               channel(map[string]any{"type": "oauth"}),
		"between 1 and 255":                 http1(map[string]any{"name": strings.Repeat("x", 256)}),
		"client_secret_wo_version":          channel(map[string]any{"client_secret_wo": "x"}),
		"must be specified when \"auth\"":   http1(map[string]any{"auth": map[string]any{"key": "A", "value_wo": "x"}}),
		`"PAUSED"`:                          http1(map[string]any{"status": "PAUSED"}),
		"value must be one of: [\"ACTIVE\"": http1(map[string]any{"status": "active"}),
	} {
		if errs := m.Validate(typeName, c); want != "must be specified when \"auth\"" && !strings.Contains(errs, want) || errs == "" {
			t.Errorf("want %q: %q", want, errs)
		}
	}
	// Japanese and emoji count as characters.
	if errs := m.Validate(typeName, http1(map[string]any{"name": strings.Repeat("鉤🪝", 127)})); errs != "" {
		t.Errorf("%s", errs)
	}
	// What Okta may take is warned about only.
	for want, c := range map[string]map[string]any{
		"gets no access token": channel(map[string]any{"type": "OAUTH"}),
		"hook_key_id":          channel(map[string]any{"type": "OAUTH", "auth_type": "private_key_jwt", "client_id": "c", "token_url": "https://t.example.com"}),
		"client_secret_wo":     channel(map[string]any{"type": "OAUTH", "auth_type": "client_secret_post", "client_id": "c", "token_url": "https://t.example.com"}),
		"Only a channel":       channel(map[string]any{"client_id": "c"}),
		"not one of":           http1(map[string]any{"type": "com.okta.new"}),
		"Remove auth":          http1(map[string]any{"auth": map[string]any{"key": "A"}, "channel": map[string]any{"uri": "https://a.example.com", "type": "OAUTH", "hook_key_id": "k"}}),
	} {
		if errs, warnings := m.Validate(typeName, c), m.Warnings(typeName, c); errs != "" || !strings.Contains(warnings, want) {
			t.Errorf("want the warning %q: %q, errors %q", want, warnings, errs)
		}
	}
	for want, c := range map[string]map[string]any{
		"Use https":                 channel(map[string]any{"token_url": "http://login.example.com/token", "type": "OAUTH", "hook_key_id": "k"}),
		"length must be at least 1": channel(map[string]any{"version": ""}),
	} {
		if errs, warnings := m.Validate(typeName, c), m.Warnings(typeName, c); errs != "" || !strings.Contains(warnings, want) {
			t.Errorf("want the warning %q: %q, errors %q", want, warnings, errs)
		}
	}
	// Empty texts and sets are the same as none, and settle.
	none := channel(map[string]any{"type": "OAUTH", "auth_type": "client_secret_post", "client_id": "c", "token_url": "https://login.example.com", "scope": "", "hook_key_id": "", "client_secret": ""})
	none["headers"], none["version"] = []any{}, ""
	o := m.Create(typeName, none)
	o.Refresh()
	if p := o.Plan(none); !p.Empty() {
		t.Errorf("the plan changes %q", p.Changed)
	}
	// Unknown values are no reason to refuse.
	if errs := m.Validate(typeName, http1(map[string]any{"channel": acctest.Unknown, "auth": acctest.Unknown, "headers": acctest.Unknown})); errs != "" {
		t.Errorf("%s", errs)
	}
}
