/** What the program knows of the graph so far: entities and facts, merged from pieces. */

import { fold } from "./folding";
import type { Piece, RelationOf, WireFact, WireNode } from "./types";

/** A position in `Known.entities`, words of a sentence, or null: not said. */
export type End = number | string | null;

export interface Entity extends Omit<WireNode, "at"> {
  index: number;
  at: readonly [number, number] | null;
  /** Folded names: its own and its aliases. */
  names: string[];
  /** Positions of its facts. */
  facts: number[];
  /** Whether all its facts are known. */
  whole: boolean;
  /** How many facts it has, where not all of them were sent. */
  total?: number;
}

export interface Fact extends Omit<WireFact, "subject" | "object"> {
  index: number;
  subject: End;
  object: End;
  /** Somebody took it out of the graph, or a newer version of it is here. */
  gone?: boolean;
  /** What it joins in a drawing: a party that is not said is a dot; null where there is nothing to join. */
  ends: readonly [number, number] | null;
}

/** All facts of one status from one entity to another, drawn as one line. */
export interface Line {
  id: string;
  source: number;
  target: number;
  status: string;
  facts: number[];
  mutual: boolean;
}

const AGENT = "#agent";
const PATIENT = "#patient";

export class Known {
  readonly entities: Entity[] = [];
  readonly facts: Fact[] = [];
  readonly #entityOf = new Map<string, number>();
  readonly #factOf = new Map<string, number>();
  /** Facts that report the same, by the IRI of the surest. */
  readonly #reports = new Map<string, number[]>();

  constructor(readonly relations: Record<string, RelationOf>) {}

