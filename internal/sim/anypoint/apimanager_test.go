package anypoint

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

const openIDPolicy = "openidconnect-access-token-enforcement"

func policyBody(asset, version string, configuration obj) obj {
	return obj{"groupId": mulesoftGroup, "assetId": asset, "assetVersion": version, "configurationData": configuration}
}

func numberOf(o obj, field string) string {
	n, _ := integer(o[field])
	return key(n)
}

func TestAssets_synchronousAndAsynchronous(t *testing.T) {
	f := newFixture(t)
	got := f.publish(201, "a", "1.0.0", "http-api", "v1", "x-sync-publication", "true")
	if want := []string{"assetId", "groupId", "name", "organizationId", "type", "version"}; !slices.Equal(sortedKeys(got), want) {
		t.Errorf("answer has %v", sortedKeys(got))
	}
	link := text(f.publish(202, "b", "1.0.0", "rest-api", "v1"), "publicationStatusLink")
	path, ours := strings.CutPrefix(link, f.url)
	if !ours {
		t.Fatalf("link: %s", link)
	}
	f.must(404, "GET", "/exchange/api/v2/assets/"+f.org+"/b/1.0.0", nil)
	if got = f.must(200, "GET", path, nil); text(got, "status") != "running" {
		t.Errorf("first look: %v", got)
	}
	if got = f.must(200, "GET", path, nil); text(got, "status") != "completed" {
		t.Errorf("second look: %v", got)
	}
	got = f.must(200, "GET", "/exchange/api/v2/assets/"+f.org+"/b/1.0.0", nil)
	if text(got, "type") != "rest-api" || text(got, "minorVersion") != "1.0" || text(got, "versionGroup") != "v1" || len(got["files"].([]any)) != 1 {
		t.Errorf("asset: %v", got)
	}
	if got = f.must(200, "GET", "/exchange/api/v1/assets/"+f.org+"/b/1.0.0", nil); text(got, "createdAt") == "" {
		t.Errorf("v1: %v", got)
	}
	f.publish(202, "c", "1.0.0", "http-api", "v1")
	f.world.Clock.Advance(time.Second)
	f.must(200, "GET", "/exchange/api/v2/assets/"+f.org+"/c/1.0.0", nil) // nobody polled
}

func TestAssets_refusals(t *testing.T) {
	f := newFixture(t)
	sync := []string{"x-sync-publication", "true"}
	f.publish(201, "a", "1.0.0", "http-api", "v1", sync...)
	got := f.publish(409, "a", "1.0.0", "http-api", "v1", sync...)
	if text(got, "code") != "ASSET_PRE_CONDITIONS_FAILED" || object(got, "details")["errors"] == nil || encoded(got["status"]) != "409" {
		t.Errorf("conflict: %v", got)
	}
	f.publish(400, "b", "one", "http-api", "v1", sync...)
	f.publish(400, "b", "1.0.0", "soap-api", "v1", sync...) // without a file
	f.publish(400, "a", "2.0.0", "http-api", "v1", sync...) // each major version needs its own apiVersion
	f.publish(400, "a", "1.1.0", "http-api", "v2", sync...)
	f.publish(201, "a", "2.0.0", "http-api", "v2", sync...)
	f.must(400, "POST", "/exchange/api/v2/organizations/"+f.org+"/assets/"+f.org+"/x/1.0.0", obj{})
}

func TestAssets_softAndHardDelete(t *testing.T) {
	f := newFixture(t)
	sync := []string{"x-sync-publication", "true"}
	path := "/exchange/api/v2/assets/" + f.org + "/a/1.0.0"
	f.publish(201, "a", "1.0.0", "http-api", "v1", sync...)
	f.must(204, "DELETE", path, nil, "x-delete-type", "hard-delete")
	f.must(404, "DELETE", path, nil)
	f.publish(201, "a", "1.0.0", "http-api", "v1", sync...)
	f.must(204, "DELETE", path, nil) // soft, as nothing else is said
	f.publish(409, "a", "1.0.0", "http-api", "v1", sync...)
	f.must(204, "PATCH", "/exchange/api/v2/organizations/"+f.org+"/settings", obj{"deletionSettings": obj{"hardDeletionEnabled": false}})
	f.publish(201, "a", "1.0.1", "http-api", "v1", sync...)
	f.must(403, "DELETE", "/exchange/api/v2/assets/"+f.org+"/a/1.0.1", nil, "x-delete-type", "hard-delete")

	api, _ := f.newAPI("used", nil)
	f.must(409, "DELETE", "/exchange/api/v2/assets/"+f.org+"/used/1.0.0", nil)
	f.must(204, "PUT", "/exchange/api/v2/assets/"+f.org+"/used/1.0.0/status", obj{"status": "deprecated"})
	f.must(204, "PATCH", "/exchange/api/v2/assets/"+f.org+"/used", obj{"name": "Used"})
	if got := f.must(200, "GET", "/exchange/api/v2/assets/"+f.org+"/used/1.0.0", nil); text(got, "status") != "deprecated" || text(got, "name") != "Used" || len(got["instances"].([]any)) != 1 {
		t.Errorf("asset: %v", got)
	}
	f.must(204, "DELETE", api, nil)
	f.must(204, "DELETE", "/exchange/api/v1/organizations/"+f.org+"/assets/"+f.org+"/used/1.0.0", nil, "x-delete-type", "soft-delete")
	if list, _ := f.any(200, "GET", "/exchange/api/v2/assets/search?search=a", nil).([]any); len(list) != 1 {
		t.Errorf("search: %v", list)
	}
}

