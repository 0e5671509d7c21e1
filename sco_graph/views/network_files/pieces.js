"use strict";
// Pieces of the page that several parts build. Everything from the data goes in as text, never as markup.
((sco) => {
  const { data, find, say, name, langOf, date, when } = sco;
  const SVG = "http://www.w3.org/2000/svg";
  // The outlines of vis-network's shapes, around the origin: for marks in the page and in saved pictures.
  const OUTLINES = {
    dot: "M-8,0a8,8 0 1,0 16,0a8,8 0 1,0 -16,0Z",
    square: "M-8,-8 8,-8 8,8 -8,8Z",
    diamond: "M0,-9.5 9.5,0 0,9.5 -9.5,0Z",
    triangle: "M0,-9 9,7 -9,7Z",
    triangleDown: "M0,9 9,-7 -9,-7Z",
    hexagon: "M-4.8,-8.3 4.8,-8.3 9.6,0 4.8,8.3 -4.8,8.3 -9.6,0Z",
    star: "M0,-9.5 2.6,-3.2 9.5,-2.9 4,1.4 5.9,8 0,4.2 -5.9,8 -4,1.4 -9.5,-2.9 -2.6,-3.2Z",
  };
  const outline = (shape) => OUTLINES[shape] ?? OUTLINES.dot;

  function make(tag, content = [], attributes = {}) {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
    element.append(...[content].flat().filter((one) => one !== "" && one !== null && one !== undefined));
    return element;
  }

  function button(content, act, attributes = {}) {
    const element = make("button", content, { type: "button", ...attributes });
    element.addEventListener("click", act);
    return element;
  }

  // A name, with its language where that is not the page's.
  function named(names) {
    const lang = langOf(names);
    return make("span", name(names), { lang: lang === sco.state.lang ? undefined : lang });
  }

  // What the tables hold in English alone (remarks, reasons, quotes).
  const english = (text, tag = "span") => make(tag, text, { lang: sco.state.lang === "en" ? undefined : "en" });

  const nameOf = (id) => name(sco.nodes.get(id)?.names ?? data.others?.[id]) || id;
  const kindName = (key) => name(data.groups?.[key]?.names ?? data.kinds[key]?.names) || key;
  const conceptName = (slug) => name(data.concepts[slug]) || slug;
  const capital = (text) => text.charAt(0).toLocaleUpperCase(sco.state.lang) + text.slice(1);

  // Asked at every link, since a link is where text could run.
  function link(text, url) {
    if (!/^https?:\/\//i.test(url ?? "")) return make("span", text);
    return make("a", text, { href: url, rel: "noopener noreferrer", target: "_blank" });
  }

  // A thing's page in the site; its file is named by its slug, percent-encoded, and a link encodes that once more.
  function pageOf(id, text) {
    const { lang, theme } = sco.state;
    const said = `#lang=${lang}${theme ? `&theme=${theme}` : ""}`;
    return make("a", text, { href: `${data.things}${encodeURIComponent(encodeURIComponent(id))}.html${said}` });
  }

  function sources(slugs) {
    const known = slugs.filter((slug) => data.sources[slug]);
    if (!known.length) return null;
    const links = known.map((slug) => make("li", link(data.sources[slug].title || slug, data.sources[slug].url)));
    return make("div", [make("span", say(known.length > 1 ? "sources" : "source")), make("ul", links)], {
      class: "sources",
    });
  }

  // A value of a fact: a thing is a button that leads to it.
  function value([, text, target]) {
    if (target === "thing" && sco.nodes.has(text))
      return button(named(sco.nodes.get(text).names), () => sco.choose(text), { class: "link" });
    if (target === "thing")
      return data.things && data.others[text] ? pageOf(text, nameOf(text)) : make("span", nameOf(text));
    if (target === "concept") return make("span", conceptName(text));
    if (target === "date") return make("span", date(text));
    return target === "url" ? link(text, text) : make("span", text);
  }

  // What a relation says of itself, without its dates: [["status", "member", "concept"], …] as "status: member".
  function details(edge) {
    return edge.said
      .filter(([, text]) => text !== "false")
      .map((fact) => [name(data.properties[fact[0]]) || fact[0], fact])
      .map(([title, fact]) => (fact[1] === "true" ? title : `${title}: ${plain(fact)}`));
  }

  function plain([, text, target]) {
    return target === "concept"
      ? conceptName(text)
      : target === "thing"
        ? nameOf(text)
        : target === "date"
          ? date(text)
          : text;
  }

  // One relation as a sentence: for a tooltip, for the list, for tables.
  function sentence(edge) {
    const said = [kindName(edge.kind), ...details(edge).slice(0, 2), when(edge)].filter(Boolean).join(", ");
    return `${nameOf(edge.from)} → ${nameOf(edge.to)}: ${said}`;
  }

  function svg(viewBox, tag, attributes) {
    const picture = document.createElementNS(SVG, "svg");
    const inside = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) inside.setAttribute(key, value);
    for (const [key, value] of Object.entries({ viewBox, "aria-hidden": "true", class: "mark" }))
      picture.setAttribute(key, value);
    picture.append(inside);
    return picture;
  }

  // How the mark of a class is painted, in the picture and beside its name.
  function paintOf(key) {
    const [colour, look] = [sco.fit(sco.colourOf(key)), sco.lookOf(key)];
    const fill = { full: colour, tinted: sco.fit(sco.colourOf(key), 0.35) }[look] ?? sco.paper();
    return { fill, stroke: colour, dashes: { dashed: [4, 3], dotted: [1.5, 3], chain: [7, 2, 1, 2] }[look] ?? [] };
  }

  function mark(key, shape) {
    const { fill, stroke, dashes } = paintOf(key);
    const attributes = {
      d: outline(shape),
      fill,
      stroke,
      "stroke-width": sco.lookOf(key) === "thin" ? 1.5 : 3,
      "stroke-dasharray": dashes.join(" "),
    };
    return svg("-12 -12 24 24", "path", attributes);
  }

  function lineMark(key) {
    return svg("-12 -12 24 24", "path", { d: "M-11,0 11,0", stroke: sco.fit(sco.colourOf(key)), "stroke-width": 3 });
  }

  // Said in the one line that screen readers are read aloud.
  function announce(text) {
    find("said").textContent = text;
  }

  Object.assign(sco, {
    pageOf,
    make,
    button,
    named,
    english,
    nameOf,
    kindName,
    conceptName,
    capital,
    sources,
    value,
    details,
    sentence,
    outline,
    paintOf,
    mark,
    lineMark,
    announce,
  });
})(window.sco);
