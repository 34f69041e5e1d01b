package browser

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const tutorial = "testdata/tutorial.yaml"

// group makes a group in Okta, and tells its id.
func group(t *testing.T, s *Simulator, name string) string {
	t.Helper()
	status, told, err := s.Okta(t.Context(), http.MethodPost, "/api/v1/groups", map[string]any{"profile": map[string]any{"name": name, "description": "before"}})
	if err != nil || status != http.StatusOK {
		t.Fatal(status, told, err)
	}
	return told["id"].(string)
}

// TestPicture_followsTheTenant: what is made, changed and deleted through the
// API is seen at once, and nothing that was there jumps.
func TestPicture_followsTheTenant(t *testing.T) {
	s := tenant(t, tutorial)
	w := open(t, s, desk)
	w.until(`document.querySelectorAll("#lines .is-cross").length >= 3`)
	for _, says := range []string{"became the client", "introspects tokens", "uses the endpoints", "introspects as"} {
		if lines := w.text(`document.querySelector("#names").textContent`); !strings.Contains(lines, says) {
			t.Errorf("no line %q: %s", says, lines)
		}
	}
	id := group(t, s, "Live")
	button := `[data-object="okta/groups/` + id + `"]`
	w.until(`document.querySelector('` + button + `')?.textContent.startsWith("Live")`)
	w.until(`document.querySelector("#news").textContent.includes("Live added")`)
	if status, told, err := s.Okta(t.Context(), http.MethodPut, "/api/v1/groups/"+id, map[string]any{"profile": map[string]any{"name": "Lively"}}); err != nil || status != http.StatusOK {
		t.Fatal(status, told, err)
	}
	w.until(`document.querySelector('` + button + `').textContent.startsWith("Lively")`)
	if status, told, err := s.Okta(t.Context(), http.MethodDelete, "/api/v1/groups/"+id, nil); err != nil || status != http.StatusNoContent {
		t.Fatal(status, told, err)
	}
	w.until(`!document.querySelector('` + button + `')`)
	if got := w.shifts(); got != "[]" {
		t.Errorf("the layout shifted: %s", got)
	}
}

// TestPicture_manyAtOnce: what an apply makes and a destroy removes is seen, and
// growing numbers move nothing.
func TestPicture_manyAtOnce(t *testing.T) {
	s := tenant(t, "")
	w := open(t, s, desk)
	ids := []string{}
	for i := range 30 {
		ids = append(ids, group(t, s, fmt.Sprintf("Many %d", i)))
	}
	w.until(`document.querySelector('[aria-label="Show 26 more of Groups"]')`)
	for _, id := range ids {
		if status, _, err := s.Okta(t.Context(), http.MethodDelete, "/api/v1/groups/"+id, nil); err != nil || status != http.StatusNoContent {
			t.Fatal(status, err)
		}
	}
	w.until(`document.querySelector('[aria-label="Show 2 more of Groups"]')`)
	w.until(`document.querySelector(".log-count").textContent === "60 requests"`)
	if got := w.shifts(); got != "[]" {
		t.Errorf("the layout shifted: %s", got)
	}
}

// TestPicture_hasEveryKind: parts of all kinds are in the card of what they are
// parts of, those of quiet kinds as soon as that is selected.
func TestPicture_hasEveryKind(t *testing.T) {
	w := open(t, tenant(t, "../provider/testdata/seed.yaml"), desk)
	for _, c := range []struct{ selects, shows string }{
		{"", "okta/roles/"},
		{"", "anypoint/deployments/"},
		{"anypoint/clientProviders/", "anypoint/providerClients/"},
		{"Environment Sandbox", "anypoint/environmentProviders/"},
		{"Group Readers", "okta/members/"},
		{"Show 1 more of Exchange assets", "anypoint/assets/"},
		{"anypoint/assets/", "anypoint/externalInstances/"},
		{"anypoint/assets/", "anypoint/assetVersions/"},
	} {
		switch {
		case strings.Contains(c.selects, " "):
			w.named(c.selects)
		case c.selects != "":
			w.click(`[data-object^="` + c.selects + `"]`)
		}
		w.until(`document.querySelector('.card [data-object^="` + c.shows + `"]')`)
	}
	w.click(`[data-object^="anypoint/externalInstances/"]`)
	w.until(`document.querySelector("#object-title").textContent === "Elsewhere" && document.querySelector("#object-body .json")`)
	if got := w.shifts(); got != "[]" {
		t.Errorf("the layout shifted: %s", got)
	}
}

