// Moves the keyboard between many buttons that are one stop of the tab key.
export function roving(area, list) {
  area.addEventListener("focusin", (e) => {
    const all = list();
    if (!all.includes(e.target)) return;
    for (const b of all) if (b.tabIndex === 0 && b !== e.target) b.tabIndex = -1;
    e.target.tabIndex = 0;
  });
  area.addEventListener("keydown", (e) => {
    const side = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[e.key];
    const all = list();
    if (!all.includes(e.target)) return;
    let to;
    if (e.key === "Home") to = all[0];
    else if (e.key === "End") to = all.at(-1);
    else if (side) to = nearest(e.target, all, ...side);
    else return;
    e.preventDefault();
    to?.focus();
  });
}

// The button that is next in a direction, as it looks.
function nearest(from, all, dx, dy) {
  const a = middle(from);
  let best;
  let least = Infinity;
  for (const b of all) {
    if (b === from) continue;
    const m = middle(b);
    const along = (m.x - a.x) * dx + (m.y - a.y) * dy;
    const aside = Math.abs((m.x - a.x) * dy) + Math.abs((m.y - a.y) * dx);
    const far = along + 2.5 * aside;
    if (along > 4 && far < least) [best, least] = [b, far];
  }
  return best;
}

function middle(node) {
  const r = node.getBoundingClientRect();
  return { x: r.left + r.width / 2, y: r.top + r.height / 2 };
}

// Tabs: arrow keys move, and the panel of the tab is shown.
export function tabs(list, shown) {
  const all = [...list.querySelectorAll('[role="tab"]')];
  const choose = (tab, focus) => {
    for (const t of all) {
      const on = t === tab;
      t.setAttribute("aria-selected", String(on));
      t.tabIndex = on ? 0 : -1;
      document.getElementById(t.getAttribute("aria-controls")).hidden = !on;
    }
    if (focus) tab.focus();
    shown?.(tab.id);
  };
  for (const [i, tab] of all.entries()) {
    tab.addEventListener("click", () => choose(tab, false));
    tab.addEventListener("keydown", (e) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
      if (step) choose(all[(i + step + all.length) % all.length], true);
    });
  }
}
