// The matrix: arrow keys go from cell to cell, and a subject narrows the rows.
"use strict";
(() => {
  const grid = document.getElementById("grid");
  const subject = document.getElementById("subject");
  const rows = [...grid.querySelectorAll("tbody tr")];
  const shown = () => rows.filter((row) => !row.hidden);
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  grid.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step) return;
    const here = shown();
    const cell = document.activeElement.closest("[tabindex='-1']");
    const row = cell ? here.indexOf(cell.parentElement) + step[0] : 0;
    const column = cell ? cell.cellIndex + step[1] : 0;
    const next = here[row]?.cells[column];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  function show() {
    for (const row of rows) row.hidden = subject.value !== "" && !row.dataset.subjects.split(" ").includes(subject.value);
    document.getElementById("count").textContent = String(shown().length);
  }
  subject.addEventListener("change", () => {
    show();
    window.site.remember({ subject: subject.value });
  });
  window.site.recall((said) => {
    const known = [...subject.options].some((option) => option.value === said.get("subject"));
    subject.value = known ? said.get("subject") : "";
    show();
  });
})();