func TestAssets_mutableDataAndNextVersion(t *testing.T) {
	f := newFixture(t)
	f.publish(201, "a", "1.2.3", "http-api", "v1", "x-sync-publication", "true")
	var form bytes.Buffer
	m := multipart.NewWriter(&form)
	_ = m.WriteField("tags", "x,y")
	_ = m.WriteField("categories.key", "value")
	_ = m.Close()
	base := "/exchange/api/v2/organizations/" + f.org
	got := f.must(202, "PATCH", base+"/assets/"+f.org+"/a/1.2.3/mutabledata", io.Reader(&form), "Content-Type", m.FormDataContentType())
	if got = f.must(200, "GET", strings.TrimPrefix(text(got, "mutableDataStatusLink"), f.url), nil); text(got, "status") != "completed" {
		t.Errorf("status: %v", got)
	}
	if got = f.must(200, "GET", "/exchange/api/v2/assets/"+f.org+"/a/1.2.3", nil); encoded(got["labels"]) != `["x","y"]` || len(got["categories"].([]any)) != 1 {
		t.Errorf("asset: %v", got)
	}
	for order, want := range map[string]string{"": "1.2.4", "MINOR": "1.3.0", "MAJOR": "2.0.0"} {
		if got = f.must(200, "GET", base+"/groups/"+f.org+"/assets/a/nextAvailableVersion?versionOrder="+order, nil); text(got, "nextAvailableVersion") != want {
			t.Errorf("%s: %v", order, got)
		}
	}
}

func TestAssets_instancesAndTiers(t *testing.T) {
	f := newFixture(t)
	path, api := f.newAPI("a", nil)
	f.must(201, "POST", path+"/tiers", obj{"name": "Free", "status": "ACTIVE", "limits": []obj{{"maximumRequests": 1, "timePeriodInMilliseconds": 2, "visible": true}}})
	base := "/exchange/api/v2/assets/" + f.org + "/a/versionGroups/v1/instances"
	list, _ := f.any(200, "GET", base, nil).([]any)
	if len(list) != 1 || list[0].(obj)["id"] != numberOf(api, "id") || text(list[0].(obj), "environmentName") != "Sandbox" {
		t.Errorf("instances: %v", list)
	}
	tiers, _ := f.any(200, "GET", base+"/"+numberOf(api, "id")+"/tiers", nil).([]any)
	if len(tiers) != 1 || text(tiers[0].(obj), "name") != "Free" {
		t.Errorf("tiers: %v", tiers)
	}
	x := f.must(201, "POST", base+"/external", obj{"name": "x", "endpointUri": "http://x"})
	f.must(204, "PATCH", base+"/external/"+text(x, "id"), obj{"name": "y"})
	f.must(204, "PATCH", base+"/managed/"+numberOf(api, "id"), obj{"isPublic": true})
	f.must(204, "DELETE", base+"/external/"+text(x, "id"), nil)
	f.must(404, "DELETE", base+"/external/"+text(x, "id"), nil)
}

