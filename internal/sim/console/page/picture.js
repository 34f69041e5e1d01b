// Draws the model: cards are HTML, so that they are buttons with names; lines
// are SVG below them. Nothing is made anew that only moves.
import { byId, el, keyed, say } from "./dom.js";
import { measure, narrow, wide } from "./layout.js";
import { drawLines } from "./lines.js";
import { roving } from "./keys.js";

const NARROW = 640;

export class Picture {
  constructor(model, select) {
    this.model = model;
    this.select = select;
    this.cards = byId("cards");
    this.sheet = byId("sheet");
    this.pane = byId("pane");
    this.scale = 1;
    this.fitted = true;
    roving(this.sheet, () => [...this.cards.querySelectorAll("button")]);
    byId("fit").addEventListener("click", () => this.fit());
    byId("smaller").addEventListener("click", () => this.zoom(this.scale / 1.15));
    byId("larger").addEventListener("click", () => this.zoom(this.scale * 1.15));
    new ResizeObserver(() => this.draw()).observe(this.pane);
  }

  // Brings the picture up to date; keys of new and changed objects light up.
  draw(fresh = [], changed = []) {
    const cards = this.model.cards();
    measure(cards);
    const room = this.pane.clientWidth;
    this.isNarrow = room < NARROW;
    const links = this.links(cards);
    const place = this.isNarrow ? narrow(cards, room) : wide(cards, links);
    this.place = place;
    keyed(this.cards, cards, (c) => c.key, (c) => this.makeCard(c), (node, c) => this.patchCard(node, c, place, fresh, changed));
    for (const side of ["anypoint", "okta"]) this.patchSide(side, place);
    drawLines(byId("lines"), byId("names"), this.isNarrow ? [] : links, new Map(cards.map((c) => [c.key, c])), place, this.model.selected);
    this.fitted ? this.fit() : this.zoom(this.scale, false);
    const tab = this.cards.querySelector('button[tabindex="0"]');
    if (!tab) this.cards.querySelector("button")?.setAttribute("tabindex", "0");
  }

  // Lines between cards: those of the model, and what holds what.
  links(cards) {
    const home = new Map(); // where an object is shown: its own card first
    for (const c of cards) for (const s of c.sections) for (const r of s.rows) home.set(r.object.key, { card: c.key, key: r.object.key });
    for (const c of cards) if (c.head) home.set(c.head.key, { card: c.key, key: c.head.key });
    const find = (key) => {
      for (let o = this.model.objects.get(key); o; o = this.model.objects.get(o.parent)) {
        if (home.has(o.key)) return home.get(o.key);
        const kind = this.model.kind(o);
        const shared = cards.find((c) => c.key === "list/" + kind.platform + "/" + kind.name || c.key === "card/" + kind.platform + "/" + kind.card);
        if (shared) return { card: shared.key, key: "" };
      }
      return undefined;
    };
    const out = [];
    const add = (from, to, line) => {
      if (!from || !to || from.card === to.card) return;
      const same = out.find((l) => l.from === from.card && l.to === to.card && l.fromKey === from.key && l.toKey === to.key);
      if (same) same.count++;
      else out.push({ from: from.card, to: to.card, fromKey: from.key, toKey: to.key, count: 1, ...line });
    };
    for (const c of cards) {
      if (c.head?.parent) add(find(c.head.parent), { card: c.key, key: c.head.key }, { holds: true, says: "" });
      else if (c.key.startsWith("list/anypoint/apis")) {
        for (const parent of new Set([...this.model.objects.values()].filter((o) => o.collection === "apis").map((o) => o.parent))) {
          add(find(parent), { card: c.key, key: "" }, { holds: true, says: "" });
        }
      }
    }
    for (const l of this.model.lines) {
      const a = this.model.objects.get(l.from);
      const b = this.model.objects.get(l.to);
      // Lines from and to what is folded away are told when one of their ends is
      // selected; no card moves for them.
      const quiet = (o) => this.model.kind(o).quiet;
      const folded = a && b && (quiet(a) || (quiet(b) && !home.has(b.key))) && ![l.from, l.to].includes(this.model.selected);
      if (a && b && !folded) add(find(l.from), find(l.to), { says: l.says, crosses: a.platform !== b.platform, ends: [l.from, l.to], light: quiet(a) || quiet(b) });
    }
    return out;
  }

  makeCard(c) {
    const node = el("section", { class: "card is-" + c.platform });
    node.append(c.head ? el("button", { type: "button", class: "card-head", tabindex: "-1" }) : el("h3", { class: "card-head" }), el("div", { class: "rows" }));
    node.firstChild.append(el("span", { class: "name" }), el("span", { class: "kind" }));
    if (c.head) node.firstChild.addEventListener("click", () => this.select(c.head.key));
    return node;
  }

  patchCard(node, c, place, fresh, changed) {
    const p = place.at.get(c.key);
    node.style.transform = `translate(${p.x}px, ${p.y}px)`;
    node.style.width = c.width + "px";
    node.style.height = c.height + "px";
    const head = node.firstChild;
    say(head.children[0], c.title || c.head?.id || "");
    const total = c.sections.reduce((n, s) => n + s.total, 0);
    say(head.children[1], c.head ? singular(c.kind.title) + brief(c.head.note) : total + (total === 1 ? " object" : " objects"));
    node.setAttribute("aria-label", c.head ? `${singular(c.kind.title)} ${c.title}` : c.title);
    if (c.head) this.patchObject(head, c.head, c.kind, fresh, changed);
    const items = c.sections.flatMap((s) => [
      ...(s.title ? [{ key: "title " + s.key, y: s.y, title: s }] : []),
      ...s.rows.map((r) => ({ key: r.object.key, y: r.y, row: r })),
      ...(s.more === undefined ? [] : [{ key: "more " + s.key, y: s.more, more: s }]),
    ]);
    keyed(node.lastChild, items, (i) => i.key, (i) => this.makeItem(i), (n, i) => {
      n.style.transform = `translateY(${i.y}px)`;
      if (i.title) say(n.firstChild, i.title.title), say(n.lastChild, String(i.title.total));
      if (i.row) this.patchRow(n, i.row, fresh, changed);
      if (i.more) this.patchMore(n, i.more);
    });
  }

