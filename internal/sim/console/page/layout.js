// Where the cards go. The library decides on columns and on the order in them;
// the lines follow the places that it keeps free for them.
import { graphlib, layout as arrange } from "./vendor/dagre/dagre.js";

export const WIDTH = 208;
export const ROW = 26;
const HEAD = 50;
const TITLE = 26;
const FOOT = 8;
const GAP = 172; // between the platforms, where lines with names go
const BARE = 56; // and where none do
const EDGE = 20; // around everything
const LABEL = 34; // for the name of a side

// Gives every card its height, and every row its place in it.
export function measure(cards) {
  for (const card of cards) {
    let y = HEAD;
    card.places = new Map();
    if (card.head) card.places.set(card.head.key, HEAD / 2);
    for (const s of card.sections) {
      s.y = y;
      if (s.title) y += TITLE;
      for (const row of s.rows) {
        row.y = y;
        card.places.set(row.object.key, y + ROW / 2);
        y += ROW;
      }
      if (s.hidden > 0 || s.open) {
        s.more = y;
        y += ROW;
      }
    }
    card.width = WIDTH;
    card.height = y + FOOT;
  }
}

// Two sides, with the lines from one to the other between them.
export function wide(cards, all) {
  const links = all.filter((l) => !l.light);
  const at = new Map();
  const left = side(cards.filter((c) => c.platform === "anypoint"), links, true);
  const okta = cards.filter((c) => c.platform !== "anypoint");
  const right = side(okta, links, false);
  restack(okta, links, left.at, right);
  const height = Math.max(left.height, right.height);
  const shift = left.width ? left.width + (links.some((l) => l.crosses) ? GAP : BARE) : 0;
  for (const [key, p] of left.at) at.set(key, { x: p.x + EDGE, y: p.y + LABEL });
  for (const [key, p] of right.at) at.set(key, { x: p.x + EDGE + shift, y: p.y + LABEL });
  const ways = new Map();
  for (const [key, points] of left.ways) {
    ways.set(key, points.map((p) => ({ x: p.x + EDGE, y: p.y + LABEL })));
  }
  return {
    at, ways, width: shift + right.width + 2 * EDGE, height: height + LABEL + EDGE,
    sides: { anypoint: { x: 8, width: left.width + 24 }, okta: { x: shift + 8, width: right.width + 24 } },
  };
}

function side(cards, links, leaves) {
  const g = new graphlib.Graph({ multigraph: true });
  g.setGraph({ rankdir: "LR", nodesep: 18, ranksep: 52, edgesep: 12, ranker: "network-simplex" });
  g.setDefaultEdgeLabel(() => ({}));
  const mine = new Map(cards.map((c) => [c.key, c]));
  for (const c of cards) g.setNode(c.key, { width: c.width, height: c.height });
  const joined = new Set();
  // What a line from the other side leads to stands where that line comes in.
  const entered = new Set(links.filter((l) => l.crosses && !leaves).map((l) => l.to));
  for (const l of links) {
    const key = l.from + " " + l.to;
    if (!entered.has(l.to) && mine.has(l.from) && mine.has(l.to) && l.from !== l.to && !joined.has(key)) {
      joined.add(key);
      g.setEdge(l.from, l.to, { weight: l.holds ? 2 : 1 });
    }
  }
  // What nothing leads to would stand on top of each other in the first column.
  const first = cards.find((c) => c.head);
  for (const c of cards) {
    if (first && !leaves && c.key.startsWith("card/") && g.inEdges(c.key).length === 0) g.setEdge(first.key, c.key, { weight: 0 });
  }
  // A line that leaves the side has a way out that no card stands in.
  const exits = new Map();
  if (leaves) {
    for (const l of links) {
      if (!mine.has(l.from) || mine.has(l.to) || exits.has(l.from)) continue;
      exits.set(l.from, "exit " + l.from);
      g.setNode("exit " + l.from, { width: 1, height: 14 });
      g.setEdge(l.from, "exit " + l.from, {});
    }
  }
  if (cards.length === 0) return { at: new Map(), ways: new Map(), width: 0, height: 0 };
  arrange(g);
  const at = new Map();
  for (const c of cards) {
    const n = g.node(c.key);
    at.set(c.key, { x: n.x - c.width / 2, y: n.y - c.height / 2 });
  }
  const width = Math.max(...cards.map((c) => at.get(c.key).x + c.width));
  const ways = new Map();
  for (const [from, exit] of exits) {
    const n = g.node(exit);
    if (n.x < width - WIDTH) ways.set(from, [{ x: n.x - WIDTH / 2, y: n.y }, { x: n.x + WIDTH / 2, y: n.y }]);
    else if (n.x < width) ways.set(from, [{ x: n.x - WIDTH / 2, y: n.y }, { x: width, y: n.y }]);
  }
  const height = Math.max(g.graph().height, ...cards.map((c) => at.get(c.key).y + c.height));
  return { at, ways, width, height };
}

// Puts the cards of every column into the order of what leads to them, so that
// few lines cross, and begins all columns at the top.
function restack(cards, links, before, side) {
  const known = new Map(before);
  const columns = new Map();
  for (const c of cards) {
    const x = Math.round(side.at.get(c.key).x);
    if (!columns.has(x)) columns.set(x, []);
    columns.get(x).push(c);
  }
  side.height = 0;
  for (const [, column] of [...columns].sort(([a], [b]) => a - b)) {
    const weight = new Map(column.map((c) => {
      const from = links.filter((l) => l.to === c.key && known.has(l.from)).map((l) => known.get(l.from).y);
      return [c.key, from.length ? from.reduce((a, b) => a + b) / from.length : 1e6 + side.at.get(c.key).y];
    }));
    let y = 0;
    for (const c of column.sort((a, b) => weight.get(a.key) - weight.get(b.key))) {
      side.at.get(c.key).y = y;
      y += c.height + 18;
    }
    side.height = Math.max(side.height, y - 18);
    for (const c of column) known.set(c.key, side.at.get(c.key));
  }
}

// One column, for narrow screens: no lines, the relations are told in words.
export function narrow(cards, available) {
  const at = new Map();
  const sides = {};
  let y = 0;
  for (const platform of ["anypoint", "okta"]) {
    const start = y;
    y += LABEL;
    for (const c of cards.filter((c) => c.platform === platform)) {
      c.width = available - 2 * 12;
      at.set(c.key, { x: 12, y });
      y += c.height + 12;
    }
    sides[platform] = { x: 0, width: available, y: start, height: y - start };
  }
  return { at, ways: new Map(), width: available, height: y, sides };
}
