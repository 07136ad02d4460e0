/** The card beside the drawing: of what is chosen. */

import type { App } from "./app";
import { button, byId, el, plural } from "./dom";
import { documentCard } from "./documentcard";
import { entityCard } from "./entitycard";
import { factCard, wholeFact } from "./factcard";
import { connectCard, pathsCard } from "./pathcard";
import { emptyCard, startCard } from "./startcard";
import type { Choice, Tab, View } from "./view";
import { documentName } from "./words";

/** In a window of this width or less, cards are below the drawing. */
export const NARROW = 820;

export class Panel {
  readonly #panel = byId("details");
  #before: HTMLElement | null = null;
  /** Whether there is a card before anything was chosen: what to begin with. */
  #welcome = true;

  constructor(readonly app: App) {
    app.listen((view, before, { enter }) => {
      const moved = view.chosen !== before.chosen;
      if (moved) this.#welcome = false;
      const leaving = this.#panel.contains(document.activeElement);
      const opening = moved && view.chosen && !leaving;
      if (opening) this.#before = document.activeElement as HTMLElement | null;
      this.render(!moved);
      if (moved) app.say(view.chosen ? [...this.#panel.querySelectorAll("h2, h2 ~ .kind, .head + .kind, .head + .statement")].map((each) => each.textContent).join(", ") : "");
      if (!moved) return;
      if (opening) this.#before?.scrollIntoView({ block: "nearest" }); // a card below a list leaves it less room
      if (view.chosen && (enter || leaving)) (this.#panel.querySelector<HTMLElement>("#path-to") ?? this.#panel).focus();
      else if (leaving) this.#back(view.tab).focus(); // what had the focus is gone
    });
  }

  /** Where one was before the card, if that is still to be seen. */
  #back(tab: Tab): HTMLElement {
    if (this.#before?.offsetParent) return this.#before;
    return (tab === "graph" ? null : document.getElementById(`tab-${tab}`)) ?? byId("graph");
  }

  get open(): boolean {
    return !this.#panel.hidden;
  }

  /** Whether there is still room to be left for what to begin with. */
  get welcomes(): boolean {
    return this.#welcome && innerWidth > NARROW;
  }

  close(): void {
    this.#welcome = false;
    if (this.app.view.chosen) this.app.choose(null);
    else this.render();
  }

  render(again = false): void {
    const focused = again ? document.activeElement?.id : "";
    const scrolled = this.#panel.hidden ? 0 : this.#panel.scrollTop;
    const content = this.#content(this.app.view);
    if (!content && scrolled) this.#panel.scrollTop = 0; // or the next card opens as far down
    this.#panel.hidden = !content;
    this.#panel.replaceChildren(...(content ?? []));
    if (scrolled) this.#panel.scrollTop = again ? scrolled : 0; // to set it is to lay out the page at once
    if (focused && document.activeElement?.id !== focused) {
      const element = document.getElementById(focused);
      if (element && this.#panel.contains(element)) element.focus();
    }
  }

  #content({ chosen, tab, first }: View): HTMLElement[] | null {
    const { app } = this;
    if (!chosen) {
      if (!app.source.totals.facts) return [this.#head("An empty graph"), ...emptyCard()];
      const small = app.source.totals.entities <= app.view.places.size;
      return this.#welcome && !small && first && tab === "graph" && innerWidth > NARROW ? [this.#head("Where to begin"), ...startCard(app)] : null;
    }
    return [this.#head(title(app, chosen), `kind-${chosen.kind}`), ...this.#card(chosen)];
  }

  #card(chosen: Choice): HTMLElement[] {
    const { app } = this;
    switch (chosen.kind) {
      case "entity": {
        const entity = app.known.entities[chosen.entity];
        if (!entity.whole) void app.source.complete([entity.index]).then(() => { if (app.view.chosen === chosen) this.render(true); });
        return entityCard(app, chosen.entity, chosen.relation, () => this.render(true));
      }
      case "line": {
        const line = app.known.lines(new Set([chosen.source, chosen.target]), (fact) => app.passes(fact))
          .find((each) => each.source === chosen.source && each.target === chosen.target && each.status === chosen.status);
        const facts = (line?.facts ?? []).map((index) => app.known.facts[index]);
        return [el("p", { class: "kind" }, `${plural(facts.length, "fact", "facts")}, ${chosen.status}`), ...facts.map((fact) => factCard(app, fact))];
      }
      case "fact": return wholeFact(app, app.known.facts[chosen.fact]);
      case "document": return documentCard(app, chosen.document, chosen.start);
      case "connect": return connectCard(app, chosen.from);
      case "paths": return pathsCard(app, chosen.from, chosen.to);
    }
  }

  #head(text: string, cls = ""): HTMLElement {
    return el("div", { class: `head ${cls}` },
      el("h2", { dir: "auto" }, text),
      button("✕", () => this.close(), { class: "plain", "aria-label": "Close", title: "Close (Esc)" }));
  }
}

function title(app: App, chosen: Choice): string {
  const name = (entity: number): string => app.known.nameOf(entity);
  switch (chosen.kind) {
    case "entity": return app.known.entities[chosen.entity].unsaid ? "Not said" : name(chosen.entity);
    case "line": return `${name(chosen.source)} → ${name(chosen.target)}`;
    case "fact": return "One fact";
    case "document": return documentName(app, chosen.document);
    case "connect": return `From ${name(chosen.from)} to…`;
    case "paths": return `${name(chosen.from)} and ${name(chosen.to)}`;
  }
}