// TestObject_isSeenChangedAndDeleted by hand, and what Terraform asks for is
// another then.
func TestObject_isSeenChangedAndDeleted(t *testing.T) {
	s := tenant(t, tutorial)
	id := group(t, s, "By hand")
	w := open(t, s, desk)
	w.click(`[data-object="okta/groups/` + id + `"]`)
	w.until(`document.querySelector("#object-title").textContent === "By hand" && document.querySelector(".history")`)
	if history := w.text(`document.querySelector(".history").textContent`); !strings.Contains(history, "made client") {
		t.Errorf("history: %s", history)
	}
	w.named(`Edit profile.description`)
	w.until(`document.activeElement.matches("input.value")`)
	if err := w.Do(chromedp.KeyEvent("after" + kb.Enter)); err != nil {
		t.Fatal(err)
	}
	w.until(`document.querySelector(".history")?.textContent.includes("changed by hand")`)
	if edits := w.text(`document.querySelector(".history").textContent`); !strings.Contains(edits, `"before" → "after"`) {
		t.Errorf("history: %s", edits)
	}
	if _, told, err := s.Okta(t.Context(), http.MethodGet, "/api/v1/groups/"+id, nil); err != nil || told["profile"].(map[string]any)["description"] != "after" {
		t.Errorf("a plan would find %v, %v", told, err)
	}
	w.named("Delete")
	w.named("Yes, delete")
	w.until(`document.querySelector("#object-message").textContent.includes("is deleted")`)
	w.until(`!document.querySelector('[data-object="okta/groups/` + id + `"]')`)
	if status, _, err := s.Okta(t.Context(), http.MethodGet, "/api/v1/groups/"+id, nil); err != nil || status != http.StatusNotFound {
		t.Errorf("a plan would find it: %d, %v", status, err)
	}
	if got := w.shifts(); got != "[]" {
		t.Errorf("the layout shifted: %s", got)
	}
}

// TestObject_isKept: what an edit did not change, the page does not say to be
// changed; a status is, by the operation that leads to it.
func TestObject_isKept(t *testing.T) {
	w := open(t, tenant(t, tutorial), desk)
	edit := func(member, value string) {
		t.Helper()
		w.named("Edit " + member)
		w.until(`document.activeElement.matches("input.value")`)
		if err := w.Do(chromedp.KeyEvent(value + kb.Enter)); err != nil {
			t.Fatal(err)
		}
	}
	w.click(`[data-object^="anypoint/contracts/"]`)
	edit("status", "REVOKED")
	w.until(`document.querySelector("#object-message").textContent.startsWith('status is "REVOKED" now')`)
	edit("apiId", "1")
	w.until(`document.querySelector("#object-message.is-bad")?.textContent.startsWith("The platform keeps apiId as it is")`)
	// A list is edited as a whole.
	w.click(`[data-object^="okta/servers/"]`)
	w.until(`document.querySelector("#object-title").textContent === "default"`)
	edit("audiences", `["api://one","api://two"]`)
	w.until(`document.querySelector("#object-message").textContent.startsWith('audiences is ["api://one","api://two"] now')`)
	if got := w.shifts(); got != "[]" {
		t.Errorf("the layout shifted: %s", got)
	}
}

// TestObject_refusal: what the platform refuses is said in its words.
func TestObject_refusal(t *testing.T) {
	s := tenant(t, "")
	w := open(t, s, desk)
	w.expected = []string{"error: Failed to load resource: the server responded with a status of 403 (Forbidden) (" + s.Page() + "objects/okta/groups/" + w.everyone() + ")"}
	w.click(`[data-object="okta/groups/` + w.everyone() + `"]`)
	w.named("Delete")
	w.named("Yes, delete")
	w.until(`document.querySelector("#object-message.is-bad")?.textContent.includes("Okta answers 403")`)
}

// everyone unfolds the groups, and tells the id of the first.
func (w *tab) everyone() string {
	w.t.Helper()
	return w.text(`(() => {
		const found = () => document.querySelector('[data-object^="okta/groups/"]');
		if (!found()) document.querySelector('[aria-label*="more of Groups"]').click();
		return found().dataset.object.split("/")[2];
	})()`)
}

