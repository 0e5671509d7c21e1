"use strict";
// What is shown, in words: two tables, made when they are opened. They say all that the picture says.
((sco) => {
  const { find, say, make, button, named, nameOf, kindName, capital, date } = sco;
  const MANY = 200; // rows made at once
  const order = { things: { by: 0, down: false }, ties: { by: 0, down: false } };
  let waiting = 0;

  // A cell is what to sort by, and how to make its content.
  const text = (content) => ({ key: content, build: () => content });
  const thing = (id) => ({
    key: nameOf(id),
    build: () => button(named(sco.nodes.get(id).names), () => sco.choose(id), { class: "link" }),
  });

  function thingRows() {
    const ties = new Map();
    for (const { ends, edges } of sco.shown.lines.values()) {
      for (const end of ends) ties.set(end, (ties.get(end) ?? 0) + edges.length);
    }
    return [...sco.shown.distance.keys()].map((id) => {
      const node = sco.nodes.get(id);
      const days = [
        node.begins && say("since", { date: date(node.begins) }),
        node.ends && say("until", { date: date(node.ends) }),
      ];
      return [
        thing(id),
        text(capital(kindName(sco.shown.classes.get(id) ?? node.kind))),
        { key: node.begins, build: () => days.filter(Boolean).join(", ") },
        { key: String(ties.get(id) ?? 0).padStart(6, "0"), build: () => String(ties.get(id) ?? 0) },
        { key: "", build: () => sco.sources(node.sources) ?? "" },
      ];
    });
  }

  function tieRows() {
    return [...sco.shown.lines.values()]
      .flatMap(({ edges }) => edges)
      .map((edge) => [
        thing(edge.from),
        text(capital(kindName(edge.kind))),
        thing(edge.to),
        text(sco.details(edge).join("; ")),
        { key: edge.date || edge.start || edge.seen[0] || "", build: () => sco.when(edge) },
        text(say(sco.howStands(edge))),
        { key: "", build: () => sco.sources(edge.sources) ?? "" },
      ]);
  }

  function table(id, title, heads, rows, everything) {
    const { by, down } = order[id];
    const collator = new Intl.Collator(sco.state.lang);
    rows.sort((a, b) => collator.compare(a[by].key, b[by].key) * (down ? -1 : 1));
    const head = heads.map((key, column) => {
      const sort = column === by ? (down ? "descending" : "ascending") : undefined;
      const sign = sort ? (down ? " ▼" : " ▲") : "";
      // Sources have no order of their own.
      const content =
        key === "sources"
          ? say(key)
          : button([say(key), make("span", sign, { "aria-hidden": "true" })], () => {
              order[id] = { by: column, down: column === by && !down };
              build();
            });
      return make("th", content, { scope: "col", "aria-sort": sort });
    });
    const body = make("tbody");
    let at = 0;
    const more = button("", () => fill(MANY));
    function fill(count) {
      body.append(
        ...rows.slice(at, at + count).map((cells) =>
          make(
            "tr",
            cells.map((cell, column) =>
              column ? make("td", cell.build()) : make("th", cell.build(), { scope: "row" }),
            ),
          ),
        ),
      );
      at += count;
      more.textContent = say("more", { count: rows.length - at });
      more.hidden = at >= rows.length;
    }
    fill(everything ? rows.length : MANY);
    const caption = make("caption", `${say(title)} (${rows.length})`);
    return [
      make("div", make("table", [caption, make("thead", make("tr", head)), body]), {
        class: "scroll",
        tabindex: "0",
        role: "region",
        "aria-label": say(title),
      }),
      more,
    ];
  }

  function build(everything = false) {
    // Who came here by keyboard stays where they were.
    const stops = () => [...find("tables").querySelectorAll("button, a")];
    const stop = stops().indexOf(document.activeElement);
    find("tables").replaceChildren(
      ...table("things", "things", ["name", "kind", "when", "ties_count", "sources"], thingRows(), everything),
      ...table(
        "ties",
        "ties",
        ["from", "relation", "to", "details", "when", "standing", "sources"],
        tieRows(),
        everything,
      ),
    );
    if (stop >= 0) stops()[stop]?.focus({ preventScroll: true });
  }

  // A closed list costs nothing; an open one is made again once the reader rests.
  sco.listen(() => {
    clearTimeout(waiting);
    if (find("list").open) waiting = setTimeout(build, 250);
  });
  find("list").addEventListener("toggle", () => find("list").open && build());
  Object.assign(sco, { buildList: build });
})(window.sco);
