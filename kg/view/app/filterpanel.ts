/** The legend, which filters. */

import type { App } from "./app";
import { button, byId, capital, count, dot, el, plural, type Child } from "./dom";
import { EVERYTHING, set, type Filters } from "./filters";
import { documentName } from "./words";

type Sets = "classes" | "relations" | "statuses";
const PLACES = 300;
const RELATIONS = 12;

interface Option {
  name: string;
  label: string;
  sign: Child;
  number: number;
}

export function filterPanel(app: App): void {
  let facts = -1;
  let more = false;
  const draw = (): void => {
    facts = app.known.facts.length;
    const focused = document.activeElement?.id;
    byId("filters").replaceChildren(...content());
    if (focused) byId("filters").querySelector<HTMLElement>(`#${CSS.escape(focused)}`)?.focus();
  };
  app.listen((view, before) => {
    if (view.filters !== before.filters || app.known.facts.length !== facts) draw();
  });
  const content = (): HTMLElement[] => !app.known.facts.length ? [el("p", { class: "note" }, "Nothing to filter yet.")] : [
    group(app, "Entities", "classes", classes(app)),
    flags(app),
    group(app, "Status", "statuses", statuses(app)),
    group(app, "Relations", "relations", relations(app), more ? Infinity : RELATIONS, () => { more = true; draw(); }),
    time(app), choices(app), confidence(app), reset(app),
  ].filter((part) => part !== null);
  addEventListener("kg-known", () => requestAnimationFrame(draw));
  draw();
}

/** Of the whole graph where it is served: what is in the page then is only a part. */
function counts(app: App, kind: Sets, here: () => Iterable<string>): Map<string, number> {
  const told = app.data.tallies?.[kind];
  return told ? new Map(Object.entries(told)) : tally(here());
}

function classes(app: App): Option[] {
  const linked = (): string[] => app.known.entities.filter((entity) => entity.facts.length && !entity.unsaid).map((entity) => entity.cls);
  const found = counts(app, "classes", linked);
  return app.data.classes.map((cls) => ({ name: cls.name, label: cls.label, sign: dot(cls.color), number: found.get(cls.name) ?? 0 })).filter((each) => each.number);
}

function statuses(app: App): Option[] {
  const found = counts(app, "statuses", () => app.known.facts.map((fact) => fact.status));
  return app.data.statuses.map(({ name, color }) => ({
    name, label: capital(name), sign: el("span", { class: `stroke ${name}`, color, "aria-hidden": "true" }), number: found.get(name) ?? 0,
  })).filter((each) => each.number);
}

function relations(app: App): Option[] {
  const found = counts(app, "relations", () => app.known.facts.map((fact) => fact.relation));
  return [...found].map(([name, number]) => ({ name, label: app.known.relation(name).label, sign: null, number }))
    .sort((a, b) => b.number - a.number || (a.label < b.label ? -1 : 1));
}

