/** How large things are in the drawing, and whether they lie on each other. */

import type { Entity } from "./known";

export const FONT = "Inter, system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif";
export const DOT = 11;
/** Type size of the words of a line, and how wide these may become. */
export const WORDS = 12.5;
export const WIDEST = 160;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  /** Centre. */
  x: number;
  y: number;
}

const ruler = document.createElement("canvas").getContext("2d");
let set = "";
const sizes = new WeakMap<Entity, Size>();

/** Width and height of an entity's box in pixels. */
export function sizeOf(entity: Entity): Size {
  let size = sizes.get(entity);
  if (!size) {
    size = entity.unsaid ? { width: DOT, height: DOT } : measured(entity);
    sizes.set(entity, size);
  }
  return size;
}

function measured({ rows, size, described }: Entity): Size {
  const font = `${described ? 400 : 600} ${size}px ${FONT}`;
  if (ruler && font !== set) ruler.font = set = font; // to be told a font, even the same one, costs more than to measure
  const widest = Math.max(...rows.map((row) => ruler?.measureText(row).width ?? row.length * size * 0.6));
  return { width: widest + 1.7 * size, height: (rows.length * 1.2 + 0.9) * size };
}

/** How wide the words of a line are, nearly: they are many, and measured when they are drawn. */
export function widthOf(words: string): number {
  return Math.min(WIDEST, 6 + 0.52 * WORDS * words.length);
}

/** And how large, measured and broken into rows: of those few that are seen at once. */
export function wordsOf(label: string): Size {
  const font = `${WORDS}px ${FONT}`;
  if (ruler && font !== set) ruler.font = set = font;
  const width = ruler?.measureText(label).width ?? widthOf(label);
  return { width: Math.min(WIDEST, width) + 4, height: 1.2 * WORDS * Math.ceil(width / WIDEST || 1) + 4 };
}

/** How far two boxes reach into each other; 0 where there is a gap between them. */
export function overlap(a: Box, b: Box, gap: number): number {
  const x = (a.width + b.width) / 2 + gap - Math.abs(a.x - b.x);
  const y = (a.height + b.height) / 2 + gap - Math.abs(a.y - b.y);
  return x > 0 && y > 0 ? Math.min(x, y) : 0;
}

/** Whether the line between two points runs through a box. */
export function crosses(x1: number, y1: number, x2: number, y2: number, box: Box): boolean {
  const [left, right] = [box.x - box.width / 2, box.x + box.width / 2];
  const [top, bottom] = [box.y - box.height / 2, box.y + box.height / 2];
  if ((x1 < left && x2 < left) || (x1 > right && x2 > right) || (y1 < top && y2 < top) || (y1 > bottom && y2 > bottom)) return false;
  const side = (x: number, y: number): number => (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
  const [a, b, c, d] = [side(left, top), side(right, top), side(left, bottom), side(right, bottom)];
  return !((a > 0 && b > 0 && c > 0 && d > 0) || (a < 0 && b < 0 && c < 0 && d < 0));
}

/** Push boxes apart that still lie on each other, each time the shorter way; fixed ones stay. */
export function separate(boxes: (Box & { fixed?: boolean })[], gap: number): void {
  for (let turn = 0, moved = true; moved && turn < 200; turn += 1) {
    moved = false;
    for (let i = 0; i < boxes.length; i += 1) {
      for (let j = 0; j < i; j += 1) {
        const [a, b] = [boxes[i], boxes[j]];
        if ((a.fixed && b.fixed) || overlap(a, b, gap) <= 0.1) continue;
        const x = (a.width + b.width) / 2 + gap - Math.abs(a.x - b.x);
        const y = (a.height + b.height) / 2 + gap - Math.abs(a.y - b.y);
        const axis = x < y ? "x" : "y";
        const step = Math.min(x, y) * (a[axis] < b[axis] ? -1 : 1);
        if (!a.fixed) a[axis] += b.fixed ? step : step / 2;
        if (!b.fixed) b[axis] -= a.fixed ? step : step / 2;
        moved = true;
      }
    }
  }
}
