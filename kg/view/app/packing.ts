/** Parts that no line joins, laid side by side; and a part drawn closer, as far as nothing comes to lie on anything. */

import { crosses, overlap, type Box, type Size } from "./boxes";

/** Nothing is shown larger than this. */
export const CLOSEST = 1.25;
/** Room between two parts. */
const BETWEEN = 44;
/** And between two boxes. */
export const GAP = 14;
const CLOSER = 0.94;
const LEAST = 0.3;
/** A box on a box counts as so many words on others. */
const WORSE = 50;
/** Pixels between words and the ends of their line, so that its arrow is seen. */
const ARROW = 8;
const TURNS = 24;
/** With more boxes than this they are only moved all at once: each on its own would take seconds. */
const CROWD = 100;
/** Steps towards the middle, in the direction that counts and in the other, as shares of the way. */
const SHARES = [[0.12, 0], [0.06, 0.06], [0.04, 0], [0, 0.08]];

/** A line between two boxes, by position, and the size of its words. */
export interface Joined {
  readonly ends: readonly [number, number];
  readonly words: Size;
}

/** Room for a drawing, in pixels of the window. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

export interface Extent {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

export function extentOf(boxes: readonly Box[]): Extent {
  const found = { x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity };
  for (const { x, y, width, height } of boxes) {
    found.x1 = Math.min(found.x1, x - width / 2);
    found.x2 = Math.max(found.x2, x + width / 2);
    found.y1 = Math.min(found.y1, y - height / 2);
    found.y2 = Math.max(found.y2, y + height / 2);
  }
  return found;
}

/** How large the drawing can be seen in a room. */
export function closeness(boxes: readonly Box[], room: Room): number {
  const { x1, y1, x2, y2 } = extentOf(boxes);
  return Math.min(room.width / Math.max(1, x2 - x1), room.height / Math.max(1, y2 - y1));
}

/**
 * Draw boxes closer together until words or lines would meet what they do not meet now, or all is seen as large as it
 * may be: all at once, then each on its own. Returns how often something still lies on something else.
 */
