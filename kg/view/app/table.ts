/** All facts that pass, as a table. */

import type { App } from "./app";
import { csv, download } from "./csv";
import { bdi, button, byId, count, el, plural } from "./dom";
import { listed } from "./filters";
import { complete, fill, loaded, more, sought } from "./listing";
import type { Fact } from "./known";
import { chip, documentName, sentence, when } from "./words";

const PAGE = 200; // rows at a time

interface Column {
  title: string;
  cls: string;
  value: (fact: Fact) => string;
  /** What it is sorted by, if not by what is shown. */
  order?: (fact: Fact) => string;
}

export class Table {
  #column: number | null = null;
  #down = false;
  #rows = PAGE;
  readonly #columns: Column[];

  constructor(readonly app: App) {
    const { known } = app;
    this.#columns = [
      { title: "Subject", cls: "end", value: (fact) => known.nameOf(fact.subject) },
      { title: "Relation", cls: "", value: (fact) => known.relation(fact.relation).label },
      { title: "Object", cls: "end", value: (fact) => known.nameOf(fact.object) },
      { title: "Status", cls: "", value: (fact) => fact.status },
      { title: "Sentence", cls: "text", value: (fact) => fact.sentence.map((piece) => piece[0]).join("") },
      { title: "Place", cls: "", value: (fact) => fact.place ?? "" },
      { title: "Time", cls: "", value: (fact) => when(fact) ?? "", order: (fact) => fact.time ?? `~${fact.timeText ?? ""}` },
      { title: "Said by", cls: "", value: (fact) => fact.attributedTo ?? "" },
      { title: "Conf.", cls: "number", value: (fact) => fact.confidence.toFixed(2) },
      { title: "Document", cls: "document", value: (fact) => documentName(app, fact.document) },
    ];
    app.listen((view, before) => {
      if (view.filters !== before.filters) this.#rows = PAGE;
      if (view.tab === "table" && (view.filters !== before.filters || before.tab !== "table")) {
        this.render();
        void fill(app, () => this.render());
      }
      if (view.tab === "table" && view.chosen !== before.chosen) this.#mark();
    });
  }

  render(): void {
    const { app } = this;
    const facts = listed(app.known, app.view.filters);
    this.#sort(facts);
    const head = el("thead", {}, el("tr", {}, this.#columns.map((column, at) => this.#heading(column, at))));
    const rest = facts.length - this.#rows;
    byId("table-view").replaceChildren(
      el("div", { class: "bar" },
        el("p", {}, complete(app) ? `${count(facts.length)} of ${plural(app.source.totals.facts, "fact", "facts")}` : loaded(app, facts.length)),
        more(app, () => this.render()),
        sought(app),
        button("Download CSV", () => download("facts.csv", "text/csv;charset=utf-8", csv(facts, app.known)), { id: "csv", class: "act", disabled: !facts.length })),
      el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Table of facts" },
        el("table", { "aria-label": "Facts" }, head, el("tbody", {}, facts.slice(0, this.#rows).map((fact) => this.#row(fact)))),
        facts.length ? null : el("p", { class: "empty" }, "No fact passes the filters and the search."),
        rest > 0 ? button(`Show more of ${plural(rest, "fact", "facts")}`, () => { this.#rows += 2 * PAGE; this.render(); }, { class: "more" }) : null),
    );
    this.#mark();
  }

  #sort(facts: Fact[]): void {
    if (this.#column === null) return;
    const { value, order } = this.#columns[this.#column];
    const { compare } = new Intl.Collator("en", { numeric: true });
    const keys = new Map(facts.map((fact) => [fact, (order ?? value)(fact)]));
    facts.sort((a, b) => compare(keys.get(a)!, keys.get(b)!) * (this.#down ? -1 : 1) || a.index - b.index);
  }

  #heading({ title, cls }: Column, at: number): HTMLElement {
    const active = this.#column === at;
    const sort = (): void => {
      this.#down = active && !this.#down;
      this.#column = at;
      this.render();
      byId("table-view").querySelectorAll<HTMLElement>("thead button")[at].focus();
    };
    return el("th", { scope: "col", class: cls, "aria-sort": active ? (this.#down ? "descending" : "ascending") : "none" },
      button([title, el("span", { "aria-hidden": "true" }, active ? (this.#down ? " ↓" : " ↑") : "")], sort));
  }

  #row(fact: Fact): HTMLElement {
    const open = (enter: boolean): void => this.app.choose({ kind: "fact", fact: fact.index }, { enter });
    return el("tr", {
      tabindex: 0, "data-fact": fact.index, onclick: () => open(false),
      onkeydown: (event: KeyboardEvent) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        open(true);
        event.preventDefault();
      },
    }, this.#columns.map(({ title, cls, value }) => el("td", { class: cls, title: title === "Document" ? fact.document : null, "data-title": title },
      title === "Status" ? chip(fact.status) : title === "Sentence" ? sentence(fact) : bdi(value(fact)))));
  }

  #mark(): void {
    const { chosen } = this.app.view;
    for (const row of byId("table-view").querySelectorAll("tr[data-fact]")) {
      row.toggleAttribute("data-chosen", chosen?.kind === "fact" && row.getAttribute("data-fact") === String(chosen.fact));
    }
  }
}
