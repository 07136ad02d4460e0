/** Where the words of lines go: along their line, to where they lie on no box and on no other words. */

import type { Box } from "./boxes";

/** Words in the middle of their line, and how far that reaches from end to end. */
export interface Words extends Box {
  readonly along: { readonly x: number; readonly y: number };
}

/** Shares of the line by which words may move, the shortest way first; further out they would lie on its ends. */
const SHARES = [0, 0.07, -0.07, 0.14, -0.14, 0.21, -0.21, 0.28, -0.28, 0.35, -0.35];
/** And pixels beside the line, where there is no room along it. */
const NUDGES = [[0, 0], [0, -9], [0, 9], [0, -18], [0, 18], [-14, 0], [14, 0], [-28, 0], [28, 0]];
/** Pixels that stay free around words. */
const FREE = 2;
/** What lies under a box is not read at all; of what lies on other words, a part. */
const UNDER = 2;
/** What words lose by leaving the middle of their line, and the line itself, for each pixel. */
const ASIDE = 0.4;
const OFF = 4;

/** How far each is moved out of its place; the first have the choice. */
export function slides(words: readonly Words[], boxes: readonly Box[]): { x: number; y: number }[] {
  const placed: Box[] = [];
  return words.map((each) => {
    let best = { x: 0, y: 0 };
    let least = Infinity;
    for (const share of SHARES) {
      for (const [x, y] of NUDGES) {
        const move = { x: share * each.along.x + x, y: share * each.along.y + y };
        const cost = costOf({ ...each, x: each.x + move.x, y: each.y + move.y }, boxes, placed)
          + ASIDE * Math.hypot(share * each.along.x, share * each.along.y) + OFF * (Math.abs(x) + Math.abs(y));
        if (cost < least) [best, least] = [move, cost];
      }
      if (!least) break;
    }
    placed.push({ ...each, x: each.x + best.x, y: each.y + best.y });
    return best;
  });
}

function costOf(words: Box, boxes: readonly Box[], placed: readonly Box[]): number {
  let cost = 0;
  for (const box of boxes) cost += UNDER * shared(words, box);
  for (const other of placed) cost += shared(words, other);
  return cost;
}

/** How many square pixels two boxes share. */
function shared(a: Box, b: Box): number {
  const x = (a.width + b.width) / 2 + FREE - Math.abs(a.x - b.x);
  const y = (a.height + b.height) / 2 + FREE - Math.abs(a.y - b.y);
  return x > 0 && y > 0 ? Math.min(x, a.width, b.width) * Math.min(y, a.height, b.height) : 0;
}
