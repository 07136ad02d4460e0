/** Places for a whole view at once: by fcose, with the same draws every time. */

import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";
import { separate, sizeOf, widthOf, WORDS, type Box, type Size } from "./boxes";
import type { Known, Line } from "./known";
import { CLOSEST, closeness, GAP, pack, tighten, type Joined, type Room } from "./packing";
import type { Place, Places } from "./view";

cytoscape.use(fcose);
const ARROW = 30;
/** So few are laid out upright and on their side, to see which way they fit the window better. */
const MANY = 60;
/** And so few, with several draws. */
const FEW = 24;
const LOTS = 6;
/** What each word or line that lies on something takes from the worth of a draw. */
const SPOILT = 0.12;

type Laid = Box & { entity: number; fixed: boolean };

/**
 * Places for entities; those that are pinned keep theirs. What no line joins is laid side by side. Of a few entities the
 * best of so many draws is taken.
 */
export function arranged(entities: readonly number[], lines: readonly Line[], known: Known, before: Places, room: Room, draws = LOTS): Map<number, Place> {
  if (!entities.length) return new Map();
  const fixed = new Set(entities.filter((entity) => before.get(entity)?.pinned));
  const parts = fixed.size ? [[...entities]] : components(entities, lines);
  const placed = parts.map((part): Laid[] => {
    const among = new Set(part);
    return part.length < 3 && !fixed.size
      ? inRow(part, lines, known) : one(part, lines.filter((line) => among.has(line.source)), known, before, fixed, room, draws);
  });
  if (!fixed.size) pack(placed, room);
  return new Map(placed.flat().map(({ entity, x, y, fixed: pinned }) => [entity, pinned ? before.get(entity)! : { x, y }]));
}

/** One part: laid upright or on its side, as it is seen larger. */
function one(entities: readonly number[], lines: readonly Line[], known: Known, before: Places, fixed: ReadonlySet<number>, room: Room, draws: number): Laid[] {
  const joined = (boxes: readonly Laid[]): Joined[] => {
    const at = new Map(boxes.map(({ entity }, i) => [entity, i]));
    return pairs(lines).map(([line, together]) => ({
      ends: [at.get(line.source)!, at.get(line.target)!],
      words: { width: widthOf(known.label(line.facts)), height: 1.6 * WORDS * together },
    }));
  };
  const ready = (turned: boolean, lot: number): [Laid[], number] => {
    const boxes = laid(entities, lines, known, before, fixed, turned, lot);
    separate(boxes, GAP);
    if (fixed.size) return [boxes, 0];
    const worth = 1 / (1 + SPOILT * tighten(boxes, joined(boxes), room));
    separate(boxes, GAP);
    return [boxes, Math.min(CLOSEST, closeness(boxes, room)) * worth];
  };
  let best = ready(false, 0);
  if (fixed.size || entities.length > MANY) return best[0];
  for (let lot = 1; lot < (entities.length > FEW ? 2 : draws) && best[1] < CLOSEST; lot += 1) {
    const other = ready(lot % 2 === 1, Math.floor(lot / 2));
    if (other[1] > best[1]) best = other;
  }
  return best[0];
}

/** One entity, or two beside each other with room for the words between them. */
function inRow(entities: readonly number[], lines: readonly Line[], known: Known): Laid[] {
  const between = lines.filter((line) => line.source === entities[0] || line.target === entities[0]);
  const words = Math.max(0, ...between.map((line) => widthOf(known.label(line.facts))));
  const order = between[0] ? [between[0].source, between[0].target] : entities;
  let left = 0;
  return order.map((entity) => {
    const size = sizeOf(known.entities[entity]);
    const box = { entity, fixed: false, ...size, x: left + size.width / 2, y: 0 };
    left += size.width + words + ARROW;
    return box;
  });
}

/** Entities that lines join, in the order given. */
function components(entities: readonly number[], lines: readonly Line[]): number[][] {
  const beside = new Map(entities.map((entity): [number, number[]] => [entity, []]));
  for (const { source, target } of lines) {
    beside.get(source)?.push(target);
    beside.get(target)?.push(source);
  }
  const seen = new Set<number>();
  return entities.flatMap((start) => {
    if (seen.has(start)) return [];
    seen.add(start);
    const part = [start];
    for (const here of part) for (const other of beside.get(here)!) if (!seen.has(other)) { seen.add(other); part.push(other); }
    return [part];
  });
}

/** So much wider than others is laid what is much joined. */
export function crowding(lines: number, entities: number): number {
  return Math.min(2.6, Math.max(1, lines / entities / 1.5));
}

/** Where fcose puts them; `turned` lays the drawing on its side, with the words upright. */
function laid(entities: readonly number[], lines: readonly Line[], known: Known, before: Places, fixed: ReadonlySet<number>, turned: boolean, lot: number): Laid[] {
  const crowd = crowding(lines.length, entities.length);
  const size = (entity: number): Size => {
    const { width, height } = sizeOf(known.entities[entity]);
    return turned ? { width: height, height: width } : { width, height };
  };
  const model = cytoscape({
    headless: true,
    styleEnabled: true,
    style: [{ selector: "node", style: { shape: "rectangle", width: "data(width)", height: "data(height)" } }],
    elements: [
      ...entities.map((entity) => ({ data: { id: String(entity), ...size(entity) } })),
      ...pairs(lines).map(([line, together]) => ({
        data: { id: line.id, source: String(line.source), target: String(line.target), room: roomOf(line, together, known) },
      })),
    ],
  });
  const options = {
    name: "fcose", quality: "proof", randomize: true, animate: false, fit: false, nodeDimensionsIncludeLabels: false,
    nodeSeparation: 110 * crowd, numIter: entities.length > 40 ? 1200 : 2500, nodeRepulsion: () => 14000 * crowd * crowd,
    gravity: 0.22, gravityRange: 2.2,
    idealEdgeLength: (edge: cytoscape.EdgeSingular) => edge.data("room") * crowd, edgeElasticity: () => 0.35,
    tile: true, tilingPaddingVertical: 30, tilingPaddingHorizontal: 30,
    fixedNodeConstraint: fixed.size ? [...fixed].map((entity) => ({ nodeId: String(entity), position: { ...before.get(entity)! } })) : undefined,
  };
  seeded(lot, () => model.layout(options as unknown as cytoscape.LayoutOptions).run());
  const boxes = model.nodes().map((node): Laid => {
    const entity = Number(node.id());
    const { x, y } = node.position();
    return { entity, x: turned ? y : x, y: turned ? x : y, ...sizeOf(known.entities[entity]), fixed: fixed.has(entity) };
  });
  model.destroy();
  return boxes;
}

/** One line for each two entities: the layout needs no more. */
function pairs(lines: readonly Line[]): [Line, number][] {
  const found = new Map<string, [Line, number]>();
  for (const line of lines) {
    const key = [Math.min(line.source, line.target), Math.max(line.source, line.target)].join();
    const one = found.get(key);
    if (one) one[1] += 1;
    else found.set(key, [line, 1]);
  }
  return [...found.values()];
}

function roomOf(line: Line, together: number, known: Known): number {
  return 62 + 2 * Math.min(known.label(line.facts).length, 26) + (together > 1 ? 50 : 0);
}

/** The layout draws lots: with the same seed, the same view looks the same every time. */
function seeded<T>(lot: number, action: () => T): T {
  const random = Math.random;
  let seed = 20130618 + lot;
  Math.random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  try {
    return action();
  } finally {
    Math.random = random;
  }
}
