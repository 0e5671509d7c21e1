"use strict";
// The legend: each class and relation with its mark, how many of it are shown, and a switch.
((sco) => {
  const { data, find, say, make, button, kindName, capital } = sco;
  const rows = new Map(); // key -> {row, box, count, all, isEdge}

  // What is there at all, groups as the build gave them, then what there is most of.
  const count = (list) => list.reduce((found, { kind }) => found.set(kind, (found.get(kind) ?? 0) + 1), new Map());
  const byCount = (list) =>
    [...count(list)].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([kind]) => kind);
  const edgeKinds = byCount(data.edges);
  const edgeStarts = new Set(data.edges.filter((edge) => edge.start_shown !== false).map((edge) => edge.kind));
  const classes = [...new Set([...Object.keys(data.groups ?? {}), ...byCount(data.nodes)])];

  // A class of which nothing is shown at the first look counts as switched off until the reader asks for it.
  function isOn(key, begins) {
    const { off, on, focus } = sco.state;
    return !off.has(key) && (focus !== "" || begins || on.has(key));
  }

  function toggle(key, wanted, begins) {
    const [off, on] = [new Set(sco.state.off), new Set(sco.state.on)];
    on.delete(key);
    if (!wanted) off.add(key);
    else {
      off.delete(key);
      if (!begins) on.add(key);
    }
    sco.change({ off, on });
  }

  function all(key) {
    const on = new Set(sco.state.on);
    if (!on.delete(key)) on.add(key);
    sco.change({ on });
  }

  // --- counts on the day ---

  function tally() {
    const found = new Map();
    const of = (key) => found.get(key) ?? found.set(key, { there: 0, shown: 0, begins: false }).get(key);
    for (const [id, key] of sco.shown.classes) {
      const row = of(key);
      row.there += 1;
      row.begins ||= sco.starts(sco.nodes.get(id));
      if (sco.shown.distance.has(id)) row.shown += 1;
    }
    for (const [kind, count] of sco.shown.standing) of(kind).there = count;
    for (const kind of edgeKinds) of(kind).begins = edgeStarts.has(kind);
    for (const { edges } of sco.shown.lines.values()) for (const edge of edges) of(edge.kind).shown += 1;
    return found;
  }

  function update() {
    const found = tally();
    for (const [key, { row, box, count, more }] of rows) {
      const { there, shown, begins } = found.get(key) ?? { there: 0, shown: 0, begins: false };
      row.hidden = there === 0;
      box.checked = isOn(key, begins);
      box.onchange = () => toggle(key, box.checked, begins);
      const text = shown === there ? String(there) : `${shown} / ${there}`;
      if (count.textContent !== text) count.textContent = text;
      more.hidden = !(box.checked && begins && sco.state.focus === "" && (shown < there || sco.state.on.has(key)));
      more.setAttribute("aria-pressed", String(sco.state.on.has(key)));
    }
  }

  function entry(key, isEdge) {
    const box = make("input", [], { type: "checkbox", value: key });
    const count = make("b");
    const label = make("label", [
      box,
      isEdge ? sco.lineMark(key) : sco.mark(key, sco.shapeOf(key)),
      make("span", capital(kindName(key))),
      count,
    ]);
    const more = button(say("all"), () => all(key), { "aria-label": say("all_of", { name: kindName(key) }) });
    const row = make("div", [label, more], { class: "row" });
    rows.set(key, { row, box, count, more });
    return row;
  }

  // Made anew only with another language or theme.
  function build() {
    const held = document.activeElement?.value;
    rows.clear();
    find("things").replaceChildren(...classes.map((key) => entry(key, false)));
    find("ties").replaceChildren(...edgeKinds.map((key) => entry(key, true)));
    update();
    rows.get(held)?.box.focus();
  }

  sco.listen((changed) => {
    if (["lang", "theme", "themed"].some((key) => changed.has(key))) build();
    else update();
  });
  Object.assign(sco, { buildLegend: build, legendClasses: classes, legendKinds: edgeKinds, tally });
})(window.sco);