func TestObject_secretsAreMasked(t *testing.T) {
	s := tenant(t, tutorial)
	w := open(t, s, desk)
	w.click(`[data-object^="anypoint/applications/"]`)
	w.until(`document.querySelector("#object-body .json")?.textContent.includes("clientSecret: \"••••••••\"")`)
	w.named("Reveal secrets")
	w.until(`/clientSecret: "[^"•]{20,}"/.test(document.querySelector("#object-body .json")?.textContent)`)
	w.named("Hide secrets")
	w.until(`document.querySelector("#object-body .json")?.textContent.includes("••••••••")`)
}

func TestRequests_areFiltered(t *testing.T) {
	s := tenant(t, tutorial)
	w := open(t, s, desk)
	group(t, s, "One")
	if _, _, err := s.Okta(t.Context(), http.MethodGet, "/api/v1/groups/00g-unknown", nil); err != nil {
		t.Fatal(err)
	}
	w.until(`document.querySelectorAll(".log-rows .log-row").length >= 2`)
	choose := func(label, value string) {
		t.Helper()
		w.text(`(() => { const f = document.querySelector('[aria-label="` + label + `"]'); f.value = "` + value + `"; f.dispatchEvent(new Event(f.tagName === "SELECT" ? "change" : "input", { bubbles: true })); return ""; })()`)
	}
	rows := func() float64 { return w.number(`document.querySelectorAll(".log-rows .log-row").length`) }
	seen := func() string { return w.text(`document.querySelector(".log-rows").textContent`) }
	all := rows()
	for _, c := range []struct{ label, value, has string }{
		{"Method", "POST", "POST /api/v1/groups"},
		{"Status", "bad", "/api/v1/groups/00g-unknown"},
		{"Path contains", "00g-unk", "404"},
	} {
		choose(c.label, c.value)
		if rows() >= all || !strings.Contains(seen(), c.has) {
			t.Errorf("%s %s: %v of %v rows, without %q: %s", c.label, c.value, rows(), all, c.has, seen())
		}
		choose(c.label, "")
	}
	choose("Platform", "gateway")
	if rows() != 0 {
		t.Errorf("nothing went to the gateway: %s", seen())
	}
	choose("Platform", "")
	if rows() != all {
		t.Errorf("%v of %v rows without a filter", rows(), all)
	}
	// Requests that come move the others, and nothing jumps.
	group(t, s, "Two")
	w.until(`document.querySelectorAll(".log-rows .log-row").length > ` + w.text(`String(`+"document.querySelectorAll('.log-rows .log-row').length - 1"+`)`))
	if got := w.shifts(); got != "[]" {
		t.Errorf("the layout shifted: %s", got)
	}
}

// cut is what cannot be read in full: the choices of the filters, the names of the
// columns, and the ends of paths, which tell one from another.
const cut = `(() => {
	const pen = document.createElement("canvas").getContext("2d");
	const out = [];
	for (const s of document.querySelectorAll(".filters select")) {
		pen.font = getComputedStyle(s).font;
		const arrow = 20, edge = 2 * parseFloat(getComputedStyle(s).paddingLeft);
		for (const o of s.options) if (pen.measureText(o.text).width + arrow + edge > s.clientWidth) out.push(o.text);
	}
	const text = document.createRange();
	for (const n of document.querySelectorAll(".log-head span, .long .end")) {
		text.selectNodeContents(n);
		if (n.checkVisibility() && text.getBoundingClientRect().width > n.getBoundingClientRect().width + 0.1) out.push(n.textContent);
	}
	return out.join(", ");
})()`

// TestRequests_canBeRead in full where it matters, in every width.
func TestRequests_canBeRead(t *testing.T) {
	s := tenant(t, tutorial)
	const path = "/api/v1/authorizationServers/aus1abcd2EFGH3ijk4x7/policies/00p1abcd2EFGH3ijk4x7/rules/0pr1abcd2EFGH3ijk4x7"
	if _, _, err := s.Okta(t.Context(), http.MethodGet, path, nil); err != nil {
		t.Fatal(err)
	}
	for _, width := range []int64{400, 800, 1280} {
		w := open(t, s, View{Width: width, Height: 900, Still: true})
		w.click(`[data-object^="anypoint/policies/"]`)
		w.until(`document.querySelector("#object-body .json")`)
		w.until(`document.querySelector(".log-rows .end")?.textContent === "/0pr1abcd2EFGH3ijk4x7"`)
		if shown := w.text(`document.querySelector(".log-rows .request").textContent`); shown != "GET "+path {
			t.Errorf("%d: %s", width, shown)
		}
		if got := w.text(cut); got != "" {
			t.Errorf("%d: cut off: %s", width, got)
		}
	}
}

