"use strict";
// The time slider: the graph of a day, by day, by year, or as a film.
((sco) => {
  const { data, find, say, date, toDay, toNumber } = sco;
  const [first, last] = [toNumber(data.first), toNumber(data.date)];
  const STEP = 30; // days for each picture of the film
  const PAUSE = 160; // milliseconds
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const slider = find("slider");
  const field = find("day");
  let film = null;
  let waiting = 0;

  const bounded = (day) => (day < data.first ? data.first : day > data.date ? data.date : day);
  const go = (day) => sco.change({ asof: bounded(day), refused: "" });

  // One change for each frame at most, however fast the slider is dragged.
  function soon(day) {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => go(day));
  }

  function play() {
    if (film) return stop();
    if (sco.state.asof >= data.date) go(data.first);
    // Who asked for little motion gets a year each second.
    const [step, pause] = calm.matches ? [365, 1000] : [STEP, PAUSE];
    film = setInterval(() => {
      go(toDay(toNumber(sco.state.asof) + step));
      if (sco.state.asof >= data.date) stop();
    }, pause);
    update();
  }

  function stop() {
    clearInterval(film);
    film = null;
    update();
  }

  // How much began or was done in each year, as bars over the slider.
  function bars() {
    const SVG = "http://www.w3.org/2000/svg";
    const counts = new Map();
    for (const edge of data.edges) {
      const year = (edge.certain[0] ?? edge.possible)?.[0].slice(0, 4);
      if (year >= data.first.slice(0, 4) && sco.natureOf(edge.kind) !== "link")
        counts.set(year, (counts.get(year) ?? 0) + 1);
    }
    const most = Math.max(1, ...counts.values());
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `${first} 0 ${Math.max(1, last - first)} 100`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    for (const [year, count] of counts) {
      const rect = document.createElementNS(SVG, "rect");
      const height = Math.sqrt(count / most) * 100;
      const at = { x: Math.max(first, toNumber(`${year}-01-01`)) + 20, y: 100 - height, width: 325, height };
      for (const [name, value] of Object.entries(at)) rect.setAttribute(name, value);
      svg.append(rect);
    }
    find("bars").replaceChildren(svg);
  }

  function years() {
    const step = last - first > 14000 ? 10 : 5;
    const marks = [];
    for (let year = Number(data.first.slice(0, 4)) + 1; year <= Number(data.date.slice(0, 4)); year += 1) {
      if (year % step) continue;
      const mark = sco.make("span", String(year));
      mark.style.left = `${(100 * (toNumber(`${year}-01-01`) - first)) / Math.max(1, last - first)}%`;
      marks.push(mark);
    }
    find("years").replaceChildren(...marks);
  }

  function update() {
    const { asof, within, refused } = sco.state;
    slider.value = toNumber(asof);
    slider.setAttribute("aria-valuetext", date(asof));
    if (document.activeElement !== field) field.value = asof;
    find("within").value = String(within);
    find("play").textContent = film ? "❚❚" : "▶";
    find("play").setAttribute("aria-label", say(film ? "pause" : "play"));
    find("latest").hidden = asof === data.date;
    find("shown-day").dateTime = asof;
    find("shown-day").textContent = date(asof);
    const why = { day: refused, first: date(data.first), last: date(data.date) };
    find("refused").textContent = refused ? say("refused", why) : "";
    const { distance, lines, left } = sco.shown;
    const relations = [...lines.values()].reduce((sum, line) => sum + line.edges.length, 0);
    const text = say("counts", { things: distance.size, relations });
    find("counts").textContent = left ? `${text} ${say("left_out", { count: left })}` : text;
  }

  function open() {
    slider.min = first;
    slider.max = last;
    field.min = data.first;
    field.max = data.date;
    // A page of one day has no time to travel in.
    find("clock").hidden = first >= last;
    find("within").hidden = !data.edges.some((edge) => sco.natureOf(edge.kind) === "act");
    bars();
    years();
    update();
  }

  slider.addEventListener("input", () => soon(toDay(Number(slider.value))));
  field.addEventListener("change", () => (sco.isDay(field.value) ? go(field.value) : update()));
  find("play").addEventListener("click", play);
  find("latest").addEventListener("click", () => go(data.date));
  find("within").addEventListener("change", ({ target }) => sco.change({ within: Number(target.value) }));
  const steps = { "year-back": (day) => sco.yearsOff(day, -1), "year-on": (day) => sco.yearsOff(day, 1) };
  const days = { "day-back": -1, "day-on": 1 };
  for (const [id, moved] of Object.entries(steps)) find(id).addEventListener("click", () => go(moved(sco.state.asof)));
  for (const [id, step] of Object.entries(days)) {
    find(id).addEventListener("click", () => go(toDay(toNumber(sco.state.asof) + step)));
  }

  sco.listen((changed) => {
    update();
    if (changed.has("asof") && !film)
      sco.announce(`${say("as_of", { date: date(sco.state.asof) })}: ${find("counts").textContent}`);
  });
  Object.assign(sco, { openClock: open, stopFilm: () => film && stop() });
})(window.sco);
