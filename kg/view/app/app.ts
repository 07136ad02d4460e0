/** What all parts of the page share: the view that is, and the ways to another one. */

import { around, along, core, everything, surroundings, whole, grown, hiddenBeside, pinned, PORTION, rearranged, without } from "./exploring";
import { factPasses, type Filters } from "./filters";
import type { Fact, Known } from "./known";
import { read, written } from "./link";
import type { Room } from "./packing";
import type { Path, Source } from "./source";
import type { PageData } from "./types";
import { NOTHING, Steps, type Choice, type Place, type Places, type Tab, type View } from "./view";

export interface Change {
  /** The drawing is another one: show all of it, or where it has grown, all if some of it is out of sight. */
  fit: boolean | "grown";
  /** Whoever chose with the keyboard goes on in the card. */
  enter: boolean;
}

type Listener = (view: View, before: View, change: Change) => void;

export class App {
  readonly #steps = new Steps(NOTHING);
  readonly #listeners: Listener[] = [];
  /** What is said to whoever cannot see it. */
  say: (text: string) => void = () => {};
  /** What was found last between two. */
  found: { from: number; to: number; filters: Filters; paths: readonly Path[] } | null = null;

  constructor(
    readonly data: PageData, readonly known: Known, readonly source: Source,
    /** What there is room for in the window, beside a card or the one that is shown at first. */
    readonly room: (beside: "card" | "welcome" | "nothing") => Room,
  ) {}

  get view(): View {
    return this.#steps.now;
  }

  get canUndo(): boolean {
    return this.#steps.canUndo;
  }

  get canRedo(): boolean {
    return this.#steps.canRedo;
  }

  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  passes(fact: Fact): boolean {
    return factPasses(fact, this.view.filters, this.known);
  }

  // --- going on -------------------------------------------------------------------------------

  /** Go on to a view that differs in this. */
  go(difference: Partial<View>, change: Partial<Change> = {}): void {
    const before = this.view;
    this.#steps.push({ ...before, ...difference });
    this.#address("pushState");
    this.#tell(before, change);
  }

  choose(chosen: Choice | null, change: Partial<Change> = {}): void {
    if (chosen || this.view.chosen) this.go({ chosen }, change);
  }

  tab(tab: Tab): void {
    if (tab !== this.view.tab) this.go({ tab });
  }

  filter(difference: Partial<Filters>, tab: Tab = this.view.tab): void {
    this.go({ filters: { ...this.view.filters, ...difference }, tab });
  }

  undo(): void {
    this.#step(this.#steps.position - 1);
  }

  redo(): void {
    this.#step(this.#steps.position + 1);
  }

