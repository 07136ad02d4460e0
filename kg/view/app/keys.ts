/** What keys do; all of it can be done with buttons too. */

import type { App } from "./app";
import { byId, el } from "./dom";
import type { Drawing } from "./drawing";
import type { Panel } from "./panel";

const HELP: [string, string][] = [
  ["/", "search"], ["N, Shift N", "walk through the entities"], ["E", "expand: draw the neighbours of what is chosen"],
  ["O", "only what is chosen and its neighbours"], ["H", "hide what is chosen"], ["P", "pin it, or let it go"],
  ["Ctrl Z, Ctrl Y", "undo, redo"], ["Esc", "close the card"], ["Arrows, +, −, 0", "in the drawing: move, zoom, show all"], ["?", "this list"],
];

export function keys(app: App, drawing: Drawing, panel: Panel): void {
  const list = byId("keys");
  list.replaceChildren(...HELP.flatMap(([key, does]) => [el("dt", {}, key.split(", ").flatMap((each, i) => [i ? " " : "", el("kbd", {}, each)])), el("dd", {}, does)]));
  const help = byId<HTMLDialogElement>("help");
  byId("show-help").addEventListener("click", () => help.showModal());
  byId("close-help").addEventListener("click", () => help.close());
  byId("graph").addEventListener("keydown", (event) => { if (onGraph(event.key, drawing)) event.preventDefault(); });
  document.addEventListener("keydown", (event) => {
    if (help.open) return;
    if ((event.ctrlKey || event.metaKey) && !isField(event.target)) {
      const key = event.key.toLowerCase();
      if (key === "z") event.shiftKey ? app.redo() : app.undo();
      else if (key === "y") app.redo();
      else return;
      event.preventDefault();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
    if (event.key === "?") help.showModal();
    else if (event.key === "/") byId("search").focus();
    else if (event.key === "Escape") document.body.classList.contains("filtering") ? byId("show-filters").click() : panel.close();
    else if (app.view.tab !== "graph" || !onEntity(event, app, drawing)) return;
    event.preventDefault();
  });
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches("input:not([type=checkbox], [type=range]), select, textarea, [contenteditable], [contenteditable] *");
}

function onGraph(key: string, drawing: Drawing): boolean {
  const pan = ({ ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] } as Record<string, [number, number]>)[key];
  if (pan) drawing.pan(...pan);
  else if (key === "+" || key === "=") drawing.zoom(1.25);
  else if (key === "-") drawing.zoom(0.8);
  else if (key === "0") drawing.fit();
  else return false;
  return true;
}

function onEntity(event: KeyboardEvent, app: App, drawing: Drawing): boolean {
  const key = event.key.toLowerCase();
  if (key === "n") return walk(event.shiftKey ? -1 : 1, app, drawing);
  const { chosen } = app.view;
  if (chosen?.kind !== "entity" || event.shiftKey) return false;
  const act = {
    e: () => void app.grow(chosen.entity), o: () => void app.only(chosen.entity),
    h: () => app.hide(chosen.entity), p: () => app.pin(chosen.entity),
  }[key];
  act?.();
  return Boolean(act);
}

/** Through what is shown, the most connected first. */
function walk(direction: number, app: App, drawing: Drawing): boolean {
  const shown = drawing.shown();
  if (!shown.length) return false;
  const { chosen } = app.view;
  const here = chosen?.kind === "entity" ? shown.indexOf(chosen.entity) : direction > 0 ? -1 : 0;
  app.choose({ kind: "entity", entity: shown[(here + direction + shown.length) % shown.length] });
  return true;
}
