/** Parts of cards that say something of a fact or an entity. */

import type { App } from "./app";
import { bdi, button, dot, el, type Child } from "./dom";
import { timeOf } from "./filters";
import type { End, Entity, Fact } from "./known";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

export function colorOf(app: App, cls: string): string {
  return app.data.classes.find((each) => each.name === cls)?.color ?? app.data.unsaidColor;
}

export function classLabel(app: App, cls: string): string {
  return app.data.classes.find((each) => each.name === cls)?.label ?? cls;
}

export function mark(app: App, entity: Entity): HTMLElement {
  return dot(colorOf(app, entity.cls));
}

/** A name that leads to its entity; words; or that nothing is said. */
export function endOf(app: App, value: End): Child {
  if (value === null) return el("span", { class: "unsaid" }, "not said");
  if (typeof value === "string") return bdi(`“${value}”`, "literal");
  return nameOf(app, value);
}

export function nameOf(app: App, entity: number): HTMLElement {
  return button(bdi(app.known.nameOf(entity)), () => void app.visit(entity), { class: "name" });
}

export function statement(app: App, fact: Fact): Child[] {
  return [endOf(app, fact.subject), " ", el("span", { class: "relation" }, app.known.relation(fact.relation).label), " ", endOf(app, fact.object)];
}

/** The same as plain words. */
export function plain(app: App, fact: Fact): string {
  return [app.known.nameOf(fact.subject), app.known.relation(fact.relation).label, app.known.nameOf(fact.object)].join(" ");
}

export function chip(status: string): HTMLElement {
  return el("span", { class: `chip ${status}` }, status);
}

export function sentence(fact: Fact): HTMLElement {
  const pieces = fact.sentence.map(([text, role]): Child => (role ? el("mark", { class: role, title: role }, text) : text));
  return el("p", { class: "sentence", dir: "auto" }, pieces);
}

/** "2013-06-18" or "2013-06-01 to 2013-06-30", with the words that said so. */
export function when(fact: Fact): string | null {
  if (!fact.time) return fact.timeText;
  const [earliest, latest] = fact.time.split("/");
  const days = earliest === latest ? earliest : `${earliest} to ${latest}`.replace(/^\.\. to /, "until ").replace(/ to \.\.$/, " or later");
  return fact.timeText ? `${fact.timeText} (${days})` : days;
}

/** The time of a fact, no more exactly than it is known: a day, a month, a year, or from one day to another. */
export function span(fact: Fact): string {
  const [low, high] = timeOf(fact);
  if (!low || !high) return low ? `from ${day(low)}` : high ? `until ${day(high)}` : "";
  if (low === high) return day(low);
  const [year, month] = low.split("-");
  if (low.endsWith("-01-01") && high.endsWith("-12-31")) return high.startsWith(year) ? year : `${year} – ${high.slice(0, 4)}`;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (low.endsWith("-01") && high === `${year}-${month}-${last}`) return `${MONTHS[Number(month) - 1]} ${year}`;
  return high.startsWith(year) ? `${day(low).replace(/ \d{4}$/, "")} – ${day(high)}` : `${day(low)} – ${day(high)}`;
}

/** A day as people write it; a year alone where the rest is not known. */
export function day(iso: string): string {
  const [year, month, date] = iso.split("-");
  return date ? `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}` : iso;
}

export function documentName(app: App, id: string): string {
  return app.source.documents.find((each) => each.id === id)?.title || id;
}

/** A meter with its value in words. */
export function sureness(value: number): HTMLElement {
  const bar = el("span", { class: "meter", "aria-hidden": "true" });
  bar.style.setProperty("--share", `${Math.round(value * 100)}%`);
  return el("span", { class: "sure" }, bar, value.toFixed(2));
}

/** A list that grows by portions. */
export function portions<T>(items: readonly T[], size: number, what: string, make: (item: T) => HTMLElement): HTMLElement[] {
  const shown = items.slice(0, size).map(make);
  const rest = items.slice(size);
  if (!rest.length) return shown;
  const more = button(`Show ${Math.min(size, rest.length)} more of ${rest.length.toLocaleString("en")} ${what}`, () => {
    const next = portions(rest, size, what, make);
    last.replaceWith(...next);
    next[0].querySelector<HTMLElement>("button, [tabindex]")?.focus();
  }, { class: "more" });
  const last = shown[0].tagName === "LI" ? el("li", { class: "rest" }, more) : more; // a list has items only
  return [...shown, last];
}
