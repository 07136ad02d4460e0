// ---- data.js: what there is, and which part of it is shown. ----
//
// data.nodes[i]  {iri, name, cls, aliases, described, degree, rows: the name as drawn, size: its type in pixels,
//                 at: [x, y] where it stands at first, or null}
// data.facts[i]  {subject: node, object: node or text, relation, status, place, time, timeText, attributedTo,
//                 confidence, rule, document, start, end, sentence: [[text, "subject" | "object" | ""], …]}
// data.edges[i]  {source: node, target: node, status, mutual, facts: [fact, …]}: one line of the drawing

const data = JSON.parse(byId("data").textContent);
const classOf = new Map(data.classes.map((cls) => [cls.name, cls]));
const statusOf = new Map(data.statuses.map((status) => [status.name, status]));
const FIRST_VIEW = 150; // entities drawn at first; the search finds the rest
const FIRST_LINES = 320; // and lines between them

const factsOf = data.nodes.map(() => []);
data.facts.forEach((fact, index) => {
  factsOf[fact.subject].push(index);
  if (typeof fact.object === "number" && fact.object !== fact.subject) factsOf[fact.object].push(index);
  fact.text = [nameOf(fact.subject), nameOf(fact.object), fact.place, fact.attributedTo, fact.sentence.map((p) => p[0]).join("")]
    .join(" ").toLowerCase();
});

const state = {
  classes: new Set(), // switched off
  relations: new Set(), // switched off
  statuses: new Set(), // switched off
  described: true,
  text: "", // limits the table
  revealed: new Set(), // entities added to the first view by choosing them
};
const listeners = [];

function changed() {
  listeners.forEach((listener) => listener());
}

function nameOf(end) {
  return typeof end === "number" ? data.nodes[end].name : end;
}

function nodePasses(index) {
  const node = data.nodes[index];
  return !state.classes.has(node.cls) && (state.described || !node.described);
}

function factPasses(index) {
  const fact = data.facts[index];
  if (state.relations.has(fact.relation) || state.statuses.has(fact.status)) return false;
  return nodePasses(fact.subject) && (typeof fact.object !== "number" || nodePasses(fact.object));
}

function tableFacts() {
  const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
  return data.facts.map((_, index) => index)
    .filter((index) => factPasses(index) && words.every((word) => data.facts[index].text.includes(word)));
}

function relationLabel(facts) {
  const counts = new Map();
  for (const index of facts) {
    const label = data.relations[data.facts[index].relation];
    counts.set(label, (counts.get(label) || 0) + 1);
  }
  const labels = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([label]) => label);
  return labels.length > 3 ? `${labels.slice(0, 2).join(", ")} +${labels.length - 2}` : labels.join(", ");
}
