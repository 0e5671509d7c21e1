"use strict";
// What the panel says of one relation and of claims about it; and lists of them.
((sco) => {
  const { data, say, make, button, named, english, nameOf, capital } = sco;
  const MANY = 30; // relations of one kind shown at first
  const unfolded = new Map(); // by title

  const TENSES = { certain: "now", possible: "maybe", over: "past", later: "later", unknown: "undated" };

  const tense = (edge) => TENSES[sco.tenseOf(edge, sco.state.asof)];

  function tenseMark(edge) {
    const now = tense(edge);
    if (sco.natureOf(edge.kind) !== "state" && (now === "now" || now === "undated")) return null;
    return make("span", say(`tense_${now}`), { class: `tense ${now}` });
  }

  function relation(edge, other) {
    const head = other
      ? button(named(sco.nodes.get(other).names), () => sco.choose(other), { class: "link" })
      : ends(edge);
    const said = sco.details(edge).map((text) => make("span", text));
    const low = edge.confidence === "low" && make("span", say("low_confidence"), { class: "doubt" });
    return make(
      "li",
      [
        make("div", [head, tenseMark(edge)]),
        said.length ? make("div", said, { class: "said" }) : null,
        make("div", capital(sco.when(edge)), { class: "when" }),
        low || null,
        edge.comment ? english(edge.comment, "p") : null,
        claims(edge.claims),
        sco.sources(edge.sources),
      ],
      { class: tense(edge) },
    );
  }

  const ends = (edge) => make("strong", [nameOf(edge.from), " → ", nameOf(edge.to)]);

  // What a source says otherwise, or what else it says, with the build's verdict in words and a sign.
  function claim(slug) {
    const { verdict, reason, quote, correct, sources } = data.claims[slug] ?? {};
    if (!verdict) return null;
    const wrong = verdict === "contradicted";
    return make(
      "div",
      [
        make("strong", [wrong ? "✗ " : "○ ", sco.conceptName(verdict)]),
        quote ? english(`“${quote}”`, "q") : null,
        correct ? make("p", [say("correct"), ": ", correctText(correct)]) : null,
        // The sentence is English; in other languages one on the verdict stands before it.
        reason && sco.state.lang !== "en" ? make("p", `${say(`why_${verdict}`)} ${say("in_english")}`) : null,
        reason ? english(reason, "p") : null,
        sco.sources(sources),
      ],
      { class: wrong ? "claim contradicted" : "claim" },
    );
  }

  // Folded, since a thing may have many; the summary says by sign and word whether any is contradicted.
  function claims(slugs) {
    const found = slugs.filter((slug) => data.claims[slug]);
    const wrong = found.filter((slug) => data.claims[slug].verdict === "contradicted");
    if (!found.length) return null;
    const text = wrong.length
      ? `✗ ${say("claims_wrong", { count: wrong.length })}`
      : `○ ${say("claims", { count: found.length })}`;
    const order = [...wrong, ...found.filter((slug) => !wrong.includes(slug))];
    const details = make("details", make("summary", text), { class: wrong.length ? "claims wrong" : "claims" });
    details.addEventListener("toggle", () => details.children.length === 1 && details.append(...order.map(claim)));
    return details;
  }

  // What is right is a thing, a concept, a date or a number.
  const correctText = (text) =>
    data.concepts[text] ? sco.conceptName(text) : sco.isDay(text) ? sco.date(text) : nameOf(text);

  // A list of relations under a title that folds; what the reader folded stays so while the panel is made anew.
  function section(title, items, open = true) {
    if (!items.length) return null;
    const list = make("ul", [], { class: "relations" });
    let at = 0;
    const more = button("", () => fill());
    // Items are made when they are asked for: some things have hundreds of relations.
    function fill() {
      const step = items.slice(at, at + MANY);
      list.append(...step.map((build) => build()));
      at += step.length;
      more.textContent = say("more", { count: items.length - at });
      more.hidden = at >= items.length;
    }
    const details = make("details", [
      make("summary", [make("h3", title), make("b", String(items.length))]),
      list,
      more,
    ]);
    details.open = unfolded.get(title) ?? open;
    if (details.open) fill();
    details.addEventListener("toggle", () => {
      if (at === 0) fill();
      unfolded.set(title, details.open);
    });
    return details;
  }

  sco.listen((changed) => (changed.has("chosen") || changed.has("lang")) && unfolded.clear());
  Object.assign(sco, { tense, relation, claims, section });
})(window.sco);
