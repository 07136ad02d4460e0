/** Which facts and entities are let through. */

import { wordsOf, fold } from "./folding";
import type { Entity, Fact, Known } from "./known";

export interface Filters {
  /** Switched off. */
  readonly classes: ReadonlySet<string>;
  readonly relations: ReadonlySet<string>;
  readonly statuses: ReadonlySet<string>;
  /** Entities without a name. */
  readonly described: boolean;
  /** Events of which one party is not said. */
  readonly unsaid: boolean;
  /** Days, ISO 8601, or empty. */
  readonly from: string;
  readonly to: string;
  readonly place: string;
  readonly document: string;
  readonly least: number;
  /** Words that the rows of the table have. */
  readonly text: string;
}

export const EVERYTHING: Filters = {
  classes: new Set(),
  relations: new Set(),
  statuses: new Set(),
  described: true,
  unsaid: true,
  from: "",
  to: "",
  place: "",
  document: "",
  least: 0,
  text: "",
};

/** How many filters are set; the words of the table are not among them. */
export function set(filters: Filters): number {
  const sets = [filters.classes, filters.relations, filters.statuses].reduce((sum, off) => sum + Math.min(off.size, 1), 0);
  const flags = [!filters.described, !filters.unsaid, filters.from || filters.to, filters.place, filters.document, filters.least > 0];
  return sets + flags.filter(Boolean).length;
}

export function entityPasses(entity: Entity, filters: Filters): boolean {
  if (entity.unsaid) return filters.unsaid;
  return !filters.classes.has(entity.cls) && (filters.described || !entity.described);
}

export function factPasses(fact: Fact, filters: Filters, known: Known): boolean {
  if (fact.gone) return false;
  if (filters.relations.has(fact.relation) || filters.statuses.has(fact.status)) return false;
  if (fact.confidence < filters.least) return false;
  if (filters.place && fact.place !== filters.place) return false;
  if (filters.document && fact.document !== filters.document) return false;
  if ((filters.from || filters.to) && !inTime(fact, filters)) return false;
  return [fact.subject, fact.object].every((end) =>
    typeof end === "number" ? entityPasses(known.entities[end], filters) : end !== null || filters.unsaid,
  );
}

/** Whether it may have happened in the time; without one of its own, the day of the document counts. */
function inTime(fact: Fact, filters: Filters): boolean {
  const [low, high] = timeOf(fact);
  if (!low && !high) return false;
  return !((filters.from && high && high < filters.from) || (filters.to && low && low > filters.to));
}

/** First and last day; empty where it is open. */
export function timeOf(fact: Fact): [string, string] {
  const [low, high] = (fact.time ?? `${fact.published ?? ".."}/${fact.published ?? ".."}`).split("/");
  return [low === ".." ? "" : low, high === ".." ? "" : high];
}

const texts = new WeakMap<Fact, string>();

/** Whether a fact has all these words. */
export function hasWords(fact: Fact, words: readonly string[], known: Known): boolean {
  let text = texts.get(fact);
  if (text === undefined) {
    const parts = [known.nameOf(fact.subject), known.relation(fact.relation).label, known.nameOf(fact.object)];
    text = fold([...parts, fact.place, fact.attributedTo, fact.document, fact.sentence.map((piece) => piece[0]).join("")].join(" "));
    texts.set(fact, text);
  }
  return words.every((word) => text.includes(word));
}

/** The facts that a table of these filters has. */
export function listed(known: Known, filters: Filters): Fact[] {
  const words = wordsOf(filters.text);
  return known.facts.filter((fact) => factPasses(fact, filters, known) && hasWords(fact, words, known));
}
