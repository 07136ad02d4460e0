// ---- graph.js: the drawing. ----

const drawn = new Set(firstView());
const FONT = "Inter, system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif";
let graph = null;

function firstView() {
  const linked = data.nodes.map((_, index) => index).filter((index) => data.nodes[index].degree > 0);
  if (linked.length <= FIRST_VIEW && data.edges.length <= FIRST_LINES) return linked;
  const said = linked.filter((index) => !data.nodes[index].unsaid);
  const named = said.filter((index) => !data.nodes[index].described); // they come by degree
  const neighbours = data.nodes.map(() => []);
  data.edges.forEach((edge) => { neighbours[edge.source].push(edge.target); neighbours[edge.target].push(edge.source); });
  const shown = new Set();
  let lines = 0;
  for (const index of named.length ? named : said) {
    lines += neighbours[index].filter((other) => shown.has(other)).length;
    if (shown.size >= FIRST_VIEW || (lines > FIRST_LINES && shown.size > 1)) break;
    shown.add(index);
  }
  return [...shown].flatMap((index) => [index, ...dotsOf(index)]);
}

// The dots beside an entity, in the place of whoever its events lack.
function dotsOf(index) {
  return [...new Set(data.edges.filter((edge) => edge.source === index || edge.target === index)
    .map((edge) => (edge.source === index ? edge.target : edge.source)).filter((other) => data.nodes[other].unsaid))];
}

const ruler = document.createElement("canvas").getContext("2d");

function widest(rows, font) {
  ruler.font = font;
  return Math.max(...rows.map((row) => ruler.measureText(row).width));
}

function elements() {
  const nodes = [...drawn].map((index) => {
    const node = data.nodes[index];
    if (node.unsaid) {
      return { data: { id: `n${index}`, index, color: data.unsaidColor, label: "", rank: 0, type: 1, width: 11, height: 11 },
        classes: "unsaid", position: node.at ? { x: node.at[0], y: node.at[1] } : undefined };
    }
    const width = widest(node.rows, `${node.described ? 400 : 600} ${node.size}px ${FONT}`);
    return {
      data: {
        id: `n${index}`, index, color: classOf.get(node.cls).color, label: node.rows.join("\n"), rank: node.degree,
        type: node.size, width: width + 1.7 * node.size, height: (node.rows.length * 1.2 + 0.9) * node.size,
      },
      classes: node.described ? "described" : "",
      position: node.at ? { x: node.at[0], y: node.at[1] } : undefined,
    };
  });
  const edges = data.edges.flatMap((edge, index) => (drawn.has(edge.source) && drawn.has(edge.target)) ? [{
    data: { id: `e${index}`, index, source: `n${edge.source}`, target: `n${edge.target}`, label: relationLabel(edge.facts), shift: 0 },
    classes: edge.mutual ? `${edge.status} mutual` : edge.status,
  }] : []);
  return [...nodes, ...edges];
}

// The middle of a line is known once it has been drawn.
function spreadLabelsSoon() {
  graph.one("render", spreadLabels);
}

function drawnLines() {
  return data.edges.filter((edge) => drawn.has(edge.source) && drawn.has(edge.target)).length;
}

function mix(color, other, share) {
  const parts = (text) => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
  const [first, second] = [parts(color), parts(other)];
  return `rgb(${first.map((value, i) => Math.round(value + (second[i] - value) * share)).join(", ")})`;
}

// Lines between the same two entities bend apart; where their labels still meet, these go up and down.
function spreadLabels() {
  const ROOM = 30;
  const done = graph.collection();
  graph.edges().not(".off").forEach((edge) => {
    const bundle = edge.parallelEdges().not(".off");
    if (bundle.length < 2 || done.has(edge)) return;
    done.merge(bundle);
    const level = bundle.map((one) => ({ one, y: one.midpoint().y })).sort((a, b) => a.y - b.y);
    const middle = (level[0].y + level[level.length - 1].y) / 2;
    level.forEach(({ one, y }, place) => {
      const least = middle + (place - (level.length - 1) / 2) * ROOM;
      one.data("shift", Math.abs(least - middle) > Math.abs(y - middle) ? least - y : 0);
    });
  });
}

