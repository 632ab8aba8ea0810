"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { geomap, makeColumns } = require("./program.js");

const FACETS = [{ name: "realis", values: [null, "actual"] }, { name: "actor", values: [null, "RU", "UA"] }];
const BOX = { left: 0.57, top: 0.3, right: 0.6, bottom: 0.36 };
const SCALE = 256 * 2 ** 6;

// Numbers in 0..1 that are the same each time.
function dice() {
  let state = 7;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

function manyRows(count, random) {
  const rows = Array.from({ length: count }, (_, k) => ({
    day: k % 50 === 0 ? null : Math.floor(random() * 60), span: k % 7 ? 0 : Math.floor(random() * 40),
    type: k % 2 ? "strike.drone" : "control.capture", mode: k % 11 ? 1 : 0,
    lat: 44 + random() * 8, lon: 24 + random() * 14, facets: { realis: 1, actor: k % 3 } }));
  return rows.sort((a, b) => (a.day ?? 1e9) - (b.day ?? 1e9));
}

// The same counts of every cell, and the same mean place but for the traces of floating point.
function assertSame(grid, other) {
  for (const name of ["visible", "count", "rows", "byType"]) assert.deepEqual(grid[name], other[name]);
  for (const name of ["sumX", "sumY"]) {
    grid[name].forEach((sum, cell) => assert.ok(Math.abs(sum - other[name][cell]) < 1e-9));
  }
}

test("counts that follow the time are those of a new count, wherever it moves", () => {
  const random = dice();
  const columns = makeColumns(manyRows(2000, random), FACETS);
  const filter = new geomap.Filter(columns, geomap.config);
  filter.refresh();
  const points = geomap.worldPoints(columns);
  const make = () => new geomap.CellCounter(points, filter, columns.column("type"));
  const counter = make();
  for (let step = 0; step < 300; step++) {
    const from = Math.floor(random() * 60);
    filter.setTime(from, from + 1 + Math.floor(random() * 60));
    filter.undated = random() < 0.5;
    if (step % 20 === 0) filter.facets[1].on[1] ^= 1;
    if (step % 20 === 0) filter.refresh();
    else filter.select();
    const box = step % 30 < 15 ? BOX : { ...BOX, left: 0.58 };
    const grid = counter.count(box, SCALE);
    assertSame(grid, make().count(box, SCALE));
    const { x, y } = points;
    const inView = [...filter.rows.subarray(0, filter.shown)].filter((row) =>
      x[row] >= box.left && x[row] <= box.right && y[row] >= box.top && y[row] <= box.bottom);
    assert.equal(grid.visible, inView.length);
  }
});

test("a span moved by a day costs no more than the rows of two days", () => {
  const columns = makeColumns(manyRows(3000, dice()), FACETS);
  const filter = new geomap.Filter(columns, geomap.config);
  filter.refresh();
  const counter = new geomap.CellCounter(geomap.worldPoints(columns), filter, columns.column("type"));
  filter.undated = false;
  filter.setTime(0, 40);
  counter.count(BOX, SCALE);
  let passed = 0;
  const { tally } = counter;
  counter.tally = (grid, start, end, by) => {
    if (grid === counter.grid) passed += Math.max(0, end - start);
    return tally.call(counter, grid, start, end, by);
  };
  filter.setTime(1, 41);
  counter.count(BOX, SCALE);
  const { start } = columns;
  assert.equal(passed, start[1] - start[0] + start[41] - start[40]);
});
