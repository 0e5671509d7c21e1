// The timeline: how wide a year is, and which year stands at the left.
"use strict";
(() => {
  const lanes = document.getElementById("lanes");
  const year = document.getElementById("year");
  const axis = lanes.querySelector("thead td");
  const pictures = [...lanes.querySelectorAll("td > svg")];
  const count = year.options.length;

  const first = () => Math.round((lanes.scrollLeft / axis.offsetWidth) * count);
  document.getElementById("width").addEventListener("input", (event) => {
    const left = first();
    for (const picture of pictures) picture.setAttribute("width", event.target.value * count);
    lanes.scrollLeft = (left / count) * axis.offsetWidth;
  });
  year.addEventListener("change", () => {
    lanes.scrollLeft = (year.selectedIndex / count) * axis.offsetWidth;
  });
  // A year that was chosen stays, though the last years cannot come to the left edge.
  lanes.addEventListener("wheel", () => year.blur());
  lanes.addEventListener("pointerdown", () => year.blur());
  lanes.addEventListener("scroll", () => {
    if (document.activeElement !== year) year.selectedIndex = Math.min(first(), count - 1);
  });
})();
