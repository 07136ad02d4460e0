/** The explorer: its parts put together. */

import { App } from "./app";
import { byId, count, el, plural } from "./dom";
import { Drawing, margin } from "./drawing";
import { filterPanel } from "./filterpanel";
import { set } from "./filters";
import { keys } from "./keys";
import { Known } from "./known";
import type { Room } from "./packing";
import { NARROW, Panel } from "./panel";
import { searchBox } from "./searchbox";
import { Served } from "./served";
import { Embedded } from "./source";
import { sparqlTab } from "./sparqltab";
import { isDark } from "./style";
import { placesTab, timelineTab } from "./lists";
import { Table } from "./table";
import type { PageData } from "./types";
import { TABS, type Tab } from "./view";

const TOLD = 480; // a window of this width tells below the buttons how much is drawn
const LINE = 23;
const TOOLS = 50; // pixels of the buttons above and below the drawing

function start(data: PageData): void {
  theme(matchMedia("(prefers-color-scheme: dark)").matches);
  const known = new Known(data.relations);
  known.add(data, !data.served);
  const failed = (text: string): void => { byId("notice").textContent = text; byId("notice").dataset.failed = ""; app.say(text); };
  const source = data.served ? new Served(known, data.totals, data.documents, failed) : new Embedded(known, data.totals, data.documents);
  const app: App = new App(data, known, source, (beside) => room(beside === "card" || (beside === "welcome" && panel.welcomes)));
  app.say = (text) => { byId("announce").textContent = text; };
  const drawing: Drawing = new Drawing(byId("graph"), known, data, {
    choose: (chosen) => (chosen ? app.choose(chosen) : panel.close()),
    grow: (entity) => void app.grow(entity),
    moved: (places) => app.moved(places),
    covered,
  });
  const panel: Panel = new Panel(app);
  app.listen((view, before) => {
    showTab(view.tab);
    if (view.tab !== before.tab || view.chosen !== before.chosen) showFilters(false); // in a narrow window they lie over what was asked for
    if (view.places !== before.places || view.filters !== before.filters || view.chosen !== before.chosen) drawing.show(view);
    numbers(app, drawing);
    if (view.tab === "graph" && before.tab !== "graph") drawing.resize();
  });
  app.listen((view, before, { fit }) => { // now that all that covers the drawing is there
    if (view.tab !== "graph") return;
    if (fit === true || (fit && drawing.outside())) drawing.fit();
    else if (view.chosen !== before.chosen) drawing.bringIntoView();
  });
  new Table(app);
  timelineTab(app);
  placesTab(app);
  if (data.served) sparqlTab(app);
  buttons(app, drawing);
  keys(app, drawing, panel);
  void app.open(location.hash).then(() => {
    filterPanel(app);
    searchBox(app);
    addEventListener("popstate", (event) => void app.arrive(location.hash, event.state));
    document.documentElement.dataset.ready = "";
  });
}

/** Room for the drawing, beside a card that is or will be open. */
function room(card: boolean): Room {
  const { clientWidth: width, clientHeight: height } = byId("graph");
  const panel = byId("details");
  const { width: wide, position } = getComputedStyle(panel); // "384px", also while it is hidden
  const below = innerWidth <= NARROW;
  const right = card && !below && position === "absolute" ? parseFloat(wide) || panel.offsetWidth : 0;
  const bottom = card && below ? height / 2 : TOOLS;
  return { width: Math.max(80, width - right - 2 * margin(width)), height: Math.max(80, height - TOOLS - (innerWidth <= TOLD ? LINE : 0) - bottom - margin(width)) };
}

function covered(): { top: number; right: number; bottom: number } {
  const panel = byId("details");
  const notice = byId("notice");
  const told = notice.offsetParent && innerWidth <= TOLD ? notice.offsetHeight : 0;
  const free = { top: TOOLS + told, right: 0, bottom: TOOLS };
  if (panel.hidden || getComputedStyle(panel).position !== "absolute") return free;
  const below = panel.offsetWidth > byId("graph").clientWidth * 0.8;
  return below ? { ...free, bottom: panel.offsetHeight } : { ...free, right: panel.offsetWidth };
}