  /** Whether nothing else was done since: who goes on meanwhile is not called back. */
  #since(): () => boolean {
    const { view } = this;
    return () => this.view === view;
  }

  // --- through the graph ------------------------------------------------------------------------

  /** Look at an entity: where it is drawn, with what surrounds it in place of an opening view, or added to what is drawn. */
  async visit(entity: number): Promise<void> {
    const current = this.#since();
    await this.source.complete([entity]);
    if (!current()) return;
    const { places, first: opening, tab } = this.view;
    const chosen: Choice = { kind: "entity", entity };
    if (places.has(entity)) return this.go({ chosen }, { enter: true });
    if (opening) return this.only(entity, { tab, enter: true });
    await this.source.between([...places.keys(), entity]);
    if (!current()) return;
    this.go({ chosen, places: grown(this.known, places, [entity]), first: false }, { enter: true, fit: "grown" });
  }

  /** What somebody searched for: of a graph that is drawn in part, its surroundings in place of the opening view. */
  async seek(entity: number, relation?: string): Promise<void> {
    const opening = this.view.first && this.view.places.size < this.source.totals.entities;
    if (opening || relation) return this.only(entity, { relation, enter: true });
    this.tab("graph");
    return this.visit(entity);
  }

  /** An entity and its surroundings alone. */
  async only(entity: number, { relation, tab = "graph", enter = false }: { relation?: string; tab?: Tab; enter?: boolean } = {}): Promise<void> {
    const current = this.#since();
    await this.source.complete([entity]);
    await this.source.between(surroundings(this.known, entity, this.view.filters, relation));
    if (!current()) return;
    const places = around(this.known, entity, this.view.filters, this.room("card"), relation);
    this.go({ places, first: false, tab, chosen: { kind: "entity", entity, relation } }, { fit: true, enter });
  }

  /** These entities, and the facts between them. */
  async drawOnly(entities: readonly number[]): Promise<void> {
    await this.source.between(entities);
    const places = whole(this.known, entities, this.room("nothing"));
    this.go({ places, first: false, tab: "graph", chosen: null }, { fit: true });
  }

  /** More neighbours of an entity, by one of its relations or all. */
  async grow(entity: number, relation?: string): Promise<void> {
    const current = this.#since();
    await this.source.complete([entity]);
    const { places, filters } = this.view;
    const more = hiddenBeside(this.known, places, entity, filters, relation).slice(0, PORTION);
    const base = grown(this.known, places, [entity]); // with the dots beside it
    if (!more.length && base.size === places.size) return this.say("Nothing more to show beside it");
    await this.source.between([...base.keys(), ...more]);
    if (!current()) return;
    const { chosen } = this.view;
    const same = chosen?.kind === "entity" && chosen.entity === entity && chosen.relation === relation;
    const next: Choice = same ? chosen : { kind: "entity", entity, relation };
    this.go({ places: grown(this.known, base, more), first: false, chosen: next, tab: "graph" }, { fit: "grown" });
    this.say(`${more.length} more beside ${this.known.entities[entity].name}`);
  }

  hide(entity: number): void {
    const { chosen, places } = this.view;
    const gone = chosen && chosen.kind === "entity" && chosen.entity === entity;
    this.go({ places: without(this.known, places, [entity]), first: false, chosen: gone ? null : chosen });
    this.say(`${this.known.entities[entity].name} hidden`);
  }

  isPinned(entity: number): boolean {
    return Boolean(this.view.places.get(entity)?.pinned);
  }

  pin(entity: number): void {
    this.go({ places: pinned(this.view.places, entity, !this.isPinned(entity)), first: false });
  }

  moved(to: ReadonlyMap<number, { x: number; y: number }>): void {
    const places = new Map(this.view.places);
    for (const [entity, at] of to) places.set(entity, { ...places.get(entity), ...at });
    this.go({ places, first: false });
  }

  arrange(): void {
    this.go({ places: rearranged(this.known, this.view, this.room(this.view.chosen ? "card" : "nothing")), first: false }, { fit: true });
  }

  /** Back to what the page opened with. */
  restart(): void {
    this.go({ ...NOTHING, places: this.#opening(), tab: "graph" }, { fit: true });
  }

  async connect(from: number, to: number): Promise<readonly Path[]> {
    const current = this.#since();
    const { filters } = this.view;
    const paths = await this.source.paths(from, to, filters);
    this.found = { from, to, filters, paths };
    await this.source.between(paths.flat());
    if (!current()) return paths;
    const places: Places = paths.length ? along(this.known, paths, this.room("nothing")) : this.view.places;
    this.go({ places, first: this.view.first && !paths.length, tab: "graph", chosen: { kind: "paths", from, to } }, { fit: paths.length > 0 });
    return paths;
  }

  // --- opening ----------------------------------------------------------------------------------

  /** The view that the address names, or the one that the page opens with. */
  async open(hash: string): Promise<void> {
    const asked = await this.#asked(hash);
    const before = this.view;
    this.#steps.replace(asked ?? { ...NOTHING, places: this.#opening() });
    this.#address("replaceState");
    this.#tell(before, { fit: true });
  }

  /** Another address was chosen: a step back or forth of the browser, or a link. */
  async arrive(hash: string, position: unknown): Promise<void> {
    if (typeof position === "number" && position !== this.#steps.position) return this.#step(position, false);
    if (hash.replace(/^#/, "") === written(this.view, this.known, this.data.base)) return;
    const asked = await this.#asked(hash);
    const before = this.view;
    this.#steps.push(asked ?? { ...NOTHING, places: this.#opening() });
    this.#address("replaceState");
    this.#tell(before, { fit: true });
  }

  address(): string {
    return `#${written(this.view, this.known, this.data.base)}`;
  }

  #opening(): Places {
    return everything(this.known, this.source.totals.entities, this.room("nothing")) ?? core(this.known, this.room("welcome"));
  }

  async #asked(hash: string): Promise<View | null> {
    const asked = read(hash, this.data.base);
    if (!asked) return null;
    const drawn = asked.drawn ? await this.source.recall(asked.drawn.map(([iri]) => iri)) : [];
    const places = new Map<number, Place>();
    asked.drawn?.forEach(([, place], at) => {
      const entity = drawn[at];
      if (entity !== undefined) places.set(entity, place);
    });
    const chosen = await this.#choice(asked.at);
    const view: View = { places: asked.drawn ? places : this.#opening(), first: !asked.drawn, chosen, tab: asked.tab, filters: asked.filters };
    const alone = chosen?.kind === "entity" && !view.places.has(chosen.entity);
    return alone ? { ...view, first: false, places: around(this.known, chosen.entity, view.filters, this.room("card"), chosen.relation) } : view;
  }

  async #choice([kind, ...rest]: readonly string[]): Promise<Choice | null> {
    if (kind === "document") return { kind, document: rest[0] };
    if (kind === "fact") {
      const fact = await this.source.fact(rest[0]);
      return fact === undefined ? null : { kind, fact };
    }
    const [one, other] = await this.source.recall(rest.slice(0, kind === "entity" ? 1 : 2));
    if (one === undefined) return null;
    await this.source.complete([one]);
    if (kind === "entity") return { kind, entity: one, relation: rest[1] || undefined };
    if (other === undefined) return null;
    if (kind === "line") return { kind, source: one, target: other, status: rest[2] };
    return kind === "paths" ? { kind, from: one, to: other } : null;
  }

  #step(position: number, address = true): void {
    const before = this.view;
    if (!this.#steps.go(position)) return;
    if (address) this.#address("replaceState");
    const drawn = (view: View): string => [...view.places.keys()].sort().join();
    this.#tell(before, { fit: drawn(before) !== drawn(this.view) });
  }

  #address(way: "pushState" | "replaceState"): void {
    try {
      history[way](this.#steps.position, "", this.address());
    } catch {
      // a page without an address of its own, as in a frame: it works, but for links and the browser's own steps
    }
  }

  #tell(before: View, change: Partial<Change>): void {
    for (const listener of this.#listeners) listener(this.view, before, { fit: false, enter: false, ...change });
  }
}