func TestAPIs_createOnBothPaths(t *testing.T) {
	f := newFixture(t)
	f.publish(201, "a", "1.0.0", "http-api", "v1", "x-sync-publication", "true")
	spec := obj{"groupId": f.org, "assetId": "a", "version": "1.0.0"}
	got := f.must(400, "POST", f.xapi(""), obj{"spec": spec, "deployment": nil})
	if encoded(got) != `{"errors":[{"errorCode":"type.openapi.validation","message":"must be object","path":"/body/deployment"}],"message":"request/body/deployment must be object","name":"Bad Request"}` {
		t.Errorf("deployment null: %s", encoded(got))
	}
	f.must(400, "POST", f.api(""), obj{"spec": spec, "endpoint": obj{"uri": nil}})
	f.must(400, "POST", f.api(""), obj{"endpoint": obj{"uri": nil, "proxyUri": nil, "isCloudHub": nil}})
	f.must(400, "POST", f.api(""), obj{"spec": obj{"groupId": f.org, "assetId": "b", "version": "1.0.0"}})
	f.must(400, "POST", f.api(""), obj{"spec": spec, "providerId": "00000000-0000-4000-8000-000000000000"})
	f.must(400, "POST", f.api(""), obj{"spec": spec, "technology": "cobol"})
	f.must(201, "POST", f.xapi(""), obj{"spec": spec, "technology": "flexGateway", "instanceLabel": "one", "routing": []obj{{"upstreams": []obj{{"weight": 100, "uri": "http://up"}}}}, "deployment": obj{"type": "HY"}})
	f.must(409, "POST", f.api(""), obj{"spec": spec, "instanceLabel": "one"})
	second := f.must(201, "POST", f.api(""), obj{"spec": spec})
	if second["providerId"] != nil || text(object(second, "endpoint"), "type") != "http" || encoded(second["order"]) != "2" {
		t.Errorf("defaults: %v", second)
	}
	list := f.must(200, "GET", f.api(""), nil)
	group := list["assets"].([]any)[0].(obj)
	if encoded(list["total"]) != "1" || encoded(group["totalApis"]) != "2" || len(group["apis"].([]any)) != 2 {
		t.Errorf("api/v1 list: %v", list)
	}
	list = f.must(200, "GET", f.xapi("?instanceLabel=one"), nil)
	item := list["instances"].([]any)[0].(obj)
	if encoded(list["total"]) != "1" || text(item, "instanceLabel") != "one" {
		t.Errorf("xapi list: %v", list)
	}
	ups := f.must(200, "GET", f.api("/"+numberOf(item, "id")+"/upstreams"), nil)
	if encoded(ups["total"]) != "1" {
		t.Errorf("upstreams of the routing: %v", ups)
	}
}

func TestAPIs_patchIsPartial(t *testing.T) {
	f, idp := newFixture(t), newFakeIDP(t)
	provider, path := f.withProvider(idp, nil)
	got := f.must(200, "PATCH", path, obj{"instanceLabel": "new", "InstanceLabel": "ignored", "endpoint": obj{"uri": "http://x"}})
	if text(got, "instanceLabel") != "new" || text(object(got, "endpoint"), "uri") != "http://x" || len(object(object(got, "audit"), "created")) != 0 {
		t.Errorf("after the update: %v", got)
	}
	if _, present := got["InstanceLabel"]; present {
		t.Error("an unknown key is kept")
	}
	f.must(200, "PATCH", path, obj{"endpoint": obj{"proxyUri": "http://0.0.0.0:1/p"}})
	got = f.must(200, "GET", path, nil)
	if e := object(got, "endpoint"); text(e, "uri") != "http://x" || text(e, "proxyUri") != "http://0.0.0.0:1/p" || text(got, "providerId") != provider {
		t.Errorf("after two updates: %v", got)
	}
	f.must(200, "PATCH", path, obj{"instanceLabel": nil})
	if got = f.must(200, "GET", path, nil); got["instanceLabel"] != nil {
		t.Errorf("a null does not clear: %v", got["instanceLabel"])
	}
	f.must(400, "PATCH", path, obj{"assetVersion": "9.9.9"})
	f.must(404, "PATCH", f.api("/1"), obj{})
	f.must(200, "GET", path+"/bundle?slaTiers=true&endpoint=true", nil)
	f.must(200, "GET", path+"/autodiscoveryProperties?gatewayVersion=4.4.0", nil)
	f.must(204, "DELETE", path, nil)
	f.must(404, "GET", path, nil)
	f.must(404, "DELETE", path, nil)
}

func TestAPIs_theProviderStaysWhileItMatters(t *testing.T) {
	f, idp := newFixture(t), newFakeIDP(t)
	provider, path := f.withProvider(idp, nil)
	other := text(f.must(201, "POST", f.accounts("/clientProviders"), idp.providerBody(nil)), "providerId")
	f.must(201, "POST", path+"/policies", policyBody(openIDPolicy, "1.6.0", obj{}))
	f.must(400, "PATCH", path, obj{"providerId": nil})
	f.must(200, "PATCH", path, obj{"providerId": other}) // the type stays
	f.must(200, "PATCH", path, obj{"providerId": provider})
	app := f.must(201, "POST", f.apps("?apiInstanceId="+lastSegment(path)), obj{"name": "a"})
	id, _ := integer(app["id"])
	f.must(201, "POST", path+"/contracts", obj{"applicationId": id})
	f.must(400, "PATCH", path, obj{"providerId": other})
}

