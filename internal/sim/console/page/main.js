// Brings the parts of the page together.
import { byId, say } from "./dom.js";
import { tabs } from "./keys.js";
import { Log } from "./log.js";
import { Model } from "./model.js";
import { Inspector } from "./object.js";
import { Picture } from "./picture.js";
import { follow } from "./stream.js";
import { Trying } from "./try.js";

const model = new Model();
const picture = new Picture(model, select);
const inspector = new Inspector(model, select);
const log = new Log();
const trying = new Trying(model, select);
tabs(document.querySelector('[role="tablist"]'));

function select(key) {
  model.selected = key;
  picture.draw();
  picture.show(key);
  inspector.open(key);
}

function shown(fresh = [], changed = []) {
  picture.draw(fresh, changed);
  trying.update();
  const of = (platform) => model.sorted((o) => o.platform === platform && !o.builtIn).length;
  say(byId("counts"), `Anypoint ${of("anypoint")} · Okta ${of("okta")} objects`);
}

follow({
  tenant(tenant) {
    model.replace(tenant);
    if (model.selected && !model.objects.has(model.selected)) deselect();
    else if (model.selected) inspector.load();
    shown();
  },
  changes(changes) {
    const { fresh, changed, gone } = model.apply(changes);
    if (model.selected && !model.objects.has(model.selected)) deselect();
    else if (changed.some((o) => o.key === model.selected)) inspector.load();
    shown(fresh.map((o) => o.key), changed.map((o) => o.key));
    tell(fresh, changed, gone);
  },
  requests: (what) => log.add(what),
  state(connected) {
    byId("state").classList.toggle("is-live", connected);
    say(byId("state-text"), connected ? "Live" : "Connecting");
  },
});

function deselect() {
  model.selected = "";
  inspector.close();
}

// Says what happened for those who do not see it.
function tell(fresh, changed, gone) {
  const part = (list, what) => (list.length === 0 ? "" : list.length === 1 ? `${list[0].label || list[0].id} ${what}. ` : `${list.length} objects ${what}. `);
  say(byId("news"), (part(fresh, "added") + part(changed, "changed") + part(gone, "removed")).trim());
}
