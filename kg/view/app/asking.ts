/** What somebody means by the words they search for. */

import { fold, wordsOf } from "./folding";
import type { Entity, Known } from "./known";
import type { Source } from "./source";

export type Meant =
  | { kind: "entity"; entity: Entity }
  | { kind: "relation"; entity: Entity; relation: string; facts: number }
  | { kind: "paths"; from: Entity; to: Entity };

const LIMIT = 7;
const BETWEEN = /\s+(?:to|and|–|—|-|→|↔)\s+|\s*[→↔]\s*/;

/** Readings of some words, the likeliest first: an entity, an entity with one of its relations, two that are connected. */
export async function meant(text: string, source: Source, known: Known): Promise<Meant[]> {
  const words = wordsOf(text);
  if (!words.length) return [];
  const [named, related, connected] = await Promise.all([
    source.search(words, LIMIT), withRelation(words, source, known), ends(text, source),
  ]);
  const entities = named.map((entity): Meant => ({ kind: "entity", entity }));
  return [...entities.slice(0, related.length || connected.length ? 4 : LIMIT), ...related, ...connected].slice(0, LIMIT);
}

/** "lunde meets": the words of a relation before or behind those of a name. */
async function withRelation(words: readonly string[], source: Source, known: Known): Promise<Meant[]> {
  for (let split = words.length - 1; split >= 1; split -= 1) {
    for (const [name, relation] of [[words.slice(0, split), words.slice(split)], [words.slice(-split), words.slice(0, -split)]]) {
      const relations = relationsLike(relation.join(" "), known);
      if (!relations.length) continue;
      const entities = await source.search(name, 3);
      await source.complete(entities.map((entity) => entity.index));
      const found = entities.flatMap((entity) => relations.map((each): Meant & { kind: "relation" } => ({
        kind: "relation", entity, relation: each,
        facts: entity.facts.filter((index) => known.facts[index].relation === each).length,
      })));
      const telling = found.filter((each) => each.facts);
      if (telling.length) return telling.slice(0, 4);
    }
  }
  return [];
}

function relationsLike(words: string, known: Known): string[] {
  return Object.keys(known.relations).filter((name) => {
    const label = fold(known.relations[name].label);
    return label.startsWith(words) && words.length > 2;
  }).slice(0, 3);
}

/** "a to b": how two are connected. */
async function ends(text: string, source: Source): Promise<Meant[]> {
  const sides = text.split(BETWEEN).map(wordsOf);
  if (sides.length !== 2 || sides.some((side) => !side.length)) return [];
  const [[from], [to]] = await Promise.all(sides.map((side) => source.search(side, 1)));
  return from && to && from !== to ? [{ kind: "paths", from, to }] : [];
}
