// ---- filters.js: the legend that filters, and the search box. ----

function renderFilters() {
  const linked = data.nodes.filter((node, index) => factsOf[index].length);
  const classes = data.classes.map((cls) => ({
    name: cls.name, label: cls.label, sign: el("span", { class: "dot", color: cls.color }),
    count: linked.filter((node) => node.cls === cls.name).length,
  }));
  const statuses = data.statuses.map((status) => {
    const sign = el("span", { class: `stroke ${status.name}` });
    sign.style.borderTopColor = status.color;
    return { name: status.name, label: capital(status.name), sign, count: data.facts.filter((fact) => fact.status === status.name).length };
  }).filter((status) => status.count);
  const relations = Object.keys(data.relations).map((name) => ({
    name, label: data.relations[name], count: data.facts.filter((fact) => fact.relation === name).length,
  })).sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
  byId("filters").replaceChildren(
    group("Entities", classes, state.classes),
    data.nodes.some((node) => node.described) ? choice("described", "Without a name", data.nodes.filter((node) => node.described).length) : "",
    data.facts.some(oneParty) ? choice("unsaid", "One party not said", data.facts.filter(oneParty).length) : "",
    group("Status", statuses, state.statuses),
    group("Relations", relations, state.relations),
  );
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function group(title, choices, off) {
  const boxes = [];
  const all = el("button", { type: "button", "aria-label": `${title}: all or none` }, "none");
  const sync = () => { all.textContent = off.size ? "all" : "none"; };
  all.addEventListener("click", () => {
    const clear = off.size > 0;
    choices.forEach((choice) => (clear ? off.delete(choice.name) : off.add(choice.name)));
    boxes.forEach((box) => { box.checked = clear; });
    sync();
    changed();
  });
  const rows = choices.map((choice) => {
    const box = el("input", { type: "checkbox", value: choice.name, checked: true });
    box.addEventListener("change", () => {
      if (box.checked) off.delete(choice.name); else off.add(choice.name);
      sync();
      changed();
    });
    boxes.push(box);
    return el("label", { class: "choice" }, box, choice.sign, el("span", {}, choice.label), el("span", { class: "count" }, String(choice.count)));
  });
  return el("fieldset", {}, el("legend", {}, title, all), rows);
}

function oneParty(fact) {
  return fact.subject === null || fact.object === null;
}

function choice(name, label, count) {
  const box = el("input", { type: "checkbox", id: name, checked: true });
  box.addEventListener("change", () => { state[name] = box.checked; changed(); });
  return el("fieldset", {}, el("label", { class: "choice" }, box, el("span", {}, label), el("span", { class: "count" }, String(count))));
}

// ---- search ----

function matches(text) {
  const wanted = text.toLowerCase();
  const score = (node) => {
    const names = [node.name, ...node.aliases].map((name) => name.toLowerCase());
    if (names.some((name) => name.startsWith(wanted))) return 0;
    return names.some((name) => name.includes(wanted)) ? 1 : 2;
  };
  return data.nodes.map((node, index) => [node.unsaid ? 2 : score(node), index]).filter(([value]) => value < 2)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, index]) => index);
}

function startSearch() {
  const input = byId("search");
  const list = byId("results");
  let active = -1;
  const close = () => { list.hidden = true; active = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const mark = (position) => {
    const items = [...list.children];
    active = (position + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    input.setAttribute("aria-activedescendant", items[active].id);
    items[active].scrollIntoView({ block: "nearest" });
  };
  const option = (action, ...children) => el("li", { role: "option", "aria-selected": "false",
    onmousedown: (event) => { event.preventDefault(); close(); action(); } }, ...children);
  const open = () => {
    state.text = input.value.trim();
    renderTable();
    if (!state.text) return close();
    const items = matches(state.text).slice(0, 8).map((index) => option(() => { showTab("graph"); chooseNode(index); enterDetails(); },
      dot(index), bdi(data.nodes[index].name), el("span", { class: "kind" }, classOf.get(data.nodes[index].cls).label)));
    const count = tableFacts().length;
    items.push(option(() => showTab("table"), count ? `${plural(count, "fact", "facts")} with these words` : "No fact has these words"));
    items.forEach((item, i) => { item.id = `result-${i}`; });
    list.replaceChildren(...items);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(0);
  };
  input.addEventListener("input", open);
  input.addEventListener("focus", () => { if (input.value) open(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { input.value = ""; open(); input.blur(); event.stopPropagation(); }
    if (list.hidden) return;
    if (event.key === "ArrowDown") { mark(active + 1); event.preventDefault(); }
    if (event.key === "ArrowUp") { mark(active - 1); event.preventDefault(); }
    if (event.key === "Enter") list.children[active].dispatchEvent(new MouseEvent("mousedown", { cancelable: true }));
  });
}
