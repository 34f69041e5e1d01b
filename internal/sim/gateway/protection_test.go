package gateway

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
	"time"
)

func basic(user, password string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))
}

func TestBasicAuth_wantsThePolicysUser(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.apply("http-basic-authentication", "1.3.2", obj{"username": "ann", "password": "p:w"})
	for _, header := range [][]string{nil, {"Authorization", basic("ann", "wrong")}, {"Authorization", basic("bob", "p:w")}, {"Authorization", "Bearer x"}} {
		status, answer, _ := f.call("/card", header...)
		if status != http.StatusUnauthorized || !strings.HasPrefix(answer.Get("WWW-Authenticate"), "Basic ") {
			t.Errorf("%v: %d %q", header, status, answer.Get("WWW-Authenticate"))
		}
	}
	if status, _, _ := f.call("/card", "Authorization", basic("ann", "p:w")); status != http.StatusOK {
		t.Errorf("the right password: %d", status)
	}
}

func TestJSONThreat_limits(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.apply("json-threat-protection", "1.2.1", obj{
		"maxContainerDepth": 2, "maxStringValueLength": 3, "maxObjectEntryNameLength": 4, "maxObjectEntryCount": 2, "maxArrayElementCount": -1,
	})
	for body, want := range map[string]int{
		`{"a":"xyz","b":[1,2,3,4,5]}`: 200, // -1: any number of elements
		`{"a":"äöü"}`:                 200, // characters, not bytes
		`{"a":"wxyz"}`:                400,
		`{"abcde":1}`:                 400,
		`{"a":1,"b":2,"c":3}`:         400,
		`{"a":[[]]}`:                  400,
		`{"a":`:                       400,
		``:                            200,
	} {
		if got, _, out := f.send("POST", f.world.GatewayURL+"/card", strings.NewReader(body), "Content-Type", "application/json; charset=utf-8"); got != want {
			t.Errorf("%s: %d, not %d: %v", body, got, want, out)
		}
	}
	if got, _, _ := f.send("POST", f.world.GatewayURL+"/card", strings.NewReader(`{"a":"wxyz"}`), "Content-Type", "text/plain"); got != 200 {
		t.Errorf("text is not looked into: %d", got)
	}
}

func TestSpikeControl_slides(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.apply("spike-control", "1.2.2", obj{"maximumRequests": 2, "timePeriodInMilliseconds": 5000, "delayTimeInMillis": 1, "delayAttempts": 1, "exposeHeaders": true})
	if h := f.want(200, "", ""); h.Get("X-Ratelimit-Limit") != "2" || h.Get("X-Ratelimit-Remaining") != "1" || h.Get("X-Ratelimit-Reset") != "0" {
		t.Errorf("the first: %v", h)
	}
	f.world.Clock.Advance(3 * time.Second)
	f.want(200, "", "")
	if h := f.want(429, "", ""); h.Get("X-Ratelimit-Remaining") != "0" || h.Get("X-Ratelimit-Reset") == "0" {
		t.Errorf("the third: %v", h)
	}
	// The first leaves the period, the second is still in it: one more passes.
	f.world.Clock.Advance(2100 * time.Millisecond)
	f.want(200, "", "")
	f.want(429, "", "")
}

func TestSpikeControl_waitsForRoom(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.apply("spike-control", "1.2.2", obj{"maximumRequests": 1, "timePeriodInMilliseconds": 200, "delayTimeInMillis": 50, "delayAttempts": 100})
	f.want(200, "", "")
	f.want(200, "", "") // has waited
}

func TestRateLimit_exposesTheQuota(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.apply("rate-limiting", "1.4.0", obj{"rateLimits": []obj{{"maximumRequests": 1, "timePeriodInMilliseconds": 60000}}, "exposeHeaders": true})
	if h := f.want(200, "", ""); h.Get("X-Ratelimit-Limit") != "1" || h.Get("X-Ratelimit-Remaining") != "0" || h.Get("X-Ratelimit-Reset") == "" {
		t.Errorf("within: %v", h)
	}
	if h := f.want(429, "Quota has been exceeded", ""); h.Get("X-Ratelimit-Remaining") != "0" {
		t.Errorf("beyond: %v", h)
	}
}

func TestTokenIntrospection(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.apply("oauth2-token-introspection", "1.3.4", obj{
		"introspectionURL": f.idp.URL + "/introspect", "authorizationValue": basic("a", "b"), "scopes": "read", "validatedTokenTTL": 60,
	})
	f.idp.allow("good", f.clientID, "read", time.Time{})
	f.idp.allow("narrow", f.clientID, "other", time.Time{})
	f.want(400, "Access token was not provided", "")
	f.want(400, "", "unknown")
	f.want(403, "", "narrow")
	f.want(403, "Invalid Client", "good") // no contract yet
	f.contract()
	f.want(200, "", "good")
	before := f.idp.count()
	f.want(200, "", "good")
	if f.idp.count() != before {
		t.Error("a validated token was asked about again")
	}
	f.world.Clock.Advance(61 * time.Second)
	f.want(200, "", "good")
	if f.idp.count() != before+1 {
		t.Error("a token was kept beyond its time")
	}
	f.idp.mu.Lock()
	f.idp.status = 500
	f.idp.mu.Unlock()
	f.want(500, "", "other")
	f.idp.Close()
	f.want(401, "", "another")
}
