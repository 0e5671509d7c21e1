// What changed: which sorts of changes are shown. Years without any that is shown are hidden.
"use strict";
(() => {
  const boxes = [...document.querySelectorAll("#sorts input")];
  const years = [...document.querySelectorAll(".year")].map((year) => ({ year, items: [...year.querySelectorAll("li")] }));

  function show() {
    const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
    for (const { year, items } of years) {
      for (const item of items) item.hidden = off.has(item.dataset.sort);
      const left = items.filter((item) => !item.hidden).length;
      year.hidden = left === 0;
      year.querySelector(".count").textContent = String(left);
      document.querySelector(`a[href="#${year.id}"]`).hidden = year.hidden;
    }
  }
  document.getElementById("sorts").addEventListener("change", show);
  show();
})();
