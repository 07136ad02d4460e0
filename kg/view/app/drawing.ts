/** The drawing: what a view says, on a canvas. */

import cytoscape, { type Collection, type Core, type EdgeSingular, type ElementDefinition, type EventObject, type NodeSingular } from "cytoscape";
import { sizeOf, wordsOf, type Box } from "./boxes";
import { entityPasses, factPasses } from "./filters";
import type { Known, Line } from "./known";
import { styleSheet } from "./style";
import { CLOSEST } from "./packing";
import type { PageData } from "./types";
import type { Choice, View } from "./view";
import { slides } from "./wording";

/** Pixels that stay free at the sides of a drawing so wide. */
export function margin(width: number): number {
  return width < 600 ? 12 : 36;
}

/** Below this, nobody reads a name: then the middle is shown, and the rest by moving. */
const LEAST = 0.42;
/** With more lines than this only those of what is chosen or pointed at have words. */
const CROWDED = 80;
/** And with more boxes and lines than this, what is moved is a picture of them, until it stands still: each by itself is too slow. */
const MANY = 500;
/** Pixels from the words of a line to those of the next between the same two. */
const LEVEL = 30;

export interface Hands {
  choose(choice: Choice | null): void;
  grow(entity: number): void;
  moved(places: ReadonlyMap<number, { x: number; y: number }>): void;
  /** Pixels at the edges that something else covers. */
  covered(): { top: number; right: number; bottom: number };
}

/** What Cytoscape.js takes when it begins only, but looks at each time. */
interface Renderer { textureOnViewport: boolean }

export class Drawing {
  readonly #cy: Core;
  #lines: Line[] = [];
  #crowded = false;

