/** All facts that pass, by when and by where they happened. */

import type { App } from "./app";
import { bdi, button, byId, count, el, plural, type Child } from "./dom";
import { listed, timeOf } from "./filters";
import type { Fact } from "./known";
import { complete, fill, loaded, more, sought } from "./listing";
import type { Tab } from "./view";
import { chip, plain, portions, span, statement } from "./words";

const PORTION = 150;
const GROUPS = 40;
const NOWHERE = "No country known";

export function timelineTab(app: App): void {
  tab(app, "timeline", (facts) => {
    const dated = facts.map((fact): [string, Fact] => [timeOf(fact)[0] || timeOf(fact)[1], fact]).filter(([date]) => date)
      .sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1].index - b[1].index));
    const years = grouped(dated, ([date]) => date.slice(0, 4));
    const told = dated.filter(([, fact]) => !fact.time).length;
    return {
      told: `${plural(dated.length, "fact", "facts")} with a time${told ? `, ${count(told)} of them by the day of the document` : ""}`,
      empty: "No fact that passes the filters has a time.",
      groups: portions([...years], GROUPS, "years", ([year, rows]) => el("section", {}, heading("h2", year, rows.length),
        ...portions(rows, PORTION, "facts", ([date, fact]) => row(app, fact, el("time", { datetime: date }, span(fact)))))),
    };
  });
}

export function placesTab(app: App): void {
  tab(app, "places", (facts) => {
    const placed = facts.filter((fact) => fact.place);
    const countries = bySize(grouped(placed, (fact) => fact.country ?? NOWHERE), NOWHERE);
    return {
      told: `${plural(placed.length, "fact", "facts")} with a place, in ${plural(countries.filter(([name]) => name !== NOWHERE).length, "country", "countries")}`,
      empty: "No fact that passes the filters has a place.",
      groups: portions(countries, GROUPS, "countries", ([country, inside]) => el("section", {}, heading("h2", country, inside.length),
        ...bySize(grouped(inside, (fact) => fact.place!)).map(([place, rows]) => el("div", {},
          place === country ? null : heading("h3", place, rows.length),
          ...portions(rows, PORTION, "facts", (fact) => row(app, fact, null)))))),
    };
  });
}

interface Listing { told: string; empty: string; groups: HTMLElement[] }

function tab(app: App, name: Tab, listing: (facts: Fact[]) => Listing): void {
  const panel = byId(`${name}-view`);
  const render = (): void => {
    const facts = listed(app.known, app.view.filters);
    const { told, empty, groups } = listing(facts);
    panel.replaceChildren(
      el("div", { class: "bar" }, el("p", {}, told),
        complete(app) ? null : el("span", { class: "filter" }, `${loaded(app, facts.length)}. `, more(app, render)), sought(app)),
      el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": name === "places" ? "Facts by place" : "Facts by time" }, groups.length ? groups : el("p", { class: "empty" }, empty)),
    );
  };
  app.listen((view, before) => {
    if (view.tab !== name || (view.filters === before.filters && before.tab === name)) return;
    render();
    void fill(app, render);
  });
}

function heading(level: "h2" | "h3", text: string, facts: number): HTMLElement {
  return el(level, {}, bdi(text), el("span", { class: "count" }, plural(facts, "fact", "facts")));
}

/** A fact in one line: with its time before it, or behind it. */
function row(app: App, fact: Fact, time: HTMLElement | null): HTMLElement {
  const [told, near] = [span(fact), fact.time ? "" : " (day of the document)"];
  const behind: Child = time ? near && el("span", { class: "soft" }, near) : told && el("span", { class: "soft" }, ` · ${told}${near}`);
  return el("div", { class: time ? "happened" : "happened flat" }, time,
    el("span", {}, statement(app, fact), fact.status === "asserted" ? null : chip(fact.status), behind,
      button("Why", () => app.choose({ kind: "fact", fact: fact.index }, { enter: true }), { class: "link why-link", "aria-label": `Why: ${plain(app, fact)}` })));
}

function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const group = found.get(key(item));
    if (group) group.push(item);
    else found.set(key(item), [item]);
  }
  return found;
}

/** The largest first, and one of them last. */
function bySize<T>(groups: Map<string, T[]>, last = ""): [string, T[]][] {
  return [...groups].sort(([a, one], [b, other]) => Number(a === last) - Number(b === last) || other.length - one.length || (a < b ? -1 : 1));
}
