"use strict";
// What the reader takes along: files, and words to copy.
((sco) => {
  const { data, find, say, name, date } = sco;

  const fileName = (what, ending) =>
    `sco-${data.view}-${sco.state.focus ? `${sco.state.focus}-` : ""}${sco.state.asof}${what}.${ending}`.replace(
      /[^\w.-]+/g,
      "-",
    );

  function keep(blob, called) {
    const anchor = sco.make("a", "", { href: URL.createObjectURL(blob), download: called });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
    done(say("saved", { name: called }));
  }

  function done(text) {
    find("done").textContent = text;
    sco.announce(text);
  }

  // --- tables ---

  // A spreadsheet runs a cell that begins like a formula; an apostrophe before it makes it text (and is shown by
  // programs that are not spreadsheets). Quotes and line ends as RFC 4180 says.
  function cell(value) {
    const text = /^[=+\-@＝＋－＠\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  function csv(rows) {
    // The mark at the beginning tells spreadsheets that this is UTF-8.
    return new Blob(["\ufeff", rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")], {
      type: "text/csv;charset=utf-8",
    });
  }

  const urls = (slugs) => slugs.map((slug) => data.sources[slug]?.url || data.sources[slug]?.title || slug).join(" ");

  function thingTable() {
    const heads = ["id", "kind", "class", "en", "ru", "zh", "begins", "ends", "as_of", "sources"];
    return [
      heads,
      ...[...sco.shown.distance.keys()].map((id) => {
        const { kind, names, begins, ends, sources } = sco.nodes.get(id);
        const { en, ru = "", zh = "" } = names;
        return [id, kind, sco.shown.classes.get(id) ?? kind, en, ru, zh, begins, ends, sco.state.asof, urls(sources)];
      }),
    ];
  }

  function tieTable() {
    const heads = [
      "id",
      "relation",
      "from",
      "to",
      "details",
      "start",
      "end",
      "date",
      "seen",
      "standing",
      "as_of",
      "confidence",
      "comment",
      "sources",
    ];
    return [
      heads,
      ...[...sco.shown.lines.values()]
        .flatMap(({ edges }) => edges)
        .map((edge) => [
          edge.id,
          edge.kind,
          edge.from,
          edge.to,
          edge.said.map(([property, text]) => `${property}=${text}`).join("; "),
          edge.start,
          edge.end,
          edge.date,
          edge.seen.join(" "),
          sco.howStands(edge),
          sco.state.asof,
          edge.confidence,
          edge.comment,
          urls(edge.sources),
        ]),
    ];
  }

  // --- words to copy ---

  function citation() {
    const focus = sco.state.focus ? `: ${sco.nameOf(sco.state.focus)}` : "";
    const said = { title: name(data.titles) + focus, asof: date(sco.state.asof), date: date(data.date) };
    // A Russian date ends in a full stop of its own.
    return say("citation", said).replaceAll("..", ".");
  }

  // Where the browser keeps the clipboard from us, the text stands there to be copied by hand.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      done(`${say("copied")} ${text}`);
    } catch {
      done(text);
    }
  }

  find("save-png").addEventListener("click", () =>
    sco.compose().toBlob((blob) => keep(blob, fileName("", "png")), "image/png"),
  );
  find("save-things").addEventListener("click", () => keep(csv(thingTable()), fileName("-things", "csv")));
  find("save-ties").addEventListener("click", () => keep(csv(tieTable()), fileName("-relations", "csv")));
  find("cite").addEventListener("click", () => copy(citation()));
  find("copy-link").addEventListener("click", () => {
    sco.writeFragment();
    copy(location.href);
  });
  find("print").addEventListener("click", () => window.print());
})(window.sco);
