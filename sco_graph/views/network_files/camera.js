"use strict";
// What part of the picture lies in its box: all of it at first, then wherever the reader goes.
((sco) => {
  const { find } = sco;
  const box = find("network");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let untouched = true; // the reader has not zoomed or moved what showAll shows

  // The length of a name in units of its font: vis-network measures names only when it draws them.
  const width = (text) => [...text].reduce((sum, sign) => sum + (sign > "\u2e80" ? 1.05 : 0.6), 0);

  // The room of a thing with the name under it: left, top, right, bottom.
  function roomOf({ id, size, font, label }) {
    const { x, y } = sco.network.getPosition(id);
    const rows = label.split("\n");
    const side = Math.max(size, (Math.max(...rows.map(width)) * font.size) / 2);
    return [x - side, y - size, x + side, y + size + font.size * (0.6 + 1.2 * rows.length)];
  }

  function roomOfMark({ names, x, y, font, align }) {
    const long = width(sco.name(names)) * font;
    const left = align === "left" ? x : x - long / 2;
    return [left, y - font * 0.7, left + long, y + font * 0.7];
  }

  function showAll(animated = false) {
    const items = sco.picture.nodes.get([...sco.shown.distance.keys()]);
    if (!items.length) return;
    const rooms = [...items.map(roomOf), ...sco.marks().map(roomOfMark)];
    const [left, top] = [0, 1].map((at) => Math.min(...rooms.map((room) => room[at])));
    const [right, bottom] = [2, 3].map((at) => Math.max(...rooms.map((room) => room[at])));
    const most = sco.state.focus ? 1.15 : 1.8;
    const scale = Math.min(most, (box.clientWidth - 24) / (right - left), (box.clientHeight - 24) / (bottom - top));
    const animation = animated && !calm.matches ? { duration: 250, easingFunction: "easeInOutQuad" } : false;
    untouched = true;
    sco.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation });
  }

  // Another size of the box: what was all of the picture stays all of it.
  function fitAgain() {
    if (!box.clientWidth || document.body.classList.contains("printing")) return;
    sco.change({ tall: sco.isTall() });
    if (untouched) showAll();
  }

  function zoom(factor) {
    untouched = false;
    sco.network.moveTo({ scale: sco.network.getScale() * factor });
  }

  // By so many pixels.
  function pan(dx, dy) {
    untouched = false;
    const { x, y } = sco.network.getViewPosition();
    const scale = sco.network.getScale();
    sco.network.moveTo({ position: { x: x + dx / scale, y: y + dy / scale } });
  }

  // A chosen thing that lies outside the box, or under the sheet that a phone shows, is brought in.
  function bringIn() {
    const id = sco.state.chosen?.node;
    if (!sco.shown.distance.has(id)) return;
    const position = sco.network.getPosition(id);
    const { x, y } = sco.network.canvasToDOM(position);
    const [sheet, { top, bottom, right }] = [find("fold").getBoundingClientRect(), box.getBoundingClientRect()];
    const covered = sheet.width && sheet.left < right ? Math.max(0, bottom - Math.max(top, sheet.top)) : 0;
    if (x > 0 && y > 0 && x < box.clientWidth && y < box.clientHeight - covered) return;
    untouched = false;
    sco.network.moveTo({ position, offset: { x: 0, y: -covered / 2 } });
  }

  function watchCamera() {
    showAll();
    for (const event of ["zoom", "dragEnd"]) sco.network.on(event, () => (untouched = false));
    // After vis-network has seen the new size itself.
    new ResizeObserver(() => requestAnimationFrame(fitAgain)).observe(box);
  }

  sco.listen((changed) => {
    if (["focus", "depth", "tall"].some((key) => changed.has(key))) showAll(true);
  });
  Object.assign(sco, { showAll, bringIn, zoom, pan, watchCamera });
})(window.sco);
