// Points in view, gathered so that no incident hides another: small sets by place, large by grid.
(function (geomap) {
  "use strict";

  const DOTS = 3000; // up to so many points in view are drawn one by one
  const SYMBOL = 8.5; // pixels: symbols whose circles of this radius touch become one bubble
  const WIDEST = 27; // pixels: the radius of a bubble of a great many
  const { CELL } = geomap;
  const MANY = 100000; // incidents: above, a table of heights is made first
  const PER_DEGREE = 200; // steps of that table
  const KEY = 2 ** 26; // two whole numbers as one: the second is less, and so is their product than 2 ** 53

  // Web-Mercator in 0..1; NaN where an incident has no point of its own.
  geomap.worldPoints = function (columns) {
    const lat = columns.column("lat");
    const lon = columns.column("lon");
    const mode = columns.column("mode");
    const x = new Float64Array(columns.count);
    const y = new Float64Array(columns.count);
    const heightOf = columns.count > MANY ? tabledHeight() : geomap.worldY;
    for (let i = 0; i < columns.count; i++) {
      x[i] = mode[i] === 1 ? lon[i] / (360 * geomap.DEGREE) + 0.5 : NaN;
      y[i] = heightOf(lat[i] / geomap.DEGREE);
    }
    return { x, y, lat, lon };
  };

  // worldY for a million points: heights in steps of 0.005 degrees, and a straight line between them,
  // which is right to a tenth of a pixel at the closest zoom.
  function tabledHeight() {
    const table = Float64Array.from({ length: 180 * PER_DEGREE + 2 }, (_, k) => geomap.worldY(k / PER_DEGREE - 90));
    return (lat) => {
      const at = (lat + 90) * PER_DEGREE;
      const k = Math.floor(at);
      return table[k] + (at - k) * (table[k + 1] - table[k]);
    };
  }

  geomap.worldX = (lon) => lon / 360 + 0.5;
  geomap.worldY = function (lat) {
    const sine = Math.sin((lat * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  };

  // The incidents that a geomap.CellCounter finds in view: `groups` of them, and their `rows` where
  // these are few enough to be drawn as `dots`.
  geomap.gather = function (counter, box, scale) {
    const { points, filter } = counter;
    const grid = counter.count(box, scale);
    if (grid.visible > DOTS) return { groups: gridGroups(grid, filter, points, scale), rows: [], dots: false };
    const rows = rowsIn(box, filter, points);
    return { groups: mergeNear(samePlaces(rows, points, scale)).map(counted), rows, dots: true };
  };

  function rowsIn({ left, right, top, bottom }, { rows, shown }, { x, y }) {
    const found = [];
    for (let j = 0; j < shown; j++) {
      const row = rows[j];
      if (x[row] >= left && x[row] <= right && y[row] >= top && y[row] <= bottom) found.push(row);
    }
    return found;
  }

  // Incidents of exactly one coordinate, largest group first.
  function samePlaces(rows, { x, y, lat, lon }, scale) {
    const groups = new Map();
    for (const row of rows) {
      const key = lat[row] * KEY + lon[row];
      const group = groups.get(key);
      if (group) group.rows.push(row);
      else groups.set(key, { x: x[row] * scale, y: y[row] * scale, rows: [row], places: 1 });
    }
    return largestFirst([...groups.values()]);
  }

  // A smaller group joins the nearest larger one that it would touch; bubbles grow by that, so it is
  // done again until none touches another.
  function mergeNear(groups) {
    const merged = mergeOnce(groups);
    return merged.length === groups.length ? merged : mergeNear(largestFirst(merged));
  }

  const largestFirst = (groups) => groups.sort((a, b) => b.rows.length - a.rows.length);

  function mergeOnce(groups) {
    const cells = new Map();
    const merged = [];
    for (const group of groups) {
      const column = Math.floor(group.x / (2 * WIDEST));
      const line = Math.floor(group.y / (2 * WIDEST));
      const host = nearest(group, column, line, cells);
      if (host) {
        host.rows.push(...group.rows);
        host.places += group.places;
        continue;
      }
      const key = column * KEY + line;
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push(group);
      merged.push(group);
    }
    return merged;
  }

  function nearest(group, column, line, cells) {
    let best = null;
    let least = 0;
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const other of cells.get((column + dx) * KEY + line + dy) || []) {
          const gap = Math.hypot(other.x - group.x, other.y - group.y) - radiusOf(other) - radiusOf(group);
          if (gap < least) [best, least] = [other, gap];
        }
      }
    }
    return best;
  }

  const counted = (group) => ({ ...group, count: group.rows.length, first: group.rows[0] });
  const radiusOf = ({ rows }) => (rows.length === 1 ? SYMBOL : geomap.bubbleRadius(rows.length));

  geomap.bubbleRadius = (count) => Math.min(WIDEST, 10 + Math.log2(count) * 1.4);

  // The mean place, moved only so far that the bubble stays inside its cell and touches no other.
  function insideCell(mean, cell, radius) {
    const low = cell * CELL + radius;
    return Math.max(low, Math.min(mean, low + CELL - 2 * radius));
  }

  // Each cell as one group at the mean place.
  function gridGroups(grid, filter, { x, y }, scale) {
    const { perWorld, left, top, wide, kinds, count, sumX, sumY, byType } = grid;
    const { left: west, right: east, top: north, bottom: south } = grid.box;
    const isIn = (row, cell) => x[row] >= west && x[row] <= east && y[row] >= north && y[row] <= south
      && (((y[row] * perWorld) | 0) - top) * wide + ((x[row] * perWorld) | 0) - left === cell;
    const groups = [];
    for (let cell = 0; cell < grid.size; cell++) {
      const n = count[cell];
      if (!n) continue;
      const radius = geomap.bubbleRadius(n) + 2;
      groups.push({ x: insideCell((sumX[cell] * scale) / n, left + (cell % wide), radius),
        y: insideCell((sumY[cell] * scale) / n, top + Math.floor(cell / wide), radius), count: n,
        byType: byType.subarray(cell * kinds, (cell + 1) * kinds), places: 2, first: grid.rows[cell],
        get rows() {
          return Array.from(filter.rows.subarray(0, filter.shown).filter((row) => isIn(row, cell)));
        } });
    }
    return groups;
  }

  // Rows of each type in a group: [[type, rows], …] in legend order.
  geomap.sharesByType = function (group, type) {
    if (group.byType) return [...group.byType].map((n, kind) => [kind, n]).filter(([, n]) => n);
    const counted = new Map();
    for (const row of group.rows) counted.set(type[row], (counted.get(type[row]) || 0) + 1);
    return [...counted].sort((a, b) => a[0] - b[0]);
  };
})((globalThis.geomap = globalThis.geomap || {}));
