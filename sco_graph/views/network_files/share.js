"use strict";
// The state of the page in its address: #focus=iran&depth=1&asof=2022-09-16&lang=ru&theme=dark&off=Place,Participation.
((sco) => {
  const { data, START } = sco;
  const list = (text) => (text ? text.split(",").filter(Boolean) : []);
  const known = (ids) => ids.filter((id) => sco.nodes.has(id));
  let waiting = 0;

  // What earlier pages of this site were read in; a browser may refuse to tell.
  function stored(key) {
    try {
      return localStorage.getItem(`sco-${key}`) ?? "";
    } catch {
      return "";
    }
  }

  function store(key, value) {
    try {
      localStorage.setItem(`sco-${key}`, value);
    } catch {
      // The page works without.
    }
  }

  // A state from a fragment; what it says wrongly or not at all is as at the start.
  function read(fragment) {
    const said = new URLSearchParams(fragment);
    const text = (key) => said.get(key) ?? "";
    const given = (key, fits) => (fits(text(key)) ? text(key) : fits(stored(key)) ? stored(key) : START[key]);
    const [focus] = known([text("focus")]);
    const chosen = known([text("thing") || text("focus")])[0];
    const depth = Number(text("depth"));
    const day = text("asof");
    const good = sco.isDay(day) && day >= data.first && day <= data.date;
    return {
      focus: focus ?? "",
      depth: [1, 2, 3].includes(depth) ? depth : START.depth,
      opened: known(list(text("open"))),
      asof: good ? day : START.asof,
      refused: good ? "" : day.slice(0, 40),
      within: [1, 5].includes(Number(text("within"))) ? Number(text("within")) : START.within,
      off: new Set(list(text("off"))),
      on: new Set(list(text("on"))),
      lang: given("lang", (value) => sco.LANGUAGES.includes(value)),
      theme: given("theme", (value) => value === "light" || value === "dark"),
      chosen: chosen ? { node: chosen } : null,
    };
  }

  function fragment() {
    const { focus, depth, opened, asof, within, off, on, lang, theme, chosen } = sco.state;
    const said = {
      focus,
      depth: focus ? depth : "",
      asof: asof === data.date ? "" : asof,
      within: within || "",
      open: opened.join(","),
      off: [...off].join(","),
      on: [...on].join(","),
      lang: lang === START.lang ? "" : lang,
      theme,
      thing: chosen?.node && chosen.node !== focus ? chosen.node : "",
    };
    // Commas and colons may stand in a fragment as they are; that keeps it readable.
    return Object.entries(said)
      .filter(([, value]) => value !== "")
      .map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll("%2C", ",")}`)
      .join("&");
  }

  function write() {
    clearTimeout(waiting);
    waiting = 0;
    const wanted = fragment();
    try {
      history.replaceState(null, "", wanted ? `#${wanted}` : "#");
    } catch {
      // A page inside a frame without an address of its own (a notebook) has none to write.
    }
  }

  // Browsers refuse more than some hundred changes of the address in half a minute.
  sco.listen((changed) => {
    // Paper is light; what the reader reads on screen is not changed by it.
    if (document.body.classList.contains("printing")) return;
    if (changed.has("lang")) store("lang", sco.state.lang);
    if (changed.has("theme") && sco.state.theme) store("theme", sco.state.theme);
    if (!waiting) waiting = setTimeout(write, 250);
  });
  addEventListener("hashchange", () => sco.change(read(location.hash.slice(1))));

  const initial = () => read(location.hash.slice(1) || new URLSearchParams(data.fragment ?? {}).toString());
  Object.assign(sco, { initial, writeFragment: write });
})(window.sco);
