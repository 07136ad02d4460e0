// ---- details.js: the facts of what was chosen, each with its sentence. ----

const CARDS = 60; // facts shown at a time
let chosen = null; // {node} | {edge} | {fact} | null
let before = null; // what had the focus before the panel took it

function choose(selection) {
  const panel = byId("details");
  const leaving = panel.contains(document.activeElement);
  chosen = selection;
  renderDetails();
  byId("announce").textContent = selection ? panel.innerText.split("\n").slice(0, 3).join(", ") : "";
  if (leaving) (selection ? panel : before || byId("graph")).focus(); // what had the focus is gone
  const id = !selection ? "" : "node" in selection ? `n${selection.node}` : "edge" in selection ? `e${selection.edge}` : "";
  const element = graph.getElementById(id);
  highlight(element);
  if (element.nonempty() && !byId("graph-view").hidden) bringIntoView(element);
}

function chooseNode(index) {
  reveal(index);
  choose({ node: index });
}

// For readers who chose with the keyboard: the panel is next, and Esc leads back.
function enterDetails() {
  before = document.activeElement;
  byId("details").focus();
}

function chooseEdge(index) {
  choose({ edge: index });
}

function chooseFact(index) {
  choose({ fact: index });
}

function renderDetails() {
  const panel = byId("details");
  panel.hidden = !chosen;
  panel.scrollTop = 0;
  if (!chosen) return panel.replaceChildren();
  if ("node" in chosen) return panel.replaceChildren(...nodeDetails(chosen.node));
  const edge = data.edges[chosen.edge];
  const facts = edge ? edge.facts.filter(factPasses) : [chosen.fact];
  const first = data.facts[facts[0] ?? edge.facts[0]];
  panel.replaceChildren(
    heading(`${nameOf(first.subject)} ${edge && edge.mutual ? "↔" : "→"} ${nameOf(first.object)}`),
    el("div", { class: "kind" }, `${plural(facts.length, "fact", "facts")}, ${first.status}`),
    el("h3", {}, "Evidence"),
    ...factCards(facts),
  );
}

function nodeDetails(index) {
  const node = data.nodes[index];
  const facts = factsOf[index].filter(factPasses);
  const hidden = factsOf[index].length - facts.length;
  if (node.unsaid) {
    return [heading("Not said"), el("div", { class: "kind" }, "One party of these events; the text does not say who or what."),
      el("h3", {}, plural(facts.length, "fact", "facts")), ...factCards(facts)];
  }
  return [
    heading(node.name),
    el("div", { class: "kind" }, dot(index), classOf.get(node.cls).label, node.described ? " · described, not named" : null),
    node.aliases.length ? el("p", { class: "aliases" }, "Also ", node.aliases.flatMap((name, i) => [i ? ", " : "", bdi(name)])) : null,
    el("p", { class: "iri" }, node.iri),
    el("h3", {}, plural(facts.length, "fact", "facts") + (hidden ? `, ${hidden} more filtered out` : "")),
    ...factCards(facts),
  ].filter(Boolean);
}

function heading(text) {
  return el("div", { class: "head" }, el("h2", { dir: "auto" }, text),
    el("button", { class: "plain", "aria-label": "Close", title: "Close (Esc)", onclick: () => choose(null) }, "✕"));
}

function dot(index) {
  return el("span", { class: "dot", color: classOf.get(data.nodes[index].cls).color, "aria-hidden": "true" });
}

function factCards(facts) {
  const cards = facts.slice(0, CARDS).map(factCard);
  if (facts.length <= CARDS) return cards;
  const more = el("button", { class: "more", onclick: () => more.replaceWith(...factCards(facts.slice(CARDS))) },
    `Show more of ${plural(facts.length - CARDS, "fact", "facts")}`);
  return [...cards, more];
}

function factCard(index) {
  const fact = data.facts[index];
  const rows = [
    ["Place", fact.place], ["Time", timeOf(fact)], ["Said by", fact.attributedTo],
    ["Confidence", fact.confidence.toFixed(2)], ["Rule", fact.rule], ["Document", `${fact.document}, ${fact.start}–${fact.end}`],
  ].filter((row) => row[1]);
  return el("article", { class: `fact ${fact.status}` },
    el("p", { class: "statement" }, end(fact.subject), " ", el("span", { class: "relation" }, data.relations[fact.relation]), " ",
      end(fact.object), " ", chip(fact.status)),
    el("p", { class: "sentence", dir: "auto" }, fact.sentence.map(([text, role]) => role ? el("mark", { class: role, title: role }, text) : text)),
    el("dl", {}, rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, bdi(value))])),
  );
}

function end(value) {
  if (value === null) return el("span", { class: "unsaid" }, "not said");
  if (typeof value !== "number") return el("bdi", { class: "literal" }, `“${value}”`);
  return el("button", { type: "button", onclick: () => chooseNode(value) }, bdi(nameOf(value)));
}

function chip(status) {
  const element = el("span", { class: "chip" }, status);
  element.style.color = statusOf.get(status).color;
  return element;
}

function timeOf(fact) {
  if (!fact.time) return fact.timeText;
  const [earliest, latest] = fact.time.split("/");
  const days = earliest === latest ? earliest : `${earliest} to ${latest}`.replace(/^\.\. to /, "until ").replace(/ to \.\.$/, " or later");
  return fact.timeText ? `${fact.timeText} (${days})` : days;
}