func TestAPIs_promote(t *testing.T) {
	f := newFixture(t)
	path, api := f.newAPI("a", nil)
	f.must(201, "POST", path+"/policies", policyBody("rate-limiting", "1.4.1", obj{"rateLimits": []obj{}}))
	id, _ := integer(api["id"])
	got := f.must(201, "POST", f.api(""), obj{"promote": obj{"originApiId": id, "policies": obj{"allEntities": true}}, "instanceLabel": "copy"})
	if list, _ := f.any(200, "GET", f.api("/"+numberOf(got, "id")+"/policies?fullInfo=false"), nil).([]any); len(list) != 1 {
		t.Errorf("policies of the copy: %v", list)
	}
	f.must(404, "POST", f.api(""), obj{"promote": obj{"originApiId": 1}})
}

func TestPolicies_rulesOfApplying(t *testing.T) {
	f := newFixture(t)
	path, _ := f.newAPI("a", nil)
	base := path + "/policies"
	rate := policyBody("rate-limiting", "1.4.1", obj{"rateLimits": []obj{{"maximumRequests": 1, "timePeriodInMilliseconds": 1000}}, "unknown": 1})
	f.must(201, "POST", base, rate)
	f.must(409, "POST", base, rate)
	f.must(201, "POST", base+"?allowDuplicated=true", rate)
	f.must(404, "POST", f.api("/1/policies"), rate)
	for name, bad := range map[string]obj{
		"a required key is missing": policyBody("ip-allowlist", "1.1.2", obj{}),
		"a wrong type":              policyBody("spike-control", "1.2.2", obj{"maximumRequests": "many", "timePeriodInMilliseconds": 1, "delayTimeInMillis": 1, "delayAttempts": 1}),
		"over the maximum":          policyBody("spike-control", "1.2.2", obj{"maximumRequests": 1, "timePeriodInMilliseconds": 5001, "delayTimeInMillis": 1, "delayAttempts": 1}),
		"an unknown value":          policyBody("jwt-validation", "0.12.0", obj{"jwtOrigin": "nowhere"}),
		"an unknown policy":         policyBody("no-such-policy", "1.0.0", obj{}),
		"no client provider":        policyBody(openIDPolicy, "1.6.0", obj{}),
	} {
		if got := f.must(400, "POST", base, bad); text(got, "name") == "" || text(got, "message") == "" {
			t.Errorf("%s: %v", name, got)
		}
	}
	outbound := policyBody("credential-injection-oauth2-obo", "1.1.1", obj{"flow": "x", "clientId": "x", "clientSecret": "x", "tokenEndpoint": "x"})
	if got := f.must(400, "POST", base, outbound); encoded(got) != `{"message":"This policy can not be applied as inbound","name":"PolicyValidationError"}` {
		t.Errorf("outbound as inbound: %v", got)
	}
	xapi := strings.Replace(base, "/api/v1", "/xapi/v1", 1)
	f.must(201, "POST", xapi+"/outbound-policies?allowDuplicated=true", merge(outbound, obj{"upstreamIds": []string{"u"}}))
	f.must(400, "POST", xapi+"/outbound-policies", rate)
}

func TestPolicies_sensitiveKeysAreShownByWritesOnly(t *testing.T) {
	f := newFixture(t)
	path, _ := f.newAPI("a", nil)
	base := path + "/policies"
	configuration := obj{"username": "u", "password": "p4ss"}
	pol := f.must(201, "POST", base, policyBody("http-basic-authentication", "1.3.2", configuration))
	one := base + "/" + numberOf(pol, "id")
	patched := f.must(200, "PATCH", one, obj{"configurationData": configuration})
	for _, got := range []obj{pol, patched} {
		if text(object(got, "configurationData"), "password") != "p4ss" {
			t.Errorf("a write leaves the password out: %v", got)
		}
	}
	for _, path := range []string{one, base, base + "?fullInfo=false"} {
		if got := encoded(f.any(200, "GET", path, nil)); strings.Contains(got, "p4ss") || !strings.Contains(got, `"username":"u"`) {
			t.Errorf("GET %s: %s", path, got)
		}
	}
	if !slices.Contains(f.world.Secrets.All(), "p4ss") {
		t.Error("the password is not remembered as a secret")
	}
}

