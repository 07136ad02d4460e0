/** The tabs that list facts: what they say and do while not all of these are in the page. */

import type { App } from "./app";
import { bdi, button, count, el, plural, type Child } from "./dom";
import { wordsOf } from "./folding";

/** So many facts come without being asked for: in a moment, and a list of fewer than there are tells little. */
const MOST = 2000;

/** Whether all facts are here that a list of these filters may have. */
export function complete(app: App): boolean {
  return app.source.listed(wordsOf(app.view.filters.text));
}

/** Not all facts are here yet: what is said of those that are is not said of all. */
export function loaded({ known, source }: App, number: number): string {
  return `${count(number)} of the ${plural(known.facts.length, "fact", "facts")} loaded so far; there are ${count(source.totals.facts)}`;
}

/** Fetch what a tab lists, as far as that comes by itself, and show it if the tab is still what is looked at. */
export async function fill(app: App, render: () => void): Promise<void> {
  const { tab, filters } = app.view;
  const small = app.source.totals.facts <= MOST;
  const words = small ? [] : wordsOf(filters.text);
  if (complete(app) || (!small && !words.length)) return;
  for (let sent = 0; sent < MOST && !app.source.listed(words); sent += PAGE) if (!(await app.source.list(words))) break;
  if (app.view.tab === tab && app.view.filters === filters) render();
}

/** A button for what does not come by itself. */
export function more(app: App, render: () => void): Child {
  const next = (): void => void app.source.list(wordsOf(app.view.filters.text)).then(render);
  return complete(app) ? null : button("Load more", next, { id: "load", class: "link" });
}

/** The words that the facts of a list have, and a way to do without them. */
export function sought(app: App): Child {
  const { text } = app.view.filters;
  return text ? el("span", { class: "filter" }, "with the words ", bdi(`“${text}”`),
    button("✕", () => app.filter({ text: "" }), { class: "plain", "aria-label": "Without these words" })) : null;
}

const PAGE = 500; // facts of one answer, as `kg.serve.snapshot` sends them
