// Every static page: the language, light or dark, and both carried along to the next page; what is set, in the address.
"use strict";
(() => {
  const root = document.documentElement;
  const texts = JSON.parse(document.getElementById("texts").textContent);
  const columns = { ru: 0, zh: 1 };
  const english = new Map();
  // The language of the first visit: that which the reader's browser asks for first, of those that there are.
  const first = navigator.languages.map((code) => code.slice(0, 2)).find((code) => code === "en" || code in columns) ?? "en";

  // Storage may be refused to pages that are opened from a file; then the fragment alone carries the choice.
  const keep = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* refused */ }
  };
  const kept = (key) => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  // `#y2017` leads to a place in the page, and says nothing of how it is set.
  const isPlace = () => location.hash.length > 1 && !location.hash.includes("=");
  const fragment = () => new URLSearchParams(isPlace() ? "" : location.hash.slice(1));

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
      if (root.lang !== first) state.set("lang", root.lang);
      if (root.dataset.theme) state.set("theme", root.dataset.theme);
      link.setAttribute("href", String(state) ? `${page}#${state}` : page);
    }
  }

  // What the reader set, into the address: it comes back on reload, and can be sent. What is "" is taken out.
  function remember(said) {
    const state = fragment();
    for (const [key, value] of Object.entries(said)) {
      if (value === "") state.delete(key);
      else state.set(key, value);
    }
    // Commas may stand in a fragment as they are; that keeps it readable.
    history.replaceState(null, "", `#${String(state).replaceAll("%2C", ",")}`);
  }

  // Sets the page by its address, now and whenever that changes.
  function recall(restore) {
    addEventListener("hashchange", () => isPlace() || restore(fragment()));
    restore(fragment());
  }

  // Checkboxes; those that are not as at the start stand in the address, as in the networks: #off=Treaty&on=Exercise.
  function switches(boxes, show) {
    const changed = (checked) => boxes.filter((box) => box.checked === checked && box.defaultChecked !== checked);
    const names = (checked) => changed(checked).map((box) => box.value).join(",");
    for (const box of boxes) {
      box.addEventListener("change", () => {
        show();
        remember({ off: names(false), on: names(true) });
      });
    }
    recall((said) => {
      const [off, on] = ["off", "on"].map((key) => (said.get(key) ?? "").split(","));
      for (const box of boxes) box.checked = on.includes(box.value) || (box.defaultChecked && !off.includes(box.value));
      show();
    });
  }

  function choose(key, value) {
    keep(`sco-${key}`, value);
    remember({ [key]: value });
  }

  function follow() {
    const wanted = (key, allowed) =>
      [fragment().get(key), kept(`sco-${key}`)].find((value) => allowed.includes(value));
    const theme = wanted("theme", ["light", "dark"]);
    if (theme) root.dataset.theme = theme;
    const lang = wanted("lang", ["en", "ru", "zh"]) ?? first;
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
  recall(follow);
  window.site = { remember, recall, switches };
  // On a narrow screen the line of pages scrolls; the present one is brought into sight.
  const here = document.querySelector("nav [aria-current]");
  if (here) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft;
  root.dataset.ready = "true";
})();
