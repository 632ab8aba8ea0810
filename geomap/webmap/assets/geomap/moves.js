// Advances of one side joined in the order of time, so that a sequence of them reads as movement.
(function (geomap) {
  "use strict";

  const FORWARD = new Set(["control.advance", "control.capture", "control.liberation", "ground.incursion"]);
  const POINTS = new Set(["site", "settlement", "near"]);
  const KM = 20; // an arrow reaches no farther back …
  const DAYS = 60; // … and no longer
  const SAME_KM = 0.5; // nearer than this is the same place: nobody moved
  const MOST = 4000; // advances around the view: above, no arrow could be told from another
  const EQUATOR_KM = 40075.017;
  const SHORTEST = 14; // pixels between two symbols, below which there is no room for an arrow
  const EDGE = 11; // pixels kept free around a symbol
  // Filled and double: the sides differ in print and for every eye, not by colour alone.
  geomap.sideStyles = { RU: { color: "#8f1d1d", double: false }, UA: { color: "#0a4d99", double: true } };

  // Kilometres between two points of the world, by the scale of Mercator at the first.
  function kmApart(points, a, b) {
    const wide = Math.hypot(points.x[a] - points.x[b], points.y[a] - points.y[b]);
    return (wide * EQUATOR_KM) / Math.cosh((0.5 - points.y[a]) * 2 * Math.PI);
  }

  // Shown advances in the box and as far around it as an arrow reaches, the earliest first.
  function advances(layer, box) {
    const { data, filter, points, facets } = layer;
    const { actor, geo_precision: precision } = facets;
    const type = data.columns.column("type");
    const isForward = filter.types.map((name) => FORWARD.has(name));
    const isPoint = precision.values.map((value) => POINTS.has(value));
    const isSide = actor.values.map((side) => side in geomap.sideStyles);
    const middle = Math.min(1, Math.max(0, (box.top + box.bottom) / 2));
    const far = (1.5 * KM * Math.cosh((0.5 - middle) * 2 * Math.PI)) / EQUATOR_KM;
    const found = [];
    for (let j = 0; j < filter.shown; j++) {
      const row = filter.rows[j];
      if (!isForward[type[row]] || row >= data.meta.dated) continue;
      if (!isPoint[precision.codes[row]] || !isSide[actor.codes[row]]) continue;
      const [x, y] = [points.x[row], points.y[row]];
      if (!(x > box.left - far && x < box.right + far && y > box.top - far && y < box.bottom + far)) continue;
      if (found.push(row) > MOST) return [];
    }
    return found;
  }

  // Each advance with the nearest earlier one of its side: [{from, to, side, day}], rows and day.
  geomap.findMoves = function (layer, box) {
    const { columns } = layer.data;
    const { actor } = layer.facets;
    const span = columns.column("span");
    const rows = advances(layer, box);
    const days = rows.map((row) => columns.day(row));
    const order = rows.map((_, i) => i).sort((i, j) => days[i] - days[j] || rows[i] - rows[j]);
    const moves = new Map();
    order.forEach((i, position) => {
      const from = earlier(position);
      if (from == null) return;
      const side = actor.values[actor.codes[rows[i]]];
      const key = [layer.points.x[from], layer.points.y[from], layer.points.x[rows[i]], layer.points.y[rows[i]], side].join();
      moves.set(key, { from, to: rows[i], side, day: days[i] });
    });
    return [...moves.values()];

    // null where nothing is near, or where the side has been before.
    function earlier(position) {
      const to = order[position];
      let best = null;
      let least = KM;
      for (let k = position - 1; k >= 0 && days[to] - days[order[k]] <= DAYS; k--) {
        const row = rows[order[k]];
        if (actor.codes[row] !== actor.codes[rows[to]]) continue;
        const km = kmApart(layer.points, rows[to], row);
        if (km < SAME_KM) return null;
        // Where the days of the two overlap, nobody knows which came first.
        if (km < least && days[order[k]] + span[row] < days[to]) [best, least] = [row, km];
      }
      return best;
    }
  };

  // The newer, the darker and broader; `age` is 0 for the newest and 1 for the oldest.
  geomap.drawArrow = function (g, from, to, { side, age, surface }) {
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (length < 2 * EDGE + SHORTEST) return;
    const { color, double } = geomap.sideStyles[side];
    const width = 4 - 1.6 * age;
    const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
    const at = (along, aside = 0) => [from.x + ux * along - uy * aside, from.y + uy * along + ux * aside];
    const tip = length - EDGE;
    const head = 6 + 1.5 * width;
    g.globalAlpha = 1 - 0.6 * age;
    g.lineJoin = "round";
    g.setLineDash([]);
    strokeLine(g, [at(EDGE), at(tip - head + 1)], geomap.lineColor(color), width + (double ? 1 : 0));
    if (double) strokeLine(g, [at(EDGE), at(tip - head + 1)], surface, width - 1.6);
    g.beginPath();
    g.moveTo(...at(tip));
    g.lineTo(...at(tip - head, head * 0.55));
    g.lineTo(...at(tip - head, -head * 0.55));
    g.closePath();
    g.fillStyle = double ? surface : geomap.lineColor(color);
    g.fill();
    g.strokeStyle = geomap.lineColor(color);
    g.lineWidth = 1.6;
    g.stroke();
    g.globalAlpha = 1;
  };

  function strokeLine(g, [from, to], color, width) {
    g.beginPath();
    g.moveTo(...from);
    g.lineTo(...to);
    g.strokeStyle = color;
    g.lineWidth = width;
    g.stroke();
  }

  const RING = 13; // pixels

  // From a launch place to its target; the ring and the name say "around here".
  geomap.drawLaunch = function (g, from, to, name, { accent, surface, ink }) {
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
    const tip = { x: to.x - ux * EDGE * 1.5, y: to.y - uy * EDGE * 1.5 };
    g.strokeStyle = accent;
    g.lineWidth = 1.8;
    g.setLineDash([2, 5]);
    g.beginPath();
    g.arc(from.x, from.y, RING, 0, 2 * Math.PI);
    g.stroke();
    if (length > RING + 2 * EDGE) strokeLine(g, [[from.x + ux * RING, from.y + uy * RING], [tip.x, tip.y]], accent, 1.8);
    g.setLineDash([]);
    g.beginPath();
    g.moveTo(tip.x, tip.y);
    g.lineTo(tip.x - ux * 9 - uy * 4.5, tip.y - uy * 9 + ux * 4.5);
    g.lineTo(tip.x - ux * 9 + uy * 4.5, tip.y - uy * 9 - ux * 4.5);
    g.closePath();
    g.fillStyle = accent;
    g.fill();
    g.font = "600 11.5px system-ui, 'DejaVu Sans', sans-serif";
    g.textAlign = "center";
    g.textBaseline = "middle";
    g.lineJoin = "round";
    g.lineWidth = 3.5;
    g.strokeStyle = surface;
    g.strokeText(name, from.x, from.y + RING + 9);
    g.fillStyle = ink;
    g.fillText(name, from.x, from.y + RING + 9);
  };

  // A bar below the symbol of an advance: filled for one side, open for the other.
  geomap.drawSideBar = function (g, side) {
    const { color, double } = geomap.sideStyles[side];
    g.beginPath();
    g.rect(-6.5, 9, 13, 4);
    g.fillStyle = double ? "#fff" : color;
    g.strokeStyle = "#fff";
    g.lineWidth = 3.4;
    g.stroke();
    g.fill();
    g.strokeStyle = color;
    g.lineWidth = 1.4;
    g.stroke();
  };

  // The arrow of a side for the legend, as SVG.
  geomap.sideIcon = function (side) {
    const { color, double } = geomap.sideStyles[side];
    const line = geomap.lineColor(color);
    const inner = double ? [{ d: "M-11 0H3", fill: "none", stroke: "var(--gm-surface)", "stroke-width": 1.6 }] : [];
    return geomap.svg([
      { d: "M-11 0H3", fill: "none", stroke: line, "stroke-width": double ? 4.4 : 3.4 }, ...inner,
      { d: "M11 0L2 5V-5Z", fill: double ? "var(--gm-surface)" : line, stroke: line, "stroke-width": 1.6,
        "stroke-linejoin": "round" },
    ], 24, "-12 -7 24 14");
  };
})((globalThis.geomap = globalThis.geomap || {}));
