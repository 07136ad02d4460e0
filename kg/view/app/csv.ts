/** Facts as comma-separated values (RFC 4180), for a spreadsheet. */

import type { Fact, Known } from "./known";

const COLUMNS: [string, (fact: Fact, known: Known) => string | number | null][] = [
  ["subject", (fact, known) => (fact.subject === null ? "" : known.nameOf(fact.subject))],
  ["relation", (fact) => fact.relation],
  ["object", (fact, known) => (fact.object === null ? "" : known.nameOf(fact.object))],
  ["status", (fact) => fact.status],
  ["place", (fact) => fact.place],
  ["time", (fact) => fact.time],
  ["time_text", (fact) => fact.timeText],
  ["attributed_to", (fact) => fact.attributedTo],
  ["confidence", (fact) => fact.confidence],
  ["support", (fact) => fact.support],
  ["document", (fact) => fact.document],
  ["published", (fact) => fact.published],
  ["start", (fact) => fact.start],
  ["end", (fact) => fact.end],
  ["sentence", (fact) => fact.sentence.map((piece) => piece[0]).join("")],
  ["fact", (fact) => fact.id],
];

export function csv(facts: readonly Fact[], known: Known): string {
  const rows = facts.map((fact) => COLUMNS.map(([, value]) => cell(value(fact, known))).join(","));
  return [COLUMNS.map(([name]) => name).join(","), ...rows].join("\r\n") + "\r\n";
}

/** A spreadsheet takes text that begins like a formula for one, unless an apostrophe stands before it. */
function cell(value: string | number | null): string {
  if (value === null) return "";
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** Give a file to the reader. */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