function style() {
  const paint = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const [ink, soft, canvas, accent] = ["--ink", "--soft", "--canvas", "--accent"].map(paint);
  const line = (status) => {
    const color = mix(statusOf.get(status).color, ink, isDark() ? 0.25 : 0);
    return { "line-color": color, "target-arrow-color": color, color: mix(statusOf.get(status).color, ink, 0.35) };
  };
  return [
    { selector: "node", style: {
      shape: "round-rectangle", "corner-radius": 14, width: "data(width)", height: "data(height)",
      "background-color": (node) => mix(node.data("color"), canvas, isDark() ? 0.68 : 0.8),
      "border-width": 1.6, "border-color": "data(color)", "z-index": "data(rank)",
      label: "data(label)", "font-size": "data(type)", "font-weight": 600, "font-family": FONT, "line-height": 1.2,
      color: (node) => mix(node.data("color"), ink, 0.72), "text-valign": "center", "text-halign": "center", "text-wrap": "wrap",
      "text-max-width": 1000, "min-zoomed-font-size": 5,
    } },
    { selector: "node.described", style: {
      "background-color": (node) => mix(node.data("color"), canvas, 0.92), "border-width": 1, "border-style": "dashed",
      color: soft, "font-weight": 400,
    } },
    { selector: "node.unsaid", style: { shape: "ellipse", "background-color": canvas, "border-width": 1.2, "border-style": "dashed" } },
    { selector: "edge", style: {
      width: 1.6, "curve-style": "bezier", "control-point-step-size": 54, "target-arrow-shape": "triangle", "arrow-scale": 0.95,
      label: "data(label)", "font-size": 11, "font-family": FONT, "text-wrap": "wrap", "text-max-width": 150, "text-margin-y": "data(shift)",
      "text-background-color": canvas, "text-background-opacity": 0.92, "text-background-padding": 2,
      "text-background-shape": "roundrectangle", "min-zoomed-font-size": drawnLines() > 150 ? 9 : 6,
    } },
    { selector: "edge.asserted", style: line("asserted") },
    { selector: "edge.planned", style: { ...line("planned"), "line-style": "dashed", "line-dash-pattern": [7, 4] } },
    { selector: "edge.hypothetical", style: { ...line("hypothetical"), "line-style": "dotted", width: 2 } },
    { selector: "edge.alleged", style: { ...line("alleged"), "line-style": "dashed", "line-dash-pattern": [7, 3, 1.5, 3] } },
    { selector: "edge.negated", style: line("negated") },
    { selector: "edge.former", style: { ...line("former"), "line-style": "dashed", "line-dash-pattern": [3, 3] } },
    { selector: "edge.mutual", style: { "target-arrow-shape": "none" } },
    { selector: ".off", style: { display: "none" } },
    { selector: "node.far", style: { opacity: 0.22 } },
    { selector: "edge.far", style: { opacity: 0.12 } },
    { selector: "node.chosen", style: { "border-color": accent, "border-width": 3.5, "border-style": "solid", "z-index": 9999 } },
    { selector: "edge.near", style: { width: 2.2, "min-zoomed-font-size": 4 } },
    { selector: "edge.chosen", style: { width: 3.4, "z-index": 9999 } },
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
  const crowd = Math.min(3, Math.max(1, shown.edges().length / shown.nodes().length / 1.5)); // much joined, much room
  const room = (edge) => 70 + 2 * Math.min(edge.data("label").length, 26) + (edge.parallelEdges().length > 1 ? 50 : 0);
  seeded(() => shown.layout({
    name: "fcose", quality: "proof", randomize: true, animate: false, fit: false, nodeDimensionsIncludeLabels: true,
    nodeSeparation: 120 * crowd, numIter: 4000, nodeRepulsion: () => 14000 * crowd * crowd, gravity: 0.18, gravityRange: 2.2,
    idealEdgeLength: (edge) => room(edge) * crowd, edgeElasticity: () => 0.35,
    tile: true, tilingPaddingVertical: 30, tilingPaddingHorizontal: 30,
  }).run());
  separate(shown.nodes());
  fit();
}

// Pushes boxes apart that still lie on each other, each time the shorter way.
function separate(nodes) {
  const GAP = 14;
  const boxes = nodes.map((node) => ({ node, ...node.position(), w: node.data("width") + GAP, h: node.data("height") + GAP }));
  for (let turn = 0, moved = true; moved && turn < 200; turn += 1) {
    moved = false;
    for (let i = 0; i < boxes.length; i += 1) {
      for (let j = 0; j < i; j += 1) {
        const [a, b] = [boxes[i], boxes[j]];
        const x = (a.w + b.w) / 2 - Math.abs(a.x - b.x);
        const y = (a.h + b.h) / 2 - Math.abs(a.y - b.y);
        if (x <= 0.1 || y <= 0.1) continue;
        const axis = x < y ? "x" : "y";
        const step = (Math.min(x, y) / 2) * (a[axis] < b[axis] ? -1 : 1);
        a[axis] += step;
        b[axis] -= step;
        moved = true;
      }
    }
  }
  graph.batch(() => boxes.forEach((box) => box.node.position({ x: box.x, y: box.y })));
}

// Moves an element out from under the panel, and nearer when it is out of sight.
function bringIntoView(element) {
  const box = element.renderedBoundingBox();
  const right = byId("graph").clientWidth - (byId("details").hidden ? 0 : byId("details").offsetWidth) - 24;
  const by = (low, high, least, most) => (low < least ? least - low : high > most ? Math.max(most - high, least - low) : 0);
  const shift = { x: by(box.x1, box.x2, 24, right), y: by(box.y1, box.y2, 24, byId("graph").clientHeight - 24) };
  if (!shift.x && !shift.y) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  graph.animate({ panBy: shift, duration: calm ? 0 : 200 });
}

function fit() {
  spreadLabelsSoon();
  graph.fit(graph.elements().not(".off"), 36);
  if (graph.zoom() > 1.25) { graph.zoom(1.25); graph.center(graph.elements().not(".off")); }
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
  spreadLabelsSoon();
}

// Adds an entity that the first view left out, with its neighbours that are already there.
function reveal(index) {
  state.revealed.add(index);
  if (!drawn.has(index)) {
    [index, ...dotsOf(index)].forEach((one) => drawn.add(one));
    const there = new Set(graph.elements().map((element) => element.id()));
    const added = graph.add(elements().filter((element) => !there.has(element.data.id)));
    const near = added.nodes().neighborhood("node").not(added);
    const box = near.length ? near.boundingBox() : graph.elements().boundingBox();
    added.nodes().positions((_, place) => ({ x: (box.x1 + box.x2) / 2 + 60 + 90 * place, y: box.y2 + 70 }));
  }
  refreshGraph();
  renderCounts();
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
    container: byId("graph"), elements: elements(), style: style(), layout: { name: "preset" },
    minZoom: 0.08, maxZoom: 4, boxSelectionEnabled: false, selectionType: "single",
  });
  graph.on("tap", "node", (event) => chooseNode(event.target.data("index")));
  graph.on("tap", "edge", (event) => chooseEdge(event.target.data("index")));
  graph.on("tap", (event) => { if (event.target === graph) choose(null); });
  graph.on("mouseover", "node, edge", () => { byId("graph").style.cursor = "pointer"; });
  graph.on("mouseout", "node, edge", () => { byId("graph").style.cursor = ""; });
  refreshGraph();
  graph.on("dragfree", "node", spreadLabelsSoon);
  if (data.nodes.some((node) => node.at)) fit(); else arrange();
}
