package networkzone_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const one, all = "gatehouse_okta_network_zone", "gatehouse_okta_network_zones"

// plant makes a zone and gives its identifier.
func plant(t *testing.T, e *acctest.Env, zone map[string]any) string {
	t.Helper()
	made, _ := e.ByHand(t, "POST", "okta:/api/v1/zones", zone).(map[string]any)
	id, _ := made["id"].(string)
	return id
}

func read(t *testing.T, m *acctest.Machine, config map[string]any) map[string]any {
	t.Helper()
	got, errs := m.Data(one, config)
	if errs != "" {
		t.Fatal(errs)
	}
	return got
}

func names(t *testing.T, m *acctest.Machine, config map[string]any) (out []string) {
	t.Helper()
	got, errs := m.Data(all, config)
	if errs != "" {
		t.Fatal(errs)
	}
	for _, z := range got["network_zones"].([]any) {
		out = append(out, z.(map[string]any)["name"].(string))
	}
	return out
}

func TestNetworkZone_types(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	same := func(what string, got, want any) {
		t.Helper()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	type object = map[string]any
	place := func(country string, region any) object { return object{"country": country, "region": region} }

	office := read(t, m, object{"id": plant(t, e, object{
		"type": "IP", "name": "Office", "status": "INACTIVE",
		"gateways": []any{object{"type": "CIDR", "value": "198.51.100.0/24"}, object{"type": "RANGE", "value": "203.0.113.7"}, object{"type": "CIDR", "value": "198.51.100.0/24"}},
	})})
	same("name", office["name"], "Office")
	same("type", office["type"], "IP")
	same("status", office["status"], "INACTIVE")
	same("usage", office["usage"], "POLICY")
	same("system", office["system"], false)
	same("number of gateways", len(office["gateways"].([]any)), 2) // a set, of which one was given twice
	if got := fmt.Sprint(office["gateways"]); !strings.Contains(got, "198.51.100.0/24") || !strings.Contains(got, "203.0.113.7-203.0.113.7") || !strings.Contains(got, "RANGE") {
		t.Errorf("gateways: %s", got)
	}
	same("proxies of a type that may have them", office["proxies"], []any{})
	for _, other := range []string{"proxy_type", "asns", "locations", "ip_service_categories"} {
		same(other, office[other], nil)
	}

	abroad := read(t, m, object{"id": plant(t, e, object{
		"type": "DYNAMIC", "name": "Abroad", "asns": []any{"23457"}, "locations": []any{object{"country": "AF", "region": "AF-BGL"}}, "proxyType": "Any",
	})})
	same("asns of a plain list", abroad["asns"], object{"include": []any{"23457"}, "exclude": []any{}})
	same("locations of a plain list", abroad["locations"], object{"include": []any{place("AF", "AF-BGL")}, "exclude": []any{}})
	same("proxy type", abroad["proxy_type"], "Any")
	for _, other := range []string{"gateways", "proxies", "ip_service_categories"} {
		same(other, abroad[other], nil)
	}
	bare := read(t, m, object{"id": plant(t, e, object{"type": "DYNAMIC", "name": "Tor", "proxyType": "Tor"})})
	same("no asns", bare["asns"], object{"include": []any{}, "exclude": []any{}})
	same("no locations", bare["locations"], object{"include": []any{}, "exclude": []any{}})

	vpn := read(t, m, object{"id": plant(t, e, object{
		"type": "DYNAMIC_V2", "name": "Anonymous", "usage": "BLOCKLIST",
		"asns":      object{"include": []any{"1"}, "exclude": []any{"2"}},
		"locations": object{"include": []any{object{"country": "US"}}, "exclude": []any{object{"country": "US", "region": "US-CA"}}}, "ipServiceCategories": object{"include": []any{"ALL_ANONYMIZERS"}},
	})})
	same("usage", vpn["usage"], "BLOCKLIST")
	same("asns", vpn["asns"], object{"include": []any{"1"}, "exclude": []any{"2"}})
	same("locations", vpn["locations"], object{"include": []any{place("US", nil)}, "exclude": []any{place("US", "US-CA")}})
	same("categories", vpn["ip_service_categories"], object{"include": []any{"ALL_ANONYMIZERS"}, "exclude": []any{}})
}

func TestNetworkZone_sought(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	legacy := read(t, m, map[string]any{"name": "LegacyIpZone"})
	if legacy["system"] != true || legacy["status"] != "ACTIVE" || legacy["usage"] != "POLICY" {
		t.Errorf("%v", legacy)
	}
	if again := read(t, m, map[string]any{"id": legacy["id"]}); !reflect.DeepEqual(again, legacy) {
		t.Errorf("by identifier %v, by name %v", again, legacy)
	}
	// The identifier is what a client's network takes.
	network := map[string]any{"connection": "ZONE", "include": []any{legacy["id"]}}
	app := m.Create("gatehouse_okta_app_oauth", map[string]any{"label": "Card", "type": "web", "redirect_uris": []any{"https://a.example.com/cb"}, "network": network})
	got, _ := e.ByHand(t, "GET", "okta:/api/v1/apps/"+app.Text("id"), nil).(map[string]any)
	if text := fmt.Sprint(got["settings"]); !strings.Contains(text, legacy["id"].(string)) {
		t.Errorf("the app does not have the zone: %s", text)
	}
	for _, c := range []struct {
		config map[string]any
		says   string
	}{
		{map[string]any{"name": "Legacy"}, `"LegacyIpZone" (`}, // a beginning of a name is another name; the error says what is there
		{map[string]any{"id": "nzoNone"}, "nzoNone (NetworkZone)"},
		{map[string]any{"id": "nzo1", "name": "LegacyIpZone"}, "2 attributes specified when one (and only one) of"},
		{nil, "No attribute specified when one (and only one) of"},
	} {
		if _, errs := m.Data(one, c.config); !strings.Contains(errs, c.says) {
			t.Errorf("%v: %q does not say %q", c.config, errs, c.says)
		}
	}
}

func TestNetworkZones_filters(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	office := plant(t, e, map[string]any{"type": "IP", "name": "Office", "gateways": []any{map[string]any{"type": "CIDR", "value": "198.51.100.0/24"}}})
	for i, c := range []struct {
		config map[string]any
		sent   string
		want   []string
	}{
		{nil, "", []string{"LegacyIpZone", "BlockedIpZone", "DefaultEnhancedDynamicZone", "Office"}},
		{map[string]any{"usage": "BLOCKLIST"}, `usage eq "BLOCKLIST"`, []string{"BlockedIpZone", "DefaultEnhancedDynamicZone"}},
		{map[string]any{"system": false}, `system eq false`, []string{"Office"}},
		{map[string]any{"filter": `id eq "` + office + `"`}, `id eq "` + office + `"`, []string{"Office"}},
		{
			map[string]any{"system": true, "usage": "POLICY", "filter": `id eq "x" or usage eq "POLICY"`},
			`usage eq "POLICY" and system eq true and (id eq "x" or usage eq "POLICY")`,
			[]string{"LegacyIpZone"},
		},
		{map[string]any{"filter": `id eq "none"`}, `id eq "none"`, nil},
	} {
		if got := names(t, m, c.config); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%d: %v gave %v, want %v", i, c.config, got, c.want)
		}
		requests := e.Requests()
		if sent := requests[len(requests)-1].Query.Get("filter"); sent != c.sent {
			t.Errorf("%d: sent the filter %q, want %q", i, sent, c.sent)
		}
	}
	if _, errs := m.Data(all, map[string]any{"filter": `name eq "Office"`}); !strings.Contains(errs, "E0000031") {
		t.Errorf("a filter that Okta does not know: %q", errs)
	}
}

func TestNetworkZones_pages(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for i := range 201 {
		plant(t, e, map[string]any{"type": "DYNAMIC", "name": fmt.Sprint("Zone ", i), "asns": []any{"1"}})
	}
	if got := names(t, m, nil); len(got) != 204 || got[203] != "Zone 200" {
		t.Errorf("%d zones: %v", len(got), got)
	}
	if n := e.Count("GET /api/v1/zones"); n != 2 {
		t.Errorf("%d pages", n)
	}
	// The last of them is found by name as well.
	if got := read(t, m, map[string]any{"name": "Zone 200"}); got["type"] != "DYNAMIC" {
		t.Errorf("%v", got)
	}
}
