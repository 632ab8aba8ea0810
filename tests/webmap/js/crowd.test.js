"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { geomap, makeColumns } = require("./program.js");

const WHOLE = { left: 0, top: 0, right: 1, bottom: 1 };
const halfWidth = (count) => 6 + 3.5 * String(count).length;
const noRows = () => [];

// Numbers in 0..1 that are the same each time.
function dice() {
  let state = 11;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

function gatherAt(zoom, places) {
  const columns = makeColumns(places.map(([lat, lon]) => ({ day: 1, lat, lon })), []);
  const filter = new geomap.Filter(columns, geomap.config);
  filter.refresh();
  const counter = new geomap.CellCounter(geomap.worldPoints(columns), filter, columns.column("type"));
  return geomap.gather(counter, WHOLE, 256 * 2 ** zoom).groups;
}

const apart = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
const allPairs = (list, test) => list.every((a, k) => list.every((b, j) => j <= k || test(a, b)));
const radius = (group) => (group.count === 1 ? 8.5 : geomap.bubbleRadius(group.count));

test("no bubble touches another, and every incident is in one", () => {
  const random = dice();
  const places = Array.from({ length: 900 }, () => [46 + random() ** 2 * 6, 30 + random() ** 2 * 10]);
  for (const zoom of [4, 5, 6, 7]) {
    const groups = gatherAt(zoom, places);
    assert.equal(groups.reduce((sum, group) => sum + group.count, 0), 900);
    assert.deepEqual(groups.flatMap((group) => group.rows).sort((a, b) => a - b), places.map((_, k) => k));
    assert.ok(allPairs(groups, (a, b) => apart(a, b) >= radius(a) + radius(b) - 1e-9));
  }
});

test("two symbols with room for both stay two, and a bubble knows of how many places it is", () => {
  assert.deepEqual(gatherAt(6, [[50, 30], [50, 31]]).map((group) => group.count), [1, 1]);
  const [one] = gatherAt(4, [[50, 30], [50, 30], [50, 30.2], [50, 30.4]]);
  assert.deepEqual([one.count, one.places], [4, 3]);
});

test("tags of areas do not hide each other: without room they are counted together", () => {
  const random = dice();
  const tags = Array.from({ length: 120 }, (_, k) =>
    ({ x: random() * 300, y: random() * 300, count: 1 + (k % 9), color: "#000", rows: noRows }));
  const symbols = [[150, 150, 20]];
  const placed = geomap.placeTags(tags, symbols, halfWidth);
  const total = (list) => list.reduce((sum, tag) => sum + tag.count, 0);
  assert.equal(total(placed), total(tags));
  assert.ok(placed.length < tags.length);
  for (const tag of placed) assert.equal(tag.count, total(tag.tags));
  assert.ok(allPairs(placed, (a, b) => apart(a, b) >= 9 + 9));
});

test("a tag with room stands where its area is, one beside a symbol steps aside", () => {
  const tag = { x: 100, y: 100, count: 3, color: "#000", rows: noRows };
  assert.deepEqual(geomap.placeTags([tag], [], halfWidth).map(({ x, y }) => [x, y]), [[100, 100]]);
  const [aside] = geomap.placeTags([tag], [[100, 100, 12]], halfWidth);
  assert.ok(Math.hypot(aside.x - 100, aside.y - 100) >= 12 + halfWidth(3));
});
