// "Request a token" and "Call the API": the last two steps of the tutorial.
import { ask, byId, el } from "./dom.js";

export class Trying {
  constructor(model, select) {
    this.model = model;
    this.select = select;
    this.token = "";
    this.server = el("select", { id: "try-server", onchange: () => this.scopes() });
    this.app = el("select", { id: "try-app" });
    this.scope = el("input", { id: "try-scope", type: "text", list: "try-scopes", spellcheck: "false", autocomplete: "off" });
    this.names = el("datalist", { id: "try-scopes" });
    this.got = el("p", { class: "verdict", role: "status" });
    this.told = el("div", { class: "result" }, el("p", { class: "none" }, "The token will be shown here, masked."));
    this.method = el("select", { id: "try-method" }, ...["GET", "POST", "PUT", "PATCH", "DELETE"].map((m) => el("option", { value: m }, m)));
    this.path = el("input", { id: "try-path", type: "text", list: "try-paths", value: "/", spellcheck: "false", autocomplete: "off" });
    this.paths = el("datalist", { id: "try-paths" });
    this.send = el("input", { id: "try-send", type: "checkbox", checked: true });
    this.answer = el("p", { class: "verdict", role: "status" });
    this.decided = el("div", { class: "result" }, el("p", { class: "none" }, "How the gateway decides will be shown here, step by step."));
    const field = (label, node, more) => el("p", { class: "field" }, el("label", { for: node.id }, label), node, more);
    byId("try").append(
      el("form", { "aria-label": "Request a token", onsubmit: (e) => (e.preventDefault(), this.request()) },
        el("h3", {}, "1. Request a token"),
        field("Server", this.server), field("App", this.app), field("Scope", this.scope, this.names),
        el("button", { type: "submit", class: "is-main" }, "Request a token"), this.got, this.told),
      el("form", { "aria-label": "Call the API", onsubmit: (e) => (e.preventDefault(), this.call()) },
        el("h3", {}, "2. Call the API"),
        field("Method", this.method), field("Path", this.path, this.paths),
        el("p", { class: "field is-check" }, this.send, el("label", { for: "try-send" }, "Send the token")),
        el("button", { type: "submit", class: "is-main" }, "Call the API"), this.answer, this.decided),
    );
  }

  // Offers what there is, and leaves what was chosen.
  update() {
    const all = (collection) => this.model.sorted((o) => o.collection === collection);
    const options = (select, list) => {
      const chosen = select.value;
      const want = list.map((o) => [o.id, o.label || o.id]);
      if (JSON.stringify(want) === select.dataset.shown) return;
      select.dataset.shown = JSON.stringify(want);
      select.replaceChildren(...want.map(([value, text]) => el("option", { value }, text)));
      if (want.some(([v]) => v === chosen)) select.value = chosen;
    };
    options(this.server, all("servers"));
    // An app with a contract is the one that gets in: it comes first.
    const clients = new Set(this.model.lines.filter((l) => l.says === "became the client").map((l) => l.to));
    options(this.app, all("apps").sort((a, b) => Number(clients.has(b.key)) - Number(clients.has(a.key))));
    this.scopes();
    const paths = all("apis").map((o) => pathname(o.note)).filter(Boolean);
    this.paths.replaceChildren(...paths.map((value) => el("option", { value })));
    if (this.path.value === "/" && paths.length) this.path.value = paths[0];
  }

  scopes() {
    const mine = this.model.sorted((o) => o.collection === "scopes" && o.parent === "okta/servers/" + this.server.value);
    this.names.replaceChildren(...mine.map((o) => el("option", { value: o.label })));
    const own = mine.find((o) => !o.builtIn);
    if (!this.scope.value && own) this.scope.value = own.label;
  }

  async request() {
    try {
      const got = await ask("POST", "token", { server: this.server.value, app: this.app.value, scope: this.scope.value.trim() });
      this.token = got.token;
      verdict(this.got, true, `${got.status}: a token for ${got.scope || "no scope"}`);
      this.told.replaceChildren(
        el("p", { class: "token" }, this.secret(got.token)),
        claims(got.claims));
    } catch (e) {
      this.token = "";
      verdict(this.got, false, e.message);
      this.told.replaceChildren();
    }
  }

  secret(token) {
    const text = el("code", {}, "••••••••");
    const button = el("button", { type: "button", class: "link", "aria-pressed": "false" }, "Reveal the token");
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      button.textContent = on ? "Hide the token" : "Reveal the token";
      text.textContent = on ? token : "••••••••";
    });
    return el("span", {}, text, " ", button);
  }

  async call() {
    try {
      const got = await ask("POST", "call", { method: this.method.value, path: this.path.value, token: this.send.checked ? this.token : "" });
      verdict(this.answer, got.status > 0 && got.status < 400, got.status === 0 ? "The connection was cut" : `The answer is ${got.status}`);
      this.decided.replaceChildren(
        el("ol", { class: "steps" }, ...got.steps.map((s) => this.step(s))),
        el("pre", {}, typeof got.body === "string" ? got.body : JSON.stringify(got.body, null, 2)));
    } catch (e) {
      verdict(this.answer, false, e.message);
      this.decided.replaceChildren();
    }
  }

  // A step of the gateway; the API and the policy lead to their objects.
  step(s) {
    const o = this.object(s);
    const name = o?.label || s.title;
    return el("li", { class: "is-" + s.outcome },
      el("p", {}, el("span", { class: "kind" }, KINDS[s.kind] || s.kind), " ",
        o ? el("button", { type: "button", class: "link", onclick: () => this.select(o.key) }, name) : el("b", {}, name), " ",
        el("span", { class: "outcome" }, s.outcome + (s.status ? ` ${s.status}` : ""))),
      el("ul", {}, ...s.checks.map((c) => el("li", { class: c.ok ? "is-ok" : "is-bad" }, el("span", { class: "mark" }, c.ok ? "✓" : "✕"), " ", c.says))));
  }

  object(s) {
    const [id, collections] = s.policy ? [s.policy, ["policies", "automatedPolicies"]] : [s.api, ["apis"]];
    return id && this.model.sorted((o) => collections.includes(o.collection) && o.id === String(id))[0];
  }
}

// Says how it went; the details below it are not read out by themselves.
function verdict(node, ok, text) {
  node.className = "verdict " + (ok ? "is-ok" : "is-bad");
  node.textContent = text;
}

const KINDS = { route: "Route", policy: "Policy", backend: "Backend" };

function claims(c) {
  if (!c) return el("p", { class: "none" }, "The token cannot be read.");
  return el("pre", { "aria-label": "Claims of the token" }, JSON.stringify(c, null, 2));
}

function pathname(address) {
  try {
    return new URL(address).pathname;
  } catch {
    return "";
  }
}
