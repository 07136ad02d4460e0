/** A fact: its sentence, who says so, how sure it is and why. */

import type { App } from "./app";
import { bdi, button, el, plural, type Child } from "./dom";
import { judgeFact } from "./judging";
import type { Fact } from "./known";
import { chip, documentName, plain, sentence, statement, sureness, when } from "./words";

/** A fact among others. */
export function factCard(app: App, fact: Fact): HTMLElement {
  const reports = app.known.reportsOf(fact).length;
  return el("article", { class: `fact ${fact.status}` },
    el("p", { class: "statement" }, statement(app, fact), " ", chip(fact.status)),
    sentence(fact),
    rows(app, fact),
    el("p", { class: "foot" },
      button(reports ? `Why, and ${plural(reports, "other report", "other reports")}` : "Why", () => app.choose({ kind: "fact", fact: fact.index }, { enter: true }), {
        class: "link", "aria-label": `Why: ${plain(app, fact)}`,
      }),
    ),
  );
}


function rows(app: App, fact: Fact): HTMLElement {
  const told: [string, Child][] = [
    ["Place", fact.place && bdi(fact.place)], ["Time", when(fact) && bdi(when(fact) ?? "")],
    ["Said by", fact.attributedTo && bdi(fact.attributedTo)], ["Confidence", sureness(fact.confidence)],
    ["Rule", fact.rule && el("code", {}, fact.rule)], ["Document", documentLink(app, fact)],
  ];
  return list(told);
}

function list(told: readonly [string, Child][]): HTMLElement {
  return el("dl", {}, told.filter(([, value]) => value).map(([label, value]) => [el("dt", {}, label), el("dd", {}, value)]));
}

function documentLink(app: App, fact: Fact): HTMLElement {
  const name = documentName(app, fact.document);
  return button(bdi(name), () => app.choose({ kind: "document", document: fact.document, start: fact.start }, { enter: true }), {
    class: "link", title: `${fact.document}, characters ${fact.start}–${fact.end}`,
  });
}

/** A fact alone, with all that is known of it. */
export function wholeFact(app: App, fact: Fact): HTMLElement[] {
  const reports = app.known.reportsOf(fact);
  const why = el("div", { class: "why" });
  if (!fact.gone) void app.source.why(fact).then((told) => {
    if (told) why.replaceChildren(el("h3", {}, "Why it is here"), list(told.map(([label, words]) => [label, bdi(words)])));
  });
  return [
    el("p", { class: "statement large" }, statement(app, fact), " ", chip(fact.status)),
    sentence(fact),
    rows(app, fact),
    el("p", { class: "note" }, standing(fact)),
    judgeFact(app, fact),
    why,
    ...(reports.length ? [
      el("h3", {}, `${plural(reports.length, "other report", "other reports")} of it`),
      el("p", { class: "note" }, fact.support > 1 ? `${fact.support} independent sources.` : "One source: what one document or a reprint says twice counts once."),
      ...reports.map((report) => el("article", { class: "fact" }, sentence(report), el("p", { class: "foot" }, documentLink(app, report), sureness(report.confidence)))),
    ] : []),
    el("p", { class: "iri" }, fact.id),
  ].filter((part) => part !== null);
}

const STANDING: Record<string, string> = {
  asserted: "Told as something that is or was so.",
  planned: "Told as something to come.",
  hypothetical: "Told as something that may be.",
  alleged: "Told as what somebody claims.",
  negated: "Told as something that is not so.",
  former: "Told as something that was once so, and is over.",
};

function standing(fact: Fact): string {
  const missing = fact.subject === null || fact.object === null ? " The text does not say who or what the other party is, and nobody is invented." : "";
  return (STANDING[fact.status] ?? "") + missing;
}

