// The timeline: how wide a year is, and which year stands at the left.
"use strict";
(() => {
  const lanes = document.getElementById("lanes");
  const width = document.getElementById("width");
  const year = document.getElementById("year");
  const axis = lanes.querySelector("thead td");
  const pictures = [...lanes.querySelectorAll("td > svg")];
  const count = year.options.length;
  // At first all years are in sight, if that leaves room for their numbers.
  const room = (lanes.clientWidth - axis.previousElementSibling.offsetWidth) / count;
  const fitting = String(Math.min(Math.max(Math.floor(room), 34), width.max));
  const CLOSE = 120; // where all years are in sight, to choose one is to come nearer
  let chosen = false; // the year was chosen, and stays so though the last years cannot come to the left edge
  let waiting = 0;

  const first = () => Math.round((lanes.scrollLeft / axis.offsetWidth) * count);
  const go = (index) => { lanes.scrollLeft = (index / count) * axis.offsetWidth; };

  function widen() {
    for (const picture of pictures) picture.setAttribute("width", width.value * count);
  }
  // Browsers refuse more than some hundred changes of the address in half a minute.
  function remember() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const said = { width: width.value === fitting ? "" : width.value, year: year.selectedIndex ? year.value : "" };
      window.site.remember(said);
    }, 250);
  }

  width.addEventListener("input", () => {
    const left = first();
    widen();
    go(left);
    remember();
  });
  year.addEventListener("change", () => {
    chosen = true;
    if (lanes.scrollWidth <= lanes.clientWidth) {
      width.value = CLOSE;
      widen();
    }
    go(year.selectedIndex);
    remember();
  });
  for (const event of ["wheel", "pointerdown", "keydown"]) lanes.addEventListener(event, () => { chosen = false; });
  lanes.addEventListener("scroll", () => {
    if (chosen) return;
    year.selectedIndex = Math.min(first(), count - 1);
    remember();
  });
  window.site.recall((said) => {
    width.value = Number(said.get("width")) || fitting;
    widen();
    const index = [...year.options].findIndex((option) => option.value === said.get("year"));
    chosen = index > 0;
    year.selectedIndex = Math.max(index, 0);
    go(year.selectedIndex);
  });
})();
