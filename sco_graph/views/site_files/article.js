// What texts say: which verdicts are shown. A quotation without any statement that is shown is hidden.
"use strict";
(() => {
  const boxes = [...document.querySelectorAll("#verdicts input")];
  const quotations = [...document.querySelectorAll(".quotations > li")].map((item) => ({ item, statements: [...item.querySelectorAll(".statement")] }));

  function show() {
    const on = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    for (const { item, statements } of quotations) {
      for (const statement of statements) statement.hidden = !on.has(statement.dataset.verdict);
      item.hidden = statements.every((statement) => statement.hidden);
    }
  }
  window.site.switches(boxes, show);
})();
