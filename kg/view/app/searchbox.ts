/** The search, where most ways into the graph begin. */

import type { App } from "./app";
import { meant, type Meant } from "./asking";
import { bdi, byId, el, plural, type Child } from "./dom";
import { chooser, type Option } from "./chooser";
import { hasWords, set } from "./filters";
import { classLabel, mark } from "./words";

export function searchBox(app: App): void {
  const input = byId<HTMLInputElement>("search");
  chooser(input, byId("results"), async (text, words) => {
    const [found, facts] = await Promise.all([meant(text, app.source, app.known), having(app, words)]);
    if (facts === null) return found.map((each) => offer(app, each)); // it is said why
    const rest: Option = {
      content: [el("span", { class: "words" }, facts ? `${plural(facts, "fact", "facts")} with these words` : nothing(app))],
      action: () => { if (facts) app.filter({ text }, "table"); },
    };
    return [...found.map((each) => offer(app, each)), ...(facts || !found.length ? [rest] : [])];
  });
}

/** How many facts have words: of those that pass the filters, or where not all facts are here, of the whole graph. */
function having(app: App, words: readonly string[]): Promise<number | null> {
  if (!app.source.listed(words)) return app.source.count(words);
  return Promise.resolve(app.known.facts.filter((fact) => hasWords(fact, words, app.known) && app.passes(fact)).length);
}

function nothing(app: App): string {
  return set(app.view.filters) ? "No entity and no fact that passes the filters has these words" : "No entity and no fact has these words";
}

function offer(app: App, each: Meant): Option {
  return { content: content(app, each), action: () => act(app, each) };
}

function content(app: App, each: Meant): Child[] {
  if (each.kind === "paths") return [el("span", { class: "words" }, "How ", bdi(each.from.name), " and ", bdi(each.to.name), " are connected")];
  const name: Child[] = [mark(app, each.entity), bdi(each.entity.name)];
  if (each.kind === "relation") {
    return [...name, el("span", { class: "relation" }, app.known.relation(each.relation).label), el("span", { class: "kind" }, plural(each.facts, "fact", "facts"))];
  }
  return [...name, el("span", { class: "kind" }, classLabel(app, each.entity.cls))];
}

function act(app: App, each: Meant): void {
  byId<HTMLInputElement>("search").blur();
  if (each.kind === "paths") void app.connect(each.from.index, each.to.index);
  else void app.seek(each.entity.index, each.kind === "relation" ? each.relation : undefined);
}
