// Points in view, gathered so that no incident hides another: small sets by place, large by grid.
(function (geomap) {
  "use strict";

  const DOTS = 3000; // up to so many points in view are drawn one by one
  const MERGE = 17; // pixels: symbols closer than this become one bubble
  const CELL = 60; // pixels of a grid cell

  // Web-Mercator in 0..1; NaN where an incident has no point of its own.
  geomap.worldPoints = function (columns) {
    const lat = columns.column("lat");
    const lon = columns.column("lon");
    const mode = columns.column("mode");
    const x = new Float64Array(columns.count);
    const y = new Float64Array(columns.count);
    for (let i = 0; i < columns.count; i++) {
      x[i] = mode[i] === 1 ? lon[i] / (360 * geomap.DEGREE) + 0.5 : NaN;
      y[i] = geomap.worldY(lat[i] / geomap.DEGREE);
    }
    return { x, y };
  };

  geomap.worldX = (lon) => lon / 360 + 0.5;
  geomap.worldY = function (lat) {
    const sine = Math.sin((lat * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  };

  // box: {left, top, right, bottom} in 0..1; scale: pixels of the world's width.
  // One pass finds what is in view and counts it by cell: this is where a million costs time.
  geomap.gather = function (points, filter, type, box, scale, scratch) {
    const { x, y } = points;
    const { rows: shown } = filter;
    const grid = makeGrid(box, scale, filter.types.length);
    const { left, top, wide, perWorld, kinds, count, first, sumX, sumY, byType } = grid;
    const { left: west, right: east, top: north, bottom: south } = box;
    let visible = 0;
    for (let j = 0; j < filter.shown; j++) {
      const row = shown[j];
      const px = x[row];
      if (!(px >= west && px <= east)) continue;
      const py = y[row];
      if (!(py >= north && py <= south)) continue;
      scratch[visible++] = row;
      const cell = (((py * perWorld) | 0) - top) * wide + ((px * perWorld) | 0) - left;
      if (!count[cell]++) first[cell] = row;
      sumX[cell] += px;
      sumY[cell] += py;
      byType[cell * kinds + type[row]]++;
    }
    const rows = scratch.subarray(0, visible);
    const groups = visible <= DOTS
      ? mergeNear(samePlaces(rows, points, scale))
      : gridGroups(grid, rows, points, scale);
    return { groups, rows, dots: visible <= DOTS };
  };

  // Incidents of exactly one coordinate, largest group first.
  function samePlaces(rows, { x, y }, scale) {
    const groups = new Map();
    for (const row of rows) {
      const key = x[row] + "/" + y[row];
      const group = groups.get(key);
      if (group) group.rows.push(row);
      else groups.set(key, { x: x[row] * scale, y: y[row] * scale, rows: [row], places: 1 });
    }
    return [...groups.values()].sort((a, b) => b.rows.length - a.rows.length);
  }

  // A smaller group joins the first larger one that it would touch.
  function mergeNear(groups) {
    const cells = new Map();
    const merged = [];
    for (const group of groups) {
      const column = Math.floor(group.x / MERGE);
      const line = Math.floor(group.y / MERGE);
      const host = nearest(group, column, line, cells);
      if (host) {
        host.rows.push(...group.rows);
        host.places += 1;
        continue;
      }
      const key = column + "/" + line;
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push(group);
      merged.push(group);
    }
    for (const group of merged) {
      group.count = group.rows.length;
      group.first = group.rows[0];
    }
    return merged;
  }

  function nearest(group, column, line, cells) {
    let best = null;
    let least = MERGE;
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const other of cells.get(column + dx + "/" + (line + dy)) || []) {
          const distance = Math.hypot(other.x - group.x, other.y - group.y);
          if (distance < least) [best, least] = [other, distance];
        }
      }
    }
    return best;
  }

  geomap.bubbleRadius = (count) => Math.min(27, 10 + Math.log2(count) * 1.4);

  // The mean place, moved only so far that the bubble stays inside its cell and touches no other.
  function insideCell(mean, cell, radius) {
    const low = cell * CELL + radius;
    return Math.max(low, Math.min(mean, low + CELL - 2 * radius));
  }

  // Cells are fixed to the world, so bubbles do not jump when the map is moved.
  function makeGrid(box, scale, kinds) {
    const perWorld = scale / CELL;
    const left = Math.floor(Math.max(0, box.left) * perWorld);
    const top = Math.floor(Math.max(0, box.top) * perWorld);
    const wide = Math.ceil(box.right * perWorld) - left + 1;
    const size = Math.max(1, wide * (Math.ceil(box.bottom * perWorld) - top + 1));
    return { perWorld, left, top, wide, size, kinds, count: new Uint32Array(size),
      first: new Uint32Array(size), sumX: new Float64Array(size), sumY: new Float64Array(size),
      byType: new Uint32Array(size * kinds) };
  }

  function gridGroups(grid, rows, { x, y }, scale) {
    const { perWorld, left, top, wide, kinds, count, first, sumX, sumY, byType } = grid;
    const cellOf = (row) =>
      (((y[row] * perWorld) | 0) - top) * wide + ((x[row] * perWorld) | 0) - left;
    const groups = [];
    for (let cell = 0; cell < grid.size; cell++) {
      const n = count[cell];
      if (!n) continue;
      const radius = geomap.bubbleRadius(n) + 2;
      groups.push({ x: insideCell((sumX[cell] * scale) / n, left + (cell % wide), radius),
        y: insideCell((sumY[cell] * scale) / n, top + Math.floor(cell / wide), radius), count: n,
        byType: byType.subarray(cell * kinds, (cell + 1) * kinds), places: 2, first: first[cell],
        get rows() { return Array.from(rows.filter((row) => cellOf(row) === cell)); } });
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
