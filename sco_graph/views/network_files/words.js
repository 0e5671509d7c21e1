"use strict";
// What the page says: its phrases, the names of things and their dates, in the reader's language.
window.sco = { data: JSON.parse(document.getElementById("data").textContent) };

((sco) => {
  const LOCALES = { en: "en-GB", ru: "ru", zh: "zh-CN" };
  const formats = new Map();
  // The language of the first visit: that which the reader's browser asks for first, of those that there are.
  const FIRST = navigator.languages.map((code) => code.slice(0, 2)).find((code) => code in LOCALES) ?? "en";
  let lang = "en";

  // A name in the reader's language, else in English.
  const name = (names) => names?.[lang] || names?.en || "";
  const langOf = (names) => (names?.[lang] ? lang : "en");

  // A phrase of words.json, with {holes} filled in.
  function say(key, values = {}) {
    return name(sco.data.words[key] ?? { en: key }).replace(/\{(\w+)\}/g, (_, hole) => values[hole] ?? "");
  }

  function format(style) {
    const key = lang + JSON.stringify(style);
    if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(LOCALES[lang], { ...style, timeZone: "UTC" }));
    return formats.get(key);
  }

  // A date as sources write it (EDTF), in words; what this does not know is shown as it is.
  function date(text) {
    if (text.includes("/")) return text.split("/").map(date).join(" – ");
    const [, year, month, day, doubt] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%])?$/.exec(text) ?? [];
    if (!year || Number(month) > 12) return text;
    const style = { year: "numeric", ...(month && { month: "long" }), ...(day && { day: "numeric" }) };
    const spoken = format(style).format(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
    return doubt ? say(doubt === "?" ? "perhaps" : "about", { date: spoken }) : spoken;
  }

  // When a relation holds, or was done: as its sources tell it.
  function when({ start, end, date: day, ongoing, seen = [] }) {
    if (day) return say("on", { date: date(day) });
    if (start && end) return say("from_until", { start: date(start), end: date(end) });
    const parts = start ? [say("since", { date: date(start) })] : [];
    if (seen.length) parts.push(say("seen", { dates: seen.map(date).join(", ") }));
    if (end) parts.push(say("until", { date: date(end) }));
    else if (!ongoing && parts.length) parts.push(say("end_unknown"));
    return parts.join(", ");
  }

  // Everything in the page that carries a phrase: as its text, its name for screen readers, or its placeholder.
  function translate() {
    document.documentElement.lang = lang;
    for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
    for (const element of document.querySelectorAll("[data-label]")) {
      element.setAttribute("aria-label", say(element.dataset.label));
      // A button with a sign alone says what it does to a pointer too.
      if (element.tagName === "BUTTON") element.title = say(element.dataset.label);
    }
    for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = say(element.dataset.hint);
    for (const element of document.querySelectorAll("time[datetime]")) element.textContent = date(element.dateTime);
    sco.find("title").textContent = name(sco.data.titles);
    sco.find("question").textContent = name(sco.data.questions);
    document.title = `${name(sco.data.titles)}, ${say("as_of", { date: date(sco.data.date) })}`;
  }

  function speak(language) {
    lang = language in LOCALES ? language : "en";
    translate();
  }

  sco.find = (id) => document.getElementById(id);
  Object.assign(sco, { name, langOf, say, date, when, speak, FIRST, LANGUAGES: Object.keys(LOCALES) });
})(window.sco);