function tally(names: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function group(app: App, title: string, key: Sets, options: readonly Option[], most = Infinity, grow?: () => void): HTMLElement | null {
  if (!options.length) return null;
  const off = app.view.filters[key];
  const all = button(off.size ? "all" : "none", () => app.filter({ [key]: new Set(off.size ? [] : options.map((each) => each.name)) }), {
    id: `all-${key}`, "aria-label": `${title}: ${off.size ? "all" : "none"}`,
  });
  const toggle = (name: string): void => {
    const next = new Set(off);
    if (!next.delete(name)) next.add(name);
    app.filter({ [key]: next });
  };
  const alone = (name: string): void => app.filter({ [key]: new Set(options.map((each) => each.name).filter((each) => each !== name)) });
  const shown = options.filter((each, at) => at < most || off.has(each.name));
  return el("fieldset", {}, el("legend", {}, title, all),
    shown.map(({ name, label, sign, number }) => el("div", { class: "choice" },
      el("label", {},
        el("input", { type: "checkbox", id: `${key}-${name}`, value: name, checked: !off.has(name), onchange: () => toggle(name) }),
        sign, el("span", {}, label), el("span", { class: "count" }, count(number))),
      button("only", () => alone(name), { class: "only", "aria-label": `Only ${label}` }))),
    shown.length < options.length ? button(`${options.length - shown.length} more`, () => grow?.(), { class: "link" }) : null);
}

function flags(app: App): HTMLElement | null {
  const { entities, facts } = app.known;
  const told = app.data.tallies?.incomplete;
  const rows: [keyof Filters & ("described" | "unsaid"), string, number][] = [
    ["described", "Without a name", told?.described ?? entities.filter((entity) => entity.described && entity.facts.length).length],
    ["unsaid", "One party not said", told?.unsaid ?? facts.filter((fact) => fact.subject === null || fact.object === null).length],
  ];
  const shown = rows.filter(([, , number]) => number);
  if (!shown.length) return null;
  return el("fieldset", { "aria-label": "Incomplete" }, shown.map(([key, label, number]) => el("div", { class: "choice" }, el("label", {},
    el("input", { type: "checkbox", id: key, checked: app.view.filters[key], onchange: () => app.filter({ [key]: !app.view.filters[key] }) }),
    el("span", { class: `sign ${key}`, "aria-hidden": "true" }), el("span", {}, label), el("span", { class: "count" }, count(number))))));
}

function time(app: App): HTMLElement {
  const field = (key: "from" | "to", label: string): HTMLElement => el("label", { class: "field-row" }, el("span", {}, label),
    el("input", { type: "date", id: `time-${key}`, value: app.view.filters[key], onchange: (event: Event) => app.filter({ [key]: (event.target as HTMLInputElement).value }) }));
  return el("fieldset", {}, el("legend", {}, "Time"), field("from", "From"), field("to", "To"));
}

function choices(app: App): HTMLElement {
  const row = (key: "place" | "document", label: string, any: string, names: readonly [string, string][]): HTMLElement =>
    el("label", { class: "field-row" }, el("span", {}, label),
      el("select", { id: `by-${key}`, onchange: (event: Event) => app.filter({ [key]: (event.target as HTMLSelectElement).value }) },
        el("option", { value: "" }, any),
        names.map(([value, text]) => el("option", { value, selected: app.view.filters[key] === value }, text))));
  const frequent = (names: (string | null)[]): [string, number][] =>
    [...tally(names.filter((name) => name !== null))].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, PLACES);
  const places = frequent(app.known.facts.map((fact) => fact.place)).map(([name, number]): [string, string] => [name, `${name} (${number})`]);
  const documents = frequent(app.known.facts.map((fact) => fact.document)).map(([id, number]): [string, string] => [id, `${documentName(app, id)} (${number})`]);
  return el("fieldset", {}, el("legend", {}, "Where", app.source.listed([]) ? null : el("span", { class: "soft" }, `\u00a0of ${plural(app.known.facts.length, "loaded fact", "loaded facts")}`)), row("place", "Place", "Any place", places), row("document", "Document", "Any document", documents));
}

function confidence(app: App): HTMLElement {
  const told = el("output", { for: "least" }, app.view.filters.least ? `${app.view.filters.least.toFixed(2)} or more` : "Any");
  return el("fieldset", {}, el("legend", {}, "Confidence"), el("label", { class: "field-row" }, told,
    el("input", {
      type: "range", id: "least", min: 0, max: 1, step: 0.05, value: app.view.filters.least, "aria-label": "Least confidence",
      onchange: (event: Event) => app.filter({ least: Number((event.target as HTMLInputElement).value) }),
    })));
}

function reset(app: App): HTMLElement | null {
  return set(app.view.filters) ? button("Without filters", () => app.go({ filters: { ...EVERYTHING, text: app.view.filters.text } }), { id: "no-filters", class: "act" }) : null;
}
