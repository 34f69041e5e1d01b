// The lines of the picture, as SVG.
import { keyed } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

export function drawLines(svg, names, links, cards, place, selected) {
  const few = links.filter((l) => l.crosses).length <= 8;
  const items = links.map((l, i) => {
    const path = route(l, cards, place);
    const lit = Boolean(selected && l.ends?.includes(selected));
    // Within a side there is no room for names: the object's relations tell them.
    return { key: [l.from, l.fromKey, l.to, l.toKey].join(" > "), link: l, ...path, lit, named: l.crosses && (lit || few), i };
  });
  spread(items.filter((i) => i.named));
  keyed(svg, items, (i) => i.key, make, patch);
  keyed(names, items.filter((i) => i.named), (i) => i.key, () => document.createElementNS(SVG, "text"), name);
}

function make() {
  const g = document.createElementNS(SVG, "g");
  g.append(document.createElementNS(SVG, "path"), document.createElementNS(SVG, "circle"));
  g.children[1].setAttribute("r", "3");
  return g;
}

function patch(g, item) {
  const [path, end] = g.children;
  g.setAttribute("class", "line" + (item.link.holds ? " is-holding" : item.link.crosses ? " is-cross" : "") + (item.lit ? " is-lit" : ""));
  path.setAttribute("d", item.d);
  end.setAttribute("cx", item.end.x);
  end.setAttribute("cy", item.end.y);
}

// Moves names that would be written over each other apart.
function spread(items) {
  items.sort((a, b) => a.middle.y - b.middle.y);
  for (let i = 1; i < items.length; i++) {
    const above = items[i - 1].middle;
    const here = items[i].middle;
    if (Math.abs(above.x - here.x) < 130 && here.y - above.y < 18) here.y = above.y + 18;
  }
}

// What a line says is above the cards, so that they do not hide it.
function name(text, item) {
  text.setAttribute("x", item.middle.x);
  text.setAttribute("y", item.middle.y - 5);
  const says = item.link.says.replace(/ (of|at)$/, "") + (item.link.count > 1 ? ` (${item.link.count})` : "");
  if (text.textContent !== says) text.textContent = says;
}

// From a row of one card to a row of another, on the sides that face each other.
function route(l, cards, place) {
  const a = anchor(cards.get(l.from), l.fromKey, place);
  const b = anchor(cards.get(l.to), l.toKey, place);
  if (Math.abs(a.left - b.left) < 40) { // one above the other
    const x = Math.max(a.right, b.right);
    const bend = x + 34;
    return { d: `M${a.right},${a.y} C${bend},${a.y} ${bend},${b.y} ${b.right},${b.y}`, end: { x: b.right, y: b.y }, middle: { x: bend - 8, y: (a.y + b.y) / 2 } };
  }
  const forward = a.left < b.left;
  const points = [{ x: forward ? a.right : a.left, y: a.y }];
  const way = l.crosses && forward ? place.ways.get(l.from) || [] : [];
  points.push(...way, { x: forward ? b.left : b.right, y: b.y });
  let d = `M${points[0].x},${points[0].y}`;
  for (let i = 1; i < points.length; i++) {
    const [p, q] = [points[i - 1], points[i]];
    const bend = Math.max(18, Math.abs(q.x - p.x) / 2) * (forward ? 1 : -1);
    d += Math.abs(p.y - q.y) < 0.5 ? ` L${q.x},${q.y}` : ` C${p.x + bend},${p.y} ${q.x - bend},${q.y} ${q.x},${q.y}`;
  }
  const [p, q] = points.slice(-2);
  // Where lines leave the side they are still apart; in the middle they cross.
  const middle = l.crosses && forward ? { x: p.x + 62, y: p.y + 0.06 * (q.y - p.y) } : { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 };
  return { d, end: q, middle };
}

function anchor(card, key, place) {
  const p = place.at.get(card.key);
  return { left: p.x, right: p.x + card.width, y: p.y + (card.places.get(key) ?? 25) };
}
