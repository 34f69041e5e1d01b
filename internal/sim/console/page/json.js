// Shows JSON as lines. A value that may be changed is a button, which becomes a
// field in its place.
import { el } from "./dom.js";

export function tree(value, { edit, skip = [] }) {
  const out = el("ol", { class: "json" });
  lines(out, value, [], 0, edit, skip, "");
  return out;
}

function lines(out, value, path, depth, edit, skip, after) {
  const name = path.length && typeof path.at(-1) === "string" ? [el("span", { class: "key" }, path.at(-1)), ": "] : [];
  const put = (...parts) => {
    const line = el("li", {}, ...parts);
    line.style.setProperty("--depth", depth);
    out.append(line);
  };
  if (value !== null && typeof value === "object") {
    const list = Array.isArray(value);
    const keys = list ? value.map((_, i) => i) : Object.keys(value).filter((k) => depth > 0 || !skip.includes(k));
    if (keys.length === 0) return put(...name, ...(list ? [leaf(value, path, edit, after)] : ["{}", after]));
    put(...name, list ? leaf(value, path, edit, "", "[") : "{");
    keys.forEach((k, i) => lines(out, value[k], [...path, k], depth + 1, edit, skip, i < keys.length - 1 ? "," : ""));
    return put(list ? "]" : "}", after);
  }
  put(...name, leaf(value, path, edit, after));
}

// The comma after a value is in its button, so that it does not begin a line. A
// list is edited as a whole by its bracket.
function leaf(value, path, edit, after, shown = JSON.stringify(value)) {
  const kind = value === null ? "null" : typeof value;
  const end = el("span", { class: "after" }, after);
  if (!edit) return el("span", { class: "value is-" + kind }, shown, end);
  const button = el("button", { type: "button", class: "value is-" + kind, "aria-label": `Edit ${path.join(".")}, now ${JSON.stringify(value)}`, title: "Edit" }, shown, end);
  button.addEventListener("click", () => field(button, value, path, edit));
  return button;
}

function field(button, value, path, edit) {
  const input = el("input", { type: "text", class: "value", "aria-label": `New value of ${path.join(".")}`, spellcheck: "false", autocomplete: "off" });
  input.value = typeof value === "string" ? value : JSON.stringify(value);
  input.size = Math.min(48, Math.max(12, input.value.length + 2));
  // The field lies over the value, so that nothing beside it moves.
  const over = el("span", { class: "over" }, input);
  let done = false;
  const close = () => {
    if (done) return;
    done = true;
    over.remove();
    button.focus();
  };
  input.addEventListener("keydown", (e) => {
    if (e.key === "Escape") close();
    if (e.key !== "Enter") return;
    const next = read(input.value, value);
    close();
    if (JSON.stringify(next) !== JSON.stringify(value)) edit(path, next);
  });
  button.before(over);
  input.focus();
  input.select();
}

// A text stays a text; anything else is read as JSON, and is a text otherwise.
function read(text, was) {
  if (typeof was === "string") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

// A copy of a value with another one at a path.
export function changed(value, path, to) {
  if (path.length === 0) return to;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[path[0]] = changed(copy[path[0]], path.slice(1), to);
  return copy;
}
