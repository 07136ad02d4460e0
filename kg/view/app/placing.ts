/** Where what is added goes: beside what it belongs to, in free room. Nothing that is there moves. */

import { crosses, overlap, type Box, type Size } from "./boxes";

/** Room that is left around what is added: more than what is arranged keeps, as nothing is moved to make it. */
const FREE = 18;
const ROOM = 98;
const TURNS = 16;
const RINGS = 7;
const TAKEN = 1e6;

export interface Added {
  readonly size: Size;
  /** Boxes that it will have a line to. */
  readonly beside: readonly Box[];
}

/**
 * A place for one more box: of many on rings around its neighbours the one with the fewest lines through boxes and the
 * shortest lines.
 */
export function freePlace(boxes: readonly Box[], lines: readonly [Box, Box][], added: Added): { x: number; y: number } {
  const middle = centre(added.beside.length ? added.beside : boxes);
  const away = direction(middle, centre(boxes));
  let best: Box = { ...middle, ...added.size };
  let least = Infinity;
  for (let ring = 1; ring <= RINGS; ring += 1) {
    for (let turn = 0; turn < TURNS; turn += 1) {
      const angle = away + (turn % 2 ? 1 : -1) * Math.ceil(turn / 2) * ((2 * Math.PI) / TURNS) + ring * 0.13;
      const reach = ring * ROOM + 14;
      const box: Box = {
        ...added.size,
        x: middle.x + Math.cos(angle) * (reach + middle.width / 2 + added.size.width / 3),
        y: middle.y + Math.sin(angle) * (reach * 0.8 + middle.height / 2),
      };
      const cost = costOf(box, added, boxes, lines, least);
      if (cost < least) [best, least] = [box, cost];
    }
    if (ring > 1 && (least < ring * 60 || (ring > 3 && least < TAKEN))) break; // further out it only gets longer
  }
  if (least >= TAKEN) best.y = Math.max(...boxes.map((box) => box.y + box.height / 2), 0) + added.size.height / 2 + 2 * FREE;
  return { x: best.x, y: best.y };
}

function costOf(box: Box, { beside }: Added, boxes: readonly Box[], lines: readonly [Box, Box][], least: number): number {
  let cost = 0;
  for (const other of beside) cost += Math.hypot(other.x - box.x, (other.y - box.y) * 1.2) * 0.35;
  for (const other of boxes) {
    if (overlap(box, other, FREE) > 0) return TAKEN;
    if (cost >= least) return cost;
    if (beside.includes(other)) continue;
    for (const end of beside) if (crosses(box.x, box.y, end.x, end.y, other)) cost += 130;
    const near = Math.hypot(other.x - box.x, other.y - box.y);
    if (near < 120) cost += (120 - near) * 0.4;
  }
  for (const [one, other] of lines) if (cost < least && crosses(one.x, one.y, other.x, other.y, box)) cost += 110;
  return cost;
}

function centre(boxes: readonly Box[]): Box {
  if (!boxes.length) return { x: 0, y: 0, width: 0, height: 0 };
  const mean = (of: (box: Box) => number): number => boxes.reduce((sum, box) => sum + of(box), 0) / boxes.length;
  const one = boxes.length === 1;
  return { x: mean((box) => box.x), y: mean((box) => box.y), width: one ? boxes[0].width : 0, height: one ? boxes[0].height : 0 };
}

function direction(here: Box, from: Box): number {
  return here.x === from.x && here.y === from.y ? 0 : Math.atan2(here.y - from.y, here.x - from.x);
}
