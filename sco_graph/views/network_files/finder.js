"use strict";
// Search with suggestions, over every name in every language: a combobox as the ARIA practices describe it.
((sco) => {
  const { data, find, say, make, named, kindName } = sco;
  const MOST = 8;
  let index = null;
  let hits = [];
  let at = -1;

  // Letters without case, accents and width, so that "Niger", "НИГЕР" or full-width Latin find the same.
  const fold = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase("en").replace(/\s+/g, " ").trim();

  // Made at the first letter typed: ten names for each thing take a moment that opening the page should not.
  function names() {
    index ??= data.nodes.flatMap((node) =>
      [...new Set([...Object.values(node.names), ...node.variants, node.id])].map((text) => ({
        text,
        folded: fold(text),
        node,
      })),
    );
    return index;
  }

  // The same name before names that begin so, before words that do, before the rest; then the best tied things.
  function rank(folded, wanted) {
    const place = folded.indexOf(wanted);
    if (place < 0) return -1;
    if (folded === wanted) return 0;
    if (place === 0) return 1;
    return /[\p{L}\p{N}]/u.test(folded[place - 1]) ? 3 : 2;
  }

  function search(text) {
    const wanted = fold(text);
    const best = new Map();
    if (wanted)
      for (const { text: found, folded, node } of names()) {
        const score = rank(folded, wanted);
        if (score >= 0 && !(best.get(node)?.score <= score)) best.set(node, { node, found, score });
      }
    const ties = ({ node }) => sco.edgesOf.get(node.id).length;
    return [...best.values()].sort(
      (a, b) => a.score - b.score || ties(b) - ties(a) || (a.node.id < b.node.id ? -1 : 1),
    );
  }

  function option({ node, found }, number) {
    const other = Object.values(node.names).includes(found) && found === sco.name(node.names) ? "" : found;
    const item = make(
      "li",
      [
        sco.mark(sco.shown.classes.get(node.id) ?? node.kind, data.kinds[node.kind]?.shape),
        make("span", [
          named(node.names),
          make("small", [other && other !== node.id ? `${other} · ` : "", kindName(node.kind)]),
        ]),
      ],
      { role: "option", id: `hit-${number}`, "aria-selected": "false" },
    );
    // Before the box loses the keyboard, which would close the list under the pointer.
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      pick(number);
    });
    return item;
  }

  function suggest() {
    const found = search(find("search").value);
    hits = found.slice(0, MOST);
    const text = find("search").value.trim();
    const none = make("li", say("nothing_called", { text }), { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" });
    find("hits").replaceChildren(...(hits.length || !text ? hits.map(option) : [none]));
    show(hits.length > 0 || text !== "");
    mark(-1);
    if (find("search").value.trim()) sco.announce(say("found", { count: found.length }));
  }

  function show(open) {
    find("hits").hidden = !open;
    find("search").setAttribute("aria-expanded", String(open));
  }

  function mark(number) {
    at = number;
    [...find("hits").children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
    if (at < 0) return find("search").removeAttribute("aria-activedescendant");
    find("search").setAttribute("aria-activedescendant", `hit-${at}`);
    find("hits").children[at].scrollIntoView({ block: "nearest" });
  }

  function pick(number) {
    const { node } = hits[number];
    find("search").value = sco.name(node.names);
    show(false);
    sco.choose(node.id);
  }

  function nothing(text) {
    show(false);
    sco.change({ chosen: null });
    find("panel").replaceChildren(make("h2", say("nothing")), make("p", say("nothing_called", { text })));
    sco.announce(say("nothing_called", { text }));
  }

  const input = find("search");
  input.addEventListener("input", suggest);
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", () => show(false));
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length) {
      event.preventDefault();
      show(true);
      mark((at + step + hits.length + (at < 0 && step < 0 ? 1 : 0)) % hits.length);
    } else if (event.key === "Escape" && !find("hits").hidden) {
      // The first Escape closes the list; the browser would empty the box as well.
      event.preventDefault();
      show(false);
    }
  });
  find("find").addEventListener("submit", (event) => {
    event.preventDefault();
    if (!input.value.trim()) return;
    if (!hits.length || find("hits").hidden) suggest();
    if (hits.length) pick(Math.max(at, 0));
    else nothing(input.value.trim());
  });
})(window.sco);
