// ---- main.js: starting, tabs, keys, light and dark. ----

function showTab(name) {
  for (const tab of ["graph", "table"]) {
    const active = tab === name;
    byId(`${tab}-view`).hidden = !active;
    byId(`tab-${tab}`).setAttribute("aria-selected", String(active));
    byId(`tab-${tab}`).tabIndex = active ? 0 : -1;
  }
  if (name === "graph") graph.resize(); else renderTable();
}

function renderCounts() {
  const shown = graph.nodes().not(".off").not(".unsaid").length;
  const linked = data.nodes.filter((node) => node.degree > 0 && !node.unsaid).length;
  const said = [...drawn].filter((index) => !data.nodes[index].unsaid).length;
  const facts = data.facts.reduce((count, _, index) => count + factPasses(index), 0);
  byId("counts").textContent = `${plural(shown, "entity", "entities")}, ${plural(facts, "fact", "facts")}`;
  const left = linked - said;
  byId("notice").hidden = left <= 0;
  byId("notice").textContent = left > 0
    ? `The ${said.toLocaleString("en")} most connected entities are drawn; search finds the other ${left.toLocaleString("en")}.` : "";
}

function isDark() {
  return document.documentElement.dataset.theme === "dark";
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  if (graph) graph.style(style());
}

// N and shift-N step through the shown entities, the most connected first.
function step(direction) {
  const shown = data.nodes.map((_, index) => index).filter((index) => {
    const element = graph.getElementById(`n${index}`);
    return element.nonempty() && !element.hasClass("off") && !data.nodes[index].unsaid;
  });
  if (!shown.length) return;
  const here = chosen && "node" in chosen ? shown.indexOf(chosen.node) : direction > 0 ? -1 : 0;
  chooseNode(shown[(here + direction + shown.length) % shown.length]);
}

function zoom(factor) {
  graph.zoom({ level: graph.zoom() * factor, renderedPosition: { x: graph.width() / 2, y: graph.height() / 2 } });
}

function onGraphKey(event) {
  const pan = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
  if (pan) graph.panBy({ x: pan[0], y: pan[1] });
  else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input[type=search]")) return;
  if (event.key === "/") { byId("search").focus(); event.preventDefault(); }
  else if (event.key === "Escape") choose(null);
  else if (event.key.toLowerCase() === "n" && !byId("graph-view").hidden) step(event.shiftKey ? -1 : 1);
}

function start() {
  setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  startGraph();
  renderFilters();
  renderDetails();
  renderCounts();
  startSearch();
  listeners.push(refreshGraph, renderCounts, renderTable, renderDetails);
  byId("theme").addEventListener("click", () => setTheme(isDark() ? "light" : "dark"));
  byId("zoom-in").addEventListener("click", () => zoom(1.25));
  byId("zoom-out").addEventListener("click", () => zoom(0.8));
  byId("fit").addEventListener("click", fit);
  byId("arrange").addEventListener("click", arrange);
  byId("graph").addEventListener("keydown", onGraphKey);
  document.addEventListener("keydown", onKey);
  for (const [name, other] of [["graph", "table"], ["table", "graph"]]) {
    byId(`tab-${name}`).addEventListener("click", () => showTab(name));
    byId(`tab-${name}`).addEventListener("keydown", (event) => {
      if (event.key === "ArrowLeft" || event.key === "ArrowRight") { showTab(other); byId(`tab-${other}`).focus(); }
    });
  }
}

start();
