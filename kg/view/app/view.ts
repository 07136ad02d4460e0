/** What is seen: which entities stand where, what is chosen, which filters are set. Values; nothing here changes. */

import { EVERYTHING, type Filters } from "./filters";

export interface Place {
  readonly x: number;
  readonly y: number;
  /** Stays where it is when the rest is arranged anew. */
  readonly pinned?: boolean;
}

export type Places = ReadonlyMap<number, Place>;
export type Tab = "graph" | "table" | "timeline" | "places" | "sparql";
export const TABS: readonly Tab[] = ["graph", "table", "timeline", "places", "sparql"];

export type Choice =
  | { readonly kind: "entity"; readonly entity: number; readonly relation?: string }
  | { readonly kind: "line"; readonly source: number; readonly target: number; readonly status: string }
  | { readonly kind: "fact"; readonly fact: number }
  | { readonly kind: "document"; readonly document: string; readonly start?: number }
  | { readonly kind: "paths"; readonly from: number; readonly to: number }
  | { readonly kind: "connect"; readonly from: number };

export interface View {
  readonly places: Places;
  /** Whether this is the view that the page opened with. */
  readonly first: boolean;
  readonly chosen: Choice | null;
  readonly tab: Tab;
  readonly filters: Filters;
}

export const NOTHING: View = { places: new Map(), first: true, chosen: null, tab: "graph", filters: EVERYTHING };

/** The views that were seen, in order, and the one that is. */
export class Steps {
  #views: View[];
  #at = 0;

  constructor(first: View) {
    this.#views = [first];
  }

  get now(): View {
    return this.#views[this.#at];
  }

  get position(): number {
    return this.#at;
  }

  get canUndo(): boolean {
    return this.#at > 0;
  }

  get canRedo(): boolean {
    return this.#at < this.#views.length - 1;
  }

  /** Go on to another view; what was undone is forgotten. */
  push(view: View): void {
    this.#views = [...this.#views.slice(0, this.#at + 1), view];
    this.#at += 1;
  }

  /** Another version of the view that is, without a step. */
  replace(view: View): void {
    this.#views[this.#at] = view;
  }

  /** Go to a step; false if there is none. */
  go(position: number): boolean {
    if (!this.#views[position]) return false;
    this.#at = position;
    return true;
  }
}
