// What texts say: which verdicts are shown. A quotation without any statement that is shown is hidden.
"use strict";
(() => {
  const form = document.getElementById("verdicts");
  const quotations = [...document.querySelectorAll(".quotations > li")].map((item) => ({ item, statements: [...item.querySelectorAll(".statement")] }));

  function show() {
    const on = new Set([...form.querySelectorAll("input:checked")].map((box) => box.value));
    for (const { item, statements } of quotations) {
      for (const statement of statements) statement.hidden = !on.has(statement.dataset.verdict);
      item.hidden = statements.every((statement) => statement.hidden);
    }
  }
  form?.addEventListener("change", show);
  if (form) show(); // a browser may keep what was chosen before a reload
})();
