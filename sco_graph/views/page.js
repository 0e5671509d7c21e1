"use strict";
// What the reader does with the network. Everything from the data goes into the page as text, never as markup.
(() => {
  const find = (id) => document.getElementById(id);
  const data = JSON.parse(find("data").textContent);
  const kindOf = new Map(data.nodes.map((node) => [node.id, node.kind]));
  const nameOf = new Map(data.nodes.map((node) => [node.id, node.names[0]]));
  const boxes = [...document.querySelectorAll("#legend input")];
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const intro = [...find("panel").childNodes];
  let selected = null;
  let tall = isTall();

  const nodes = new vis.DataSet(data.nodes.map((node) => ({ ...node, ...placed(node) })));
  const edges = new vis.DataSet(data.edges.map((edge, id) => ({ ...edge, id, title: sentence(edge) })));
  themed();
  const network = new vis.Network(find("network"), { nodes, edges }, data.options);
  network.once("afterDrawing", () => performance.mark("drawn"));
  showAll();

  // --- the picture ---

  function isTall() {
    return find("network").clientHeight > find("network").clientWidth;
  }

  function placed(node) {
    const [x, y] = tall ? node.tall : [node.x, node.y];
    return { x, y, size: tall ? node.size * 0.7 : node.size };
  }

  function shownKinds() {
    return new Set(["centre", ...boxes.filter((box) => box.checked).map((box) => box.value)]);
  }

  function sentence({ from, facts: [fact] }) {
    return `${nameOf.get(from)}: ${fact.what}, ${fact.when}`;
  }

  // vis-network reads rgb() alone, and CSS answers color() for a mixed colour; a painted pixel tells any of them.
  // A faded colour is painted thinly over the paper: a node that is see-through would show its edges inside.
  function rgb(css, paper = css, strength = 1) {
    for (const [colour, alpha] of [[paper, 1], [css, strength]]) {
      pen.fillStyle = colour;
      pen.globalAlpha = alpha;
      pen.fillRect(0, 0, 1, 1);
    }
    return `rgb(${pen.getImageData(0, 0, 1, 1).data.slice(0, 3).join(", ")})`;
  }

  // The style sheet is the one list of colours: light and dark are read from the legend's swatches.
  function coloursOf(kind) {
    const { color, backgroundColor } = getComputedStyle(document.querySelector(`.swatch.${kind}`));
    return { line: rgb(color), fill: rgb(backgroundColor) };
  }

  function paint() {
    const style = getComputedStyle(document.body);
    const [ink, paper] = [rgb(style.color), rgb(style.backgroundColor)];
    const quiet = rgb(getComputedStyle(document.querySelector("#legend p")).color);
    const kinds = shownKinds();
    const near = new Set([selected]);
    for (const edge of data.edges) {
      if (edge.from === selected) near.add(edge.to);
      if (edge.to === selected) near.add(edge.from);
    }
    const colours = Object.fromEntries([...new Set(kindOf.values())].map((kind) => [kind, coloursOf(kind)]));
    // One that was chosen is shown even where its kind is not; of an organisation, its states too.
    const chosen = selected && !kinds.has(kindOf.get(selected));
    const shown = (id) => kinds.has(kindOf.get(id)) || id === selected || (chosen && near.has(id));
    nodes.update(data.nodes.map((node) => {
      const { line, fill } = colours[node.kind];
      const lit = selected === null || selected === data.centre || near.has(node.id);
      const color = { background: rgb(fill, paper, lit ? 1 : 0.3), border: rgb(line, paper, lit ? 1 : 0.3) };
      return {
        id: node.id,
        hidden: !shown(node.id),
        color: { ...color, highlight: { background: fill, border: ink }, hover: { background: fill, border: ink } },
        borderWidth: node.id === selected ? 5 : node.kind === "member" ? 1 : 3,
        borderWidthSelected: 5,
        shapeProperties: { borderDashes: node.kind === "applicant" ? [4, 3] : node.kind === "former" ? [1, 3] : false },
        font: {
          color: lit ? ink : quiet,
          size: tall ? node.font * 0.8 : node.font,
          face: style.fontFamily,
          background: paper,
        },
      };
    }));
    edges.update(data.edges.map((edge, id) => {
      const core = edge.to === data.centre;
      const touched = edge.from === selected || edge.to === selected;
      const current = edge.facts.some((fact) => fact.now);
      const { line } = colours[core ? kindOf.get(edge.from) : "organisation"];
      return {
        id,
        hidden: !(shown(edge.from) && shown(edge.to)),
        color: { color: line, highlight: line, hover: line, opacity: opacityOf(edge, core, touched) },
        width: core || touched ? (kindOf.get(edge.from) === "member" ? 2.5 : 1.5) : 0.5,
        dashes: current ? false : [5, 5],
      };
    }));
  }

  function opacityOf({ from }, core, touched) {
    const strength = kindOf.get(from) === "member" ? 0.75 : 0.35;
    if (selected === null || selected === data.centre) return core ? strength : 0.12;
    return touched ? 0.9 : core ? 0.15 : 0.04;
  }

  function showAll(animation = false) {
    const ids = nodes.getIds({ filter: (node) => !node.hidden });
    network.fit({ nodes: ids, maxZoomLevel: 1.8, animation });
  }

  // --- the panel ---

  function make(tag, content, attributes = {}) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...[content].flat());
    return element;
  }

  function sourceOf(slug) {
    const { title, url } = data.sources[slug];
    // The build lets only http and https through; asked again here because a link is where text could run.
    return /^https?:\/\//i.test(url) ? make("a", title, { href: url, rel: "noopener" }) : make("span", title);
  }

  function factItem(fact, other) {
    const item = make("li", make("strong", fact.what), fact.now ? { class: "now" } : {});
    if (other) {
      const button = make("button", nameOf.get(other), { type: "button" });
      button.addEventListener("click", () => choose(other));
      item.prepend(button);
    }
    item.append(" ", fact.when);
    if (fact.remarks.length) item.append(make("small", fact.remarks.join(" ")));
    const sources = fact.sources.flatMap((slug, index) => (index ? ["; ", sourceOf(slug)] : [sourceOf(slug)]));
    item.append(make("small", [fact.sources.length > 1 ? "Sources: " : "Source: ", ...sources]));
    return item;
  }

  function section(title, items) {
    return items.length ? [make("h3", title), make("ul", items, { class: "facts" })] : [];
  }

  function describe(id) {
    const node = data.nodes.find((one) => one.id === id);
    const [en, ru, zh] = node.names;
    const names = make("p", [make("span", ru, { lang: "ru" }), make("span", zh, { lang: "zh" })], { class: "names" });
    const items = (end, wanted) =>
      data.edges
        .filter(wanted)
        .sort((a, b) => nameOf.get(a[end]).localeCompare(nameOf.get(b[end]), "en"))
        .flatMap((edge) => edge.facts.map((fact) => factItem(fact, edge[end] !== data.centre && edge[end])));
    find("panel").replaceChildren(
      make("h2", en),
      names,
      ...section(`In the ${nameOf.get(data.centre)}`, items("to", ({ from, to }) => from === id && to === data.centre)),
      ...section("In other organisations", items("to", ({ from, to }) => from === id && to !== data.centre)),
      ...section("States, by name", items("from", ({ to }) => to === id)),
    );
  }

  function choose(id) {
    selected = id;
    paint();
    if (id === null) return find("panel").replaceChildren(...intro);
    describe(id);
    network.selectNodes([id], false);
    const { x, y } = network.canvasToDOM(network.getPosition(id));
    const box = find("network");
    if (x < 0 || y < 0 || x > box.clientWidth || y > box.clientHeight) {
      network.fit({ nodes: [id, ...network.getConnectedNodes(id)].filter((one) => !nodes.get(one).hidden) });
    }
    find("panel").scrollIntoView({ block: "nearest" });
  }

  // --- what the reader does ---

  network.on("selectNode", ({ nodes: [id] }) => choose(id));
  network.on("deselectNode", () => choose(null));
  for (const box of boxes) box.addEventListener("change", () => { paint(); showAll(true); });
  find("fit").addEventListener("click", () => { network.unselectAll(); choose(null); showAll(true); });

  const fold = (text) => text.normalize("NFKC").toLocaleLowerCase().trim();
  const names = data.nodes.flatMap((node) => node.names.filter(Boolean).map((name) => [fold(name), node.id, name]));
  find("names").append(...names.map(([, , name]) => make("option", [], { value: name })));
  find("search").addEventListener("input", ({ target }) => {
    const exact = names.find(([folded]) => folded === fold(target.value));
    if (exact) choose(exact[1]);
  });
  find("find").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = fold(find("search").value);
    if (!text) return;
    const hit = names.find(([name]) => name.startsWith(text)) ?? names.find(([name]) => name.includes(text));
    if (hit) choose(hit[1]);
    else find("panel").replaceChildren(make("h2", "Nothing found"), make("p", `Nothing here is called “${text}”.`));
  });

  function isDark() {
    return (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  }

  function themed() {
    find("theme").textContent = isDark() ? "Light" : "Dark";
    paint();
  }

  find("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    themed();
  });
  dark.addEventListener("change", themed);

  new ResizeObserver(() => {
    if (tall === isTall()) return;
    tall = !tall;
    nodes.update(data.nodes.map((node) => ({ id: node.id, ...placed(node) })));
    paint();
    showAll();
  }).observe(find("network"));

  document.documentElement.dataset.ready = "true";
  window.sco = { network, nodes, edges };
})();
