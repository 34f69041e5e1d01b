// The request log with its filters, the latest first.
import { byId, el, keyed, long, say } from "./dom.js";
import { clock } from "./object.js";

const HEIGHT = 26;
const MOST = 400; // rows in the page; the filters look at all that is known
const KNOWN = 2000;

export class Log {
  constructor() {
    this.list = [];
    const changed = () => this.draw();
    const choice = (label, options) => el("select", { "aria-label": label, onchange: changed }, ...options.map(([value, text]) => el("option", { value }, text)));
    this.platform = choice("Platform", [["", "All platforms"], ["okta", "Okta"], ["anypoint", "Anypoint"], ["gateway", "Gateway"]]);
    this.method = choice("Method", [["", "All methods"], ["write", "Changes only"], ...["GET", "POST", "PUT", "PATCH", "DELETE"].map((m) => [m, m])]);
    this.status = choice("Status", [["", "All answers"], ["2", "2xx"], ["4", "4xx"], ["5", "5xx"], ["bad", "Failed"]]);
    this.text = el("input", { type: "search", "aria-label": "Path contains", placeholder: "Path contains", oninput: changed });
    this.rows = el("div", { class: "log-rows", role: "rowgroup" });
    this.count = el("p", { class: "log-count" });
    const head = el("div", { role: "row", class: "log-row log-head" }, ...["Time", "Platform", "Request", "By", "Answer", "ms"].map((t) => el("span", { role: "columnheader" }, t)));
    this.none = el("p", { class: "log-none" });
    this.table = el("div", { class: "log", role: "table", "aria-label": "Requests, the latest first", tabindex: "0" }, el("div", { role: "rowgroup" }, head), this.rows);
    // Over the table, in which only rows may be.
    byId("requests").append(el("div", { class: "filters", role: "group", "aria-label": "Filters" }, this.platform, this.method, this.status, this.text, this.count), el("div", { class: "log-frame" }, this.table, this.none));
    this.draw();
  }

  add({ clear, list }) {
    if (clear) this.list = [];
    this.list = [...this.list, ...list].slice(-KNOWN);
    this.draw();
  }

  wanted(r) {
    const path = this.text.value.trim().toLowerCase();
    return (!this.platform.value || r.platform === this.platform.value)
      && (!this.method.value || (this.method.value === "write" ? r.method !== "GET" && r.method !== "HEAD" : r.method === this.method.value))
      && (!this.status.value || (this.status.value === "bad" ? r.status < 200 || r.status > 399 : String(r.status)[0] === this.status.value))
      && (!path || `${r.method} ${r.path}`.toLowerCase().includes(path));
  }

  draw() {
    const found = this.list.filter((r) => this.wanted(r)).reverse();
    const rows = found.slice(0, MOST);
    say(this.count, found.length === this.list.length ? `${found.length} requests` : `${found.length} of ${this.list.length} requests`);
    say(this.none, rows.length > 0 ? "" : this.list.length > 0 ? "No request fits the filters." : "No requests yet: run terraform plan against the simulator.");
    this.rows.style.height = Math.max(1, rows.length) * HEIGHT + "px";
    keyed(this.rows, rows.map((r, i) => ({ ...r, y: i * HEIGHT })), (r) => String(r.number), make, (node, r) => {
      node.style.transform = `translateY(${r.y}px)`;
    });
  }
}

function make(r) {
  const bad = r.status < 200 || r.status > 399;
  return el("div", { class: "log-row is-" + r.platform + (bad ? " is-bad" : "") + (r.by === "hand" ? " is-hand" : ""), role: "row" },
    ...[clock(r.at), r.platform[0].toUpperCase() + r.platform.slice(1)].map((t) => el("span", { role: "cell" }, t)),
    el("span", { role: "cell", class: "request long", title: `${r.method} ${r.path}` }, el("b", {}, r.method), " ", ...long(r.path)),
    el("span", { role: "cell" }, { hand: "hand", simulator: "simulator", client: "client" }[r.by]),
    el("span", { role: "cell", class: "answer" }, r.status === 0 ? "cut" : String(r.status), r.faulted && el("abbr", { title: "a fault that was asked for" }, " fault")),
    el("span", { role: "cell", class: "ms" }, r.ms.toFixed(1)));
}
