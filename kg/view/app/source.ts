/** Where the rest of the graph comes from: the page itself, or whoever serves it. */

import { factPasses, hasWords, type Filters } from "./filters";
import { fit } from "./folding";
import type { Entity, Fact, Known } from "./known";
import type { DocumentOf, Totals } from "./types";

export interface Sentence {
  start: number;
  end: number;
  /** Empty where only facts tell what it says. */
  text: string;
  /** Mentions of entities in it: characters from its start, and the entity. */
  mentions: [number, number, number][];
}

export interface Passages {
  document: DocumentOf;
  /** Null where only the sentences with facts are known. */
  sentences: Sentence[] | null;
  facts: Fact[];
}

/** A chain of entities, each a fact away from the next. */
export type Path = number[];

export interface Source {
  readonly totals: Totals;
  readonly documents: readonly DocumentOf[];
  /** Entities whose names have folded words, the best first. */
  search(words: readonly string[], limit: number): Promise<Entity[]>;
  /** Make all facts of entities known. */
  complete(entities: readonly number[]): Promise<void>;
  /** Make all facts between entities known. */
  between(entities: readonly number[]): Promise<void>;
  /** Make entities known by IRI, with the facts between them; those that exist, in order. */
  recall(iris: readonly string[]): Promise<(number | undefined)[]>;
  /** Make a fact known. */
  fact(id: string): Promise<number | undefined>;
  /** The shortest chains between two entities. */
  paths(from: number, to: number, filters: Filters): Promise<Path[]>;
  /** Why a fact is in the graph: rows of a label and words; null where that is not known. */
  why(fact: Fact): Promise<[string, string][] | null>;
  /** Ask anew for a fact or an entity that was judged. */
  renew(what: "fact" | "entity", iri: string): Promise<void>;
  document(id: string): Promise<Passages>;
  /** Whether all facts of the graph that have these folded words are known, as a table needs them; without words, all facts. */
  listed(words: readonly string[]): boolean;
  /** Make more of them known; says whether that went well. */
  list(words: readonly string[]): Promise<boolean>;
  /** How many facts of the graph have these words; null where that cannot be told. */
  count(words: readonly string[]): Promise<number | null>;
}

const MOST_PATHS = 8;

/** Everything is in the page. */
export class Embedded implements Source {
  constructor(readonly known: Known, readonly totals: Totals, readonly documents: readonly DocumentOf[]) {}

  search(words: readonly string[], limit: number): Promise<Entity[]> {
    return Promise.resolve(best(this.known.entities, words, limit));
  }

  complete(): Promise<void> {
    return Promise.resolve();
  }

  between(): Promise<void> {
    return Promise.resolve();
  }

  recall(iris: readonly string[]): Promise<(number | undefined)[]> {
    return Promise.resolve(iris.map((iri) => this.known.find(iri)));
  }

  fact(id: string): Promise<number | undefined> {
    return Promise.resolve(this.known.findFact(id));
  }

  paths(from: number, to: number, filters: Filters): Promise<Path[]> {
    return Promise.resolve(shortest(this.known, from, to, (fact) => factPasses(fact, filters, this.known)));
  }

  why(): Promise<null> {
    return Promise.resolve(null);
  }

  renew(): Promise<void> {
    return Promise.resolve();
  }

  document(id: string): Promise<Passages> {
    const document = this.documents.find((each) => each.id === id) ?? { id, title: null, published: null, source: id };
    return Promise.resolve({ document, sentences: null, facts: this.known.facts.filter((fact) => fact.document === id) });
  }

  listed(): boolean {
    return true;
  }

  list(): Promise<boolean> {
    return Promise.resolve(true);
  }

  count(words: readonly string[]): Promise<number> {
    return Promise.resolve(this.known.facts.filter((fact) => hasWords(fact, words, this.known)).length);
  }
}

/** The entities whose names fit best; of equals those with more facts. */
export function best(entities: readonly Entity[], words: readonly string[], limit: number): Entity[] {
  const scored: [number, Entity][] = [];
  for (const entity of entities) {
    if (entity.unsaid) continue;
    const fits = entity.names.map((name) => fit(name, words)).filter((score) => score !== null);
    if (fits.length) scored.push([Math.min(...fits) + (entity.described ? 0.5 : 0), entity]);
  }
  scored.sort((a, b) => a[0] - b[0] || b[1].degree - a[1].degree || a[1].index - b[1].index);
  return scored.slice(0, limit).map(([, entity]) => entity);
}

/** All shortest chains from one entity to another, the best supported first, at most a handful. */
export function shortest(known: Known, from: number, to: number, passes: (fact: Fact) => boolean): Path[] {
  const before = new Map<number, number[]>([[from, []]]);
  let edge = [from];
  while (edge.length && !before.has(to)) {
    const next = new Map<number, number[]>();
    for (const here of edge) {
      for (const [other] of known.neighbours(here, passes)) {
        if (before.has(other) || known.entities[other].unsaid) continue;
        const parents = next.get(other);
        if (parents) parents.push(here);
        else next.set(other, [here]);
      }
    }
    for (const [entity, parents] of next) before.set(entity, parents);
    edge = [...next.keys()];
  }
  if (!before.has(to) || from === to) return [];
  const found: Path[] = [];
  const walk = (path: Path): void => {
    if (found.length >= MOST_PATHS) return;
    if (path[0] === from) found.push(path);
    else for (const parent of before.get(path[0]) ?? []) walk([parent, ...path]);
  };
  walk([to]);
  return found;
}
