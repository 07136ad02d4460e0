// ---- table.js: all facts as a table. ----

const PAGE = 400; // rows at a time
const COLUMNS = [
  ["Subject", (fact) => nameOf(fact.subject)],
  ["Relation", (fact) => data.relations[fact.relation]],
  ["Object", (fact) => nameOf(fact.object)],
  ["Status", (fact) => fact.status],
  ["Place", (fact) => fact.place || ""],
  ["Time", (fact) => fact.time || fact.timeText || ""],
  ["Said by", (fact) => fact.attributedTo || ""],
  ["Conf.", (fact) => fact.confidence.toFixed(2)],
  ["Document", (fact) => fact.document],
];
const CLASSES = { "Conf.": "number", Document: "document" };
const sorting = { column: null, down: false };
let rows = PAGE;

function renderTable() {
  const view = byId("table-view");
  if (view.hidden) return;
  const facts = tableFacts();
  if (sorting.column !== null) {
    const value = COLUMNS[sorting.column][1];
    const order = new Intl.Collator("en", { numeric: true }).compare;
    facts.sort((a, b) => order(value(data.facts[a]), value(data.facts[b])) * (sorting.down ? -1 : 1) || a - b);
  }
  const body = el("tbody", {}, facts.slice(0, rows).map(tableRow));
  const more = facts.length > rows
    ? el("button", { class: "more", onclick: () => { rows += PAGE; renderTable(); } }, `Show more of ${plural(facts.length, "fact", "facts")}`) : "";
  view.replaceChildren(
    el("table", { "aria-label": "Facts" }, el("thead", {}, el("tr", {}, COLUMNS.map(headerCell))), body),
    facts.length ? more : el("p", { class: "empty" }, "No fact passes the filters and the search."),
  );
}

function headerCell([title], column) {
  const active = sorting.column === column;
  const arrow = active ? (sorting.down ? " ↓" : " ↑") : "";
  const sort = () => {
    sorting.down = active && !sorting.down;
    sorting.column = column;
    renderTable();
    byId("table-view").querySelectorAll("thead button")[column].focus();
  };
  return el("th", { scope: "col", "aria-sort": active ? (sorting.down ? "descending" : "ascending") : "none" },
    el("button", { type: "button", onclick: sort }, title + arrow));
}

function tableRow(index) {
  const fact = data.facts[index];
  const cells = COLUMNS.map(([title, value]) => el("td", { class: CLASSES[title], title: title === "Document" ? fact.document : null },
    title === "Status" ? chip(fact.status) : title === "Time" ? bdi(timeOf(fact) || "") : bdi(value(fact))));
  const row = el("tr", { tabindex: "0" }, cells);
  const open = () => {
    row.parentElement.querySelectorAll("[aria-selected]").forEach((other) => other.removeAttribute("aria-selected"));
    row.setAttribute("aria-selected", "true");
    chooseFact(index);
  };
  row.addEventListener("click", open);
  row.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { open(); enterDetails(); event.preventDefault(); } });
  return row;
}