// TestTry_tokenAndCall are the last two steps of the tutorial, and the gateway
// explains what it does.
func TestTry_tokenAndCall(t *testing.T) {
	s := tenant(t, tutorial)
	w := open(t, s, desk)
	w.click("#tab-try")
	steps := `[...document.querySelectorAll(".steps > li")].map((s) => s.textContent).join("\n")`
	w.until(`document.querySelector("#try-path").value === "/card" && document.querySelector("#try-scope").value === "mulescope"`)
	w.named("Call the API") // without a token
	w.until(`document.querySelector(".steps .is-refused")`)
	if got := w.text(steps); !strings.Contains(got, "refused 400") || !strings.Contains(got, "Access token was not provided") {
		t.Errorf("%s", got)
	}
	w.named("Request a token")
	w.until(`document.querySelector(".verdict.is-ok")?.textContent.includes("a token for mulescope")`)
	if shown := w.text(`document.querySelector(".token").textContent`); !strings.Contains(shown, "••••") {
		t.Errorf("the token is not masked: %s", shown)
	}
	w.named("Reveal the token")
	w.until(`/eyJ[\w-]+\.[\w-]+\.[\w-]+/.test(document.querySelector(".token").textContent)`)
	w.named("Call the API")
	w.until(`document.querySelector(".steps .is-passed .outcome")`)
	w.until(`[...document.querySelectorAll(".verdict")].some((v) => v.textContent === "The answer is 200")`)
	got := w.text(steps)
	for _, said := range []string{
		"belongs to the API at /card", "openidconnect-access-token-enforcement passed", "/oauth2/default/v1/introspect answers 200",
		"the token is active", "the policy wants all of mulescope, the token has mulescope", "has one, as Card Application", "The backend answers 200",
	} {
		if !strings.Contains(got, said) {
			t.Errorf("the gateway does not tell %q:\n%s", said, got)
		}
	}
}

// TestKeyboard does with keys alone what a mouse does.
func TestKeyboard(t *testing.T) {
	s := tenant(t, tutorial)
	w := open(t, s, desk)
	w.text(`(document.querySelector('#cards button[tabindex="0"]').focus(), "")`)
	before := w.text(`document.activeElement.getAttribute("aria-label")`)
	if err := w.Do(chromedp.KeyEvent(kb.ArrowRight)); err != nil {
		t.Fatal(err)
	}
	after := w.text(`document.activeElement.getAttribute("aria-label")`)
	if after == before || !strings.HasPrefix(after, "API instance") && !strings.HasPrefix(after, "Policy") && !strings.HasPrefix(after, "Contract") {
		t.Errorf("from %q to the right: %q", before, after)
	}
	if stops := w.number(`document.querySelectorAll('#cards button[tabindex="0"]').length`); stops != 1 {
		t.Errorf("the picture is %v stops of the tab key", stops)
	}
	if outline := w.text(`getComputedStyle(document.activeElement).outlineStyle`); outline == "none" {
		t.Error("where the keyboard is cannot be seen")
	}
	if err := w.Do(chromedp.KeyEvent(kb.Enter)); err != nil {
		t.Fatal(err)
	}
	w.until(`document.querySelector("#object-body .json")`)
	w.text(`(document.querySelector("#tab-requests").focus(), "")`)
	if err := w.Do(chromedp.KeyEvent(kb.ArrowRight)); err != nil {
		t.Fatal(err)
	}
	w.until(`document.activeElement.id === "tab-try" && !document.querySelector("#try").hidden`)
}

// TestNarrow is the page on a telephone, in the dark.
func TestNarrow(t *testing.T) {
	s := tenant(t, tutorial)
	w := open(t, s, phone)
	w.click(`[data-object^="anypoint/policies/"]`)
	w.until(`document.querySelector("#object-body .json")`)
	group(t, s, "Narrow")
	w.until(`document.querySelector("#news").textContent.includes("Narrow added")`)
	for _, tab := range []string{"#tab-try", "#tab-requests"} {
		w.click(tab)
		if over := w.number(`document.documentElement.scrollWidth - innerWidth`); over > 0 {
			t.Errorf("%s: %v pixels are beyond the right edge", tab, over)
		}
	}
	if got := w.shifts(); got != "[]" {
		t.Errorf("the layout shifted: %s", got)
	}
}