export function tighten(boxes: Box[], lines: readonly Joined[], room: Room): number {
  const from = boxes.map(({ x, y }) => ({ x, y }));
  const own = boxes.map((_, at) => lines.flatMap((line, i) => (line.ends.includes(at) ? [i] : [])));
  const words = lines.map((line): Box => ({ ...line.words, x: 0, y: 0 })); // kept where they are: they are looked at far more often than they move
  const reword = (some: Iterable<number>): void => { for (const i of some) wordsOn(lines[i], boxes, words[i]); };
  const all = (): number => {
    reword(words.keys());
    return boxes.reduce((sum, _, at) => sum + meetings(boxes, lines, words, at, own[at]), 0);
  };
  const least = all();
  const scale = { x: 1, y: 1 };
  const place = (): void => boxes.forEach((box, at) => { [box.x, box.y] = [from[at].x * scale.x, from[at].y * scale.y]; });
  for (let open: ("x" | "y")[] = ["x", "y"]; open.length && closeness(boxes, room) < CLOSEST;) {
    open = open.filter((axis) => {
      const before = scale[axis];
      scale[axis] *= CLOSER;
      place();
      if (scale[axis] > LEAST && all() <= least) return true;
      scale[axis] = before;
      place();
      return false;
    });
  }
  const turns = boxes.length > CROWD ? 0 : TURNS;
  for (let turn = 0, moved = true; moved && turn < turns && closeness(boxes, room) < CLOSEST; turn += 1) {
    const { x1, y1, x2, y2 } = extentOf(boxes);
    const across = (x2 - x1) / room.width > (y2 - y1) / room.height; // this way it is seen larger sooner
    const middle = { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
    moved = false;
    reword(words.keys());
    const outer = boxes.map((_, at) => at).sort((a, b) => away(boxes[b]) - away(boxes[a]));
    for (const at of outer) {
      const box = boxes[at];
      const [{ x, y }, before] = [box, meetings(boxes, lines, words, at, own[at])];
      for (const [share, other] of SHARES) {
        box.x = x + (middle.x - x) * (across ? share : other);
        box.y = y + (middle.y - y) * (across ? other : share);
        reword(own[at]);
        const enough = Math.hypot(box.x - x, box.y - y) > 1;
        if (enough && meetings(boxes, lines, words, at, own[at]) <= before) { moved = true; break; }
        [box.x, box.y] = [x, y];
        reword(own[at]);
      }
    }

    function away(box: Box): number {
      return across ? Math.abs(box.x - middle.x) : Math.abs(box.y - middle.y);
    }
  }
  return all();
}

/** Where the words of a line are: in the middle of what is seen of it. */
function wordsOn({ ends }: Joined, boxes: readonly Box[], words: Box): void {
  const [a, b] = [boxes[ends[0]], boxes[ends[1]]];
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const hidden = ({ width, height }: Size): number => Math.min(0.5, width / 2 / Math.max(1, Math.abs(dx)), height / 2 / Math.max(1, Math.abs(dy)));
  const share = (1 + hidden(a) - hidden(b)) / 2;
  [words.x, words.y] = [a.x + dx * share, a.y + dy * share];
}

/** How often a box, its lines and their words lie on others. */
function meetings(boxes: readonly Box[], lines: readonly Joined[], words: readonly Box[], at: number, own: readonly number[]): number {
  const box = boxes[at];
  let found = 0;
  boxes.forEach((other, i) => { if (i !== at && overlap(box, other, GAP) > 0) found += WORSE; });
  lines.forEach(({ ends: [a, b] }, i) => {
    if (overlap(words[i], box, a === at || b === at ? ARROW : 1) > 0) found += 1;
    if (a !== at && b !== at && crosses(boxes[a].x, boxes[a].y, boxes[b].x, boxes[b].y, box)) found += 1;
  });
  for (const line of own) {
    const [one, other] = lines[line].ends.map((end) => boxes[end]);
    boxes.forEach((each, i) => {
      if (i === at) return; // it was counted with its own lines
      const end = each === one || each === other;
      if (overlap(words[line], each, end ? ARROW : 1) > 0) found += 1;
      if (!end && crosses(one.x, one.y, other.x, other.y, each)) found += 1;
    });
    words.forEach((word, i) => { if (i !== line && overlap(word, words[line], 0) > 0) found += 1; });
  }
  return found;
}

/** Lay parts side by side, the largest first, so that all of them are seen as large as can be in a room. */
export function pack(parts: readonly Box[][], room: Room): void {
  const blocks = parts.map((boxes) => {
    const extent = extentOf(boxes);
    return { boxes, extent, width: extent.x2 - extent.x1 + BETWEEN, height: extent.y2 - extent.y1 + BETWEEN };
  }).sort((a, b) => b.height * b.width - a.height * a.width);
  const widest = Math.max(...blocks.map((block) => block.width));
  const area = blocks.reduce((sum, { width, height }) => sum + width * height, 0);
  let best: { x: number; y: number }[] = [];
  let closest = 0;
  for (let factor = 0.8; factor < 2.6; factor += 0.1) {
    const width = Math.max(widest, factor * Math.sqrt((area * room.width) / room.height));
    const { at, across, down } = rows(blocks, width);
    const close = Math.min(room.width / across, room.height / down);
    if (close > closest) [best, closest] = [at, close];
  }
  blocks.forEach(({ boxes, extent }, i) => {
    for (const box of boxes) Object.assign(box, { x: box.x - extent.x1 + best[i].x, y: box.y - extent.y1 + best[i].y });
  });
}

/** In rows of a width; in a row, what is low stands on top of each other. */
function rows(blocks: readonly Size[], width: number): { at: { x: number; y: number }[]; across: number; down: number } {
  const at: { x: number; y: number }[] = [];
  let [top, height, left, column, filled, across] = [0, 0, 0, 0, 0, 0];
  for (const block of blocks) {
    if (column && filled + block.height <= height && block.width <= column) {
      at.push({ x: left, y: top + filled });
      filled += block.height;
      continue;
    }
    left += column;
    if (left && left + block.width > width) [top, height, left] = [top + height, 0, 0];
    height = Math.max(height, block.height);
    at.push({ x: left, y: top });
    [column, filled] = [block.width, block.height];
    across = Math.max(across, left + column);
  }
  return { at, across, down: top + height };
}
