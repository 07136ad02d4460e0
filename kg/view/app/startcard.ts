/** What to begin with, in a graph too large to be seen at once. */

import type { App } from "./app";
import { bdi, button, count, el, plural } from "./dom";
import { day, mark } from "./words";

const NAMES = 6;
const DOCUMENTS = 5;

export function startCard(app: App): HTMLElement[] {
  const { totals, documents } = app.source;
  const named = app.known.entities.filter((entity) => !entity.unsaid && !entity.described && entity.degree > 0);
  const groups = app.data.classes
    .map((cls) => ({ cls, entities: named.filter((entity) => entity.cls === cls.name).sort((a, b) => b.degree - a.degree || a.index - b.index) }))
    .filter(({ entities }) => entities.length);
  const latest = documents.filter((each) => each.published).sort((a, b) => (b.published! < a.published! ? -1 : 1)).slice(0, DOCUMENTS);
  const told = [plural(totals.entities, "entity", "entities"), plural(totals.facts, "fact", "facts"), totals.documents ? plural(totals.documents, "document", "documents") : ""];
  return [
    el("p", { class: "kind" }, told.filter(Boolean).join(", ")),
    el("p", {}, "Search for a name, or begin with one of these. A double click on an entity draws its neighbours."),
    ...groups.slice(0, 8).map(({ cls, entities }) => el("section", { class: "start" },
      el("h3", {}, cls.label, app.data.served ? null : el("span", { class: "count" }, count(entities.length))),
      el("div", { class: "names" }, entities.slice(0, NAMES).map((entity) =>
        button([mark(app, entity), bdi(entity.name)], () => void app.only(entity.index, { enter: false })))))),
    latest.length ? el("section", { class: "start" }, el("h3", {}, "Latest documents"), el("ul", { class: "plain-list" }, latest.map((each) => el("li", {},
      button(bdi(each.title || each.id), () => app.choose({ kind: "document", document: each.id }), { class: "name" }), el("span", { class: "soft" }, day(each.published ?? "")))))) : null,
  ].filter((part) => part !== null);
}

/** What to do where there is nothing. */
export function emptyCard(): HTMLElement[] {
  return [
    el("p", {}, "There are no facts in this graph yet."),
    el("p", {}, "Put articles in, and draw it again:"),
    el("pre", {}, "kg build ARTICLES… --graph DIR\nkg view --graph DIR -o graph.html"),
    el("p", { class: "note" }, "Facts that are doubtful are left out; this lists them too:"),
    el("pre", {}, "kg facts --graph DIR --least 0"),
  ];
}
