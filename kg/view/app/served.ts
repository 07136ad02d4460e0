/** The rest of the graph is with whoever serves the page: `kg serve`, below `api/`. */

import type { Filters } from "./filters";
import type { Entity, Fact, Known } from "./known";
import type { Passages, Path, Source } from "./source";
import type { DocumentOf, Piece, Totals } from "./types";

interface SearchOf extends Piece { error?: string }
interface EntityOf extends Piece { facts_in_all: number }
interface PathsOf extends Piece { paths: string[][] }
interface FactOf extends Piece { fact: string; why: [string, string][] }
/** Facts that are asked for page by page: so many have been sent, of so many; a build may go on meanwhile. */
interface Listed { sent: number; there: number | null }
interface DocumentAnswer extends Piece {
  document: DocumentOf;
  sentences: { start: number; end: number; text: string; mentions: [number, number, string][] }[];
}

export class Served implements Source {
  readonly documents: DocumentOf[];
  /** What was listed, by the words that the facts have; without words, all facts. */
  readonly #lists = new Map<string, Listed>();
  /** Entities whose facts are on their way. */
  readonly #asked = new Map<number, Promise<void>>();

  constructor(readonly known: Known, readonly totals: Totals, documents: readonly DocumentOf[], readonly failed: (text: string) => void) {
    this.documents = [...documents];
  }

  async search(words: readonly string[], limit: number): Promise<Entity[]> {
    const found = await this.#ask<SearchOf>("search", [["words", words.join(" ")], ["limit", String(limit)]]);
    return found ? this.#take(found).map((index) => this.known.entities[index]) : [];
  }

  async complete(entities: readonly number[]): Promise<void> {
    const missing = entities.map((index) => this.known.entities[index]).filter((entity) => !entity.whole && !entity.unsaid);
    await Promise.all(missing.map((entity) => {
      const asked = this.#asked.get(entity.index) ?? this.#fetch(entity);
      this.#asked.set(entity.index, asked);
      return asked;
    }));
  }

  async #fetch(entity: Entity): Promise<void> {
    const found = await this.#ask<EntityOf>("entity", [["iri", entity.iri]]);
    this.#asked.delete(entity.index);
    if (!found) return;
    this.#take(found);
    entity.total = found.facts_in_all;
    entity.whole = true;
  }

  async between(entities: readonly number[]): Promise<void> {
    await this.recall(entities.map((index) => this.known.entities[index]).filter((entity) => !entity.unsaid).map((entity) => entity.iri));
  }

  async recall(iris: readonly string[]): Promise<(number | undefined)[]> {
    const named = iris.filter((iri) => !/#(agent|patient)$/.test(iri));
    const found = named.length ? await this.#ask<Piece>("between", named.map((iri) => ["iri", iri])) : null;
    if (found) this.#take(found);
    return iris.map((iri) => this.known.find(iri));
  }

  async fact(id: string): Promise<number | undefined> {
    const found = this.known.findFact(id) === undefined ? await this.#ask<FactOf>("fact", [["iri", id]]) : null;
    if (found) this.#take(found);
    return this.known.findFact(id);
  }

  async paths(from: number, to: number, filters: Filters): Promise<Path[]> {
    const without = [...filters.relations, ...filters.statuses].map((name): [string, string] => ["without", name]);
    const ends: [string, string][] = [["from", this.known.entities[from].iri], ["to", this.known.entities[to].iri]];
    const found = await this.#ask<PathsOf>("path", [...ends, ...without]);
    if (!found) return [];
    this.#take(found);
    return found.paths.map((path) => path.map((iri) => this.known.find(iri)).filter((index) => index !== undefined));
  }

  async why(fact: Fact): Promise<[string, string][] | null> {
    const found = await this.#ask<FactOf>("fact", [["iri", fact.id]]);
    if (found) this.#take(found);
    return found?.why ?? null;
  }

  async renew(what: "fact" | "entity", iri: string): Promise<void> {
    const found = await this.#ask<Piece & Partial<EntityOf>>(what, [["iri", iri], ["fresh", "1"]]);
    if (found) this.#take(found);
    const at = this.known.find(iri);
    if (!found || at === undefined) return;
    this.known.entities[at].whole = true;
    this.known.entities[at].total = found.facts_in_all;
  }

  async document(id: string): Promise<Passages> {
    const found = await this.#ask<DocumentAnswer>("document", [["id", id]]);
    if (!found) return { document: { id, title: null, published: null, source: id }, sentences: null, facts: [] };
    this.#take(found);
    if (!this.documents.some((each) => each.id === id)) this.documents.push(found.document);
    const sentences = found.sentences.map((sentence) => ({
      ...sentence,
      mentions: sentence.mentions.map(([start, end, iri]): [number, number, number | undefined] => [start, end, this.known.find(iri)])
        .filter((mention): mention is [number, number, number] => mention[2] !== undefined),
    }));
    const facts = found.facts.map((fact) => this.known.facts[this.known.findFact(fact.id)!]);
    return { document: found.document, sentences, facts };
  }

  listed(words: readonly string[]): boolean {
    const whole = ({ sent, there }: Listed, all: number): boolean => sent >= (there ?? all);
    return whole(this.#list([]), this.totals.facts) || whole(this.#list(words), Infinity);
  }

  async list(words: readonly string[]): Promise<boolean> {
    const { sent } = this.#list(words);
    const found = await this.#ask<EntityOf>("facts", [["start", String(sent)], ["words", words.join(" ")]]);
    if (!found) return false;
    this.#take(found);
    this.#lists.set(words.join(" "), { sent: sent + Math.max(1, found.facts.length), there: found.facts_in_all });
    if (this.listed([])) dispatchEvent(new Event("kg-known")); // the filters know of all of them now
    return true;
  }

  async count(words: readonly string[]): Promise<number | null> {
    const found = await this.#ask<EntityOf>("facts", [["limit", "0"], ["words", words.join(" ")]]);
    return found && found.facts_in_all;
  }

  #list(words: readonly string[]): Listed {
    return this.#lists.get(words.join(" ")) ?? { sent: 0, there: null };
  }

  /** Take in a piece; positions of its entities in the order of the answer. */
  #take(piece: Piece): number[] {
    const before = this.known.facts.length;
    const positions = this.known.add(piece, false);
    if (this.known.facts.length !== before) dispatchEvent(new Event("kg-known"));
    return positions;
  }

  async #ask<T>(what: string, parameters: readonly [string, string][]): Promise<T | null> {
    try {
      const answer = await fetch(`api/${what}?${new URLSearchParams(parameters as [string, string][])}`);
      const told = (await answer.json()) as T & { error?: string };
      if (answer.ok) return told;
      this.failed(told.error ?? `The server answered ${answer.status}`);
    } catch {
      this.failed("The server cannot be reached; is kg serve still running?");
    }
    return null;
  }
}
