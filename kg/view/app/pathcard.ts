/** How two entities are connected: asked for, and shown. */

import type { App } from "./app";
import { bdi, button, el, plural, type Child } from "./dom";
import { chooser } from "./chooser";
import type { Path } from "./source";
import { classLabel, mark, nameOf } from "./words";

/** Who the other one is. */
export function connectCard(app: App, from: number): HTMLElement[] {
  const input = el("input", { type: "search", id: "path-to", class: "field", placeholder: "Name of the other", autocomplete: "off", spellcheck: "false", "aria-label": "Connected with whom" });
  const list = el("ul", { id: "path-results", class: "results", "aria-label": "Entities" });
  chooser(input, list, async (text, words) => {
    const found = text ? await app.source.search(words, 7) : [];
    return found.filter((entity) => entity.index !== from).map((entity) => ({
      content: [mark(app, entity), bdi(entity.name), el("span", { class: "kind" }, classLabel(app, entity.cls))],
      action: () => void app.connect(from, entity.index),
    }));
  });
  return [
    el("p", { class: "kind" }, "The shortest ways from ", bdi(app.known.nameOf(from)), " to another, by the facts that pass the filters."),
    el("div", { class: "search" }, input, list),
  ];
}

export function pathsCard(app: App, from: number, to: number): HTMLElement[] {
  const body = el("div", {}, el("p", { class: "note" }, "Searching…"));
  const { found, view: { filters } } = app;
  if (found && found.from === from && found.to === to && found.filters === filters) body.replaceChildren(...shown(app, found.paths));
  else void app.source.paths(from, to, filters).then((paths) => body.replaceChildren(...shown(app, paths)));
  return [body, el("div", { class: "actions" },
    button("Other way round", () => void app.connect(to, from)),
    button("To another…", () => app.choose({ kind: "connect", from }, { enter: true })))];
}

function shown(app: App, paths: readonly Path[]): HTMLElement[] {
  if (!paths.length) return [el("p", { class: "note" }, "No facts that pass the filters lead from one to the other.")];
  const steps = paths[0].length - 1;
  return [
    el("p", { class: "note" }, `${plural(paths.length, "way", "ways")} of ${plural(steps, "fact", "facts")}; none is shorter.`),
    el("ol", { class: "ways" }, paths.map((path) => el("li", {}, way(app, path)))),
  ];
}

function way(app: App, path: Path): Child[] {
  return path.flatMap((entity, step): Child[] => {
    if (!step) return [nameOf(app, entity)];
    const before = path[step - 1];
    const facts = app.known.neighbours(before, (fact) => app.passes(fact)).find(([other]) => other === entity)?.[1] ?? [];
    if (!facts.length) return [" – ", nameOf(app, entity)];
    const fact = app.known.facts[facts[0]];
    const forth = fact.ends?.[0] === before;
    const label = `${forth ? "" : "← "}${app.known.label(facts)}${forth ? " →" : ""}`;
    return [" ", button(label, () => app.choose({ kind: "fact", fact: facts[0] }, { enter: true }), { class: "link relation" }), " ", nameOf(app, entity)];
  });
}
