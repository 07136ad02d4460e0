/** Questions in SPARQL, and their answers as a table or a drawing. Only where the page is served. */

import type { App } from "./app";
import { bdi, button, byId, count, el, plural } from "./dom";
import type { Editor } from "./editor";
import { folded } from "./folding";
import type { QueryOf } from "./types";

const EXAMPLE = `SELECT ?name (COUNT(?fact) AS ?facts) {
  ?fact a kg:Fact ; rdf:subject ?who . ?who skos:prefLabel ?name
}
GROUP BY ?name ORDER BY DESC(?facts) LIMIT 20`;
const ROWS = 500;
const DRAWN = 60;

interface Term {
  type: string;
  value: string;
}

interface Results {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, Term>[] };
}

/** Put the tab and its panel into the page. */
export function sparqlTab(app: App): void {
  const tab = button("SPARQL", () => app.tab("sparql"), { id: "tab-sparql", role: "tab", "aria-controls": "sparql-view", "aria-selected": "false", tabindex: -1 });
  byId("tab-places").after(tab);
  const panel = el("section", { id: "sparql-view", role: "tabpanel", "aria-labelledby": "tab-sparql", hidden: true });
  byId("places-view").after(panel);
  let opened = false;
  app.listen((view) => {
    if (view.tab !== "sparql" || opened) return;
    opened = true;
    void new Asking(app, panel).open();
  });
}

class Asking {
  readonly #place = el("div", { class: "editor" });
  readonly #answer = el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Answer" });
  readonly #told = el("p", { role: "status" });
  /** Where one says what a bundled query is to be asked of. */
  readonly #given = el("span", { class: "given" });
  #chosen: QueryOf | null = null;
  #editor: Editor | null = null;

  constructor(readonly app: App, readonly panel: HTMLElement) {}

  async open(): Promise<void> {
    const { prefixes, queries } = this.app.data.sparql ?? { prefixes: {}, queries: [] };
    const choice = el("select", { "aria-label": "Bundled queries", onchange: (event: Event) => {
      const chosen = queries.find((each) => each.name === (event.target as HTMLSelectElement).value);
      if (chosen) this.#choose(chosen);
    } }, el("option", { value: "" }, "Bundled queries…"), queries.map((each) => el("option", { value: each.name }, each.title)));
    this.panel.replaceChildren(
      this.#place,
      el("div", { class: "bar" }, button("Ask", () => void this.#ask(), { id: "ask", class: "act", title: "Ctrl Enter" }), choice, this.#given, this.#told),
      this.#answer,
    );
    const address = new URL("editor.js", location.href).href; // not bundled: it is fetched now
    const { mount } = (await import(address)) as typeof import("./editor");
    const relations = Object.entries(this.app.data.relations).map(([name, { label }]) => ({ label: `kg:${name}`, detail: label, type: "property" }));
    const classes = this.app.data.classes.map(({ name, label }) => ({ label: `kg:${name}`, detail: label, type: "class" }));
    const own = Object.keys(prefixes).filter(Boolean).map((prefix) => ({ label: `${prefix}:`, type: "namespace" }));
    this.#editor = mount(this.#place, EXAMPLE, [...relations, ...classes, ...FACT_TERMS.map((label) => ({ label, type: "property" })), ...own], () => void this.#ask());
  }

  /** Begin from a bundled query, with an input for each value that it needs. */
  #choose(query: QueryOf): void {
    this.#chosen = query;
    this.#told.textContent = "";
    const inputs = query.needs.map(({ name, help }) => el("input", {
      type: "text", placeholder: name, title: help, "aria-label": `${name}: ${help}`, autocomplete: "off", oninput: () => { this.#told.textContent = ""; fill(); },
      onkeydown: (event: KeyboardEvent) => { if (event.key === "Enter") void this.#ask(); },
    }));
    const fill = (): void => this.#editor?.set(query.needs.reduce((text, need, at) => {
      const value = need.type === "name" ? folded(inputs[at].value) : inputs[at].value.trim();
      return value ? text.replaceAll(need.stands, () => JSON.stringify(value)) : text;
    }, query.text));
    this.#given.replaceChildren(...inputs);
    fill();
    inputs[0]?.focus();
  }

