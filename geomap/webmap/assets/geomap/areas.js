// Incidents known to a district, region, border or front only: outlines with a count, never a pin.
(function (geomap) {
  "use strict";

  const UNITS = 2 ** 20; // path coordinates: parts of the area's own box, so floats stay exact

  // The areas as paths: {line, path, left, top, size, label point x and y in 0..1}.
  geomap.worldAreas = function (areas, columns) {
    const shapes = areas.map(toShape);
    const code = columns.column("area");
    const lat = columns.column("lat");
    const lon = columns.column("lon");
    for (const row of [...columns.areaRows].reverse()) {
      const shape = shapes[code[row] - 1];
      if (lat[row] === geomap.NO_COORDINATE) continue;
      shape.x = geomap.worldX(lon[row] / geomap.DEGREE);
      shape.y = geomap.worldY(lat[row] / geomap.DEGREE);
    }
    return shapes;
  };

  function toShape(area) {
    const rings = area.parts.flat().map((ring) =>
      ring.map(([lon, lat]) => [geomap.worldX(lon), geomap.worldY(lat)]));
    const xs = rings.flat().map((point) => point[0]);
    const ys = rings.flat().map((point) => point[1]);
    const extreme = (values, pick) => values.reduce((a, b) => pick(a, b));
    const [left, top] = [extreme(xs, Math.min), extreme(ys, Math.min)];
    const [right, bottom] = [extreme(xs, Math.max), extreme(ys, Math.max)];
    const size = Math.max(right - left, bottom - top, 1e-9);
    const path = new Path2D();
    for (const ring of rings) {
      ring.forEach(([x, y], k) => {
        const point = [((x - left) / size) * UNITS, ((y - top) / size) * UNITS];
        if (k) path.lineTo(...point);
        else path.moveTo(...point);
      });
      if (!area.line) path.closePath();
    }
    return { line: area.line, rings, path, left, top, right, bottom, size,
      x: (left + right) / 2, y: (top + bottom) / 2 };
  }

  // Shown rows of each area that has any: [{index, count, main}]; main is the commonest type.
  geomap.countAreas = function (filter, columns, areas) {
    const code = columns.column("area");
    const type = columns.column("type");
    const kinds = filter.types.length;
    const counted = new Uint32Array((areas + 1) * kinds);
    for (const row of columns.areaRows) {
      if (filter.isShown(row)) counted[code[row] * kinds + type[row]]++;
    }
    const found = [];
    for (let index = 0; index < areas; index++) {
      const own = counted.subarray((index + 1) * kinds, (index + 2) * kinds);
      const count = own.reduce((sum, n) => sum + n, 0);
      if (count) found.push({ index, count, main: own.indexOf(Math.max(...own)) });
    }
    return found;
  };

  geomap.rowsOfArea = function (filter, columns, index) {
    const code = columns.column("area");
    return columns.areaRows.filter((row) => code[row] === index + 1 && filter.isShown(row));
  };

  // view: {scale, originX, originY} of the canvas, in pixels.
  geomap.areaPath = function (shape, view) {
    const key = [view.scale, view.originX, view.originY].join();
    if (shape.drawn?.key === key) return shape.drawn.path;
    const step = (shape.size * view.scale) / UNITS;
    const move = new DOMMatrix([step, 0, 0, step,
      shape.left * view.scale - view.originX, shape.top * view.scale - view.originY]);
    const path = new Path2D();
    path.addPath(shape.path, move);
    geomap.outlines.set(path, () => outlineText(shape, view));
    shape.drawn = { key, path };
    return path;
  };

  // The outline in pixels as the text of an SVG path.
  function outlineText(shape, view) {
    const pixel = ([x, y]) => `${(x * view.scale - view.originX).toFixed(1)} ${(y * view.scale - view.originY).toFixed(1)}`;
    return shape.rings.map((ring) => "M" + ring.map(pixel).join("L") + (shape.line ? "" : "Z")).join("");
  }

  geomap.areaInView = (shape, box) =>
    shape.right >= box.left && shape.left <= box.right
    && shape.bottom >= box.top && shape.top <= box.bottom;

  // Where the tags of areas stand: [{x, y, half, count, color, tags}] in pixels. The largest count
  // chooses first; a tag that finds no clear spot is counted in with the nearest one, so that no
  // count hides another. tags: [{x, y, count, color}]; taken: [[x, y, radius], …] of what is drawn
  // already; halfWidth(count): half a tag's width.
  const NEAR = 90;
  geomap.placeTags = function (tags, taken, halfWidth) {
    const covered = [...taken];
    const placed = [];
    for (const tag of [...tags].sort((a, b) => b.count - a.count)) {
      const half = halfWidth(tag.count);
      const { x, y, gap } = clearSpot(tag.x, tag.y, half, covered);
      const host = gap < 0 ? nearest(tag, placed) : null;
      if (host) {
        host.tags.push(tag);
        host.count += tag.count;
      } else {
        placed.push({ x, y, count: tag.count, color: tag.color, tags: [tag] });
        covered.push([x, y, half]);
      }
    }
    return placed.map((tag) => ({ ...tag, half: halfWidth(tag.count) }));
  };

  function nearest({ x, y }, placed) {
    const away = (other) => Math.hypot(other.x - x, other.y - y);
    return placed.filter((other) => away(other) < NEAR).sort((a, b) => away(a) - away(b))[0];
  }

  // The spot nearest to x, y that covers nothing; where there is none, the one that covers least.
  const AROUND = [[0, 0], [0, 30], [0, -30], [34, 0], [-34, 0], [30, 26], [-30, 26], [30, -26], [-30, -26],
    [0, 56], [0, -56], [58, 0], [-58, 0]];
  function clearSpot(x, y, radius, taken) {
    const near = taken.filter(([tx, ty]) => Math.abs(tx - x) < 110 && Math.abs(ty - y) < 110);
    let best = AROUND[0];
    let most = -Infinity;
    for (const [dx, dy] of AROUND) {
      const gap = near.reduce((least, [tx, ty, other]) =>
        Math.min(least, Math.hypot(tx - x - dx, ty - y - dy) - radius - other), 0);
      if (gap > most) [best, most] = [[dx, dy], gap];
      if (gap === 0) break;
    }
    return { x: x + best[0], y: y + best[1], gap: most };
  }

  geomap.drawArea = function (g, path, shape, color, strong) {
    g.setLineDash(shape.line ? [] : [7, 4]);
    g.lineJoin = "round";
    if (!shape.line) {
      g.globalAlpha = strong ? 0.18 : 0.065;
      g.fillStyle = color;
      g.fill(path, "evenodd");
    }
    g.globalAlpha = strong ? 1 : 0.8;
    g.strokeStyle = color;
    g.lineWidth = (shape.line ? 5 : 1.4) + (strong ? 1.2 : 0);
    if (shape.line) g.globalAlpha = strong ? 0.75 : 0.45;
    g.stroke(path);
    g.globalAlpha = 1;
    g.setLineDash([]);
  };
})((globalThis.geomap = globalThis.geomap || {}));
