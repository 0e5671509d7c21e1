// Every static page: the language, light or dark, and both carried along to the next page.
"use strict";
(() => {
  const root = document.documentElement;
  const texts = JSON.parse(document.getElementById("texts").textContent);
  const columns = { ru: 0, zh: 1 };
  const english = new Map();

  // Storage may be refused to pages that are opened from a file; then the fragment alone carries the choice.
  const keep = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* refused */ }
  };
  const kept = (key) => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  const fragment = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");

  const monthNames = { year: "numeric", month: "long", timeZone: "UTC" };
  function day(iso, lang) {
    const [year, month, date] = iso.split("-").map(Number);
    const at = new Date(Date.UTC(year, (month || 1) - 1, date || 1));
    if (!month) return lang === "zh" ? `${iso}年` : iso;
    return new Intl.DateTimeFormat(lang, date ? { ...monthNames, day: "numeric" } : monthNames).format(at);
  }

  function original(element, attribute) {
    if (!english.has(element)) english.set(element, {});
    const known = english.get(element);
    return (known[attribute ?? "text"] ??= attribute ? element.getAttribute(attribute) : element.textContent);
  }

  function speak(lang) {
    const told = (index) => (lang in columns ? texts[index][columns[lang]] : "");
    for (const element of document.querySelectorAll("[data-t]")) {
      const text = told(element.dataset.t);
      const before = original(element);
      element.textContent = text || before;
      // A name that is not known in the page's language stays English, and says so to a screen reader.
      if (text || lang === "en") element.removeAttribute("lang");
      else element.lang = "en";
    }
    for (const attribute of ["aria-label", "placeholder"]) {
      for (const element of document.querySelectorAll(`[data-t-${attribute}]`)) {
        const before = original(element, attribute);
        element.setAttribute(attribute, told(element.getAttribute(`data-t-${attribute}`)) || before);
      }
    }
    for (const element of document.querySelectorAll("time")) {
      const before = original(element);
      element.textContent = lang === "en" ? before : day(element.dateTime, lang);
    }
    root.lang = lang;
    for (const button of document.querySelectorAll("[data-lang]")) {
      button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
    }
    carry();
    document.dispatchEvent(new Event("spoken"));
  }

  // Links to other pages of the site take the choice along.
  function carry() {
    for (const link of document.querySelectorAll("a[href]")) {
      const [page, after = ""] = link.getAttribute("href").split("#");
      if (!page.endsWith(".html") || /^[a-z]+:/i.test(page) || (after && !after.includes("="))) continue;
      const state = new URLSearchParams(after);
      state.delete("lang");
      state.delete("theme");
      if (root.lang !== "en") state.set("lang", root.lang);
      if (root.dataset.theme) state.set("theme", root.dataset.theme);
      link.setAttribute("href", String(state) ? `${page}#${state}` : page);
    }
  }

  function choose(key, value) {
    keep(`sco-${key}`, value);
    const state = fragment();
    state.set(key, value);
    history.replaceState(null, "", `#${state}`);
  }

  function follow() {
    const wanted = (key, allowed) =>
      [fragment().get(key), kept(`sco-${key}`)].find((value) => allowed.includes(value));
    const theme = wanted("theme", ["light", "dark"]);
    if (theme) root.dataset.theme = theme;
    const lang = wanted("lang", ["en", "ru", "zh"]) ?? "en";
    if (lang !== root.lang) speak(lang);
    else carry();
  }

  for (const button of document.querySelectorAll("[data-lang]")) {
    button.addEventListener("click", () => {
      choose("lang", button.dataset.lang);
      speak(button.dataset.lang);
    });
  }
  document.getElementById("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    choose("theme", root.dataset.theme);
    carry();
  });
  addEventListener("hashchange", follow);
  follow();
  // On a narrow screen the line of pages scrolls; the present one is brought into sight.
  const here = document.querySelector("nav [aria-current]");
  if (here) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft;
  root.dataset.ready = "true";
})();
