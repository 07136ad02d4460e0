/** Steps through the graph: from a view to the next one. Pure, but for the measuring of words. */

import { arranged } from "./arranging";
import { sizeOf, type Box } from "./boxes";
import { entityPasses, factPasses, type Filters } from "./filters";
import type { Fact, Known } from "./known";
import { freePlace } from "./placing";
import type { Path } from "./source";
import type { Place, Places, View } from "./view";

/** So many neighbours are added in one step. */
export const PORTION = 12;
const ROW = 86;

/** The entities that a page opens with: all, or the most connected ones that can still be read. */
export function opening(known: Known, room: number): number[] {
  const linked = known.entities.filter((entity) => entity.degree > 0 && !entity.unsaid);
  const most = known.entities.some((entity) => entity.at) && room >= 40 ? linked.length : room;
  if (linked.length <= most && linked.length <= 150) return linked.map((entity) => entity.index);
  const named = linked.filter((entity) => !entity.described);
  const order = (named.length ? named : linked).sort((a, b) => b.degree - a.degree || a.index - b.index);
  const shown = new Set<number>();
  let lines = 0;
  for (const { index } of order) {
    lines += known.neighbours(index, () => true).filter(([other]) => shown.has(other)).length;
    if (shown.size >= room || (lines > room * 2 && shown.size > 1)) break;
    shown.add(index);
  }
  const joined = [...shown].filter((index) => known.neighbours(index, () => true).some(([other]) => shown.has(other)));
  return joined.length > 1 ? joined : [...shown]; // who is joined to none of them tells nothing here
}

/** The places that a page opens with. */
export function first(known: Known, room: number, shape: number): Places {
  const drawn = withDots(known, opening(known, room));
  const all = drawn.length >= known.entities.filter((entity) => entity.facts.length && (entity.degree || entity.unsaid)).length;
  const given = all && drawn.every((entity) => known.entities[entity].at);
  if (given && drawn.length) {
    return new Map(drawn.map((entity) => [entity, { x: known.entities[entity].at![0], y: known.entities[entity].at![1] }]));
  }
  return whole(known, drawn, shape);
}

/** Places for some entities and nothing else. */
export function whole(known: Known, drawn: readonly number[], shape: number): Places {
  return arranged(drawn, known.lines(new Set(drawn), () => true), known, new Map(), shape);
}

function withDots(known: Known, entities: readonly number[]): number[] {
  return [...new Set(entities.flatMap((entity) => [entity, ...known.dotsOf(entity)]))];
}

/** An entity and those beside it, the closest first. */
export function surroundings(known: Known, entity: number, filters: Filters, relation?: string): number[] {
  const passes = (fact: Fact): boolean => factPasses(fact, filters, known);
  const near = known.neighbours(entity, passes, relation).map(([other]) => other).filter((other) => !known.entities[other].unsaid);
  return [entity, ...near.slice(0, PORTION)];
}

/** Places for an entity and those beside it, and nothing else. */
export function around(known: Known, entity: number, filters: Filters, shape: number, relation?: string): Places {
  return whole(known, withDots(known, surroundings(known, entity, filters, relation)), shape);
}

/** The neighbours of an entity that are not drawn, the closest first. */
export function hiddenBeside(known: Known, places: Places, entity: number, filters: Filters, relation?: string): number[] {
  const near = known.neighbours(entity, (fact) => factPasses(fact, filters, known), relation);
  return near.map(([other]) => other)
    .filter((other) => !places.has(other) && !known.entities[other].unsaid && entityPasses(known.entities[other], filters));
}

/** More entities, beside those that they belong to. */
export function grown(known: Known, places: Places, entities: readonly number[]): Places {
  const fresh = withDots(known, entities).filter((entity) => !places.has(entity));
  const there = new Map<number, Box>();
  for (const [entity, place] of places) there.set(entity, { x: place.x, y: place.y, ...sizeOf(known.entities[entity]) });
  const lines = known.lines(places, () => true).map((line): [Box, Box] => [there.get(line.source)!, there.get(line.target)!]);
  const found = new Map(places);
  for (const entity of fresh) {
    const near = known.neighbours(entity, () => true).map(([other]) => there.get(other)).filter((box) => box !== undefined);
    const beside = near.slice(0, 6);
    const size = sizeOf(known.entities[entity]);
    const box: Box = { ...freePlace([...there.values()], lines, { size, beside }), ...size };
    found.set(entity, { x: box.x, y: box.y });
    there.set(entity, box);
    lines.push(...beside.map((other): [Box, Box] => [box, other]));
  }
  return found;
}

/** Fewer entities; the dots of those that go, go too. */
export function without(known: Known, places: Places, entities: readonly number[]): Places {
  const gone = new Set(withDots(known, entities));
  return new Map([...places].filter(([entity]) => !gone.has(entity)));
}

export function pinned(places: Places, entity: number, pin: boolean): Places {
  const place = places.get(entity);
  return place ? new Map([...places, [entity, pin ? { ...place, pinned: true } : { x: place.x, y: place.y }]]) : places;
}

/** What is drawn, arranged anew; what is pinned or filtered out stays where it is. */
export function rearranged(known: Known, view: View, shape: number): Places {
  const passes = (fact: Fact): boolean => factPasses(fact, view.filters, known);
  const shown = [...view.places.keys()].filter((entity) => entityPasses(known.entities[entity], view.filters));
  const anew = arranged(shown, known.lines(new Set(shown), passes), known, view.places, shape);
  return new Map([...view.places].map(([entity, place]): [number, Place] => [entity, anew.get(entity) ?? place]));
}

/** Chains between two entities, from left to right or, in a narrow window, from top to bottom. */
export function along(known: Known, paths: readonly Path[], shape: number): Places {
  const found = new Map<number, Place>();
  const columns = paths[0].map((_, step) => [...new Set(paths.map((path) => path[step]))]);
  let at = 0;
  columns.forEach((column, step) => {
    const widest = Math.max(...column.map((entity) => sizeOf(known.entities[entity]).width));
    at += step && shape >= 1 ? widest / 2 : 0;
    column.forEach((entity, row) => {
      const cross = row - (column.length - 1) / 2;
      found.set(entity, shape < 1 ? { x: cross * 170, y: step * 120 } : { x: at, y: cross * ROW });
    });
    at += widest / 2 + roomBehind(known, column, columns[step + 1] ?? []);
  });
  return found;
}

/** Room for the words of the lines from one column to the next. */
function roomBehind(known: Known, column: readonly number[], next: readonly number[]): number {
  const words = known.lines(new Set([...column, ...next]), () => true).map((line) => known.label(line.facts).length);
  return 44 + 6 * Math.min(26, Math.max(4, ...words));
}
