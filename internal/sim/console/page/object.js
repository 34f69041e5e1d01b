// The selected object: what its platform tells of it, how it came to be, what it
// has to do with others; and changing and deleting it.
import { ask, byId, el, long, objectPath, say } from "./dom.js";
import { changed, tree } from "./json.js";
import { singular } from "./picture.js";

// Members that say nothing of the object itself.
const SKIP = ["_links", "_embedded", "audit", "entitlements"];
const MASK = "••••••••"; // what stands for a secret
const WHO = { hand: "by hand", client: "client", simulator: "simulator" };

export class Inspector {
  constructor(model, select) {
    this.model = model;
    this.select = select;
    this.body = byId("object-body");
    this.actions = byId("object-actions");
    this.empty = this.body.firstElementChild;
    this.reveal = false;
  }

  async open(key) {
    if (key !== this.key) this.reveal = false;
    this.key = key;
    this.message("");
    await this.load();
  }

  // Looks again, because the object is another than a moment ago.
  async load() {
    const key = this.key;
    const o = this.model.objects.get(key);
    if (!o) return this.close();
    try {
      const detail = await ask("GET", objectPath(key) + (this.reveal ? "?reveal=true" : ""));
      if (key === this.key) this.draw(o, detail);
      return detail;
    } catch (e) {
      if (key === this.key) this.message(e.message, true);
    }
  }

  close() {
    this.key = "";
    say(byId("object-title"), "Object");
    this.actions.replaceChildren();
    this.body.replaceChildren(this.empty);
  }

  draw(o, detail) {
    const kind = this.model.kind(o);
    say(byId("object-title"), o.label || o.id);
    const held = this.body.scrollTop;
    const focused = this.body.contains(document.activeElement) && label(document.activeElement);
    this.actions.replaceChildren(
      ...[detail.hidden > 0 && this.button(this.reveal ? "Hide secrets" : "Reveal secrets", "", () => ((this.reveal = !this.reveal), this.load()), { "aria-pressed": String(this.reveal) }),
        detail.delete && this.button("Delete", "is-danger", () => this.confirm(o, kind))].filter(Boolean),
    );
    this.body.replaceChildren(
      el("p", { class: "path" }, el("span", { class: "tag is-" + o.platform }, singular(kind.title)), el("code", { class: "long", title: detail.path }, ...long(detail.path))),
      ...this.relations(o),
      el("h3", {}, "JSON", el("small", {}, detail.change ? ` select a value to edit it, or the [ of a list (${detail.change})` : " read only")),
      tree(detail.body, { edit: detail.change && ((path, to) => this.edit(detail, path, to)), skip: SKIP }),
      ...this.history(detail.history),
    );
    this.body.scrollTop = held;
    if (focused) [...this.body.querySelectorAll("button")].find((b) => label(b) === focused)?.focus();
  }

  button(text, kind, act, more = {}) {
    return el("button", { type: "button", class: kind, onclick: act, ...more }, text);
  }

  relations(o) {
    const list = this.model.relations(o.key);
    const parent = this.model.objects.get(o.parent);
    if (!parent && list.length === 0) return [];
    const link = (other) => el("button", { type: "button", class: "link", onclick: () => this.select(other.key) }, `${singular(this.model.kind(other).title)} ${other.label || other.id}`);
    return [
      el("h3", {}, "Relations"),
      el("ul", { class: "relations" },
        parent && el("li", {}, "is part of ", link(parent)),
        ...list.slice(0, 30).map((r) => (r.away ? el("li", {}, r.says + " ", link(r.other)) : el("li", {}, link(r.other), " " + r.says))),
        list.length > 30 && el("li", {}, `and ${list.length - 30} more`)),
    ];
  }

  history(list) {
    return [
      el("h3", {}, "History", el("small", {}, " what the request log tells, the latest first")),
      list.length === 0 ? el("p", { class: "none" }, "Nothing changed it since the log began.") : el("ol", { class: "history" }, ...list.map((c) => this.entry(c))),
    ];
  }

  entry(c) {
    return el("li", { class: c.by === "hand" ? "is-hand" : "" },
      el("time", { datetime: c.at }, clock(c.at)), " ", el("b", {}, c.made ? "made" : verb(c.method)), ` ${WHO[c.by]} `, el("code", {}, `${c.method} ${c.status}`),
      c.edits && el("ul", {}, ...c.edits.slice(0, 12).map((e) => el("li", {}, el("code", {}, e.path), ` ${short(e.from)} → ${short(e.to)}`))));
  }

  // What became of the value is what the platform tells of it afterwards.
  async edit(detail, path, to) {
    const name = path.join(".");
    await this.act(() => ask("PUT", objectPath(detail.key), changed(detail.body, path, to)), async () => {
      const now = path.reduce((v, member) => v?.[member], (await this.load())?.body);
      if (now === MASK || JSON.stringify(now) === JSON.stringify(to)) this.message(`${name} is ${short(to)} now. terraform plan will find it.`);
      else this.message(`The platform keeps ${name} as it is: ${short(now)}.`, true);
    });
  }

  // Asks in place, because what is deleted does not come back.
  confirm(o, kind) {
    const no = this.button("Keep", "", () => this.load());
    this.actions.replaceChildren(
      el("span", { class: "ask" }, `Delete this ${singular(kind.title).toLowerCase()}?`),
      this.button("Yes, delete", "is-danger", () => this.act(() => ask("DELETE", objectPath(o.key)), () => this.deleted(o))),
      no,
    );
    no.focus();
  }

  deleted(o) {
    this.message(`${o.label || o.id} is deleted. terraform plan will find it.`);
    this.close();
    byId("object").focus(); // the button is gone
  }

  async act(request, then) {
    try {
      await request();
      await then();
    } catch (e) {
      await this.load();
      this.message(e.message, true);
    }
  }

  message(text, bad = false) {
    const node = byId("object-message");
    node.classList.toggle("is-bad", bad);
    say(node, text);
  }
}

// What a button is for, whatever the value is that it changes.
const label = (node) => node.getAttribute("aria-label")?.split(", now ")[0];

const verb = (method) => ({ DELETE: "deleted", POST: "asked" })[method] || "changed";

export const clock = (at) => new Date(at).toLocaleTimeString([], { hour12: false });

function short(v) {
  const text = JSON.stringify(v) ?? "nothing";
  return text.length > 60 ? text.slice(0, 57) + "…" : text;
}
