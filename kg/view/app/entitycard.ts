/** An entity: what it is, what surrounds it, and what is said of it. */

import type { App } from "./app";
import { bdi, button, capital, count, el, plural, type Child } from "./dom";
import { hiddenBeside } from "./exploring";
import { timeOf } from "./filters";
import { factCard } from "./factcard";
import { judgeEntity } from "./judging";
import type { Entity, Fact } from "./known";
import { chip, classLabel, day, documentName, endOf, mark, nameOf, portions, span, when } from "./words";

const CARDS = 25;
type Section = "facts" | "timeline" | "neighbours" | "documents";
let section: Section = "facts"; // the reader's choice holds from card to card

export function entityCard(app: App, index: number, relation: string | undefined, again: () => void): HTMLElement[] {
  const entity = app.known.entities[index];
  const all = entity.facts.map((fact) => app.known.facts[fact]);
  const passing = all.filter((fact) => app.passes(fact));
  const facts = relation ? passing.filter((fact) => fact.relation === relation) : passing;
  if (entity.unsaid) {
    return [el("p", { class: "kind" }, "One party of these events; the text does not say who or what."), ...facts.map((fact) => factCard(app, fact))];
  }
  return [
    el("p", { class: "kind" }, mark(app, entity), classLabel(app, entity.cls), entity.described ? " · described, not named" : null),
    entity.aliases.length ? el("p", { class: "aliases" }, "Also ", entity.aliases.flatMap((name, i): Child[] => [i ? ", " : "", bdi(name)])) : null,
    ...(entity.codes ?? []).map(([label, code]) => el("p", { class: "aliases" }, `${label} `, bdi(code))),
    offices(passing),
    actions(app, entity),
    relations(app, entity, passing, relation),
    judgeEntity(app, entity),
    tabs(again),
    all.length > passing.length ? el("p", { class: "note" }, `${count(all.length - passing.length)} of ${plural(all.length, "fact", "facts")} filtered out`) : null,
    (entity.total ?? 0) > all.length ? el("p", { class: "note" }, `${count(all.length)} of its ${count(entity.total ?? 0)} facts are here; the SPARQL tab reaches all.`) : null,
    relation ? el("p", { class: "note" }, `Only “${app.known.relation(relation).label}”. `, button("All relations", () => app.choose({ kind: "entity", entity: index }), { class: "link" })) : null,
    el("div", { id: "section", role: "tabpanel", "aria-labelledby": `section-${section}` }, ...SECTIONS[section](app, entity, facts)),
    el("p", { class: "iri" }, entity.iri),
  ].filter((part) => part !== null);

  function offices(facts: readonly Fact[]): HTMLElement | null {
    const held = facts.filter((fact) => app.known.relation(fact.relation).office && fact.subject === index);
    if (!held.length) return null;
    const seen = new Map(held.map((fact) => [`${fact.object} ${fact.status} ${fact.time ?? ""}`, fact]));
    return el("ul", { class: "offices", "aria-label": "Offices" }, [...seen.values()].slice(0, 6).map((fact) =>
      el("li", {}, endOf(app, fact.object), fact.status === "asserted" ? null : chip(fact.status), el("span", { class: "soft" }, when(fact) ?? (fact.published ? `as of ${day(fact.published)}` : "")))));
  }
}

function actions(app: App, { index, name }: Entity): HTMLElement {
  const drawn = app.view.places.has(index);
  const hidden = hiddenBeside(app.known, app.view.places, index, app.view.filters).length;
  return el("div", { class: "actions", role: "group", "aria-label": `What to do with ${name}` },
    button(hidden ? `Expand · ${count(hidden)}` : "Expanded", () => void app.grow(index), { id: "expand", disabled: !hidden, title: "Draw its neighbours (E)" }),
    button("Only this", () => void app.only(index), { id: "only", title: "Draw it with its neighbours alone (O)" }),
    button("Path to…", () => app.choose({ kind: "connect", from: index }, { enter: true }), { id: "connect", title: "How it is connected with another" }),
    button(app.isPinned(index) ? "Unpin" : "Pin", () => app.pin(index), { id: "pin", disabled: !drawn, "aria-pressed": String(app.isPinned(index)), title: "Keep its place when the rest is arranged (P)" }),
    button("Hide", () => app.hide(index), { id: "hide", disabled: !drawn, title: "Take it out of the drawing (H)" }),
  );
}

