package okta

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

const zonesPath = "/api/v1/zones"

// keysOf are the keys of an object, in order. Those that are compared here are
// of the official provider's recordings of its tests of network zones.
func keysOf(o *object) string { return strings.Join(o.keys, " ") }

func TestZones_seeded(t *testing.T) {
	o := newOrg(t)
	got := o.do("GET", zonesPath, "").want(200)
	if names := got.names("name"); !slices.Equal(names, []string{"LegacyIpZone", "BlockedIpZone", "DefaultEnhancedDynamicZone"}) {
		t.Fatalf("%v", names)
	}
	for _, z := range got.list() {
		z := z.(*object)
		o.do("DELETE", zonesPath+"/"+z.str("id"), "").refused(403, "E0000006")
		if !z.bool("system") {
			t.Errorf("%s is not the system's", z.str("name"))
		}
	}
	legacy := got.list()[0].(*object)
	if !legacy.has("gateways") || legacy.get("gateways") != nil || legacy.get("proxies") != nil {
		t.Errorf("%v", legacy.values)
	}
	enhanced := got.list()[2].(*object)
	if enhanced.str("status") != inactive || fmt.Sprint(enhanced.obj("ipServiceCategories").strs("include")) != "[ALL_ANONYMIZERS]" {
		t.Errorf("%v", enhanced.values)
	}
	// What an administrator may do with them.
	o.do("PUT", zonesPath+"/"+legacy.str("id"), `{"type":"IP","name":"LegacyIpZone","gateways":[{"type":"CIDR","value":"2.2.2.2/32"}]}`).want(200)
	if again := o.do("GET", zonesPath+"/"+legacy.str("id"), "").object(); !again.bool("system") || again.get("gateways") == nil || again.str("usage") != "POLICY" {
		t.Errorf("%v", again.values)
	}
	if n := o.Objects()["okta.networkZones"]; n != 0 {
		t.Errorf("%d zones were left behind in a new org", n)
	}
}

func TestZones_life(t *testing.T) {
	o := newOrg(t)
	made := o.do("POST", zonesPath, `{"type":"IP","name":"n","gateways":[{"type":"CIDR","value":"1.2.3.4/24"},{"type":"RANGE","value":"192.168.1.1"}]}`).want(200).object()
	id := made.str("id")
	if keys := keysOf(made); keys != "type id name status usage created lastUpdated system gateways proxies _links" {
		t.Errorf("keys %s", keys)
	}
	if !strings.HasPrefix(id, "nzo") || made.str("usage") != "POLICY" || made.str("status") != active || made.get("proxies") != nil || keysOf(made.obj("_links")) != "self deactivate" {
		t.Errorf("%v", made.values)
	}
	if second := made.get("gateways").([]any)[1].(*object); second.str("value") != "192.168.1.1-192.168.1.1" {
		t.Errorf("%v", second.values)
	}
	o.do("DELETE", zonesPath+"/"+id, "").refused(403, "E0000006") // while it is active
	o.world.Clock.Advance(time.Hour)
	changed := o.do("PUT", zonesPath+"/"+id, `{"type":"IP","name":"m","status":"INACTIVE","usage":"BLOCKLIST","gateways":[{"type":"CIDR","value":"5.5.5.5/32"}]}`).want(200).object()
	if changed.str("status") != inactive || changed.str("usage") != "BLOCKLIST" || changed.str("created") != made.str("created") ||
		changed.str("lastUpdated") == made.str("lastUpdated") || keysOf(changed.obj("_links")) != "activate self" {
		t.Errorf("%v", changed.values)
	}
	for verb, status := range lifecycle {
		if got := o.do("POST", zonesPath+"/"+id+"/lifecycle/"+verb, "").want(200).object(); got.str("status") != status {
			t.Errorf("%s: %v", verb, got.values)
		}
	}
	o.do("POST", zonesPath+"/"+id+"/lifecycle/deactivate", "").want(200)
	o.do("DELETE", zonesPath+"/"+id, "").want(204)
	if text := string(o.do("GET", zonesPath+"/"+id, "").refused(404, "E0000007").raw); !strings.Contains(text, "Not found: Resource not found: "+id+" (NetworkZone)") {
		t.Errorf("%s", text)
	}
	o.do("DELETE", zonesPath+"/"+id, "").refused(404, "E0000007")
	o.as("SSWS "+o.NewAPIToken("okta.networkZones.read"), "POST", zonesPath, `{}`).refused(403, "E0000006")
	o.as("SSWS "+o.NewAPIToken("okta.policies.read"), "GET", zonesPath, "").refused(403, "E0000006")
}

