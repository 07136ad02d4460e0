/** A view as the part of an address behind `#`, and back. Names in it are IRIs without what all of them begin with. */

import { EVERYTHING, type Filters } from "./filters";
import type { Known } from "./known";
import { TABS, type Choice, type Place, type Tab, type View } from "./view";

const SETS = ["classes", "relations", "statuses"] as const;
const WORDS = ["from", "to", "place", "document", "text"] as const;

/** The address of a view. */
export function written(view: View, known: Known, base: string): string {
  const short = (iri: string): string => (base && iri.startsWith(base) ? iri.slice(base.length) : iri);
  const name = (entity: number): string => short(known.entities[entity].iri);
  const parts = new URLSearchParams();
  if (view.tab !== "graph") parts.set("tab", view.tab);
  if (view.chosen) parts.set("at", choice(view.chosen, known, name, short));
  for (const key of SETS) if (view.filters[key].size) parts.set(`no-${key}`, [...view.filters[key]].join(" "));
  for (const key of WORDS) if (view.filters[key]) parts.set(key, view.filters[key]);
  if (view.filters.least) parts.set("least", String(view.filters.least));
  if (!view.filters.described) parts.set("described", "0");
  if (!view.filters.unsaid) parts.set("unsaid", "0");
  if (!view.first) {
    const drawn = [...view.places].map(([entity, { x, y, pinned }]) => `${name(entity)} ${Math.round(x)} ${Math.round(y)}${pinned ? "p" : ""}`);
    parts.set("drawn", drawn.join(" "));
  }
  return parts.toString();
}

function choice(chosen: Choice, known: Known, name: (entity: number) => string, short: (iri: string) => string): string {
  switch (chosen.kind) {
    case "entity": return ["entity", name(chosen.entity), chosen.relation].filter(Boolean).join(" ");
    case "line": return `line ${name(chosen.source)} ${name(chosen.target)} ${chosen.status}`;
    case "fact": return `fact ${short(known.facts[chosen.fact].id)}`;
    case "document": return `document ${chosen.document}`;
    case "paths": return `paths ${name(chosen.from)} ${name(chosen.to)}`;
    case "connect": return `entity ${name(chosen.from)}`;
  }
}

export interface Read {
  /** IRIs of what is drawn; null is the view that the page opens with. */
  drawn: [string, Place][] | null;
  /** The words of the choice: its kind, and IRIs. */
  at: string[];
  tab: Tab;
  filters: Filters;
}

/** What an address says; null if it says nothing. */
export function read(hash: string, base: string): Read | null {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  if (![...parts].length) return null;
  const whole = (name: string): string => (/^[a-z][a-z0-9+.-]*:\/\//i.test(name) ? name : base + name);
  const set = (key: string): Set<string> => new Set((parts.get(`no-${key}`) ?? "").split(" ").filter(Boolean));
  const least = Number(parts.get("least") ?? 0);
  const filters: Filters = {
    ...EVERYTHING,
    classes: set("classes"), relations: set("relations"), statuses: set("statuses"),
    described: parts.get("described") !== "0", unsaid: parts.get("unsaid") !== "0",
    from: day(parts.get("from")), to: day(parts.get("to")),
    place: parts.get("place") ?? "", document: parts.get("document") ?? "", text: parts.get("text") ?? "",
    least: least >= 0 && least <= 1 ? least : 0,
  };
  const [kind, ...rest] = (parts.get("at") ?? "").split(" ");
  const at = kind === "document" ? [kind, rest.join(" ")] : [kind, ...rest];
  const tab = parts.get("tab");
  return {
    drawn: parts.has("drawn") ? places(parts.get("drawn") ?? "", whole) : null,
    at: kind === "entity" ? [kind, whole(at[1] ?? ""), ...at.slice(2)]
      : kind === "line" ? [kind, whole(at[1] ?? ""), whole(at[2] ?? ""), at[3] ?? ""]
      : kind === "fact" ? [kind, whole(at[1] ?? "")]
      : kind === "paths" ? [kind, whole(at[1] ?? ""), whole(at[2] ?? "")] : at,
    tab: TABS.find((each) => each === tab) ?? "graph",
    filters,
  };
}

function day(text: string | null): string {
  return text && /^\d{4}-\d\d-\d\d$/.test(text) ? text : "";
}

function places(text: string, whole: (name: string) => string): [string, Place][] {
  const words = text.split(" ").filter(Boolean);
  const found: [string, Place][] = [];
  for (let at = 0; at + 2 < words.length; at += 3) {
    const [x, y] = [parseFloat(words[at + 1]), parseFloat(words[at + 2])];
    if (Number.isFinite(x) && Number.isFinite(y)) {
      found.push([whole(words[at]), words[at + 2].endsWith("p") ? { x, y, pinned: true } : { x, y }]);
    }
  }
  return found;
}
