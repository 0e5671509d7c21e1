"use strict";
// The graph: who is tied to whom, and what stands on a day.
((sco) => {
  const { data } = sco;
  const DAY = 86400000;
  // A view may sort things by their status towards its centre.
  const byStatus = Boolean(data.centre) && Object.values(data.groups ?? {}).some(({ statuses }) => statuses);
  // Who has no status on the day, has had none and asked for none.
  if (byStatus) data.groups.none = { names: data.words.no_status, colour: "#64748b" };
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const edgesOf = new Map(data.nodes.map((node) => [node.id, []]));
  data.edges.forEach((edge, index) => {
    edge.index = index;
    edgesOf.get(edge.from)?.push(edge);
    if (edge.to !== edge.from) edgesOf.get(edge.to)?.push(edge);
  });

  const natureOf = (kind) => data.kinds[kind]?.nature ?? "link";
  const otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);
  const covers = ([from, until], day) => from <= day && (until === "" || day < until);

  // Days are written year first, so that they compare as text.
  function stands(edge, day) {
    for (const span of edge.certain) if (covers(span, day)) return "certain";
    return edge.possible && covers(edge.possible, day) ? "possible" : "";
  }

  // Before its first day a relation is to come, after it (and not standing) it is over.
  function tenseOf(edge, day) {
    const how = stands(edge, day);
    if (how) return how;
    const first = [...edge.certain, ...(edge.possible ? [edge.possible] : [])].map(([from]) => from).sort()[0];
    return first === undefined ? "unknown" : day < first ? "later" : "over";
  }

  const known = (tense) => tense !== "later" && tense !== "unknown";
  const exists = (node, day) => (!node.begins || node.begins <= day) && (!node.ends || day < node.ends);
  const conceptOf = (edge, property) => edge.said.find(([name]) => name === property)?.[1];

  // The class of a thing in the legend: its kind or group, or, in a view sorted by status, its status on the day.
  function classOf(node, day) {
    if (!byStatus) return node.group ?? node.kind;
    let past = false;
    let asked = false;
    let possible = "";
    for (const edge of edgesOf.get(node.id)) {
      if (edge.to !== data.centre || edge.from !== node.id) continue;
      const tense = tenseOf(edge, day);
      if (edge.kind === "Application") asked ||= known(tense) && edge.confidence !== "low";
      if (edge.kind !== "Membership") continue;
      const status = conceptOf(edge, "status");
      if (tense === "certain" && data.groups[status]) return status;
      if (tense === "possible" && data.groups[status]) possible = status;
      past ||= tense === "over";
    }
    if (possible) return possible;
    if (past && data.groups.former) return "former";
    if (asked && data.groups.applicant) return "applicant";
    if (!data.groups[node.group]) return node.kind;
    // A group that the build gave for a status is that of another day: on this one the thing has none.
    const timeless = !data.groups[node.group].statuses && !["former", "applicant"].includes(node.group);
    return timeless ? node.group : "none";
  }

  const toDay = (number) => new Date(number * DAY).toISOString().slice(0, 10);
  const toNumber = (day) => Math.round(Date.parse(day) / DAY);

  const isDay = (text) => {
    const number = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) / DAY : NaN;
    return !Number.isNaN(number) && toDay(number) === text;
  };

  // The same day some years off; the 29th of February becomes the 28th.
  function yearsOff(day, years) {
    const moved = String(Number(day.slice(0, 4)) + years).padStart(4, "0") + day.slice(4);
    return isDay(moved) ? moved : moved.slice(0, 8) + "28";
  }

  Object.assign(sco, {
    byStatus,
    nodes,
    edgesOf,
    natureOf,
    otherEnd,
    stands,
    tenseOf,
    exists,
    classOf,
    toDay,
    toNumber,
    yearsOff,
    isDay,
  });
})(window.sco);