function showTab(tab: Tab): void {
  document.body.dataset.tab = tab;
  for (const name of TABS.filter((each) => document.getElementById(`tab-${each}`))) {
    byId(`${name}-view`).hidden = name !== tab;
    byId(`tab-${name}`).setAttribute("aria-selected", String(name === tab));
    byId(`tab-${name}`).tabIndex = name === tab ? 0 : -1;
  }
}

/** Open or close the filters of a narrow window; in a wide one they are always there. */
function showFilters(open: boolean): void {
  if (open === document.body.classList.contains("filtering")) return;
  const inside = byId("filters").contains(document.activeElement);
  document.body.classList.toggle("filtering", open);
  byId("show-filters").setAttribute("aria-expanded", String(open));
  if (open) byId("filters").focus();
  else if (inside) byId("show-filters").focus();
}

/** How much of the graph is seen: never more than there is, and what is left out is told. */
function numbers(app: App, drawing: Drawing): void {
  const { totals } = app.source;
  const shown = new Set(drawing.shown());
  const facts = app.known.facts.filter((fact) => app.passes(fact) &&
    [fact.subject, fact.object].every((end) => typeof end !== "number" || shown.has(end))).length;
  const part = (some: number, all: number, one: string, many: string): string =>
    some === all ? plural(all, one, many) : `${count(some)} of ${plural(all, one, many)}`;
  byId("counts").textContent = `${part(shown.size, totals.entities, "entity", "entities")}, ${part(facts, totals.facts, "fact", "facts")}`;
  const filters = set(app.view.filters);
  byId("show-filters").replaceChildren("Filters", ...(filters ? [el("span", { class: "badge" }, String(filters))] : []));
  byId<HTMLButtonElement>("undo").disabled = !app.canUndo;
  byId<HTMLButtonElement>("redo").disabled = !app.canRedo;
  byId<HTMLButtonElement>("restart").disabled = app.view.first && !app.view.chosen && !filters;
  delete byId("notice").dataset.failed;
  byId("notice").hidden = shown.size >= totals.entities;
  byId("notice").textContent = `${count(shown.size)} of ${count(totals.entities)} entities drawn`;
}

function theme(dark: boolean): void {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

function buttons(app: App, drawing: Drawing): void {
  const acts: Record<string, () => void> = {
    "zoom-in": () => drawing.zoom(1.25), "zoom-out": () => drawing.zoom(0.8), fit: () => drawing.fit(), arrange: () => app.arrange(),
    undo: () => app.undo(), redo: () => app.redo(), restart: () => app.restart(),
    theme: () => { theme(!isDark()); drawing.restyle(); },
    "show-filters": () => showFilters(!document.body.classList.contains("filtering")),
    "copy-link": () => void copy(app),
  };
  for (const [id, act] of Object.entries(acts)) byId(id).addEventListener("click", act);
  const tabs = [...document.querySelectorAll<HTMLElement>("header [role=tab]")];
  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => app.tab(tab.id.replace("tab-", "") as Tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(at + step + tabs.length) % tabs.length];
      next.click();
      next.focus();
    });
  });
  let pending = 0;
  addEventListener("resize", () => {
    clearTimeout(pending);
    pending = window.setTimeout(() => drawing.resize(), 100);
  });
  const print = el("img", { id: "print", alt: "The drawing" }); // paper has the drawing as a picture
  addEventListener("beforeprint", () => {
    print.src = drawing.picture();
    byId("graph-view").append(print);
  });
  addEventListener("afterprint", () => print.remove());
}

async function copy(app: App): Promise<void> {
  const address = location.href.replace(/#.*$/, "") + app.address();
  try {
    await navigator.clipboard.writeText(address);
    app.say("Link to this view copied");
  } catch {
    app.say("The address of the page is the link to this view"); // it may not be copied, as in a page opened from a file
  }
  byId("copy-link").dataset.done = "";
  setTimeout(() => delete byId("copy-link").dataset.done, 1500);
}

start(JSON.parse(byId("data").textContent ?? "{}") as PageData);
