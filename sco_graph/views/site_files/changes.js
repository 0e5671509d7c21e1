// What changed: which sorts of changes are shown. Years without any that is shown are hidden, and sources of none.
"use strict";
(() => {
  const boxes = [...document.querySelectorAll("#sorts input")];
  const years = [...document.querySelectorAll(".year")].map((year) => ({ year, items: [...year.querySelectorAll("li")] }));
  const sources = [...document.querySelectorAll(".sources li")];
  // A source that is hidden must not give its number to the next one.
  sources.forEach((source, index) => { source.value = index + 1; });

  function show() {
    const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
    const cited = new Set();
    for (const { year, items } of years) {
      for (const item of items) item.hidden = off.has(item.dataset.sort);
      const left = items.filter((item) => !item.hidden);
      year.hidden = left.length === 0;
      year.querySelector(".count").textContent = String(left.length);
      document.querySelector(`a[href="#${year.id}"]`).hidden = year.hidden;
      for (const link of left.flatMap((item) => [...item.querySelectorAll(".cite a")])) cited.add(link.hash.slice(1));
    }
    for (const source of sources) source.hidden = !cited.has(source.id);
  }
  window.site.switches(boxes, show);
})();