  /** Take in a piece; returns the positions of its entities. `whole`: no facts of these entities are elsewhere. */
  add(piece: Piece, whole: boolean): number[] {
    const positions = piece.nodes.map((node) => this.#entity(node, whole));
    for (const fact of piece.facts) this.#fact(fact, positions);
    return positions;
  }

  find(iri: string): number | undefined {
    return this.#entityOf.get(iri);
  }

  findFact(id: string): number | undefined {
    return this.#factOf.get(id);
  }

  /** Other facts that report the same as one. */
  reportsOf(fact: Fact): Fact[] {
    const same = this.#reports.get(fact.repeats ?? fact.id) ?? [];
    return same.filter((index) => index !== fact.index).map((index) => this.facts[index]);
  }

  /** No longer hold a fact: it may come again, as it is now. */
  forget(fact: Fact): void {
    fact.gone = true;
    this.#factOf.delete(fact.id);
    const others = (list: number[]): number[] => list.filter((index) => index !== fact.index);
    for (const end of new Set([fact.subject, fact.object, ...(fact.ends ?? [])])) {
      if (typeof end === "number") this.entities[end].facts = others(this.entities[end].facts);
    }
    const surest = fact.repeats ?? fact.id;
    this.#reports.set(surest, others(this.#reports.get(surest) ?? []));
  }

  nameOf(end: End): string {
    if (typeof end === "number") return this.entities[end].unsaid ? "–" : this.entities[end].name;
    return end ?? "–";
  }

  relation(name: string): RelationOf {
    return this.relations[name] ?? { label: name, symmetric: false, office: false };
  }

  /** The entity at the other side of a fact; null where there is none. */
  across(fact: Fact, entity: number): number | null {
    if (!fact.ends) return null;
    return fact.ends[0] === entity ? fact.ends[1] : fact.ends[0];
  }

  /** Entities that share a fact with one, with these facts, the closest first. */
  neighbours(entity: number, passes: (fact: Fact) => boolean, relation?: string): [number, number[]][] {
    const found = new Map<number, number[]>();
    for (const index of this.entities[entity].facts) {
      const fact = this.facts[index];
      const other = this.across(fact, entity);
      if (other === null || (relation && fact.relation !== relation) || !passes(fact)) continue;
      const facts = found.get(other);
      if (facts) facts.push(index);
      else found.set(other, [index]);
    }
    const degree = (index: number): number => this.entities[index].degree;
    return [...found].sort((a, b) => b[1].length - a[1].length || degree(b[0]) - degree(a[0]) || a[0] - b[0]);
  }

  /** The lines between entities, of the facts that pass. */
  lines(among: { has(entity: number): boolean; keys(): Iterable<number> }, passes: (fact: Fact) => boolean): Line[] {
    const lines = new Map<string, Line>();
    const key = (source: number, target: number, status: string): string => `${source}>${target}:${status}`;
    const joining: Fact[] = [];
    for (const entity of among.keys()) {
      for (const index of this.entities[entity].facts) {
        const fact = this.facts[index];
        if (fact.ends && fact.ends[0] === entity && among.has(fact.ends[1]) && passes(fact)) joining.push(fact);
      }
    }
    joining.sort((a, b) => Number(this.relation(a.relation).symmetric) - Number(this.relation(b.relation).symmetric) || a.index - b.index);
    for (const fact of joining) {
      let [source, target] = fact.ends!;
      const { symmetric } = this.relation(fact.relation);
      if (symmetric && !lines.has(key(source, target, fact.status)) && lines.has(key(target, source, fact.status))) {
        [source, target] = [target, source];
      }
      const id = key(source, target, fact.status);
      const line = lines.get(id);
      if (line) {
        line.facts.push(fact.index);
        line.mutual &&= symmetric;
      } else lines.set(id, { id, source, target, status: fact.status, facts: [fact.index], mutual: symmetric });
    }
    return [...lines.values()];
  }

  /** The relations of facts in words, the most frequent first. */
  label(facts: readonly number[]): string {
    const counts = new Map<string, number>();
    for (const index of facts) {
      const { label } = this.relation(this.facts[index].relation);
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    const labels = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([label]) => label);
    return labels.length > 3 ? `${labels.slice(0, 2).join(", ")} +${labels.length - 2}` : labels.join(", ");
  }

  /** The dots beside an entity, in the place of whoever its events lack. */
  dotsOf(entity: number): number[] {
    const { iri } = this.entities[entity];
    return [AGENT, PATIENT].map((role) => this.#entityOf.get(iri + role)).filter((index) => index !== undefined);
  }

  #entity(node: WireNode, whole: boolean): number {
    const known = this.#entityOf.get(node.iri);
    if (known !== undefined) {
      this.entities[known].whole ||= whole;
      if (node.codes) this.entities[known].codes = node.codes;
      return known;
    }
    const index = this.entities.length;
    const names = [node.name, ...node.aliases].map(fold);
    this.entities.push({ ...node, index, names, facts: [], whole });
    this.#entityOf.set(node.iri, index);
    return index;
  }

  #fact(wire: WireFact, positions: number[]): void {
    if (this.#factOf.has(wire.id)) return;
    const place = (end: number | string | null): End => (typeof end === "number" ? positions[end] : end);
    const fact: Fact = { ...wire, index: this.facts.length, subject: place(wire.subject), object: place(wire.object), ends: null };
    fact.ends = this.#ends(fact);
    this.facts.push(fact);
    this.#factOf.set(fact.id, fact.index);
    for (const end of new Set([fact.subject, fact.object, ...(fact.ends ?? [])])) {
      if (typeof end === "number") this.entities[end].facts.push(fact.index);
    }
    const surest = fact.repeats ?? fact.id;
    const same = this.#reports.get(surest);
    if (same) same.push(fact.index);
    else this.#reports.set(surest, [fact.index]);
  }

  #ends(fact: Fact): readonly [number, number] | null {
    const { subject, object } = fact;
    if (subject === null && typeof object === "number") return [this.#dot(object, AGENT), object];
    if (object === null && typeof subject === "number") return [subject, this.#dot(subject, PATIENT)];
    return typeof subject === "number" && typeof object === "number" && subject !== object ? [subject, object] : null;
  }

  #dot(entity: number, role: string): number {
    return this.#entity(
      { iri: this.entities[entity].iri + role, name: "", cls: "", aliases: [], described: false, unsaid: true, degree: 0, rows: [""], size: 1, at: null },
      true,
    );
  }
}
