/** What people judge of facts and entities, where whoever serves the page lets them. */

import type { App } from "./app";
import { chooser } from "./chooser";
import { bdi, button, byId, el } from "./dom";
import { without } from "./exploring";
import type { Entity, Fact } from "./known";
import { classLabel, mark } from "./words";

interface Made { time?: string; error?: string }

/** Typed by the reader, and kept here alone: no address and no storage ever has it. */
const who = { token: "", author: "" };
/** What came of the last judgement, and of what it was. */
let told = { of: "", text: "", wrong: false };

/** Whether a fact is right; null where nobody may say so. */
export function judgeFact(app: App, fact: Fact): HTMLElement | null {
  if (!app.data.writable) return null;
  if (fact.gone) return section(fact.id, []);
  const judge = (verdict: "confirm" | "reject"): void => void judged(app, fact.id, { verdict, fact: fact.id }, async () => {
    told.text = verdict === "confirm" ? "Confirmed." : "Rejected: it is no longer in the graph.";
    app.known.forget(fact);
    if (verdict === "reject") app.source.totals.facts -= 1;
    else await app.source.renew("fact", fact.id);
    const { places } = app.view;
    app.go({ places: new Map(places), chosen: { kind: "fact", fact: app.known.findFact(fact.id) ?? fact.index } });
  });
  return section(fact.id, [
    button("Confirm", () => judge("confirm"), { id: "confirm", title: "It is right" }),
    button("Reject", () => judge("reject"), { id: "reject", title: "It is wrong: out of the graph with it" }),
  ]);
}

/** Whether an entity and another are one; null where nobody may say so. */
export function judgeEntity(app: App, entity: Entity): HTMLElement | null {
  if (!app.data.writable || entity.described || entity.unsaid) return null;
  let other: Entity | null = null;
  const input = el("input", { type: "search", id: "same-as", class: "field", placeholder: "Name of another", autocomplete: "off", spellcheck: "false", "aria-label": "Another that may be the same" });
  const list = el("ul", { id: "same-results", class: "results", "aria-label": "Entities" });
  const buttons = [
    button("The same", () => judge("same"), { id: "same", disabled: true, title: "Make them one, which keeps this name" }),
    button("Not the same", () => judge("apart"), { id: "apart", disabled: true, title: "Keep them apart" }),
  ];
  const take = (chosen: Entity | null): void => {
    other = chosen;
    for (const each of buttons) each.disabled = !chosen;
  };
  input.addEventListener("input", () => take(null));
  chooser(input, list, async (_, words) => (await app.source.search(words, 7)).filter((each) => each.index !== entity.index && !each.described).map((each) => ({
    content: [mark(app, each), bdi(each.name), el("span", { class: "kind" }, classLabel(app, each.cls))],
    action: () => { input.value = each.name; take(each); buttons[0].focus(); },
  })));
  const judge = (verdict: "same" | "apart"): void => {
    if (other) void judged(app, entity.iri, { verdict, entity: entity.iri, other: other.iri }, () => settled(app, verdict, entity, other!));
  };
  return el("details", { class: "judging", open: told.of === entity.iri },
    el("summary", {}, "Same as another?"), el("div", { class: "search" }, input, list), section(entity.iri, buttons));
}

async function settled(app: App, verdict: "same" | "apart", one: Entity, other: Entity): Promise<void> {
  if (verdict === "apart") {
    told.text = `Kept apart from ${other.name}.`;
    return app.go({ chosen: { kind: "entity", entity: one.index } });
  }
  told.text = `${other.name} is the same now.`;
  for (const each of [one, other]) {
    for (const fact of [...each.facts]) app.known.forget(app.known.facts[fact]);
    each.whole = false;
  }
  app.source.totals.entities -= 1;
  await app.source.renew("entity", one.iri);
  app.go({ places: without(app.known, app.view.places, [other.index]), chosen: { kind: "entity", entity: one.index } });
}

/** The fields that say who judges, and the verdicts. */
function section(of: string, buttons: HTMLElement[]): HTMLElement {
  const mine = told.of === of;
  const field = (id: string, label: string, value: string, type: string): HTMLElement =>
    el("label", { class: "field-row" }, el("span", {}, label), el("input", { id, type, value, autocomplete: "off", spellcheck: "false" }));
  return el("section", { class: "judging", "aria-label": "Judge" },
    buttons.length ? el("div", {},
      who.token ? null : field("judge-token", "Token", "", "text"), field("judge-author", "Your name", who.author, "text"), field("judge-reason", "Reason", "", "text"),
      el("div", { class: "actions" }, buttons)) : null,
    el("p", { id: "judged", class: mine && told.wrong ? "note wrong-note" : "note", role: "status" }, mine ? told.text : ""));
}

async function judged(app: App, of: string, verdict: Record<string, string>, then: () => Promise<void> | void): Promise<void> {
  const value = (id: string): string => (document.getElementById(id) as HTMLInputElement | null)?.value.trim() ?? "";
  who.token ||= value("judge-token");
  who.author = value("judge-author");
  const reason = value("judge-reason");
  told = { of, text: "", wrong: true };
  if (!who.token) return refused("Type the token that the server was started with.");
  byId("judged").textContent = "Asking…";
  try {
    const answer = await fetch("judgements", {
      method: "POST", headers: { Authorization: `Bearer ${who.token}`, "Content-Type": "application/json" }, credentials: "omit", redirect: "error",
      body: JSON.stringify({ ...verdict, ...(who.author ? { author: who.author } : {}), ...(reason ? { reason } : {}) }),
    });
    const made = (await answer.json()) as Made;
    if (answer.status === 401) who.token = "";
    if (!answer.ok) return refused(made.error ?? `The server answered ${answer.status}`, answer.status === 401);
  } catch {
    return refused("The server cannot be reached, or the token cannot be sent; is kg serve still running?", true);
  }
  told = { of, text: "", wrong: false };
  await then();
  app.say(told.text);

  function refused(text: string, again = false): void {
    if (again) who.token = "";
    told.text = text;
    if (again && app.view.chosen) app.go({ chosen: { ...app.view.chosen } }); // the field for the token comes back
    const place = byId("judged");
    place.textContent = text;
    place.classList.add("wrong-note");
    document.getElementById("judge-token")?.focus();
  }
}
