package console_test

import (
	"strings"
	"testing"
)

func TestTry_tokenOfAnApp(t *testing.T) {
	s := start(t)
	id, secret := newApp(t, s)
	server := ""
	for _, o := range listed(t, s, "servers") {
		server = o["id"].(string)
	}
	must(t, s, 201, "POST", s.World.OktaURL+"/api/v1/authorizationServers/"+server+"/scopes", obj{"name": "read"})
	at := s.World.GatewayURL + "/_sim/token"
	got := must(t, s, 200, "POST", at, obj{"app": id, "server": server, "scope": "read"})
	if claims := got["claims"].(obj); claims["cid"] != id || got["scope"] != "read" || strings.Count(got["token"].(string), ".") != 2 {
		t.Errorf("%v", got)
	}
	for _, c := range []struct {
		body any
		says string
	}{
		{obj{"app": "nobody", "server": server}, "There is no app nobody"},
		{obj{"app": id, "server": server, "scope": "other"}, "invalid_scope"},
		{obj{"app": id, "server": "aus-unknown", "scope": "read"}, ""},
		{"text", "not a JSON object"},
	} {
		if status, told := send(t, s, "POST", at, c.body); status < 400 || !strings.Contains(told["error"].(string), c.says) {
			t.Errorf("%v: %d %v", c.body, status, told)
		}
	}
	// The app asked by itself: what it sent is a request like any other.
	last := s.World.Log.All()
	x := last[len(last)-1]
	if x.ByHand || x.Internal || x.Route == "" || strings.Contains(x.Path, secret) {
		t.Errorf("%+v", x)
	}
}

func TestTry_callOfNoAPI(t *testing.T) {
	s := start(t)
	got := must(t, s, 200, "POST", s.World.OktaURL+"/_sim/call", obj{"path": "/nothing"})
	steps := got["steps"].([]any)
	if got["status"] != 404.0 || len(steps) != 1 || steps[0].(obj)["outcome"] != "refused" {
		t.Errorf("%v", got)
	}
	if status, told := send(t, s, "POST", s.World.OktaURL+"/_sim/call", obj{"path": "https://elsewhere.example"}); status != 400 {
		t.Errorf("%d %v", status, told)
	}
}
