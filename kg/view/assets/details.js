// ---- details.js: the facts of what was chosen, each with its sentence. ----

let chosen = null; // {node} | {edge} | {fact} | null

function choose(selection, options) {
  chosen = selection;
  renderDetails();
  if (!selection) return highlight(null);
  const id = "node" in selection ? `n${selection.node}` : "edge" in selection ? `e${selection.edge}` : null;
  const element = id ? graph.getElementById(id) : graph.collection();
  highlight(element);
  if (options && options.move && element.nonempty() && !byId("graph-view").hidden) {
    graph.animate({ center: { eles: element }, duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 250 });
  }
}

function chooseNode(index, options) {
  reveal(index);
  choose({ node: index }, { move: true, ...options });
}

function chooseEdge(index) {
  choose({ edge: index });
}

function chooseFact(index) {
  choose({ fact: index });
}

function renderDetails() {
  const panel = byId("details");
  panel.scrollTop = 0;
  if (!chosen) return panel.replaceChildren(...overview());
  if ("node" in chosen) return panel.replaceChildren(...nodeDetails(chosen.node));
  const facts = "edge" in chosen ? data.edges[chosen.edge].facts.filter(factPasses) : [chosen.fact];
  const first = data.facts[facts[0] ?? data.edges[chosen.edge].facts[0]];
  panel.replaceChildren(
    heading(`${nameOf(first.subject)} → ${nameOf(first.object)}`),
    el("div", { class: "kind" }, `${plural(facts.length, "fact", "facts")}, ${first.status}`),
    el("h3", {}, "Evidence"),
    ...facts.map(factCard),
  );
}

function overview() {
  const top = data.nodes.map((_, index) => index).filter((index) => nodePasses(index) && !data.nodes[index].described).slice(0, 12);
  return [
    el("p", { class: "hint" }, "Choose an entity or a line to read its facts, each with the sentence it comes from."),
    el("p", { class: "hint" }, el("kbd", {}, "/"), " searches, ", el("kbd", {}, "N"), " walks through the entities, ",
      el("kbd", {}, "Esc"), " goes back."),
    el("h3", {}, "Most connected"),
    el("ul", { class: "top" }, top.map((index) => el("li", {}, el("button", { onclick: () => chooseNode(index) },
      dot(index), bdi(data.nodes[index].name), el("span", { class: "count" }, String(factsOf[index].length)))))),
  ];
}

function nodeDetails(index) {
  const node = data.nodes[index];
  const facts = factsOf[index].filter(factPasses);
  const hidden = factsOf[index].length - facts.length;
  return [
    heading(node.name),
    el("div", { class: "kind" }, dot(index), classOf.get(node.cls).label, node.described ? " · described, not named" : null),
    node.aliases.length ? el("p", { class: "aliases" }, "Also ", node.aliases.flatMap((name, i) => [i ? ", " : "", bdi(name)])) : null,
    el("p", { class: "iri" }, node.iri),
    el("h3", {}, plural(facts.length, "fact", "facts") + (hidden ? `, ${hidden} more filtered out` : "")),
    ...facts.map(factCard),
  ].filter(Boolean);
}

function heading(text) {
  return el("div", { class: "head" }, el("h2", { dir: "auto" }, text),
    el("button", { class: "plain", "aria-label": "Close", title: "Close (Esc)", onclick: () => choose(null) }, "✕"));
}

function dot(index) {
  return el("span", { class: "dot", color: classOf.get(data.nodes[index].cls).color, "aria-hidden": "true" });
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
