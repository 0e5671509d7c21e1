// The front page's search: over the names of all things in three languages, and their variants.
"use strict";
(() => {
  const most = 40;
  const texts = JSON.parse(document.getElementById("texts").textContent);
  const variants = new Map(Object.entries(JSON.parse(document.getElementById("variants").textContent)));
  const field = document.getElementById("search");
  const results = document.getElementById("results");
  const found = document.getElementById("found");

  // Case, accents and the kind of dash or quote make no difference.
  const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  const entries = [...document.querySelectorAll("#browse .all a")].map((link) => {
    const slug = decodeURIComponent(decodeURIComponent(link.getAttribute("href").replace(/#.*$/, "").split("/").pop().replace(/\.html$/, "")));
    const names = [link.textContent, ...(link.dataset.t ? texts[link.dataset.t] : []), ...(variants.get(slug) ?? [])];
    return { link, names: names.filter(Boolean).map(plain) };
  });

  // 0 for the name itself, then its beginning, the beginning of a word, anywhere; Infinity where not at all.
  function rank(names, wanted) {
    const ranks = names.map((name) => {
      if (name === wanted) return 0;
      if (name.startsWith(wanted)) return 1;
      if (name.includes(` ${wanted}`)) return 2;
      if (wanted.split(" ").every((word) => name.includes(word))) return 3;
      return Infinity;
    });
    return Math.min(...ranks);
  }

  function show() {
    const wanted = plain(field.value);
    results.replaceChildren();
    found.textContent = "";
    if (!wanted) return;
    const hits = entries
      .map((entry) => ({ ...entry, rank: rank(entry.names, wanted) }))
      .filter((entry) => entry.rank < Infinity)
      .sort((a, b) => a.rank - b.rank || a.names[0].length - b.names[0].length);
    for (const hit of hits.slice(0, most)) {
      const item = document.createElement("li");
      const kind = document.createElement("small");
      kind.textContent = hit.link.closest("details").querySelector("summary > span:nth-child(2)").textContent;
      item.append(hit.link.cloneNode(true), kind);
      results.append(item);
    }
    found.textContent = hits.length ? String(hits.length) : document.getElementById("nothing").textContent;
  }

  field.addEventListener("input", show);
  document.addEventListener("spoken", show);
  document.getElementById("find").addEventListener("submit", (event) => {
    event.preventDefault();
    results.querySelector("a")?.click();
  });
  document.getElementById("find").addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [field, ...results.querySelectorAll("a")];
    const next = links[links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
})();
