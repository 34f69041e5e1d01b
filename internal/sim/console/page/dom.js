// Makes elements: el("button", {class: "x", onclick: f}, "text", child).
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "value") made.value = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((c) => c !== undefined && c !== null && c !== false));
  return made;
}

export const byId = (id) => document.getElementById(id);

// Sets a text only when it is another, so that nothing is announced twice.
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// Brings the children of a node to a list of keyed items, and leaves alone what
// stays: make(item) makes an element, patch(element, item) brings it up to date.
export function keyed(parent, items, key, make, patch) {
  const have = new Map([...parent.children].map((c) => [c.dataset.key, c]));
  for (const item of items) {
    const k = key(item);
    let node = have.get(k);
    if (node) have.delete(k);
    else {
      node = make(item);
      node.dataset.key = k;
      parent.append(node);
    }
    patch(node, item);
  }
  for (const gone of have.values()) gone.remove();
}

// Sends a request to the simulator, and gives its answer or throws what it says.
export async function ask(method, path, body) {
  const answer = await fetch("/_sim/" + path, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  let told;
  try {
    told = JSON.parse(text);
  } catch {
    told = { error: text };
  }
  if (!answer.ok) throw new Error(told.error || String(answer.status));
  return told;
}

// A path in two parts, of which the first gives way where there is no room: what
// differs between the paths of one object and the next stands at their ends.
export function long(path) {
  const parts = path.split("/");
  const two = "/" + parts.slice(-2).join("/");
  const end = two.length <= END ? two : "/" + parts.at(-1);
  if (end.length >= path.length) return [el("span", { class: "end" }, path)];
  return [el("span", { class: "way" }, path.slice(0, path.length - end.length)), el("span", { class: "end" }, end)];
}

const END = 26;

export const objectPath = (key) => "objects/" + key.split("/").map(encodeURIComponent).join("/");
