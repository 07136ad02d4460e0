/** An input with a list of choices below it, by pointer and by keyboard (ARIA combobox). */

import { el, type Child } from "./dom";
import { wordsOf } from "./folding";

export interface Option {
  content: Child[];
  action: () => void;
}

/** Offer what `offered` gives for the words; returns a way to close the list. */
export function chooser(input: HTMLInputElement, list: HTMLElement, offered: (text: string, words: string[]) => Promise<Option[]>): () => void {
  let options: Option[] = [];
  let active = -1;
  let asked = 0;
  /** The words that the options are for. */
  let answered = "";
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) input.setAttribute(name, value);
  list.setAttribute("role", "listbox");
  list.hidden = true;

  const close = (): void => {
    asked += 1;
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (position: number): void => {
    const items = [...list.children];
    if (!items.length) return;
    active = (position + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    input.setAttribute("aria-activedescendant", items[active].id);
    items[active].scrollIntoView({ block: "nearest" });
  };
  const take = (position: number): void => {
    const option = options[position];
    close();
    option?.action();
  };
  const open = async (): Promise<void> => {
    const text = input.value.trim();
    if (!text) return close();
    const turn = (asked += 1);
    const found = await offered(text, wordsOf(text));
    if (turn !== asked) return; // somebody typed on
    [options, answered] = [found, text];
    list.replaceChildren(...found.map((option, i) => el("li", {
      id: `${list.id}-${i}`, role: "option", "aria-selected": "false",
      onmousedown: (event: MouseEvent) => { event.preventDefault(); take(i); },
    }, option.content)));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark(0);
  };
  input.addEventListener("input", () => void open());
  input.addEventListener("focus", () => { if (input.value) void open(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      input.value = "";
      close();
      input.blur();
      event.stopPropagation();
    }
    const stale = list.hidden || answered !== input.value.trim(); // who types fast means the words, not what was offered before
    if (event.key === "Enter" && stale && input.value.trim()) {
      event.preventDefault();
      return void open().then(() => { if (!list.hidden) take(0); });
    }
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active - 1);
    else if (event.key === "Enter") take(active);
    else return;
    event.preventDefault();
  });
  return close;
}
