/** A document: the sentences that bear facts, in order, with what they speak of marked. */

import type { App } from "./app";
import { bdi, button, el, plural, type Child } from "./dom";
import type { Fact } from "./known";
import type { Passages, Sentence } from "./source";
import { chip, day, plain } from "./words";

type Span = [start: number, end: number, entity: number];

export function documentCard(app: App, id: string, start: number | undefined): HTMLElement[] {
  const body = el("div", { class: "passages" }, el("p", { class: "note" }, "Reading…"));
  const about = el("p", { class: "kind" });
  void app.source.document(id).then((passages) => {
    const { title, published, source } = passages.document;
    about.replaceChildren([title ? id : null, source !== id && source !== title ? source : null, published ? day(published) : null].filter(Boolean).join(" · "));
    if (title) document.querySelector(".kind-document h2")?.replaceChildren(title);
    body.replaceChildren(...shown(app, passages, start));
    body.querySelector(".here")?.scrollIntoView({ block: "center" });
  });
  const filtered = app.view.filters.document === id;
  return [
    about,
    el("div", { class: "actions" },
      button(filtered ? "All documents" : "Only this document", () => app.filter({ document: filtered ? "" : id }), { "aria-pressed": String(filtered) })),
    body,
  ];
}

function shown(app: App, passages: Passages, start: number | undefined): HTMLElement[] {
  const bySentence = new Map<number, Fact[]>();
  for (const fact of passages.facts) {
    const facts = bySentence.get(fact.start);
    if (facts) facts.push(fact);
    else bySentence.set(fact.start, [fact]);
  }
  const sentences = passages.sentences ?? [...bySentence].map(([at, facts]): Sentence => ({ start: at, end: facts[0].end, text: "", mentions: [] }));
  sentences.sort((a, b) => a.start - b.start);
  const told = `${plural(passages.facts.length, "fact", "facts")} in ${plural(bySentence.size, "sentence", "sentences")}`;
  return [
    el("p", { class: "note" }, passages.sentences ? `${told} of ${passages.sentences.length}${bySentence.size < passages.sentences.length ? "; the others are grey" : ""}.` : `${told}. Only sentences with facts are in this page.`),
    ...sentences.map((sentence) => passage(app, sentence, bySentence.get(sentence.start) ?? [], sentence.start === start)),
  ];
}

function passage(app: App, sentence: Sentence, facts: readonly Fact[], here: boolean): HTMLElement {
  const text = sentence.text || facts[0].sentence.map((piece) => piece[0]).join("");
  const spans = sentence.mentions.length ? [...sentence.mentions] : facts.flatMap(spansOf);
  return el("section", { class: `passage${facts.length ? "" : " silent"}${here ? " here" : ""}` },
    el("p", { dir: "auto" }, marked(app, text, spans)),
    facts.length ? el("ul", {}, facts.map((fact) => el("li", {},
      button(bdi(plain(app, fact)), () => app.choose({ kind: "fact", fact: fact.index }, { enter: true }), { class: "link" }),
      fact.status === "asserted" ? null : chip(fact.status)))) : null);
}

/** Where the ends of a fact stand in its sentence. */
function spansOf(fact: Fact): Span[] {
  let at = 0;
  const spans: Span[] = [];
  for (const [text, role] of fact.sentence) {
    const end = role ? fact[role] : null;
    if (typeof end === "number") spans.push([at, at + text.length, end]);
    at += text.length;
  }
  return spans;
}

/** A link, so that it breaks like the text around it. */
function mention(app: App, words: string, entity: number): HTMLElement {
  const { iri } = app.known.entities[entity];
  return el("a", {
    class: "mention", href: `#${new URLSearchParams({ at: `entity ${iri}` })}`, title: app.known.nameOf(entity),
    onclick: (event: MouseEvent) => {
      if (event.ctrlKey || event.metaKey) return; // in a tab of its own
      event.preventDefault();
      void app.visit(entity);
    },
  }, words);
}

/** Text with its mentions, each of which leads to its entity; of those that overlap the first and longest. */
function marked(app: App, text: string, spans: readonly Span[]): Child[] {
  const parts: Child[] = [];
  let at = 0;
  for (const [start, end, entity] of [...spans].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (start < at) continue;
    parts.push(text.slice(at, start), mention(app, text.slice(start, end), entity));
    at = end;
  }
  return [...parts, text.slice(at)];
}
