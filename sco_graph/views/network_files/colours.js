"use strict";
// Colours of the picture. The ontology gives one colour to each class; here it is made to stand out on either paper.
((sco) => {
  const { data } = sco;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const made = new Map();
  const LOOKS = { former: "dotted", applicant: "dashed", other: "chain", none: "thin" };
  let base = null;

  const isDark = () => (sco.state.theme || (dark.matches ? "dark" : "light")) === "dark";
  const numbers = (css) =>
    css
      .match(/\d+(\.\d+)?/g)
      .slice(0, 3)
      .map(Number);
  const text = (rgb) => `rgb(${rgb.map(Math.round).join(", ")})`;
  const mixed = (one, other, share) => one.map((value, index) => value * share + other[index] * (1 - share));

  // Relative luminance and contrast as WCAG 2 defines them.
  function luminance(rgb) {
    const [r, g, b] = rgb.map((value) => (value <= 10.31 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function contrast(one, other) {
    const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  }

  function hex(colour) {
    const found = /^#([0-9a-f]{6})$/i.exec(colour ?? "");
    return found ? found[1].match(/../g).map((pair) => parseInt(pair, 16)) : [71, 85, 105];
  }

  // The style sheet is the one list of the page's own colours, light and dark.
  function restyle() {
    const body = getComputedStyle(document.body);
    const muted = getComputedStyle(sco.find("question")).color;
    base = {
      ink: numbers(body.color),
      paper: numbers(body.backgroundColor),
      muted: numbers(muted),
      font: body.fontFamily,
    };
    made.clear();
  }

  // A colour on the paper of the theme, at least 4.5 to 1; `share` below 1 lets it fade into the paper.
  function fit(colour, share = 1) {
    const key = `${colour} ${share}`;
    if (!made.has(key)) {
      let rgb = hex(colour);
      for (let step = 0; step < 20 && contrast(rgb, base.paper) < 4.5; step += 1) rgb = mixed(rgb, base.ink, 0.9);
      made.set(key, text(mixed(rgb, base.paper, share)));
    }
    return made.get(key);
  }

  // A group without a colour of its own has that of the things in it.
  const kindOf = (key) => (data.kinds[key] ? key : (data.nodes.find((node) => node.group === key)?.kind ?? "State"));
  const colourOf = (key) => data.groups?.[key]?.colour ?? data.kinds[kindOf(key)]?.colour;
  const shapeOf = (key) => data.kinds[kindOf(key)]?.shape ?? "dot";
  const ink = (share = 1) => text(mixed(base.ink, base.paper, share));
  const paper = () => text(base.paper);
  const muted = () => text(base.muted);
  const fontFace = () => base.font;

  // How the mark of a class is filled and edged, so that colour is not the only sign among things of one shape.
  function lookOf(key) {
    if (!data.groups?.[key]) return "full";
    if (LOOKS[key]) return LOOKS[key];
    const statuses = Object.keys(data.groups).filter((group) => data.groups[group].statuses);
    return ["full", "tinted", "thin", "hollow"][Math.max(0, statuses.indexOf(key)) % 4];
  }

  function wear(theme) {
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    restyle();
    sco.find("theme").textContent = sco.say(isDark() ? "light" : "dark");
  }

  sco.listen((changed) => ["theme", "themed", "lang"].some((key) => changed.has(key)) && wear(sco.state.theme));
  dark.addEventListener("change", () => sco.change({ themed: isDark() }));
  sco.find("theme").addEventListener("click", () => sco.change({ theme: isDark() ? "light" : "dark" }));
  Object.assign(sco, { wear, fit, colourOf, shapeOf, lookOf, ink, paper, muted, fontFace });
})(window.sco);
