/** Steps through the graph: from a view to the next one. Pure, but for the measuring of words. */

import { arranged, crowding } from "./arranging";
import { sizeOf, type Box } from "./boxes";
import { entityPasses, factPasses, type Filters } from "./filters";
import type { Fact, Known } from "./known";
import { closeness, type Room } from "./packing";
import { freePlace } from "./placing";
import type { Path } from "./source";
import type { Place, Places, View } from "./view";

/** So many neighbours are added in one step. */
export const PORTION = 12;
const ROW = 86;

/** A first view has no more entities than this. */
const MOST = 60;
const FEWEST = 4;
/** An entity, its words and room around it, in pixels: where the search for how many there is room for begins. */
const AREA = 14_000;
const AREA_NEAR = 10_000;
/** As large a share of them is tried next, at most and at least: the less, the smaller all was seen. */
const FEWER = 0.9;
const FEWEST_LEFT = 0.7;
/** Draws of a first view: who opens a page waits for it. */
const SOON = 2;
/** A graph that is drawn in part is drawn so large that all its words can be read. */
const READABLE = 0.72;
const READABLE_NEAR = 0.62; // as a telephone is held
/** And one that is drawn as a whole, so large that its names can. */
const LEGIBLE = 0.5;

/** All entities with a link, or null where there is no room to read them. */
export function everything(known: Known, total: number, room: Room): Places | null {
  const linked = known.entities.filter((entity) => entity.degree > 0 && !entity.unsaid).map((entity) => entity.index);
  if (linked.length < total) return null;
  const drawn = withDots(known, linked);
  const given = drawn.every((entity) => known.entities[entity].at);
  if (!given && linked.length > MOST) return null;
  const places: Places = given
    ? new Map(drawn.map((entity) => [entity, { x: known.entities[entity].at![0], y: known.entities[entity].at![1] }]))
    : whole(known, drawn, room);
  return seen(known, places, room) >= LEGIBLE || linked.length <= FEWEST ? places : null;
}

/** The most connected entities, as many as can be read. */
export function core(known: Known, room: Room): Places {
  const order = growth(known);
  const near = room.width < 600;
  const each = (room.width * room.height) / (near ? AREA_NEAR : AREA);
  let number = Math.min(order.length, Math.max(FEWEST, Math.round(each)));
  while (number > FEWEST && number * Math.sqrt(crowding(known.lines(new Set(order.slice(0, number)), () => true).length, number)) > each) number -= 1;
  const wanted = near ? READABLE_NEAR : READABLE;
  for (;;) {
    const places = whole(known, joined(known, order.slice(0, number)), room, SOON);
    const close = seen(known, places, room);
    if (number <= FEWEST || close >= wanted) return places;
    number = Math.max(FEWEST, Math.floor(number * Math.min(FEWER, Math.max(FEWEST_LEFT, close / wanted))));
  }
}

/** How large places are seen in a room. */
function seen(known: Known, places: Places, room: Room): number {
  return places.size ? closeness([...places].map(([entity, { x, y }]): Box => ({ x, y, ...sizeOf(known.entities[entity]) })), room) : 1;
}

/** Those that are joined to another of them, if any is: who is joined to none tells nothing here. */
function joined(known: Known, entities: readonly number[]): readonly number[] {
  const ends = new Set(known.lines(new Set(entities), () => true).flatMap((line) => [line.source, line.target]));
  return ends.size ? entities.filter((entity) => ends.has(entity)) : entities;
}

/** Named entities in an order of which each beginning hangs together: next is who has most links to those before. */
export function growth(known: Known): number[] {
  const linked = known.entities.filter((entity) => entity.degree > 0 && !entity.unsaid);
  const named = linked.filter((entity) => !entity.described);
  const beside = new Map((named.length ? named : linked).map((entity): [number, Set<number>] => [entity.index, new Set()]));
  for (const { ends } of known.facts) {
    if (!ends || !beside.has(ends[0]) || !beside.has(ends[1])) continue;
    beside.get(ends[0])!.add(ends[1]);
    beside.get(ends[1])!.add(ends[0]);
  }
  const size = (entity: number): number => beside.get(entity)!.size;
  const ranked = [...beside.keys()].sort((a, b) => size(b) - size(a) || known.entities[b].degree - known.entities[a].degree || a - b);
  const rank = new Map(ranked.map((entity, at) => [entity, at]));
  const found = new Set<number>();
  const links = new Map<number, number>();
  let lines = 0;
  while (found.size < MOST && (lines <= 2 * MOST || found.size < 2)) {
    const next = [...links.keys()].sort((a, b) => links.get(b)! - links.get(a)! || rank.get(a)! - rank.get(b)!)[0] ?? ranked.find((each) => !found.has(each));
    if (next === undefined) break;
    found.add(next);
    lines += links.get(next) ?? 0;
    links.delete(next);
    for (const other of beside.get(next)!) if (!found.has(other)) links.set(other, (links.get(other) ?? 0) + 1);
  }
  return [...found];
}

/** Places for some entities and nothing else. */
export function whole(known: Known, drawn: readonly number[], room: Room, draws?: number): Places {
  return arranged(drawn, known.lines(new Set(drawn), () => true), known, new Map(), room, draws);
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
export function around(known: Known, entity: number, filters: Filters, room: Room, relation?: string): Places {
  return whole(known, withDots(known, surroundings(known, entity, filters, relation)), room);
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
  if (!fresh.length) return places;
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
export function rearranged(known: Known, view: View, room: Room): Places {
  const passes = (fact: Fact): boolean => factPasses(fact, view.filters, known);
  const shown = [...view.places.keys()].filter((entity) => entityPasses(known.entities[entity], view.filters));
  const anew = arranged(shown, known.lines(new Set(shown), passes), known, view.places, room);
  return new Map([...view.places].map(([entity, place]): [number, Place] => [entity, anew.get(entity) ?? place]));
}

/** Chains between two entities, from left to right, or from top to bottom where they are seen larger so. */
export function along(known: Known, paths: readonly Path[], room: Room): Places {
  const columns = paths[0].map((_, step) => [...new Set(paths.map((path) => path[step]))]);
  const [across, down] = [chain(known, columns, false), chain(known, columns, true)];
  if (room.width >= room.height && seen(known, across, room) >= READABLE) return across;
  return seen(known, across, room) > seen(known, down, room) ? across : down;
}

function chain(known: Known, columns: readonly number[][], down: boolean): Places {
  const found = new Map<number, Place>();
  let at = 0;
  columns.forEach((column, step) => {
    const widest = Math.max(...column.map((entity) => sizeOf(known.entities[entity]).width));
    at += step && !down ? widest / 2 : 0;
    column.forEach((entity, row) => {
      const cross = row - (column.length - 1) / 2;
      found.set(entity, down ? { x: cross * 170, y: step * ROW } : { x: at, y: cross * ROW });
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
