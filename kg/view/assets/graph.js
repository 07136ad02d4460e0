// ---- graph.js: the drawing. ----

const drawn = new Set(firstView());
let graph = null;

function firstView() {
  const linked = data.nodes.map((_, index) => index).filter((index) => data.nodes[index].degree > 0);
  if (linked.length <= FIRST_VIEW) return linked;
  return linked.filter((index) => !data.nodes[index].described).slice(0, FIRST_VIEW); // they come by degree
}

function size(node) {
  return (node.described ? 12 : 18) + 7 * Math.sqrt(node.degree);
}

function elements() {
  const nodes = [...drawn].map((index) => ({
    data: {
      id: `n${index}`, index, size: size(data.nodes[index]), color: classOf.get(data.nodes[index].cls).color,
      label: shorten(data.nodes[index].name, 34), rank: data.nodes[index].degree,
    },
    classes: data.nodes[index].described ? "described" : "",
  }));
  const edges = data.edges.flatMap((edge, index) => (drawn.has(edge.source) && drawn.has(edge.target)) ? [{
    data: { id: `e${index}`, index, source: `n${edge.source}`, target: `n${edge.target}`, label: relationLabel(edge.facts) },
    classes: edge.status,
  }] : []);
  return [...nodes, ...edges];
}

function style() {
  const paint = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const [ink, soft, canvas, accent] = ["--ink", "--soft", "--canvas", "--accent"].map(paint);
  const dark = document.documentElement.dataset.theme === "dark";
  const line = (status) => ({ "line-color": statusOf.get(status).color, "target-arrow-color": statusOf.get(status).color });
  return [
    { selector: "node", style: {
      width: "data(size)", height: "data(size)", "background-color": "data(color)",
      "border-width": 2, "border-color": canvas,
      label: "data(label)", color: ink, "font-size": 13, "font-weight": 600, "font-family": "Inter, system-ui, sans-serif",
      "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "wrap", "text-max-width": 130,
      "text-outline-color": canvas, "text-outline-width": 2.5, "z-index": "data(rank)", "min-zoomed-font-size": 6,
    } },
    { selector: "node.described", style: {
      "background-opacity": 0.45, "border-color": "data(color)", "border-width": 1, "border-style": "dashed",
      color: soft, "font-size": 11, "font-weight": 400, "font-style": "italic",
    } },
    { selector: "edge", style: {
      width: 1.6, "curve-style": "bezier", "control-point-step-size": 46,
      "line-color": soft, "target-arrow-color": soft, "target-arrow-shape": "triangle", "arrow-scale": 0.9,
      opacity: dark ? 0.9 : 0.8,
      label: "data(label)", color: soft, "font-size": 10.5, "font-family": "Inter, system-ui, sans-serif",
      "text-rotation": "autorotate", "text-background-color": canvas, "text-background-opacity": 0.9,
      "text-background-padding": 2, "text-background-shape": "roundrectangle", "min-zoomed-font-size": 7,
    } },
    { selector: "edge.asserted", style: line("asserted") },
    { selector: "edge.planned", style: { ...line("planned"), "line-style": "dashed", "line-dash-pattern": [7, 4] } },
    { selector: "edge.hypothetical", style: { ...line("hypothetical"), "line-style": "dotted", width: 2 } },
    { selector: "edge.negated", style: { ...line("negated"), color: statusOf.get("negated").color, "target-arrow-shape": "tee" } },
    { selector: ".off", style: { display: "none" } },
    { selector: ".far", style: { opacity: 0.13, "text-opacity": 0.25 } },
    { selector: "node.chosen", style: { "border-color": accent, "border-width": 4, "border-style": "solid", "z-index": 9999 } },
    { selector: "edge.chosen", style: { width: 3.4, opacity: 1, color: ink, "z-index": 9999 } },
    { selector: "edge.near", style: { opacity: 1, color: ink, width: 2.2 } },
  ];
}

// The layout draws lots: with the same seed, the same page looks the same every time it is opened.
function seeded(action) {
  const random = Math.random;
  let seed = 20130618;
  Math.random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  try { return action(); } finally { Math.random = random; }
}

function arrange() {
  const shown = graph.elements().not(".off");
  if (!shown.nodes().length) return;
  seeded(() => shown.layout({
    name: "fcose", quality: "proof", randomize: true, animate: false, fit: false, nodeDimensionsIncludeLabels: true,
    nodeSeparation: 120, numIter: 5000, nodeRepulsion: () => 14000, gravity: 0.18, gravityRange: 2.2,
    idealEdgeLength: (edge) => 95 + 2.2 * Math.min(edge.data("label").length, 26),
    edgeElasticity: () => 0.35, tile: true, tilingPaddingVertical: 30, tilingPaddingHorizontal: 30,
  }).run());
  fit();
}

function fit() {
  graph.fit(graph.elements().not(".off"), 36);
  if (graph.zoom() > 1.3) { graph.zoom(1.3); graph.center(graph.elements().not(".off")); }
}

function refreshGraph() {
  graph.batch(() => {
    graph.edges().forEach((edge) => {
      const facts = data.edges[edge.data("index")].facts.filter(factPasses);
      edge.toggleClass("off", facts.length === 0);
      if (facts.length) edge.data("label", relationLabel(facts));
    });
    graph.nodes().forEach((node) => {
      const index = node.data("index");
      const linked = node.connectedEdges().some((edge) => !edge.hasClass("off"));
      node.toggleClass("off", !nodePasses(index) || (!linked && !state.revealed.has(index)));
    });
  });
}

// Adds an entity that the first view left out, with its neighbours that are already there.
function reveal(index) {
  state.revealed.add(index);
  if (!drawn.has(index)) {
    drawn.add(index);
    const there = new Set(graph.elements().map((element) => element.id()));
    const added = graph.add(elements().filter((element) => !there.has(element.data.id)));
    const near = added.nodes().neighborhood("node").not(added);
    const box = near.length ? near.boundingBox() : graph.elements().boundingBox();
    added.nodes().positions(() => ({ x: (box.x1 + box.x2) / 2 + 60, y: box.y2 + 70 }));
  }
  refreshGraph();
}

function highlight(chosen) {
  graph.batch(() => {
    graph.elements().removeClass("far near chosen");
    if (!chosen || chosen.empty()) return;
    const near = chosen.isNode() ? chosen.closedNeighborhood() : chosen.union(chosen.connectedNodes());
    graph.elements().not(near).addClass("far");
    near.edges().addClass("near");
    chosen.addClass("chosen");
  });
}

function startGraph() {
  graph = cytoscape({
    container: byId("graph"), elements: elements(), style: style(),
    minZoom: 0.08, maxZoom: 4, wheelSensitivity: 0.6, boxSelectionEnabled: false, selectionType: "single",
  });
  graph.on("tap", "node", (event) => chooseNode(event.target.data("index"), { move: false }));
  graph.on("tap", "edge", (event) => chooseEdge(event.target.data("index")));
  graph.on("tap", (event) => { if (event.target === graph) choose(null); });
  graph.on("mouseover", "node, edge", () => { byId("graph").style.cursor = "pointer"; });
  graph.on("mouseout", "node, edge", () => { byId("graph").style.cursor = ""; });
  refreshGraph();
  arrange();
}