/** Its relations, each with how many it leads to; choosing one draws these. */
function relations(app: App, entity: Entity, facts: readonly Fact[], chosen?: string): HTMLElement | null {
  const counts = new Map<string, number>();
  for (const fact of facts) if (fact.ends) counts.set(fact.relation, (counts.get(fact.relation) ?? 0) + 1);
  if (counts.size < 2 && !chosen) return null;
  const order = [...counts].sort((a, b) => b[1] - a[1]);
  return el("ul", { class: "relations", "aria-label": "Expand by one relation" }, order.slice(0, 12).map(([relation, facts]) => {
    const hidden = hiddenBeside(app.known, app.view.places, entity.index, app.view.filters, relation).length;
    const { label } = app.known.relation(relation);
    const unseen = (text: string): HTMLElement => el("span", { class: "unseen" }, text);
    return el("li", {}, button([label, " ", el("span", { class: "count" }, count(facts)), unseen(facts === 1 ? " fact" : " facts"),
      hidden ? [" ", el("span", { class: "plus" }, `+${hidden}`), unseen(" to draw")] : null],
      () => void (hidden ? app.grow(entity.index, relation) : Promise.resolve(app.choose({ kind: "entity", entity: entity.index, relation }))), {
        "aria-pressed": String(relation === chosen),
      }));
  }));
}

function tabs(again: () => void): HTMLElement {
  const names = Object.keys(SECTIONS) as Section[];
  return el("div", { class: "tabs small", role: "tablist", "aria-label": "What is said of it" }, names.map((name) => {
    const tab = button(capital(name), () => open(name), {
      id: `section-${name}`, role: "tab", "aria-controls": "section", "aria-selected": String(name === section), tabindex: name === section ? 0 : -1,
      onkeydown: (event: KeyboardEvent) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step) open(names[(names.indexOf(name) + step + names.length) % names.length]);
      },
    });
    return tab;
  }));

  function open(name: Section): void {
    section = name;
    again();
    document.getElementById(`section-${name}`)?.focus();
  }
}

const SECTIONS: Record<Section, (app: App, entity: Entity, facts: readonly Fact[]) => HTMLElement[]> = {
  facts: (app, _, facts) => [
    el("h3", {}, plural(facts.length, "fact", "facts")),
    ...portions(facts, CARDS, "facts", (fact) => factCard(app, fact)),
  ],
  timeline,
  neighbours: (app, entity, facts) => {
    const all = new Set(facts);
    const near = app.known.neighbours(entity.index, (fact) => all.has(fact)).filter(([other]) => !app.known.entities[other].unsaid);
    return [
      el("h3", {}, plural(near.length, "neighbour", "neighbours")),
      el("ul", { class: "plain-list" }, portions(near, CARDS, "neighbours", ([other, shared]) => el("li", {},
        mark(app, app.known.entities[other]), nameOf(app, other), el("span", { class: "soft" }, app.known.label(shared)),
        el("span", { class: "count" }, count(shared.length))))),
    ];
  },
  documents: (app, _, facts) => {
    const counts = new Map<string, number>();
    for (const fact of facts) counts.set(fact.document, (counts.get(fact.document) ?? 0) + 1);
    const order = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return [
      el("h3", {}, plural(order.length, "document", "documents")),
      el("ul", { class: "plain-list" }, portions(order, CARDS, "documents", ([id, number]) => el("li", {},
        button(bdi(documentName(app, id)), () => app.choose({ kind: "document", document: id }, { enter: true }), { class: "name" }),
        el("span", { class: "count" }, plural(number, "fact", "facts"))))),
    ];
  },
};

/** Its facts by day; those without one of their own by the day of their document. */
function timeline(app: App, entity: Entity, facts: readonly Fact[]): HTMLElement[] {
  const dated = facts.map((fact): [string, Fact] => [timeOf(fact)[0] || timeOf(fact)[1], fact]);
  const order = dated.filter(([date]) => date).sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1].index - b[1].index));
  const undated = dated.length - order.length;
  let year = "";
  const rows = order.map(([date, fact]): [string, string, Fact] => {
    const head = date.slice(0, 4) === year ? "" : date.slice(0, 4);
    year = date.slice(0, 4);
    return [head, date, fact];
  });
  return [
    el("h3", {}, `${plural(order.length, "dated fact", "dated facts")}${undated ? `, ${count(undated)} without a day` : ""}`),
    el("ol", { class: "timeline" }, portions(rows, 100, "facts", ([head, date, fact]) => el("li", { class: head ? "new-year" : null },
      el("span", { class: "year" }, head), el("time", { datetime: date }, span(fact).replace(new RegExp(` ${date.slice(0, 4)}$`), "") || date),
      el("span", {}, other(app, entity, fact), " ", fact.status === "asserted" ? null : chip(fact.status),
        fact.time ? null : el("span", { class: "soft" }, " (day of the document)"))))),
  ];
}

/** A fact as seen from an entity. */
function other(app: App, entity: Entity, fact: Fact): Child[] {
  const { label } = app.known.relation(fact.relation);
  const open = button(label, () => app.choose({ kind: "fact", fact: fact.index }, { enter: true }), { class: "link relation" });
  return fact.subject === entity.index ? [open, " ", endOf(app, fact.object)] : [endOf(app, fact.subject), " ", open, " ", bdi(entity.name)];
}
