"use strict";
// Where things stand: at the places computed by the build, or, with a focus, in rings around it.
((sco) => {
  const { data, nodes } = sco;
  const ROOM = 120; // for a name, along a ring and between rings
  const KINDS = Object.keys(data.kinds);

  function built(id) {
    const node = nodes.get(id);
    const [x, y] = sco.state.tall ? node.tall : [node.x, node.y];
    return { x, y };
  }

  const order = (ids) =>
    ids.sort((one, other) => {
      const [a, b] = [nodes.get(one), nodes.get(other)];
      return (
        KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
        (a.begins < b.begins ? -1 : a.begins > b.begins ? 1 : one < other ? -1 : 1)
      );
    });

  // Things fill a sector of the circle in arcs, from `radius` outward; gives the radius that they reach.
  function fill(places, ids, from, width, radius) {
    let left = ids;
    let far = radius;
    for (; left.length; far += ROOM) {
      const room = Math.floor((width * far) / ROOM);
      const count = Math.min(left.length, room);
      left
        .slice(0, count)
        .forEach((id, index) => places.set(id, { angle: from + (width * (index + 0.5)) / count, radius: far }));
      left = left.slice(count);
    }
    return far;
  }

  // The nearest things stand by kind, each kind in its sector: few in one ring, many in arcs behind each other.
  function nearest(places, ids) {
    const sorted = order(ids);
    if (sorted.length <= 16)
      return fill(places, sorted, -Math.PI / 2, 2 * Math.PI, Math.max(200, (sorted.length * ROOM) / (2 * Math.PI)));
    const kinds = new Map();
    for (const id of sorted) kinds.set(nodes.get(id).kind, [...(kinds.get(nodes.get(id).kind) ?? []), id]);
    // By the root of their number, so that a kind of one thing has room too.
    const sum = [...kinds.values()].reduce((total, found) => total + Math.sqrt(found.length), 0);
    let from = -Math.PI / 2;
    let far = 0;
    for (const found of kinds.values()) {
      const width = (2 * Math.PI * Math.sqrt(found.length)) / sum;
      far = Math.max(far, fill(places, found, from, width, 220));
      from += width;
    }
    return far;
  }

  // Farther out, a thing stands behind the first thing that leads to it.
  function farther(places, ids, radius) {
    const bearing = new Map();
    for (const { ends } of sco.shown.lines.values()) {
      for (const [id, near] of [ends, [...ends].reverse()])
        if (places.has(near) && !bearing.has(id)) bearing.set(id, places.get(near).angle);
    }
    const angle = (id) => bearing.get(id) ?? 0;
    return fill(
      places,
      ids.sort((a, b) => angle(a) - angle(b) || (a < b ? -1 : 1)),
      -Math.PI / 2,
      2 * Math.PI,
      radius,
    );
  }

  function rings() {
    const { distance } = sco.shown;
    const { focus, tall } = sco.state;
    const [wide, high] = tall ? [0.75, 1.25] : [1.35, 0.85];
    const places = new Map([[focus, { angle: 0, radius: 0 }]]);
    const at = (step) => [...distance.keys()].filter((id) => distance.get(id) === step && id !== focus);
    let radius = nearest(places, at(1)) + 60;
    for (let step = 2; step <= Math.max(0, ...distance.values()); step += 1)
      radius = farther(places, at(step), radius) + 60;
    return new Map(
      [...places].map(([id, { angle, radius: far }]) => [
        id,
        { x: Math.round(far * wide * Math.cos(angle)), y: Math.round(far * high * Math.sin(angle)) },
      ]),
    );
  }

  function placesOf() {
    const found = sco.state.focus ? rings() : new Map();
    for (const id of sco.shown.distance.keys()) if (!found.has(id)) found.set(id, built(id));
    return found;
  }

  Object.assign(sco, { placesOf });
})(window.sco);
