// ---- data.js: what there is, and which part of it is shown. ----
//
// data.nodes[i]  {iri, name, cls, aliases, described, unsaid: a dot for whoever an event lacks, degree, rows: the name as drawn, size: its type in pixels,
//                 at: [x, y] where it stands at first, or null}
// data.facts[i]  {subject: node, object: node or text (either null: not said), relation, status, place, time, timeText, attributedTo,
//                 confidence, rule, document, start, end, sentence: [[text, "subject" | "object" | ""], …]}
// data.edges[i]  {source: node, target: node, status, mutual, facts: [fact, …]}: one line of the drawing

const data = JSON.parse(byId("data").textContent);
const classOf = new Map(data.classes.map((cls) => [cls.name, cls]));
const statusOf = new Map(data.statuses.map((status) => [status.name, status]));
const FIRST_VIEW = 150; // entities drawn at first; the search finds the rest
const FIRST_LINES = 320; // and lines between them

const factsOf = data.nodes.map(() => []);
data.facts.forEach((fact, index) => {
  if (typeof fact.subject === "number") factsOf[fact.subject].push(index);
  if (typeof fact.object === "number" && fact.object !== fact.subject) factsOf[fact.object].push(index);
  fact.text = [nameOf(fact.subject), nameOf(fact.object), fact.place, fact.attributedTo, fact.sentence.map((p) => p[0]).join("")]
    .join(" ").toLowerCase();
});

data.edges.forEach((edge) => [edge.source, edge.target].filter((index) => data.nodes[index].unsaid)
  .forEach((index) => factsOf[index].push(...edge.facts)));

const state = {
  classes: new Set(), // switched off
  relations: new Set(), // switched off
  statuses: new Set(), // switched off
  described: true,
  unsaid: true, // events of which one party is not said
  text: "", // limits the table
  revealed: new Set(), // entities added to the first view by choosing them
};
const listeners = [];

function changed() {
  listeners.forEach((listener) => listener());
}

function nameOf(end) {
  if (typeof end === "number") return data.nodes[end].unsaid ? "–" : data.nodes[end].name;
  return end ?? "–";
}

function nodePasses(index) {
  const node = data.nodes[index];
  if (node.unsaid) return state.unsaid;
  return !state.classes.has(node.cls) && (state.described || !node.described);
}

function factPasses(index) {
  const fact = data.facts[index];
  if (state.relations.has(fact.relation) || state.statuses.has(fact.status)) return false;
  return [fact.subject, fact.object].every((end) => (typeof end === "number" ? nodePasses(end) : end !== null || state.unsaid));
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