// TestLarge stays readable: like objects are folded, and are there when wanted.
func TestLarge(t *testing.T) {
	if shared.browser == nil {
		t.Skip("GATEHOUSE_BROWSER=none: there is no browser")
	}
	seed, err := Large(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	w := open(t, tenant(t, seed), desk)
	if n := w.number(`document.querySelectorAll(".card .row").length`); n > 60 {
		t.Errorf("%v rows are shown", n)
	}
	w.named("Show 56 more of Groups")
	w.until(`document.querySelectorAll('[data-object^="okta/groups/"]').length === 62`)
	w.click(`[data-object^="anypoint/apis/"]`)
	w.until(`document.querySelector('[data-object^="anypoint/policies/"]')`)
}

// interactive are the roles of what can be used.
var interactive = map[string]bool{"button": true, "link": true, "textbox": true, "searchbox": true, "combobox": true, "checkbox": true, "tab": true, "menuitem": true}

// TestNames_ofEverythingThatCanBeUsed: who cannot see the page is told what it is.
func TestNames_ofEverythingThatCanBeUsed(t *testing.T) {
	s := tenant(t, tutorial)
	w := open(t, s, desk)
	w.click(`[data-object^="anypoint/applications/"]`)
	w.until(`document.querySelector("#object-body .json button")`)
	for _, tab := range []string{"#tab-requests", "#tab-try"} {
		w.click(tab)
		nodes, err := w.Names()
		if err != nil {
			t.Fatal(err)
		}
		seen := 0
		for _, n := range nodes {
			if n.Ignored || n.Role == nil || !interactive[strings.Trim(string(n.Role.Value), `"`)] {
				continue
			}
			seen++
			if n.Name == nil || strings.TrimSpace(strings.Trim(string(n.Name.Value), `"`)) == "" {
				t.Errorf("%s: a %s has no name", tab, n.Role.Value)
			}
		}
		if seen < 20 {
			t.Errorf("%s: only %d things can be used", tab, seen)
		}
	}
}

// contrast finds texts that are hard to read: less than 4.5 to 1 (WCAG 2.2, AA).
const contrast = `(() => {
	const parse = (c) => (c.match(/[\d.]+/g) || []).map(Number);
	const light = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
	const behind = (n) => { for (; n; n = n.parentElement) { const c = parse(getComputedStyle(n).backgroundColor); if (c.length === 3 || c[3] > 0.99) return c; } return [255, 255, 255]; };
	const bad = new Set();
	const check = (color, n, text) => {
		const [a, b] = [light(parse(color)), light(behind(n))];
		const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
		if (ratio < 4.5) bad.add(n.tagName + "." + n.className + " " + ratio.toFixed(2) + " " + text.trim().slice(0, 30));
	};
	for (const n of document.querySelectorAll("[placeholder]")) check(getComputedStyle(n, "::placeholder").color, n, n.placeholder);
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let t; (t = texts.nextNode());) {
		const n = t.parentElement;
		if (!t.textContent.trim() || !n.checkVisibility() || n.closest("svg, option, script, .skip, .quiet")) continue;
		check(getComputedStyle(n).color, n, t.textContent);
	}
	return [...bad].join("\n");
})()`

func TestContrast(t *testing.T) {
	s := tenant(t, tutorial)
	group(t, s, "Contrast")
	for name, dark := range map[string]bool{"light": false, "dark": true} {
		w := open(t, s, View{Width: 1280, Height: 900, Dark: dark, Still: true})
		w.click(`[data-object^="anypoint/applications/"]`)
		w.until(`document.querySelector("#object-body .json button")`)
		if got := w.text(contrast); got != "" {
			t.Errorf("%s, requests: %s", name, got)
		}
		w.click("#tab-try")
		w.named("Request a token")
		w.until(`document.querySelector(".token")`)
		w.named("Call the API")
		w.until(`document.querySelector(".steps")`)
		w.named("Delete")
		if got := w.text(contrast); got != "" {
			t.Errorf("%s, trying: %s", name, got)
		}
	}
}