func TestPolicies_shapesOrderAndState(t *testing.T) {
	f := newFixture(t)
	path, _ := f.newAPI("a", nil)
	base := path + "/policies"
	xapi := strings.Replace(base, "/api/v1", "/xapi/v1", 1)
	a := f.must(201, "POST", base, policyBody("cors", "1.3.2", obj{"originGroups": []any{}}))
	b := f.must(201, "POST", base, policyBody("ip-allowlist", "1.1.2", obj{"ipExpression": "#[x]", "ips": []string{"1.2.3.4"}}))
	if encoded(a["order"]) != "1" || encoded(b["order"]) != "2" {
		t.Errorf("orders %v and %v", a["order"], b["order"])
	}
	idA, idB := numberOf(a, "id"), numberOf(b, "id")
	numA, _ := integer(a["id"])
	numB, _ := integer(b["id"])
	f.any(200, "PATCH", base, []obj{{"id": numA, "order": 2}, {"id": numB, "order": 1}})
	list, _ := f.any(200, "GET", base+"?fullInfo=false", nil).([]any)
	if len(list) != 2 || numberOf(list[0].(obj), "id") != idB {
		t.Errorf("reordered: %v", list)
	}
	f.any(400, "PATCH", base, []obj{{"id": numA, "order": 7}, {"id": 1, "order": 1}})
	if got := f.must(200, "GET", base+"/"+idA, nil); encoded(got["order"]) != "2" {
		t.Errorf("a refused order took effect: %v", got)
	}

	f.must(400, "POST", xapi+"/"+idA+"/enable", nil)
	f.must(201, "POST", xapi+"/"+idA+"/disable", nil)
	if got := f.must(400, "POST", xapi+"/"+idA+"/disable", nil); text(got, "name") != "InvalidOperationError" {
		t.Errorf("disabled twice: %v", got)
	}
	active := f.must(200, "GET", base, nil)["policies"].([]any)
	if len(active) != 1 || numberOf(active[0].(obj), "policyId") != idB || object(active[0].(obj), "configuration")["ips"] == nil || text(object(active[0].(obj), "template"), "assetId") != "ip-allowlist" {
		t.Errorf("compact list: %v", active)
	}
	f.must(200, "PATCH", base+"/"+idA, obj{"disabled": false, "policyTemplateId": 348742, "pointcutData": []obj{{"methodRegex": "GET", "uriTemplateRegex": ".*"}}})
	got := f.must(200, "GET", base+"/"+idA, nil)
	if flag(got, "disabled") || got["pointcutData"] == nil || object(got, "configurationData")["originGroups"] == nil {
		t.Errorf("after a partial update: %v", got)
	}
	f.must(201, "POST", base+"/"+idA+"/implementationAsset?dryRun=true", nil)

	since := f.world.Clock.Now().Add(time.Second).Unix()
	if status, _, _ := f.raw("GET", base, nil, "If-Modified-Since", strconv.FormatInt(since, 10)); status != http.StatusNotModified {
		t.Errorf("not modified since: %d", status)
	}
	f.must(204, "DELETE", base+"/"+idA, nil)
	f.must(404, "GET", base+"/"+idA, nil)
	f.must(404, "DELETE", base+"/"+idA, nil)
}

func TestTemplates_offerWhatFitsTheInstance(t *testing.T) {
	f, idp := newFixture(t), newFakeIDP(t)
	_, path := f.withProvider(idp, nil)
	native, _ := f.newAPI("native", nil)
	base := "/apimanager/xapi/v1/organizations/" + f.org + "/exchange-policy-templates"
	has := func(query string) bool {
		list, _ := f.any(200, "GET", base+query, nil).([]any)
		return slices.ContainsFunc(list, func(e any) bool { return text(e.(obj), "assetId") == openIDPolicy })
	}
	if !has("") || !has("?apiInstanceId="+lastSegment(path)) || has("?apiInstanceId="+lastSegment(native)) {
		t.Error("the OpenID Connect policy is not offered as it should be")
	}
	got := f.must(200, "GET", base+"/"+mulesoftGroup+"/"+openIDPolicy+"/1.6.0?includeAllVersions=true", nil)
	if object(got, "identityManagement")["type"] != oidcDynamic || len(got["configuration"].([]any)) == 0 || len(got["allVersions"].([]any)) < 3 {
		t.Errorf("template: %v", got)
	}
	f.must(404, "GET", base+"/"+mulesoftGroup+"/"+openIDPolicy+"/0.0.1", nil)
	list, _ := f.any(200, "GET", base+"?latest=true&includeConfiguration=false", nil).([]any)
	if len(list) != len(templates) || list[0].(obj)["configuration"] != nil {
		t.Errorf("%d newest templates of %d", len(list), len(templates))
	}
	f.any(200, "GET", "/apimanager/api/v1/organizations/"+f.org+"/policy-templates", nil)
	f.must(200, "GET", "/apimanager/api/v1/organizations/"+f.org+"/policy-templates/156", nil)
}