  constructor(container: HTMLElement, readonly known: Known, readonly data: PageData, readonly hands: Hands) {
    this.#cy = cytoscape({
      container, elements: [], style: styleSheet(data.statuses), layout: { name: "preset" },
      minZoom: 0.08, maxZoom: 4, boxSelectionEnabled: false, selectionType: "single",
    });
    const cy = this.#cy;
    cy.on("tap", "node", (event: EventObject) => hands.choose({ kind: "entity", entity: event.target.data("index") }));
    cy.on("dbltap", "node", (event: EventObject) => hands.grow(event.target.data("index")));
    cy.on("tap", "edge", (event: EventObject) => {
      const line = this.#lines.find((each) => each.id === event.target.id());
      if (line) hands.choose({ kind: "line", source: line.source, target: line.target, status: line.status });
    });
    cy.on("tap", (event: EventObject) => { if (event.target === cy) hands.choose(null); });
    cy.on("mouseover mouseout", "node, edge", (event: EventObject) => {
      const over = event.type === "mouseover";
      container.style.cursor = over ? "pointer" : "";
      if (this.#crowded) event.target.union(event.target.isNode() ? event.target.connectedEdges() : []).filter("edge").toggleClass("hovered", over);
    });
    cy.on("dragfree", "node", (event: EventObject) => {
      hands.moved(new Map([[event.target.data("index"), { ...event.target.position() }]]));
      this.#spread();
    });
  }

  /** Draw a view: what is drawn already stays the element that it is. */
  show(view: View): void {
    const passes = (index: number): boolean => entityPasses(this.known.entities[index], view.filters);
    this.#lines = this.known.lines(view.places, (fact) => factPasses(fact, view.filters, this.known));
    const linked = new Set(this.#lines.flatMap((line) => [line.source, line.target]));
    const chosen = view.chosen?.kind === "entity" ? view.chosen.entity : -1;
    const shown = (index: number): boolean =>
      passes(index) && (linked.has(index) || index === chosen || !this.#everLinked(index, view));
    const ids = new Set(this.#lines.map((line) => line.id));
    this.#cy.batch(() => { // all in one: each element finds its style once
      this.#cy.edges().forEach((edge) => { if (!ids.has(edge.id())) edge.remove(); });
      this.#cy.nodes().forEach((node) => { if (!view.places.has(node.data("index"))) node.remove(); });
      const fresh: ElementDefinition[] = [];
      for (const [index, { x, y }] of view.places) {
        const node = this.#cy.getElementById(`n${index}`);
        if (node.empty()) fresh.push(this.#node(index, x, y));
        else if (node.position().x !== x || node.position().y !== y) node.position({ x, y });
      }
      this.#cy.add([...fresh, ...this.#lines.flatMap((line) => this.#line(line))]);
      for (const [index, { pinned }] of view.places) {
        this.#cy.getElementById(`n${index}`).toggleClass("off", !shown(index)).toggleClass("pinned", Boolean(pinned));
      }
      const crowded = this.#lines.length > CROWDED;
      if (crowded || this.#crowded) this.#cy.edges().toggleClass("quiet", crowded);
      this.#crowded = crowded;
      this.#highlight(view.chosen);
    });
    (this.#cy as unknown as { renderer(): Renderer }).renderer().textureOnViewport = this.#cy.elements().length > MANY;
    this.#spread(); // before it is drawn: once
  }

  /** Entities that are to be seen, the most connected first. */
  shown(): number[] {
    const found = this.#cy.nodes().not(".off").not(".unsaid").map((node) => Number(node.data("index")));
    return found.sort((a, b) => this.known.entities[b].degree - this.known.entities[a].degree || a - b);
  }

  /** Facts behind the lines that are to be seen. */
  lines(): readonly Line[] {
    return this.#lines;
  }

  restyle(): void {
    this.#cy.style(styleSheet(this.data.statuses));
  }

  resize(): void {
    this.#cy.resize();
  }

  zoom(factor: number): void {
    this.#cy.zoom({ level: this.#cy.zoom() * factor, renderedPosition: { x: this.#cy.width() / 2, y: this.#cy.height() / 2 } });
  }

  pan(x: number, y: number): void {
    this.#cy.panBy({ x, y });
  }

  /** Show all, beside what covers a part of the drawing; where that is too small to read, the most connected. */
  fit(): void {
    if (this.#cy.nodes().not(".off").empty()) return;
    const { top, right, bottom } = this.hands.covered();
    const [width, height] = [this.#cy.width() - right, this.#cy.height() - top - bottom];
    const edge = margin(this.#cy.width());
    const box = this.#extent();
    const whole = Math.min((width - 2 * edge) / box.w, (height - edge) / box.h, CLOSEST);
    const level = Math.max(whole, LEAST);
    const [first] = this.shown();
    const middle = whole < LEAST && first !== undefined
      ? this.#cy.getElementById(`n${first}`).position() : { x: (box.x1 + box.x2) / 2, y: (box.y1 + box.y2) / 2 };
    this.#cy.stop(); // what is on its way elsewhere
    this.#cy.viewport({ zoom: level, pan: { x: width / 2 - middle.x * level, y: top + height / 2 - middle.y * level } });
  }

  /** Whether some of what is shown is out of sight, or under what covers the drawing. */
  outside(): boolean {
    const { right, bottom } = this.hands.covered();
    const box = this.#extent();
    const [pan, zoom] = [this.#cy.pan(), this.#cy.zoom()];
    const seen = { x1: -pan.x / zoom, y1: -pan.y / zoom, x2: (this.#cy.width() - right - pan.x) / zoom, y2: (this.#cy.height() - bottom - pan.y) / zoom };
    return box.x1 < seen.x1 || box.y1 < seen.y1 || box.x2 > seen.x2 || box.y2 > seen.y2;
  }

  /** What the boxes that are shown take up. Lines hardly reach beyond them, and are dear to measure. */
  #extent(): { x1: number; y1: number; x2: number; y2: number; w: number; h: number } {
    const boxes = this.#boxes().map(({ x, y, width, height }) => [x - width / 2, y - height / 2, x + width / 2, y + height / 2]);
    const [x1, y1] = [0, 1].map((at) => Math.min(...boxes.map((box) => box[at])));
    const [x2, y2] = [2, 3].map((at) => Math.max(...boxes.map((box) => box[at])));
    return { x1, y1, x2, y2, w: x2 - x1, h: y2 - y1 };
  }

  /** Move what is chosen, with its neighbours if there is room, out from under the card, and nearer when it is out of sight. */
  bringIntoView(): void {
    const chosen = this.#cy.elements(".chosen");
    if (chosen.empty()) return;
    const { top, right, bottom } = this.hands.covered();
    const around = this.#cy.nodes().not(".off, .far").union(chosen).renderedBoundingBox();
    const fits = around.w <= this.#cy.width() - right - 48 && around.h <= this.#cy.height() - top - bottom - 24;
    const box = fits ? around : chosen.renderedBoundingBox();
    const by = (low: number, high: number, least: number, most: number): number =>
      low < least ? least - low : high > most ? Math.max(most - high, least - low) : 0;
    const shift = {
      x: by(box.x1, box.x2, 24, this.#cy.width() - right - 24), y: by(box.y1, box.y2, 24, this.#cy.height() - bottom - 24),
    };
    if (!shift.x && !shift.y) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#cy.stop().animate({ panBy: shift, duration: calm ? 0 : 200 });
  }

  /** The drawing as a picture, for what is printed. */
  picture(): string {
    return this.#cy.png({ full: true, scale: 2, maxWidth: 3000, bg: "#ffffff" });
  }

  #everLinked(index: number, view: View): boolean {
    return this.known.entities[index].facts.some((fact) => {
      const other = this.known.across(this.known.facts[fact], index);
      return other !== null && view.places.has(other);
    });
  }

  #node(index: number, x: number, y: number): ElementDefinition {
    const entity = this.known.entities[index];
    const color = entity.unsaid ? this.data.unsaidColor : this.data.classes.find((cls) => cls.name === entity.cls)?.color;
    return {
      group: "nodes", position: { x, y }, classes: entity.unsaid ? "unsaid" : entity.described ? "described" : "",
      data: {
        id: `n${index}`, index, color: color ?? this.data.unsaidColor, label: entity.rows.join("\n"),
        rank: entity.degree, type: entity.size, ...sizeOf(entity),
      },
    };
  }

  /** A line that is not drawn yet; of one that is, only the words may be others. */
  #line(line: Line): ElementDefinition[] {
    const label = this.known.label(line.facts);
    const edge = this.#cy.getElementById(line.id);
    if (edge.nonempty()) {
      if (edge.data("label") !== label) edge.data("label", label);
      return [];
    }
    return [{
      group: "edges", classes: line.mutual ? `${line.status} mutual` : line.status,
      data: { id: line.id, source: `n${line.source}`, target: `n${line.target}`, label, shift: 0, slide: 0 },
    }];
  }

  #highlight(chosen: Choice | null): void {
    const [elements, near] = this.#chosen(chosen);
    const [all, some] = [new Set(near.map((each) => each.id())), new Set(elements.map((each) => each.id()))];
    this.#cy.elements().forEach((element) => {
      const id = element.id();
      element.toggleClass("far", some.size > 0 && !all.has(id));
      element.toggleClass("near", element.isEdge() && all.has(id)).toggleClass("chosen", some.has(id));
    });
  }

  /** What is chosen, and what belongs to it. */
  #chosen(chosen: Choice | null): [Collection, Collection] {
    const none = this.#cy.collection();
    if (chosen?.kind === "entity") {
      const node = this.#cy.getElementById(`n${chosen.entity}`);
      const own = node.connectedEdges().filter((edge) => !chosen.relation || this.#tells(edge, chosen.relation));
      return [node, node.union(own).union(own.connectedNodes())];
    }
    if (chosen?.kind === "line" || chosen?.kind === "fact") {
      const line = this.#lines.find((each) =>
        chosen.kind === "fact" ? each.facts.includes(chosen.fact)
          : each.source === chosen.source && each.target === chosen.target && each.status === chosen.status);
      const edge = line ? this.#cy.getElementById(line.id) : none;
      return [edge, edge.union(edge.connectedNodes())];
    }
    return [none, none];
  }

  #tells(edge: { id(): string }, relation: string): boolean {
    const line = this.#lines.find((each) => each.id === edge.id());
    return Boolean(line?.facts.some((fact) => this.known.facts[fact].relation === relation));
  }

  /** Lines between the same two entities bend apart; their words go up and down, and all along their line to where they are read. */
  #spread(): void {
    const seen = (edge: EdgeSingular): boolean => edge.visible(); // others have no middle
    const edges = this.#cy.edges().filter((edge) => seen(edge as EdgeSingular)).toArray() as EdgeSingular[];
    const levels = new Map<string, number>();
    for (const edge of edges) {
      if (levels.has(edge.id())) continue;
      const bundle = edge.parallelEdges().filter((one) => seen(one as EdgeSingular));
      if (bundle.length < 2) { levels.set(edge.id(), 0); continue; }
      const level = bundle.map((one) => ({ one: one as EdgeSingular, y: (one as EdgeSingular).midpoint().y })).sort((a, b) => a.y - b.y);
      const middle = (level[0].y + level[level.length - 1].y) / 2;
      level.forEach(({ one, y }, place) => {
        const least = middle + (place - (level.length - 1) / 2) * LEVEL;
        levels.set(one.id(), Math.abs(least - middle) > Math.abs(y - middle) ? least - y : 0);
      });
    }
    const near = edges.filter((edge) => (this.#crowded ? edge.hasClass("near") : !edge.hasClass("far"))); // whose words are seen
    const told = near.length > CROWDED ? [] : near; // there is no room for so many
    const moves = slides(told.map((edge) => {
      const [{ x, y }, from, to] = [edge.midpoint(), edge.sourceEndpoint(), edge.targetEndpoint()];
      return { x, y: y + levels.get(edge.id())!, ...wordsOf(edge.data("label")), along: { x: to.x - from.x, y: to.y - from.y } };
    }), this.#boxes());
    const slid = new Map(told.map((edge, at) => [edge.id(), moves[at]]));
    const put = (edge: EdgeSingular, name: string, to: number): void => { if (edge.data(name) !== to) edge.data(name, to); }; // it is drawn anew
    this.#cy.batch(() => edges.forEach((edge) => {
      const { x, y } = slid.get(edge.id()) ?? { x: 0, y: 0 };
      put(edge, "slide", x);
      put(edge, "shift", levels.get(edge.id())! + y);
    }));
  }

  #boxes(): Box[] {
    return this.#cy.nodes().not(".off").toArray().map((element) => {
      const node = element as NodeSingular;
      return { ...node.position(), width: node.data("width"), height: node.data("height") };
    });
  }
}
