"use strict";
// The picture: vis-network is given what is shown, and of that only what changed.
((sco) => {
  const { data, find } = sco;
  const box = find("network");
  const nodes = new vis.DataSet();
  const lines = new vis.DataSet();
  const drawn = { nodes: new Map(), lines: new Map() }; // what vis was last told, as text, by id
  const HEAVY = 1200;
  const NAMED = 16; // things lit at most where lines carry words
  const DASHES = { dashed: [3, 6], dotted: [0.5, 5], chain: [7, 5, 0.5, 5] };
  const worded = new Set(); // lines that ever carried a word: vis keeps the old one where the new one is empty
  let places = new Map();
  let heavy = false; // so many lines that they are left out while the picture is dragged
  let moving = false;
  let network = null;

  const OPTIONS = {
    physics: { enabled: false, solver: "forceAtlas2Based", stabilization: false },
    layout: { improvedLayout: false },
    interaction: {
      hover: true,
      keyboard: false,
      selectConnectedEdges: false,
      hoverConnectedEdges: false,
      tooltipDelay: 1e9,
    },
    nodes: { chosen: false, shapeProperties: { interpolation: false }, labelHighlightBold: false },
    edges: { chosen: false, smooth: false, arrows: { to: { scaleFactor: 0.45 } } },
  };

  const isTall = () => box.clientHeight > box.clientWidth;
  // On a tall screen things are drawn smaller, and their names matter more than their signs.
  const scale = () => (sco.state.tall ? (data.tall_scale ?? 0.8) : 1);
  const signScale = () => (sco.state.tall ? (data.tall_signs ?? scale()) : 1);

  // --- how a thing and a line look ---

  // Without a choice all is lit; with one, what it touches.
  function lights() {
    const { chosen } = sco.state;
    const ends = chosen?.line ?? (chosen ? [chosen.node] : []);
    const lit = new Set(ends);
    if (chosen?.node)
      for (const {
        ends: [one, other],
      } of sco.shown.lines.values()) {
        if (one === chosen.node) lit.add(other);
        if (other === chosen.node) lit.add(one);
      }
    // Hundreds of lines from one thing would hide what they lead to.
    const strong = Math.max(0.3, Math.min(0.95, 40 / lit.size));
    const all = !ends.length || [data.centre, sco.state.focus].includes(ends[0]);
    return { ends: new Set(ends), lit: all ? null : lit, strong };
  }

  // Characters that turn the direction of writing would turn the words beside them.
  const drawable = (text) => text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");

  function nodeItem(id, { ends, lit }) {
    const node = sco.nodes.get(id);
    const key = sco.shown.classes.get(id);
    const share = !lit || lit.has(id) ? 1 : 0.3;
    const [colour, look] = [sco.colourOf(key), sco.lookOf(key)];
    const background =
      look === "full" ? sco.fit(colour, share) : look === "tinted" ? sco.fit(colour, 0.35 * share) : sco.paper();
    const border = ends.has(id) ? sco.ink() : sco.fit(colour, share);
    const place = places.get(id);
    return {
      id,
      label: drawable(sco.name(node.label ?? node.names)),
      shape: data.kinds[node.kind]?.shape ?? "dot",
      size: node.size * signScale(),
      // While things move by themselves, those that are there are not put back.
      ...(moving && drawn.nodes.has(id) ? {} : place),
      color: { background, border },
      borderWidth: ends.has(id) ? 4 : look === "full" || look === "thin" ? 1.5 : 3,
      shapeProperties: { borderDashes: DASHES[look] ?? false },
      font: {
        color: share === 1 ? sco.ink() : sco.muted(),
        face: sco.fontFace(),
        size: (node.font ?? 14) * scale(),
        strokeWidth: 5,
        strokeColor: sco.paper(),
        vadjust: 0,
      },
    };
  }

  // Towards the centre of a view that sorts by status, a line has the colour of the status.
  const lineClass = ({ kind, from, to }) => (sco.byStatus && to === data.centre ? sco.shown.classes.get(from) : kind);

  // The word on a line of a chosen thing: its status or role, else its kind.
  const word = ({ kind, said }) => {
    const concept = said.find(([property]) => property === "status" || property === "role")?.[1];
    return drawable(concept ? sco.conceptName(concept) : sco.kindName(kind));
  };

  function lineItem(line, { ends, lit, strong }, crowd) {
    // Of several relations, what stands; a status before an application for one.
    const standing = line.edges.filter((one) => sco.howStands(one) === "certain");
    const edge = standing.find(({ said }) => said.some(([property]) => property === "status")) ?? standing[0] ?? line.edges[0];
    const touched = line.ends.some((end) => ends.has(end)) && (!lit || line.ends.every((end) => lit.has(end)));
    const share = touched ? strong : lit ? 0.12 : crowd;
    const text = touched && lit?.size <= NAMED ? word(edge) : "";
    if (text) worded.add(line.id);
    const links = line.edges.every((one) => sco.natureOf(one.kind) === "link" && one.from === edge.from);
    return {
      id: line.id,
      from: edge.from,
      to: edge.to,
      color: { color: sco.fit(sco.colourOf(lineClass(edge)), share), inherit: false },
      width: (touched ? 2 : 1) + Math.min(line.edges.length - 1, 3) * 0.4,
      dashes: line.certain ? false : [5, 5],
      label: text || (worded.has(line.id) ? " " : ""),
      font: {
        color: sco.ink(),
        face: sco.fontFace(),
        size: 12 * scale(),
        strokeWidth: 5,
        strokeColor: sco.paper(),
        align: "middle",
      },
      arrows: { to: { enabled: links } },
    };
  }

  // --- telling vis what changed ---

  function tell(set, known, items) {
    const wanted = new Set(items.map(({ id }) => id));
    const gone = [...known.keys()].filter((id) => !wanted.has(id));
    const fresh = items.filter((item) => {
      const text = JSON.stringify(item);
      if (known.get(item.id) === text) return false;
      known.set(item.id, text);
      return true;
    });
    for (const id of gone) known.delete(id);
    return { gone: () => gone.length && set.remove(gone), fresh: () => fresh.length && set.update(fresh) };
  }

  function draw() {
    const light = lights();
    const { distance, lines: wanted } = sco.shown;
    places = sco.placesOf();
    // The more lines, the lighter each, so that names stay readable over them.
    const crowd = Math.max(0.25, Math.min(0.75, 120 / Math.max(wanted.size, 1)));
    const ofNodes = tell(
      nodes,
      drawn.nodes,
      [...distance.keys()].map((id) => nodeItem(id, light)),
    );
    const ofLines = tell(
      lines,
      drawn.lines,
      [...wanted.values()].map((line) => lineItem(line, light, crowd)),
    );
    ofLines.gone();
    ofNodes.gone();
    ofNodes.fresh();
    ofLines.fresh();
    if (heavy === wanted.size > HEAVY) return;
    heavy = !heavy;
    network.setOptions({ interaction: { hideEdgesOnDrag: heavy, hideEdgesOnZoom: heavy } });
  }

  // The name of a lane stands only where something stands in it.
  function marks() {
    if (sco.state.focus) return [];
    const keys = new Set([...sco.shown.distance.keys()].flatMap((id) => sco.nodes.get(id).marks ?? []));
    return (data.marks?.[sco.state.tall ? "tall" : "wide"] ?? []).filter(({ key }) => !key || keys.has(key));
  }

  // Behind the network: the lines of an axis.
  function drawAxis(pen) {
    pen.strokeStyle = sco.ink(0.18);
    pen.lineWidth = 1;
    for (const { line } of marks()) {
      if (!line) continue;
      pen.beginPath();
      pen.moveTo(line[0], line[1]);
      pen.lineTo(line[2], line[3]);
      pen.stroke();
    }
  }

  // Over its lines, with a rim as names have: years of the axis, names of lanes and clusters.
  function drawMarks(pen) {
    Object.assign(pen, { fillStyle: sco.muted(), strokeStyle: sco.paper(), lineWidth: 5, lineJoin: "round", textBaseline: "middle" });
    for (const { names, x, y, font, align } of marks()) {
      pen.textAlign = align;
      pen.font = `600 ${font}px ${sco.fontFace()}`;
      const text = drawable(sco.name(names));
      pen.strokeText(text, x, y);
      pen.fillText(text, x, y);
    }
  }

  function open() {
    network = new vis.Network(box, { nodes, edges: lines }, OPTIONS);
    draw();
    network.on("beforeDrawing", drawAxis);
    network.on("afterDrawing", drawMarks);
    network.once("afterDrawing", () => performance.mark("drawn"));
    sco.network = network;
    sco.watchCamera();
    network.on("click", ({ nodes: [node], edges: [line] }) => {
      sco.change({ chosen: node ? { node } : line ? { line: line.split("\n") } : null });
    });
    network.on("doubleClick", ({ nodes: [node] }) => node && sco.change({ focus: node, depth: 1, chosen: { node } }));
  }

  // Physics only while the reader asks for it; afterwards everything goes back to its computed place.
  function move(wanted) {
    moving = wanted;
    network.setOptions({ physics: { enabled: moving } });
    if (moving) return;
    drawn.nodes.clear();
    draw();
    sco.showAll(true);
  }

  sco.listen(draw);
  Object.assign(sco, { isTall, open, move, marks, isMoving: () => moving, picture: { nodes, lines } });
})(window.sco);
