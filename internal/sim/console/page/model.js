// What the picture is of: the objects, the lines between them, and how they are
// arranged in cards. Knows nothing of the page.

// A card of rows shows so many of a kind before it folds the others away, and
// so many objects have a card of their own before they share one.
const ROWS = 6;
const CARDS = 6;

export class Model {
  kinds = [];
  objects = new Map();
  lines = [];
  opened = new Set(); // sections that a person unfolded
  selected = "";

  replace(tenant) {
    this.kinds = tenant.collections;
    this.objects = new Map(tenant.objects.map((o) => [o.key, o]));
    this.lines = tenant.lines;
  }

  // Takes over changes, and tells which objects are new and which are others.
  apply(changes) {
    const fresh = [];
    const changed = [];
    for (const o of changes.put) {
      const was = this.objects.get(o.key);
      if (!was) fresh.push(o);
      else if (was.revision !== o.revision) changed.push(o);
      this.objects.set(o.key, o);
    }
    const gone = changes.gone.map((key) => this.objects.get(key)).filter(Boolean);
    for (const key of changes.gone) this.objects.delete(key);
    if (changes.lines) this.lines = changes.lines;
    return { fresh, changed, gone };
  }

  kind(o) {
    return this.kinds.find((k) => k.platform === o.platform && k.name === o.collection);
  }

  of(kind, parent) {
    return this.sorted((o) => o.platform === kind.platform && o.collection === kind.name && (parent === undefined || o.parent === parent));
  }

  sorted(keep) {
    return [...this.objects.values()].filter(keep).sort((a, b) => a.place - b.place);
  }

  // All cards, those of Anypoint first.
  cards() {
    const byKind = new Map();
    for (const o of this.sorted(() => true)) {
      const k = o.platform + "/" + o.collection;
      if (!byKind.has(k)) byKind.set(k, []);
      byKind.get(k).push(o);
    }
    const lined = new Set(this.lines.flatMap((l) => [l.from, l.to]));
    const build = { byKind, lined, cards: [] };
    for (const kind of this.kinds) {
      const list = byKind.get(kind.platform + "/" + kind.name) || [];
      if (kind.node) this.nodeCards(build, kind, list);
    }
    this.sharedCards(build);
    return build.cards;
  }

  // Objects with a card of their own; when there are too many, they share one,
  // and only the selected one, or that of a selected part, has its own.
  nodeCards(build, kind, list) {
    let own = list;
    if (list.length > CARDS) {
      const card = { key: "list/" + kind.platform + "/" + kind.name, platform: kind.platform, title: kind.title, sections: [] };
      card.sections.push(this.section(build, kind, list, "", card.key, true));
      build.cards.push(card);
      own = list.filter((o) => this.leads(o.key));
    }
    for (const o of own) {
      const sections = this.kinds
        .filter((k) => k.platform === kind.platform && k.of === kind.name && !k.node && !k.card)
        .map((k) => this.section(build, k, (build.byKind.get(k.platform + "/" + k.name) || []).filter((p) => p.parent === o.key), k.title, o.key))
        .filter((s) => s.total > 0);
      build.cards.push({ key: o.key, platform: o.platform, title: o.label, head: o, kind, sections });
    }
  }

  // Tells whether the selected object is this one, or a part of it.
  leads(key) {
    for (let o = this.objects.get(this.selected); o; o = this.objects.get(o.parent)) if (o.key === key) return true;
    return false;
  }

  // Cards that several kinds share.
  sharedCards(build) {
    const shared = new Map();
    for (const kind of this.kinds) {
      if (!kind.card) continue;
      const key = "card/" + kind.platform + "/" + kind.card;
      if (!shared.has(key)) shared.set(key, { key, platform: kind.platform, title: kind.card, sections: [] });
      const list = build.byKind.get(kind.platform + "/" + kind.name) || [];
      if (list.length > 0) shared.get(key).sections.push(this.section(build, kind, list, kind.title, key));
    }
    for (const card of shared.values()) {
      if (card.sections.length === 0) continue;
      if (card.sections.length === 1) [card.title, card.sections[0].title] = [card.sections[0].title, ""];
      build.cards.push(card);
    }
  }

  // The rows of one kind in a card. Parts of rows are rows below them.
  section(build, kind, list, title, card, flat = false) {
    const key = card + "|" + kind.name;
    const open = this.opened.has(key);
    const wanted = (o) => this.leads(o.key) || (!kind.quiet && !o.builtIn) || (!kind.quiet && build.lined.has(o.key));
    let shown = open ? list : list.filter(wanted);
    if (!open && shown.length > ROWS) {
      const first = shown.slice(0, ROWS);
      shown = shown.filter((o) => first.includes(o) || this.leads(o.key));
    }
    const rows = shown.flatMap((o) => [{ object: o, depth: 0 }, ...(flat ? [] : this.below(build, kind, o))]);
    const folded = list.filter((o) => !shown.includes(o));
    return { key, title, rows, total: list.length, hidden: folded.length, builtIn: folded.length > 0 && folded.every((o) => o.builtIn), open };
  }

  below(build, kind, parent) {
    return this.kinds
      .filter((k) => k.platform === kind.platform && k.of === kind.name && !k.node && !k.card && (!k.quiet || this.leads(parent.key)))
      .flatMap((k) => (build.byKind.get(k.platform + "/" + k.name) || []).filter((o) => o.parent === parent.key))
      .map((o) => ({ object: o, depth: 1 }));
  }

  // What has to do with an object: lines from and to it.
  relations(key) {
    return this.lines
      .filter((l) => l.from === key || l.to === key)
      .map((l) => ({ says: l.says, away: l.from === key, other: this.objects.get(l.from === key ? l.to : l.from) }))
      .filter((r) => r.other);
  }
}
