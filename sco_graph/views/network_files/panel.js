"use strict";
// The panel: what is known of the thing or line that the reader chose, and who says so.
((sco) => {
  const { data, find, say, name, make, button, named, english, nameOf, kindName, capital } = sco;
  const { relation, claims, section } = sco;

  // --- a thing ---

  function heading(node) {
    const others = sco.LANGUAGES.filter((lang) => node.names[lang] && lang !== sco.langOf(node.names));
    const group = sco.shown.classes.get(node.id);
    const kinds = group && group !== node.kind ? `${kindName(node.kind)}, ${kindName(group)}` : kindName(node.kind);
    return [
      make("p", [sco.mark(group ?? node.kind, data.kinds[node.kind]?.shape), make("span", kinds)], { class: "kind" }),
      make("h2", name(node.names), { lang: sco.langOf(node.names), tabindex: "-1" }),
      others.length
        ? make(
            "p",
            others.map((lang) => make("span", node.names[lang], { lang })),
            { class: "names" },
          )
        : null,
      node.variants.length ? make("p", [say("also"), ": ", node.variants.join("; ")], { class: "names" }) : null,
    ];
  }

  function actions({ id }) {
    const { focus, depth, opened } = sco.state;
    const focused = focus === id;
    const steps = [1, 2, 3].map((step) =>
      button(String(step), () => sco.change({ focus: id, depth: step }), {
        "aria-pressed": String(focused && depth === step),
        "aria-label": say("focus_depth", { depth: step }),
      }),
    );
    return make(
      "div",
      [
        make("span", [make("span", say("focus")), ...steps], { class: "steps" }),
        focused ? button(say("leave_focus"), () => sco.change({ focus: "" })) : null,
        !focused && !opened.includes(id)
          ? button(say("open_neighbours"), () => sco.change({ opened: [...opened, id] }))
          : null,
        data.things ? sco.pageOf(id, say("own_page")) : null,
      ],
      { class: "actions" },
    );
  }

  function absent(node) {
    if (sco.exists(node, sco.state.asof)) return null;
    const day = node.begins > sco.state.asof ? node.begins : sco.toDay(sco.toNumber(node.ends) - 1);
    return make(
      "p",
      [
        say("absent", { date: sco.date(sco.state.asof) }),
        " ",
        data.first <= day && day <= data.date ? button(say("go_to", { date: sco.date(day) }), () => sco.change({ asof: day })) : "",
      ],
      { class: "notice" },
    );
  }

  function facts(node) {
    const rows = new Map();
    for (const fact of node.facts) rows.set(fact[0], [...(rows.get(fact[0]) ?? []), fact]);
    for (const url of node.same_as ?? [])
      rows.set("same_as", [...(rows.get("same_as") ?? []), ["same_as", url, "url"]]);
    const items = [...rows].flatMap(([property, found]) => [
      make("dt", capital(name(data.properties[property]) || say(property))),
      ...found.map((fact) => make("dd", sco.value(fact))),
    ]);
    return items.length ? make("dl", items) : null;
  }

  // Relations by kind; within a kind those to the centre of the view, then those that stand, then the newest.
  function relations({ id }) {
    const order = ["now", "maybe", "past", "later", "undated"];
    const rank = (edge) => order.indexOf(sco.tense(edge)) + (sco.otherEnd(edge, id) === data.centre ? 0 : order.length);
    const first = (edge) => edge.date || edge.start || edge.seen[0] || "";
    const kinds = new Map();
    for (const edge of sco.edgesOf.get(id)) kinds.set(edge.kind, [...(kinds.get(edge.kind) ?? []), edge]);
    return sco.legendKinds
      .filter((kind) => kinds.has(kind))
      .map((kind, index) => {
        const found = kinds.get(kind).sort((a, b) => rank(a) - rank(b) || (first(a) < first(b) ? 1 : -1));
        const items = found.map((edge) => () => relation(edge, sco.otherEnd(edge, id)));
        return section(capital(kindName(kind)), items, index === 0 || found.length <= 5);
      });
  }

  function ofThing(id) {
    const node = sco.nodes.get(id);
    return [
      ...heading(node),
      absent(node),
      actions(node),
      claims(node.claims),
      facts(node),
      ...node.comments.map((text) => english(text, "p")),
      ...relations(node),
      sco.sources(node.sources),
    ];
  }

  // --- a line: everything between its two ends, what stands first ---

  function ofLine([one, other]) {
    const between = sco.edgesOf.get(one).filter((edge) => sco.otherEnd(edge, one) === other);
    const now = between.filter((edge) => sco.stands(edge, sco.state.asof));
    const rest = between.filter((edge) => !now.includes(edge));
    const items = (edges) =>
      edges.map((edge) => () => make("li", [make("h4", capital(kindName(edge.kind))), make("ul", relation(edge, ""))]));
    return [
      make("h2", [nameOf(one), " – ", nameOf(other)], { tabindex: "-1" }),
      make(
        "p",
        [one, other].map((id) => button(named(sco.nodes.get(id).names), () => sco.choose(id))),
        { class: "actions" },
      ),
      section(say("stands_on", { date: sco.date(sco.state.asof) }), items(now)),
      section(say("other_times"), items(rest), now.length === 0),
    ];
  }

  function intro() {
    return [
      make("h2", say("choose"), { tabindex: "-1" }),
      make("p", say("choose_how")),
      make("p", say("keys_how"), { class: "keys" }),
    ];
  }

  function describe() {
    const { chosen } = sco.state;
    const panel = find("panel");
    const inside = panel.contains(document.activeElement);
    const parts = chosen?.node ? ofThing(chosen.node) : chosen?.line ? ofLine(chosen.line) : intro();
    panel.replaceChildren(...parts.filter(Boolean));
    // Who came here by keyboard stays here.
    if (inside) panel.querySelector("h2").focus({ preventScroll: true });
  }

  sco.listen((changed) => {
    if (!["chosen", "asof", "lang", "theme", "themed", "focus", "depth", "opened"].some((key) => changed.has(key)))
      return;
    describe();
    if (!changed.has("chosen")) return;
    find("panel").closest("aside").scrollTop = 0;
    document.body.classList.toggle("chosen", sco.state.chosen !== null);
    if (sco.state.chosen) sco.announce(find("panel").querySelector("h2").textContent);
  });
  Object.assign(sco, { describe });
})(window.sco);