func TestAutomatedPolicies_lifeCycle(t *testing.T) {
	f := newFixture(t)
	base := "/apimanager/api/v1/organizations/" + f.org + "/automated-policies"
	body := merge(policyBody("rate-limiting", "1.4.1", obj{"rateLimits": []any{}}), obj{"ruleOfApplication": obj{"environmentId": f.env, "technologies": []string{"mule4"}, "range": obj{"from": "4.1.1"}}})
	f.must(400, "POST", base, policyBody("rate-limiting", "1.4.1", obj{}))
	f.must(400, "POST", base, merge(body, obj{"ruleOfApplication": obj{"technologies": []string{"mule4", "flexGateway"}}}))
	made := f.must(201, "POST", base, body)
	f.must(409, "POST", base, body)
	f.must(400, "GET", base, nil)
	if got := f.must(200, "GET", base+"?environmentId="+f.env, nil); encoded(got["total"]) != "1" {
		t.Errorf("list: %v", got)
	}
	one := base + "/" + numberOf(made, "id")
	f.must(200, "PATCH", one, merge(body, obj{"order": 3, "disabled": true}))
	if got := f.must(200, "GET", one, nil); encoded(got["order"]) != "3" || !flag(got, "disabled") || text(object(got, "ruleOfApplication"), "organizationId") != f.org {
		t.Errorf("after the update: %v", got)
	}
	f.must(201, "PUT", one, merge(body, obj{"disabled": false}))
	f.newAPI("a", nil)
	if got := f.must(200, "GET", one+"/apis", nil); encoded(got["total"]) != "1" {
		t.Errorf("apis: %v", got)
	}
	f.must(204, "DELETE", one, nil)
	f.must(404, "GET", one, nil)
}

func TestTiers_rules(t *testing.T) {
	f := newFixture(t)
	path, _ := f.newAPI("a", nil)
	base := path + "/tiers"
	body := obj{"name": "Gold", "status": "ACTIVE", "autoApprove": true, "limits": []obj{{"maximumRequests": 1, "timePeriodInMilliseconds": 1000, "visible": true}}, "apiVersionId": "1"}
	f.must(400, "POST", base, obj{"name": "Gold"})
	f.must(400, "POST", base, merge(body, obj{"status": "INACTIVE"}))
	gold := f.must(201, "POST", base, body)
	f.must(409, "POST", base, body)
	one := base + "/" + numberOf(gold, "id")
	if got := f.must(201, "PUT", one, obj{"name": "Gold 2", "description": "d"}); text(got, "name") != "Gold 2" || text(got, "status") != "ACTIVE" {
		t.Errorf("after the update: %v", got)
	}
	app := f.must(201, "POST", f.apps(""), obj{"name": "a"})
	id, _ := integer(app["id"])
	tierID, _ := integer(gold["id"])
	f.must(400, "POST", path+"/contracts", obj{"applicationId": id}) // an API with tiers needs one
	f.must(201, "POST", path+"/contracts", obj{"applicationId": id, "requestedTierId": tierID})
	if got := f.must(200, "GET", base, nil); encoded(got["tiers"].([]any)[0].(obj)["applicationCount"]) != "1" {
		t.Errorf("list: %v", got)
	}
	f.must(409, "DELETE", one, nil)
	f.must(404, "PUT", base+"/1", obj{})
}

func TestApplications_ofTheNativeProvider(t *testing.T) {
	f := newFixture(t)
	app := f.must(201, "POST", f.apps(""), obj{"name": "a", "description": "d", "redirectUri": []string{"http://x"}})
	if len(text(app, "clientId")) != 32 || len(text(app, "clientSecret")) != 32 {
		t.Errorf("credentials: %v", app)
	}
	f.must(400, "POST", f.apps(""), obj{"name": " "})
	f.must(409, "POST", f.apps(""), obj{"name": "a"})
	f.must(404, "POST", f.apps("?apiInstanceId=1"), obj{"name": "b"})
	one := f.apps("/" + numberOf(app, "id"))
	if got := f.must(201, "POST", one+"/secret/reset", nil); text(got, "clientSecret") == text(app, "clientSecret") {
		t.Error("the secret is the same")
	}
	chosen := f.must(201, "POST", f.apps(""), obj{"name": "chosen", "clientId": "mine", "clientSecret": "my-secret"})
	if text(chosen, "clientId") != "mine" {
		t.Errorf("chosen credentials: %v", chosen)
	}
	f.must(409, "POST", f.apps(""), obj{"name": "twin", "clientId": "mine"})
	list, _ := f.any(200, "GET", f.apps("?query=a&literalMatch=true"), nil).([]any)
	if len(list) != 1 || strings.Contains(encoded(list), "clientSecret") {
		t.Errorf("list: %v", list)
	}
	if list, _ = f.any(200, "GET", f.apps("?targetAdminSite=true"), nil).([]any); !strings.Contains(encoded(list), "my-secret") {
		t.Errorf("administrator's list: %v", list)
	}
	apiplatform := "/apiplatform/repository/v2/organizations/" + f.org + "/applications"
	if got := f.must(200, "GET", apiplatform+"?targetAdminSite=true&limit=1", nil); encoded(got["total"]) != "2" || len(got["applications"].([]any)) != 1 {
		t.Errorf("API platform's list: %v", got)
	}
	f.must(200, "PUT", apiplatform+"/"+numberOf(app, "id"), obj{"name": "renamed"})
	f.must(404, "POST", one+"/owners", obj{"id": "nobody"})
	owner := f.platform.seed.user.id
	f.must(201, "POST", one+"/owners", obj{"id": owner})
	f.must(204, "DELETE", one+"/owners/"+owner, nil)
	f.must(404, "DELETE", one+"/owners/"+owner, nil)
	f.must(204, "DELETE", one, nil)
	f.must(404, "GET", one, nil)
}

