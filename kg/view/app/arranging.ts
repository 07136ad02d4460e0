/** Places for a whole view at once: by fcose, with the same draws every time. */

import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";
import { separate, sizeOf, type Box, type Size } from "./boxes";
import type { Known, Line } from "./known";
import type { Place, Places } from "./view";

cytoscape.use(fcose);
const GAP = 14;
/** So few are laid out twice, to see which way they fit the window better. */
const FEW = 30;

type Laid = Box & { entity: number; fixed: boolean };

/** Places for entities; those that are pinned keep theirs. `shape` is the wanted width over height. */
export function arranged(entities: readonly number[], lines: readonly Line[], known: Known, before: Places, shape: number): Map<number, Place> {
  if (!entities.length) return new Map();
  const fixed = new Set(entities.filter((entity) => before.get(entity)?.pinned));
  let boxes = laid(entities, lines, known, before, fixed, false);
  if (!fixed.size && (entities.length <= FEW || shape < 1 !== extent(boxes, "x") < extent(boxes, "y"))) {
    const turned = laid(entities, lines, known, before, fixed, true);
    if (closeness(turned, shape) > closeness(boxes, shape)) boxes = turned;
  }
  separate(boxes, GAP);
  return new Map(boxes.map(({ entity, x, y, fixed: pinned }) => [entity, pinned ? before.get(entity)! : { x, y }]));
}

function extent(boxes: readonly Box[], axis: "x" | "y"): number {
  return Math.max(...boxes.map((box) => box[axis])) - Math.min(...boxes.map((box) => box[axis]));
}

/** How large the drawing can be seen in a window of a shape. */
function closeness(boxes: readonly Box[], shape: number): number {
  const [width, height] = [extent(boxes, "x") + 140, extent(boxes, "y") + 60];
  return Math.min(shape / width, 1 / height);
}

/** Where fcose puts them; `turned` lays the drawing on its side, with the words upright. */
function laid(entities: readonly number[], lines: readonly Line[], known: Known, before: Places, fixed: ReadonlySet<number>, turned: boolean): Laid[] {
  const crowd = Math.min(2.6, Math.max(1, lines.length / entities.length / 1.5)); // much joined, much room
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
  seeded(() => model.layout(options as unknown as cytoscape.LayoutOptions).run());
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
function seeded<T>(action: () => T): T {
  const random = Math.random;
  let seed = 20130618;
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