func TestZones_types(t *testing.T) {
	o := newOrg(t)
	bare := o.do("POST", zonesPath, `{"type":"DYNAMIC","name":"a","proxyType":"NotTorAnonymizer"}`).want(200).object()
	if bare.get("locations") != nil || !bare.has("locations") || bare.has("asns") || bare.str("proxyType") != "NotTorAnonymizer" {
		t.Errorf("%v", bare.values)
	}
	full := o.do("POST", zonesPath, `{"type":"DYNAMIC","name":"b","asns":["2232"],"locations":[{"country":"US"},{"country":"AF","region":"AF-BGL"}]}`).want(200).object()
	if keys := keysOf(full); keys != "type id name status usage created lastUpdated system locations proxyType asns _links" {
		t.Errorf("keys %s", keys)
	}
	if us := full.get("locations").([]any)[0].(*object); us.str("country") != "US" || !us.has("region") || us.get("region") != nil {
		t.Errorf("%v", us.values)
	}
	enhanced := o.do("POST", zonesPath, `{"type":"DYNAMIC_V2","name":"c","asns":{"exclude":["1"]}}`).want(200).object()
	for _, key := range []string{"locations", "asns", "ipServiceCategories"} {
		if members := enhanced.obj(key); keysOf(members) != "include exclude" || len(members.get("include").([]any)) != 0 {
			t.Errorf("%s: %v", key, enhanced.get(key))
		}
	}
	if got := enhanced.obj("asns").strs("exclude"); !slices.Equal(got, []string{"1"}) {
		t.Errorf("%v", got)
	}
	address := `"gateways":[{"type":"CIDR","value":"1.2.3.4/24"}]`
	for name, body := range map[string]string{
		"no name":         `{"type":"IP",` + address + `}`,
		"no type":         `{"name":"x",` + address + `}`,
		"a long name":     `{"type":"IP","name":"` + strings.Repeat("x", 129) + `",` + address + `}`,
		"another type":    `{"type":"COUNTRY","name":"x",` + address + `}`,
		"another usage":   `{"type":"IP","name":"x","usage":"NOTHING",` + address + `}`,
		"a taken name":    `{"type":"IP","name":"a",` + address + `}`,
		"no addresses":    `{"type":"IP","name":"x"}`,
		"nothing dynamic": `{"type":"DYNAMIC","name":"x","ipServiceCategories":{"include":["ALL_ANONYMIZERS"]}}`,
		"nothing at all":  `{"type":"DYNAMIC_V2","name":"x","proxyType":"Any"}`,
	} {
		if got := o.do("POST", zonesPath, body); got.status != 400 || got.object().str("errorCode") != "E0000001" {
			t.Errorf("%s: %d %s", name, got.status, got.raw)
		}
	}
	o.do("PUT", zonesPath+"/"+full.str("id"), `{"type":"IP","name":"b",`+address+`}`).refused(400, "E0000001")
	if got := o.do("GET", zonesPath+"/"+full.str("id"), "").object(); got.str("type") != dynamicZone {
		t.Errorf("%v", got.values)
	}
}

func TestZones_list(t *testing.T) {
	o := newOrg(t)
	for i := range 20 {
		o.do("POST", zonesPath, fmt.Sprintf(`{"type":"DYNAMIC","name":"z%d","asns":["1"]}`, i)).want(200)
	}
	if n := len(o.do("GET", zonesPath, "").want(200).list()); n != 20 {
		t.Errorf("a page of %d without a limit", n)
	}
	var seen []string
	next := o.world.OktaURL + zonesPath + "?limit=10"
	for pages := 0; next != ""; pages++ {
		if pages > 3 {
			t.Fatal("the pages do not end")
		}
		page := o.do("GET", strings.TrimPrefix(next, o.world.OktaURL), "").want(200)
		seen, next = append(seen, page.names("name")...), ""
		for _, link := range page.header.Values("Link") {
			if address, is := strings.CutSuffix(link, `>; rel="next"`); is {
				next = strings.TrimPrefix(address, "<")
			}
		}
	}
	if len(seen) != 23 || seen[22] != "z19" {
		t.Errorf("%d: %v", len(seen), seen)
	}
	first := o.do("GET", zonesPath, "").list()[0].(*object).str("id")
	for filter, want := range map[string]int{
		`usage eq "BLOCKLIST"`: 2, `system eq true`: 3, `system eq false`: 20, `id eq "` + first + `"`: 1,
		`(id eq "` + first + `" or id eq "none")`: 1, `usage eq "POLICY" and system eq true`: 1,
	} {
		if n := len(o.do("GET", zonesPath+"?limit=100&filter="+url.QueryEscape(filter), "").want(200).list()); n != want {
			t.Errorf("%s: %d zones, want %d", filter, n, want)
		}
	}
	o.do("GET", zonesPath+"?filter="+url.QueryEscape(`name eq "z1"`), "").refused(400, "E0000031")
}