func TestApplications_aConnectedAppManagesItsOwn(t *testing.T) {
	f := newFixture(t)
	app := f.must(201, "POST", f.apps(""), obj{"name": "of the administrator"})
	f.signIn(f.platform.NewConnectedApp("create:client_applications"))
	own := f.must(201, "POST", f.apps(""), obj{"name": "own"})
	if got := f.must(200, "GET", f.apps("/"+numberOf(app, "id")), nil); text(got, "clientSecret") != "" {
		t.Error("a secret is shown to a stranger")
	}
	f.must(403, "DELETE", f.apps("/"+numberOf(app, "id")), nil)
	if list, _ := f.any(200, "GET", f.apps(""), nil).([]any); len(list) != 1 {
		t.Errorf("list: %v", list)
	}
	f.must(204, "DELETE", f.apps("/"+numberOf(own, "id")), nil)
}

func TestContracts_states(t *testing.T) {
	f := newFixture(t)
	path, api := f.newAPI("a", nil)
	manual := f.must(201, "POST", path+"/tiers", obj{"name": "Manual", "status": "ACTIVE"})
	auto := f.must(201, "POST", path+"/tiers", obj{"name": "Auto", "status": "ACTIVE", "autoApprove": true})
	app := f.must(201, "POST", f.apps(""), obj{"name": "a"})
	contracts := f.apps("/" + numberOf(app, "id") + "/contracts")
	manualID, _ := integer(manual["id"])
	autoID, _ := integer(auto["id"])
	request := obj{
		"acceptedTerms": true, "instanceType": "api", "apiId": numberOf(api, "id"), "organizationId": f.org,
		"groupId": f.org, "assetId": "a", "version": "1.0.0", "versionGroup": "v1", "requestedTierId": manualID,
	}
	incomplete := clone(request)
	delete(incomplete, "instanceType")
	f.must(400, "POST", contracts, incomplete)
	k := f.must(201, "POST", contracts, request)
	if text(k, "status") != pending || object(k, "requestedTier")["id"] == nil || k["tier"] != nil {
		t.Errorf("a tier that needs approval: %v", k)
	}
	f.must(409, "POST", contracts, request)
	id := numberOf(k, "id")
	act := func(status int, action string) obj {
		return f.must(status, "POST", strings.Replace(path, "/api/v1", "/xapi/v1", 1)+"/contracts/"+id+"/"+action, obj{})
	}
	act(400, "revoke")
	if got := act(201, "reject"); text(got, "status") != rejected || got["rejectedDate"] == nil {
		t.Errorf("rejected: %v", got)
	}
	if got := act(201, "approve"); text(got, "status") != approved || numberOf(got, "tierId") != key(manualID) || got["requestedTierId"] != nil {
		t.Errorf("approved: %v", got)
	}
	f.must(409, "DELETE", path+"/contracts/"+id, nil)
	if got := f.must(200, "PATCH", contracts+"/"+id, obj{"requestedTierId": autoID}); numberOf(object(got, "tier"), "id") != key(autoID) {
		t.Errorf("a tier that approves itself: %v", got)
	}
	f.must(200, "PATCH", contracts+"/"+id, obj{"requestedTierId": manualID})
	if got := f.must(200, "GET", path+"/contracts/"+id, nil); numberOf(got, "requestedTierId") != key(manualID) || numberOf(got, "tierId") != key(autoID) {
		t.Errorf("a tier change waits: %v", got)
	}
	act(201, "rejectTierChange")
	f.must(200, "PATCH", path+"/contracts/"+id, obj{"requestedTierId": manualID})
	act(201, "approveTierChange")
	act(201, "revoke")
	act(201, "restore")
	act(201, "revoke")
	client := text(app, "clientId")
	for query, want := range map[string]string{"?status=REVOKED": "1", "?status=approved": "0", "?coreServicesId=" + client: "1", "?coreServicesId=x": "0"} {
		if got := f.must(200, "GET", path+"/contracts"+query, nil); encoded(got["total"]) != want {
			t.Errorf("%s: %v", query, got)
		}
	}
	if list, _ := f.any(200, "GET", contracts, nil).([]any); len(list) != 1 {
		t.Errorf("consumer's list: %v", list)
	}
	if list, _ := f.any(200, "GET", f.apps("/"+numberOf(app, "id")+"/instances"), nil).([]any); len(list) != 1 {
		t.Errorf("instances: %v", list)
	}
	if list, _ := f.any(200, "GET", f.apps("/"+numberOf(app, "id")+"/instances/"+numberOf(api, "id")+"/contracts"), nil).([]any); len(list) != 1 {
		t.Errorf("contracts of the instance: %v", list)
	}
	f.must(204, "DELETE", path+"/contracts/"+id, nil)
	f.must(404, "GET", path+"/contracts/"+id, nil)
}

