"use strict";
// The picture by keyboard and pointer: arrows go from a thing to one it is tied to; a tooltip says what lies there.
((sco) => {
  const { find, say, make } = sco;
  const box = find("network");
  const tip = find("tip");
  const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  function neighbours(id) {
    return [...sco.shown.lines.values()]
      .filter(({ ends }) => ends.includes(id))
      .map(({ ends: [one, other] }) => (one === id ? other : one))
      .filter((other) => other !== id);
  }

  // The best tied of what is shown: where a reader without a pointer begins.
  function main() {
    const ids = [...sco.shown.distance.keys()];
    const ties = new Map(ids.map((id) => [id, 0]));
    for (const { ends } of sco.shown.lines.values()) for (const end of ends) ties.set(end, ties.get(end) + 1);
    return ids.reduce((best, id) => (ties.get(id) > (ties.get(best) ?? -1) ? id : best), ids[0]);
  }

  // Of the things tied to the chosen one, that which lies nearest in the direction of the arrow.
  function step([dx, dy]) {
    const here = sco.state.chosen?.node;
    if (!here || !sco.shown.distance.has(here)) return sco.choose(main());
    const from = sco.network.getPosition(here);
    const cost = (id) => {
      const { x, y } = sco.network.getPosition(id);
      const along = (x - from.x) * dx + (y - from.y) * dy;
      const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
      return along > 0 ? along + 2 * aside : Infinity;
    };
    const [best] = neighbours(here)
      .map((id) => [cost(id), id])
      .filter(([value]) => value < Infinity)
      .sort(([a], [b]) => a - b);
    if (best) sco.choose(best[1]);
  }

  // N and P go through the neighbours of the thing that the reader came to before, so that none is out of reach.
  let anchor = null;
  function turn(way) {
    const here = sco.state.chosen?.node;
    if (!here) return sco.choose(main());
    if (!anchor || !neighbours(anchor).includes(here)) anchor = here;
    const from = sco.network.getPosition(anchor);
    const bearing = (id) => {
      const { x, y } = sco.network.getPosition(id);
      return Math.atan2(y - from.y, x - from.x);
    };
    const ring = neighbours(anchor).sort((a, b) => bearing(a) - bearing(b));
    if (ring.length) sco.choose(ring[(ring.indexOf(here) + way + ring.length) % ring.length]);
  }

  const KEYS = {
    Enter: () => sco.state.chosen && find("panel").querySelector("h2").focus(),
    "+": () => sco.zoom(1.25),
    "=": () => sco.zoom(1.25),
    "-": () => sco.zoom(0.8),
    0: () => sco.showAll(true),
    n: () => turn(1),
    p: () => turn(-1),
    f: () => sco.state.chosen?.node && sco.change({ focus: sco.state.chosen.node, depth: 1 }),
  };

  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    const act = arrow ? () => (event.shiftKey ? sco.pan(80 * arrow[0], 80 * arrow[1]) : step(arrow)) : KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    // What lies under a pointer that rests is no longer what the reader looks at.
    tip.hidden = true;
    act();
  });

  // Escape undoes one thing at a time: the film, the choice, the focus.
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.target === find("search")) return;
    if (find("menu").open) {
      find("menu").open = false;
      return find("menu").querySelector("summary").focus();
    }
    sco.stopFilm();
    const inside = find("panel").contains(document.activeElement);
    if (sco.state.chosen) sco.change({ chosen: null });
    else if (sco.state.focus) sco.change({ focus: "" });
    if (inside) box.focus();
  });

  // --- the tooltip: text alone, where the pointer is ---

  function hint(lines, { x, y }) {
    tip.replaceChildren(...lines.map((text) => make("span", text)));
    tip.hidden = false;
    tip.style.left = `${Math.max(0, Math.min(x + 14, box.clientWidth - tip.offsetWidth - 4))}px`;
    tip.style.top = `${y + 22 + tip.offsetHeight > box.clientHeight ? y - tip.offsetHeight - 10 : y + 18}px`;
  }

  function watch() {
    const { network } = sco;
    network.on("hoverNode", ({ node, pointer: { DOM } }) => {
      const known = sco.nodes.get(node);
      hint([sco.name(known.names), sco.capital(sco.kindName(sco.shown.classes.get(node) ?? known.kind))], DOM);
    });
    network.on("hoverEdge", ({ edge, pointer: { DOM } }) => {
      const edges = sco.shown.lines.get(edge)?.edges ?? [];
      const rest = edges.length > 4 ? [say("more", { count: edges.length - 4 })] : [];
      hint([...edges.slice(0, 4).map(sco.sentence), ...rest], DOM);
    });
    for (const event of ["blurNode", "blurEdge", "dragStart", "zoom", "click"])
      network.on(event, () => {
        tip.hidden = true;
      });
    box.addEventListener("pointerleave", () => {
      tip.hidden = true;
    });
  }

  Object.assign(sco, { watch });
})(window.sco);
