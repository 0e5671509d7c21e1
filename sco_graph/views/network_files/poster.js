"use strict";
// The picture as it stands alone, in a file or on paper: with its title, its day, its legend and the licence.
((sco) => {
  const { data, find, say, name, date, capital, kindName } = sco;
  const EDGE = 24;
  let before = null; // {theme, list}: what the page goes back to after it is printed in light, with the list open

  function legendItems() {
    const tally = sco.tally();
    const shown = (key) => tally.get(key)?.shown > 0;
    return [
      ...sco.legendClasses.filter(shown).map((key) => [key, sco.outline(sco.shapeOf(key))]),
      ...sco.legendKinds.filter(shown).map((key) => [key, "M-9,0 9,0"]),
    ];
  }

  // Rows of the legend that fit a width, each item with its place.
  function arranged(pen, items, width) {
    let [x, y] = [EDGE, 0];
    const places = items.map(([key, outline]) => {
      const words = capital(kindName(key));
      const room = pen.measureText(words).width + 46;
      if (x > EDGE && x + room > width - EDGE) [x, y] = [EDGE, y + 22];
      x += room;
      return { key, outline, words, x: x - room, y };
    });
    return { places, height: items.length ? y + 22 : 0 };
  }

  function paintLegend(pen, { places }, top) {
    pen.textBaseline = "middle";
    for (const { key, outline, words, x, y } of places) {
      const { fill, stroke, dashes } = sco.paintOf(key);
      pen.save();
      pen.translate(x + 10, top + y);
      const path = new Path2D(outline);
      pen.fillStyle = fill;
      pen.fill(path);
      Object.assign(pen, { strokeStyle: stroke, lineWidth: 2.5 });
      pen.setLineDash(dashes);
      pen.stroke(path);
      pen.restore();
      pen.fillStyle = sco.ink();
      pen.fillText(words, x + 24, top + y);
    }
  }

  function compose() {
    const network = find("network").querySelector("canvas");
    const ratio = network.width / network.clientWidth;
    const [width, height] = [network.clientWidth, network.clientHeight];
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    const font = (size, weight = 400) => `${weight} ${size}px ${sco.fontFace()}`;
    pen.font = font(13);
    const legend = arranged(pen, legendItems(), width);
    canvas.width = width * ratio;
    canvas.height = (height + 76 + legend.height + 40) * ratio;
    pen.scale(ratio, ratio);
    pen.fillStyle = sco.paper();
    pen.fillRect(0, 0, width, canvas.height);
    pen.drawImage(network, 0, 76, width, height);
    pen.fillStyle = sco.ink();
    pen.font = font(22, 600);
    const focus = sco.state.focus ? `: ${sco.nameOf(sco.state.focus)}` : "";
    pen.fillText(name(data.titles) + focus, EDGE, 38, width - 2 * EDGE);
    pen.font = font(14);
    pen.fillStyle = sco.muted();
    pen.fillText(
      `${capital(say("as_of", { date: date(sco.state.asof) }))} · ${find("counts").textContent}`,
      EDGE,
      62,
      width - 2 * EDGE,
    );
    pen.font = font(13);
    paintLegend(pen, legend, height + 90);
    pen.fillStyle = sco.muted();
    pen.textBaseline = "alphabetic";
    pen.fillText(say("licence", { date: date(data.date) }), EDGE, height + 76 + legend.height + 26, width - 2 * EDGE);
    return canvas;
  }

  // --- print ---

  // The picture on screen keeps its size while the page has that of paper.
  function hold([width, height]) {
    Object.assign(find("stage").style, { width: width ? `${width}px` : "", height: height ? `${height}px` : "" });
  }

  function prepare() {
    if (before !== null) return;
    before = { theme: sco.state.theme, list: find("list").open };
    document.body.classList.add("printing");
    hold([find("stage").clientWidth, find("stage").clientHeight]);
    sco.change({ theme: "light" });
    sco.network.redraw();
    find("printed").replaceChildren(compose());
    find("list").open = true;
    sco.buildList(true);
  }

  function restore() {
    find("printed").replaceChildren();
    if (before === null) return;
    document.body.classList.remove("printing");
    // Closed before the theme changes: a change makes an open list anew, a moment later.
    find("list").open = before.list;
    sco.change({ theme: before.theme });
    if (before.list) sco.buildList();
    else find("tables").replaceChildren();
    before = null;
    hold([]);
  }

  addEventListener("beforeprint", prepare);
  addEventListener("afterprint", restore);
  Object.assign(sco, { compose });
})(window.sco);