  /** Whether the query still lacks a value; then that is told, for it would find nothing. */
  #lacking(text: string): boolean {
    const at = this.#chosen?.needs.findIndex(({ stands }) => text.includes(stands)) ?? -1;
    if (at < 0) return false;
    const { name, help } = this.#chosen!.needs[at];
    this.#answer.replaceChildren();
    this.#told.textContent = `Give “${name}” first: ${help}`;
    this.#given.querySelectorAll("input")[at].focus();
    return true;
  }

  async #ask(): Promise<void> {
    const editor = this.#editor;
    if (!editor || this.#lacking(editor.text())) return;
    editor.clear();
    this.#told.textContent = "Asking…";
    this.#answer.replaceChildren();
    try {
      const response = await fetch("sparql", {
        method: "POST", body: new URLSearchParams({ query: editor.text() }),
        headers: { Accept: "application/sparql-results+json, text/turtle;q=0.9" },
      });
      const text = await response.text();
      if (!response.ok) return this.#failed(text.trim());
      if (response.headers.get("content-type")?.startsWith("text/turtle")) return this.#turtle(text);
      this.#results(JSON.parse(text) as Results);
    } catch {
      this.#failed("The server cannot be reached; is kg serve still running?");
    }
  }

  #failed(message: string): void {
    this.#told.textContent = "";
    this.#answer.replaceChildren(el("p", { class: "wrong", role: "alert" }, message));
    const place = /line (\d+), column (\d+)/.exec(message);
    if (place) this.#editor?.fail(Number(place[1]), Number(place[2]), message);
  }

  #turtle(text: string): void {
    this.#told.textContent = plural(text.split("\n").filter((line) => /[.;,]$/.test(line)).length, "triple", "triples");
    this.#answer.replaceChildren(el("pre", {}, text));
  }

  #results({ head, boolean, results }: Results): void {
    if (boolean !== undefined) {
      this.#told.textContent = boolean ? "Yes" : "No";
      return;
    }
    const [columns, rows] = [head.vars ?? [], results?.bindings ?? []];
    this.#told.textContent = rows.length > ROWS ? `The first ${count(ROWS)} of ${count(rows.length)} rows` : plural(rows.length, "row", "rows");
    const iris = [...new Set(rows.flatMap((row) => Object.values(row)).filter((term) => term.type === "uri").map((term) => term.value))];
    const ours = iris.filter((iri) => iri.startsWith(this.app.data.base) && !iri.includes("#"));
    this.#answer.replaceChildren(
      ours.length ? el("p", { class: "note" }, button(`Draw what is in it`, () => void this.#draw(ours), { id: "draw", class: "act" })) : "",
      el("table", {}, el("thead", {}, el("tr", {}, columns.map((name) => el("th", { scope: "col" }, el("span", { class: "column" }, name))))),
        el("tbody", {}, rows.slice(0, ROWS).map((row) => el("tr", {}, columns.map((name) => el("td", { "data-title": name }, this.#cell(row[name]))))))),
    );
  }

  #cell(term: Term | undefined): HTMLElement | null {
    if (!term) return null;
    const short = term.type === "uri" ? this.#short(term.value) : term.value;
    if (term.type !== "uri" || !term.value.startsWith(this.app.data.base)) return bdi(short);
    return button(bdi(short), () => void this.#open(term.value), { class: "link" });
  }

  #short(iri: string): string {
    const prefixes = Object.entries(this.app.data.sparql?.prefixes ?? {}).sort((a, b) => b[1].length - a[1].length);
    const [prefix, base] = prefixes.find(([, start]) => iri.startsWith(start)) ?? [];
    return base === undefined ? iri : `${prefix}:${iri.slice(base.length)}`;
  }

  /** The card of an entity or a fact. */
  async #open(iri: string): Promise<void> {
    if (iri.includes("/fact/")) {
      const fact = await this.app.source.fact(iri);
      if (fact !== undefined) this.app.choose({ kind: "fact", fact }, { enter: true });
      return;
    }
    const [entity] = await this.app.source.recall([iri]);
    if (entity === undefined) return;
    await this.app.source.complete([entity]);
    this.app.choose({ kind: "entity", entity }, { enter: true });
  }

  /** Entities of the answer, and the ends of its facts. */
  async #draw(iris: readonly string[]): Promise<void> {
    const { source, known } = this.app;
    const facts = await Promise.all(iris.filter((iri) => iri.includes("/fact/")).slice(0, DRAWN).map((iri) => source.fact(iri)));
    const entities = await source.recall(iris.filter((iri) => !iri.includes("/fact/")).slice(0, DRAWN));
    const ends = facts.flatMap((fact) => (fact === undefined ? [] : (known.facts[fact].ends ?? [])));
    const found = [...new Set([...entities, ...ends].filter((entity) => entity !== undefined))];
    if (found.length) await this.app.drawOnly(found);
    else this.#told.textContent = "Neither entities nor facts are in it";
  }
}

const FACT_TERMS = ["kg:Fact", "kg:relation", "kg:agent", "kg:patient", "kg:place", "kg:time", "kg:status", "kg:confidence", "kg:rule", "kg:former",
  "kg:attributedTo", "kg:onBehalfOf", "kg:support", "kg:repeats", "kg:confirmedBy", "kg:foldedLabel", "kg:text", "kg:start", "kg:Document",
  "rdf:subject", "rdf:predicate", "rdf:object", "skos:prefLabel", "skos:altLabel", "prov:wasDerivedFrom", "dcterms:identifier", "dcterms:title",
  "kg:Asserted", "kg:Planned", "kg:Hypothetical", "kg:Alleged", "kg:Negated"];
