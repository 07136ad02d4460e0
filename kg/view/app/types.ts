/** What travels to the program as JSON: `kg.view.pieces` writes it, and nothing else reads it. */

export interface WireNode {
  iri: string;
  name: string;
  cls: string;
  aliases: string[];
  described: boolean;
  /** A dot in the place of whoever an event lacks; it has neither name nor class. */
  unsaid: boolean;
  /** Number of facts that tie it to others, in the whole graph. */
  degree: number;
  /** The name as drawn. */
  rows: string[];
  /** Type size of the name in pixels. */
  size: number;
  /** Where it stands at first. */
  at: [number, number] | null;
  /** Identifiers in the books of others, each with what it is. */
  codes?: [string, string][];
}

export type Role = "subject" | "object" | "";

export interface WireFact {
  id: string;
  /** A position in `nodes`, words of the sentence, or null where the text does not say. */
  subject: number | string | null;
  relation: string;
  object: number | string | null;
  status: string;
  place: string | null;
  /** The country in which the place lies, where the gazetteer knows. */
  country: string | null;
  time: string | null;
  timeText: string | null;
  attributedTo: string | null;
  confidence: number;
  rule: string;
  document: string;
  start: number;
  end: number;
  sentence: [string, Role][];
  published: string | null;
  support: number;
  repeats: string | null;
}

/** A part of the graph: entities, and facts between them. */
export interface Piece {
  nodes: WireNode[];
  facts: WireFact[];
}

export interface ClassOf {
  name: string;
  label: string;
  color: string;
}

export interface RelationOf {
  label: string;
  symmetric: boolean;
  /** Whether its object is the words of an office. */
  office: boolean;
}

export interface DocumentOf {
  id: string;
  title: string | null;
  published: string | null;
  source: string;
}

export interface Totals {
  entities: number;
  facts: number;
  documents: number;
}

export interface Tallies {
  classes: Record<string, number>;
  statuses: Record<string, number>;
  relations: Record<string, number>;
  incomplete: { described: number; unsaid: number };
}

/** A bundled query, and what has to be given to it: in its text the term `stands` is in the place of each. */
export interface QueryOf {
  name: string;
  title: string;
  text: string;
  needs: { name: string; type: string; help: string; stands: string }[];
}

export interface PageData extends Piece {
  title: string;
  /** What all IRIs begin with; links leave it out. */
  base: string;
  classes: ClassOf[];
  statuses: { name: string; color: string }[];
  relations: Record<string, RelationOf>;
  unsaidColor: string;
  documents: DocumentOf[];
  totals: Totals;
  /** How many facts and entities there are of each kind in the whole graph, where the page has but a part of it. */
  tallies?: Tallies;
  /** Whether the rest of the graph can be asked for, below `api/`. */
  served: boolean;
  /** Whether facts and entities may be judged there, by who has the token. */
  writable?: boolean;
  /** What a query may begin from, where queries are answered. */
  sparql?: { prefixes: Record<string, string>; queries: QueryOf[] };
}