func TestContracts_refusals(t *testing.T) {
	f, idp := newFixture(t), newFakeIDP(t)
	_, oidc := f.withProvider(idp, nil)
	native, _ := f.newAPI("native", nil)
	app := f.must(201, "POST", f.apps(""), obj{"name": "a"})
	id, _ := integer(app["id"])
	f.must(400, "POST", oidc+"/contracts", obj{"applicationId": id}) // another client provider
	f.must(404, "POST", native+"/contracts", obj{"applicationId": 1})
	f.must(400, "POST", native+"/contracts", obj{"applicationId": id, "requestAccessInfo": obj{}})
	f.must(200, "PATCH", native, obj{"deprecated": true})
	f.must(400, "POST", native+"/contracts", obj{"applicationId": id})
	f.must(200, "PATCH", native, obj{"deprecated": false, "approvalMethod": "manual"})
	if got := f.must(201, "POST", native+"/contracts", obj{"applicationId": id, "requestAccessInfo": obj{"reason": "r"}}); text(got, "status") != pending {
		t.Errorf("manual approval: %v", got)
	}
}

func TestAlertsAndDeployments(t *testing.T) {
	f := newFixture(t)
	path, _ := f.newAPI("a", nil)
	al := f.must(201, "POST", path+"/alerts", obj{"name": "n", "severity": "CRITICAL"})
	one := path + "/alerts/" + text(al, "id")
	f.must(200, "PATCH", one, obj{"name": "m"})
	if got := f.must(200, "GET", one, nil); text(got, "name") != "m" || text(got, "severity") != "CRITICAL" {
		t.Errorf("alert: %v", got)
	}
	f.must(204, "DELETE", one, nil)
	f.must(404, "GET", one, nil)

	deployments := strings.Replace(path, "/apimanager/api/v1", "/proxies/xapi/v1", 1) + "/deployments"
	d := f.must(201, "POST", deployments, obj{"type": "HY", "gatewayVersion": "4.4.0"})
	f.must(400, "POST", deployments, obj{"type": "XX"})
	f.must(200, "PATCH", deployments+"/"+numberOf(d, "id"), obj{"gatewayVersion": "4.5.0"})
	if got := f.must(200, "GET", deployments+"/"+numberOf(d, "id"), nil); text(got, "gatewayVersion") != "4.5.0" {
		t.Errorf("deployment: %v", got)
	}
	f.must(404, "GET", "/gatewaymanager/xapi/v1/organizations/"+f.org+"/environments/"+f.env+"/gateways/x", nil)
	f.must(204, "DELETE", path, nil)
	for kind, n := range f.platform.Objects() {
		if n != 0 && slices.Contains([]string{"anypoint.apiInstances", "anypoint.alerts", "anypoint.deployments"}, kind) {
			t.Errorf("%d %s are left", n, kind)
		}
	}
}

func TestUpstreams_lifeCycle(t *testing.T) {
	f := newFixture(t)
	path, _ := f.newAPI("a", nil)
	u := f.must(201, "POST", path+"/upstreams", obj{"uri": "http://u", "label": "l"})
	one := path + "/upstreams/" + text(u, "id")
	f.must(200, "PATCH", one, obj{"uri": "http://v"})
	if got := f.must(200, "GET", one, nil); encoded(got) != `{"id":"`+text(u, "id")+`","label":"l","uri":"http://v"}` {
		t.Errorf("upstream: %v", got)
	}
	f.must(204, "DELETE", one, nil)
	f.must(404, "GET", one, nil)
}

// TestConsumerContract_minorVersion: a contract names the same minor version as
// Exchange, of versions with a suffix too.
func TestConsumerContract_minorVersion(t *testing.T) {
	f := newFixture(t)
	for version, want := range map[string]string{"1.2.3": "1.2", "1.2.3-rc.1": "1.2"} {
		f.platform.apis.Put("1", apiInstance{id: 1, version: version, settings: obj{}})
		if got := text(object(f.platform.consumerContract(contract{api: 1}), "api"), "minorVersion"); got != want {
			t.Errorf("%s: %q, want %q", version, got, want)
		}
	}
}
