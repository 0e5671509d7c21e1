"use strict";
// The page opens: the picture first, the rest around it.
((sco) => {
  const { find, data, say, make } = sco;
  const languages = find("languages");
  const NAMES = { en: "English", ru: "Русский", zh: "中文" };

  languages.replaceChildren(...sco.LANGUAGES.map((lang) => make("option", NAMES[lang], { value: lang, lang })));
  languages.addEventListener("change", () => sco.change({ lang: languages.value }));
  find("home").hidden = !data.home;
  find("status-how").hidden = !sco.byStatus;
  if (data.home) find("home").href = data.home;

  find("fit").addEventListener("click", () => {
    sco.reset();
    sco.showAll(true);
  });
  find("closer").addEventListener("click", () => sco.zoom(1.25));
  find("farther").addEventListener("click", () => sco.zoom(0.8));
  find("move").addEventListener("click", () => {
    sco.move(!sco.isMoving());
    find("move").setAttribute("aria-pressed", String(sco.isMoving()));
  });
  // On a phone the panel is a sheet over the picture: folded to its handle until something is chosen.
  find("fold").addEventListener("click", () => fold(!document.body.classList.contains("folded")));
  function fold(closed) {
    document.body.classList.toggle("folded", closed);
    find("fold").setAttribute("aria-expanded", String(!closed));
  }

  function around() {
    const { lang, theme, focus } = sco.state;
    languages.value = lang;
    const said = `#lang=${lang}${theme ? `&theme=${theme}` : ""}`;
    if (data.home) find("home").href = data.home + said;
    find("focused").hidden = !focus;
    find("focused").textContent = focus ? say("around", { name: sco.nameOf(focus), depth: sco.state.depth }) : "";
  }

  sco.listen((changed) => {
    around();
    if (!changed.has("chosen") || !sco.state.chosen) return;
    fold(false);
    sco.bringIn();
    // This listener is the last: after the next frame picture and panel stand there.
    requestAnimationFrame(() => setTimeout(() => performance.mark("answered")));
  });

  sco.state = { ...sco.START, ...sco.initial(), tall: sco.isTall() };
  sco.speak(sco.state.lang);
  sco.wear(sco.state.theme);
  sco.shown = sco.compute(sco.state);
  document.body.classList.toggle("chosen", sco.state.chosen !== null);
  fold(matchMedia("(max-width: 800px)").matches && !sco.state.chosen);
  // The slider takes room from the picture, so it comes before.
  sco.openClock();
  sco.open();
  sco.buildLegend();
  sco.describe();
  sco.watch();
  around();
  document.documentElement.dataset.ready = "true";
})(window.sco);