  makeItem(i) {
    if (i.title) return el("p", { class: "section" }, el("span"), el("span", { class: "count" }));
    if (i.more) return el("button", { type: "button", class: "more", tabindex: "-1", onclick: (e) => this.fold(e.currentTarget.dataset.section) });
    const o = i.row.object;
    return el("button", { type: "button", class: "row", tabindex: "-1", onclick: () => this.select(o.key) }, el("span", { class: "name" }), el("span", { class: "note" }));
  }

  patchRow(node, row, fresh, changed) {
    const o = row.object;
    node.classList.toggle("is-below", row.depth > 0);
    say(node.firstChild, o.label || o.id);
    say(node.lastChild, badge(o));
    this.patchObject(node, o, this.model.kind(o), fresh, changed);
  }

  patchObject(node, o, kind, fresh, changed) {
    const chosen = this.model.selected === o.key;
    node.dataset.object = o.key;
    node.classList.toggle("is-selected", chosen);
    node.setAttribute("aria-pressed", String(chosen));
    node.setAttribute("aria-label", `${singular(kind.title)} ${o.label || o.id}${badge(o) ? ", " + badge(o).toLowerCase() : ""}`);
    node.title = o.label || o.id;
    for (const [name, list] of [["is-new", fresh], ["is-changed", changed]]) {
      if (!list.includes(o.key)) continue;
      node.classList.remove(name);
      void node.offsetWidth; // begins the animation again
      node.classList.add(name);
      setTimeout(() => node.classList.remove(name), 2400);
    }
  }

  patchMore(node, s) {
    node.dataset.section = s.key;
    say(node, s.open ? "Show fewer" : `+ ${s.hidden} ${s.builtIn ? "built in" : s.rows.length ? "more" : "folded"}`);
    node.setAttribute("aria-label", s.open ? `Show fewer of ${s.title}` : `Show ${s.hidden} more of ${s.title}`);
    node.setAttribute("aria-expanded", String(s.open));
  }

  fold(section) {
    this.model.opened.has(section) ? this.model.opened.delete(section) : this.model.opened.add(section);
    this.draw();
  }

  patchSide(side, place) {
    const node = byId("side-" + side);
    const s = place.sides[side];
    node.style.transform = `translate(${s.x}px, ${s.y ?? 0}px)`;
    node.style.width = s.width + "px";
    node.style.height = (s.height ?? place.height) + "px";
    node.hidden = s.width <= 24;
  }

  // The largest size at which its whole width is in sight, within what can be read.
  fit() {
    const room = this.pane.clientWidth;
    this.zoom(this.isNarrow ? 1 : Math.min(1, Math.max(0.85, room / this.place.width)), false);
    this.fitted = true;
  }

  zoom(scale, byHand = true) {
    if (byHand) this.fitted = false;
    this.scale = this.isNarrow ? 1 : Math.min(1.6, Math.max(0.5, scale));
    for (const svg of [byId("lines"), byId("names")]) {
      svg.setAttribute("width", this.place.width);
      svg.setAttribute("height", this.place.height);
    }
    const free = Math.max(0, (this.pane.clientWidth - this.place.width * this.scale) / 2);
    this.sheet.style.transform = `translate(${free}px, 0) scale(${this.scale})`;
    this.sheet.style.width = this.place.width + "px";
    this.sheet.style.height = this.place.height + "px";
    // What is scrolled over is as large as what is seen.
    this.sheet.style.marginRight = this.place.width * (this.scale - 1) + "px";
    this.sheet.style.marginBottom = this.place.height * (this.scale - 1) + "px";
  }

  // Moves the keyboard and the view to an object.
  show(key) {
    const node = [...this.cards.querySelectorAll("[data-object]")].find((n) => n.dataset.object === key);
    if (!node) return;
    for (const b of this.cards.querySelectorAll('button[tabindex="0"]')) b.tabIndex = -1;
    node.tabIndex = 0;
    const r = node.getBoundingClientRect();
    const p = this.pane.getBoundingClientRect();
    if (r.top < p.top || r.bottom > p.bottom || r.left < p.left || r.right > p.right) {
      this.pane.scrollBy(r.left + r.width / 2 - p.left - p.width / 2, r.top + r.height / 2 - p.top - p.height / 2);
    }
  }
}

export const singular = (title) => title.replace(/ies$/, "y").replace(/s$/, "");

// Notes that are said beside a row; others are for the object's own page.
function badge(o) {
  return /^[A-Z_]{3,}$/.test(o.note || "") && !["ACTIVE", "APPROVED", "OKTA_GROUP", "APP_GROUP", "IDENTITY"].includes(o.note) ? words(o.note) : o.builtIn ? "Built in" : "";
}

const words = (s) => s[0] + s.slice(1).toLowerCase().replaceAll("_", " ");

function brief(note) {
  if (!note || note === "true" || note === "false") return "";
  try {
    return " · " + (note.startsWith("http") ? new URL(note).pathname : note);
  } catch {
    return " · " + note;
  }
}
