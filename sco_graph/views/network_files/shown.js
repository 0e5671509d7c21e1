"use strict";
// What the reader has set, and what part of the graph is shown for it.
((sco) => {
  // More than this vis-network cannot move smoothly; the nearest and best tied stay.
  const MOST_THINGS = 1500;
  const MOST_LINES = 6000;
  const { data, edgesOf, natureOf, otherEnd } = sco;
  const edgeList = data.edges;
  const how = new Array(edgeList.length).fill("");
  const listeners = [];

  const START = {
    chosen: null, // {node: id} or {line: [id, id]}
    focus: "",
    depth: 1,
    opened: [],
    asof: data.date,
    refused: "", // a day that the address asked for and that is none, or none of the page's
    within: 0,
    off: new Set(),
    on: new Set(),
    lang: sco.FIRST,
    theme: "",
    tall: false,
  };

  // All that happens in the page is a change of the state; the parts that listen hear which keys changed.
  function change(wanted) {
    const changed = new Set(Object.keys(wanted).filter((key) => sco.state[key] !== wanted[key]));
    if (!changed.size) return;
    sco.state = { ...sco.state, ...wanted };
    sco.shown = compute(sco.state);
    for (const listener of listeners) listener(changed);
  }

  // Which edges stand on the day, of the classes that are not switched off: `how` by index, and counts for the legend.
  function standing({ asof, within, off, chosen }, classes) {
    const counts = new Map();
    const since = within ? sco.yearsOff(asof, -within) : "";
    const kept = (id) => classes.has(id) && (!off.has(classes.get(id)) || chosen?.node === id);
    edgeList.forEach((edge, index) => {
      how[index] = "";
      if (!classes.has(edge.from) || !classes.has(edge.to)) return;
      let stands = sco.stands(edge, asof);
      if (stands && since && natureOf(edge.kind) === "act" && (edge.certain[0] ?? edge.possible)[0] < since)
        stands = "";
      if (!stands) return;
      counts.set(edge.kind, (counts.get(edge.kind) ?? 0) + 1);
      if (!off.has(edge.kind) && kept(edge.from) && kept(edge.to)) how[index] = stands;
    });
    return { counts, kept, since };
  }

  // Things around one, by their distance from it.
  function around(id, depth, kept) {
    const distance = new Map([[id, 0]]);
    let ring = [id];
    for (let step = 1; step <= depth; step += 1) {
      const next = [];
      for (const one of ring) {
        for (const edge of edgesOf.get(one)) {
          const other = otherEnd(edge, one);
          if (!how[edge.index] || distance.has(other) || !kept(other)) continue;
          distance.set(other, step);
          next.push(other);
        }
      }
      ring = next;
    }
    return distance;
  }

  // With a window of time, a dated thing with nothing that happened in it (a meeting of another year) makes room.
  function idle(node, since) {
    if (!since || !node.begins || node.begins >= since) return false;
    const acts = edgesOf.get(node.id).filter((edge) => natureOf(edge.kind) !== "link");
    return acts.length > 0 && !acts.some((edge) => how[edge.index]);
  }

  // What is shown at the first look; on a tall screen it may be less, so that names are readable.
  const starts = (node) => (sco.state.tall ? (node.start_tall ?? node.start) : node.start) !== false;

  function visible(state, classes, { kept, since }) {
    const { focus, depth, opened, on, chosen } = state;
    const found = focus ? around(focus, depth, kept) : new Map();
    if (!focus) {
      for (const [id, group] of classes) {
        const node = sco.nodes.get(id);
        if (kept(id) && (starts(node) || on.has(group)) && !idle(node, since)) found.set(id, 0);
      }
    }
    for (const id of opened) {
      if (!classes.has(id)) continue;
      const from = found.get(id) ?? 0;
      for (const [near, step] of around(id, 1, kept)) if (!found.has(near)) found.set(near, from + step);
    }
    if (chosen?.node && classes.has(chosen.node) && !found.has(chosen.node)) found.set(chosen.node, 0);
    return found;
  }

  function limited(found) {
    if (found.size <= MOST_THINGS) return found;
    const rank = ([id, step]) => step * 1e6 - edgesOf.get(id).length;
    return new Map([...found].sort((a, b) => rank(a) - rank(b)).slice(0, MOST_THINGS));
  }

  // All relations between two things are one line of the picture; parallel lines would hide each other.
  function linesOf(found, classes, { focus, depth, opened, on, chosen }) {
    const lines = new Map();
    const near = new Set([chosen?.node, ...opened]);
    const wanted = (edge) =>
      near.has(edge.from) ||
      near.has(edge.to) ||
      (focus
        ? Math.min(found.get(edge.from), found.get(edge.to)) < depth
        : edge.start_shown !== false ||
          on.has(edge.kind) ||
          on.has(classes.get(edge.from)) ||
          on.has(classes.get(edge.to)));
    for (const edge of edgeList) {
      if (!how[edge.index] || !found.has(edge.from) || !found.has(edge.to) || !wanted(edge)) continue;
      const ends = edge.from < edge.to ? [edge.from, edge.to] : [edge.to, edge.from];
      const id = ends.join("\n");
      if (lines.size >= MOST_LINES && !lines.has(id)) continue;
      if (!lines.has(id)) lines.set(id, { id, ends, edges: [], certain: false });
      lines.get(id).edges.push(edge);
      if (how[edge.index] === "certain") lines.get(id).certain = true;
    }
    return lines;
  }

  function compute(state) {
    const classes = new Map();
    for (const node of data.nodes) {
      if (sco.exists(node, state.asof) || node.id === state.focus) classes.set(node.id, sco.classOf(node, state.asof));
    }
    const stood = standing(state, classes);
    const all = visible(state, classes, stood);
    const found = limited(all);
    const lines = linesOf(found, classes, state);
    return { classes, distance: found, lines, standing: stood.counts, left: all.size - found.size };
  }

  // To choose a thing that is not shown is to open it: it comes with what it is tied to.
  function choose(id) {
    const { opened } = sco.state;
    sco.change({ chosen: { node: id }, opened: sco.shown.distance.has(id) ? opened : [...opened, id] });
  }

  // Everything shown as at the first look; the day, the language and the theme stay.
  function reset() {
    const { chosen, focus, depth, opened, off, on, within, refused } = START;
    sco.change({ chosen, focus, depth, opened, off, on, within, refused });
  }

  // Names and dates must be in the new language before any part draws them.
  listeners.push((changed) => changed.has("lang") && sco.speak(sco.state.lang));

  const howStands = (edge) => how[edge.index];
  sco.state = START;
  Object.assign(sco, {
    START,
    change,
    choose,
    reset,
    howStands,
    starts,
    compute,
    listen: (listener) => listeners.push(listener),
  });
})(window.sco);
