// ---- dom.js: building elements. Text enters the page as text nodes only, never as markup. ----

function el(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === null || value === undefined) continue;
    if (name === "class") element.className = value;
    else if (name === "color") element.style.background = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value === "boolean") element[name] = value;
    else element.setAttribute(name, value);
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined) element.append(child); // a string becomes a text node
  }
  return element;
}

function bdi(text) {
  return el("bdi", {}, text); // a name written from right to left must not turn its neighbours around
}

function byId(id) {
  return document.getElementById(id);
}

function plural(count, one, many) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

function shorten(text, width) {
  const line = text.replace(/\s+/g, " ").replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g, "").trim();
  if (line.length <= width) return line;
  const cut = line.slice(0, width - 1);
  const space = cut.lastIndexOf(" ");
  return (space > width / 2 ? cut.slice(0, space) : cut) + "…";
}
