/** Building elements. Text enters the page as text nodes only, never as markup. */

export type Child = Node | string | null | undefined | false | Child[];
type Value = string | number | boolean | null | undefined | ((event: never) => void);

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Record<string, Value> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else if (name === "class") element.className = String(value);
    else if (name === "color") element.style.setProperty("--mark", String(value));
    else if (typeof value === "boolean" && name in element) (element as unknown as Record<string, boolean>)[name] = value;
    else element.setAttribute(name, String(value));
  }
  append(element, children);
  return element;
}

function append(element: Element, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(element, child);
    else if (child !== null && child !== undefined && child !== false) element.append(child); // a string becomes a text node
  }
}

/** A name written from right to left must not turn its neighbours around. */
export function bdi(text: string, cls?: string): HTMLElement {
  return el("bdi", { class: cls }, text);
}

export function button(label: Child, onclick: (event: MouseEvent) => void, properties: Record<string, Value> = {}): HTMLButtonElement {
  return el("button", { type: "button", onclick, ...properties }, label);
}

export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no #${id} in the page`);
  return found as T;
}

export function count(value: number): string {
  return value.toLocaleString("en");
}

export function plural(value: number, one: string, many: string): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function dot(color: string): HTMLElement {
  return el("span", { class: "dot", color, "aria-hidden": "true" });
}

/** Text without marks that turn a line around, in one row. */
export function oneLine(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g, "").replace(/\s+/g, " ").trim();
}
