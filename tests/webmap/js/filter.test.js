"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { geomap, makeColumns } = require("./program.js");

const FACETS = [
  { name: "actor", values: [null, "RU", "UA"] },
  { name: "realis", values: [null, "actual", "threatened"] },
  { name: "publisher", values: [null, "A", "B"], sets: [[0], [1], [2], [1, 2]] },
];

const rows = [
  { day: 0, type: "strike.drone", cross: true, facets: { actor: 2, realis: 1, publisher: 1 } },
  { day: 0, type: "control.capture", facets: { actor: 1, realis: 1, publisher: 3 } },
  { day: 3, type: "strike.missile", facets: { actor: 1, realis: 1, publisher: 2 } },
  { day: 3, type: "air_defence.intercept", cross: true, facets: { actor: 1, realis: 2, publisher: 2 } },
  { day: 9, type: "strike.drone", facets: { actor: 0, realis: 1, publisher: 0 } },
  { day: null, type: "strike.drone", facets: { actor: 1, realis: 1, publisher: 1 } },
];

const filterOf = (some = rows) => {
  const filter = new geomap.Filter(makeColumns(some, FACETS), geomap.config);
  filter.refresh();
  return filter;
};
const shown = (filter) => [...filter.rows.subarray(0, filter.shown)];
const layer = (name) => geomap.config.layers.indexOf(name);

test("what did not happen is hidden until asked for", () => {
  const filter = filterOf();
  assert.deepEqual(shown(filter), [0, 1, 2, 4, 5]);
  filter.facets[1].on.fill(1);
  filter.refresh();
  assert.equal(filter.shown, 6);
});

test("a cross-border strike stays while either of its layers is on", () => {
  const filter = filterOf();
  filter.layerOn.fill(0);
  filter.layerOn[layer("cross_border")] = 1;
  filter.refresh();
  assert.deepEqual(shown(filter), [0]);
  filter.layerOn.fill(1);
  filter.layerOn[layer("cross_border")] = 0;
  filter.refresh();
  assert.ok(shown(filter).includes(0));
});

test("a source hides an incident only when none of its sources is on", () => {
  const filter = filterOf();
  filter.facets[2].on.set([0, 1, 0]);
  filter.refresh();
  assert.deepEqual(shown(filter), [0, 1, 5]);
});

test("counts of a facet leave that facet's own choice aside", () => {
  const filter = filterOf();
  filter.facets[0].on.set([0, 0, 1]); // only UA
  filter.refresh();
  const counts = filter.counts();
  assert.deepEqual([...counts.facets[0]], [1, 3, 1]);
  assert.equal(counts.layers[layer("strikes")], 1);
  assert.deepEqual([...counts.facets[2]], [0, 1, 0]);
});

test("an incident counts in every one of its sources", () => {
  assert.deepEqual([...filterOf().counts().facets[2]], [1, 3, 2]);
});

test("a row is shown exactly when it is among the rows, whatever the span of time", () => {
  const long = [...rows.slice(0, 5), { day: 1, span: 40, facets: { realis: 1 } }, { day: 2, span: 2, facets: { realis: 1 } }, rows[5]]
    .sort((a, b) => (a.day ?? 1e9) - (b.day ?? 1e9));
  const filter = filterOf(long);
  for (const undated of [true, false]) {
    for (let from = 0; from < 10; from++) {
      for (let to = from + 1; to <= 10; to++) {
        filter.undated = undated;
        filter.setTime(from, to);
        filter.select();
        assert.equal(filter.shown, shown(filter).length);
        const each = long.map((_, row) => row).filter((row) => filter.isShown(row));
        assert.deepEqual(each, shown(filter).sort((a, b) => a - b), `${from} to ${to}`);
      }
    }
  }
});

test("undated incidents have a switch of their own", () => {
  const filter = filterOf();
  filter.setTime(3, 4);
  filter.select();
  assert.deepEqual(shown(filter), [2, 5]);
  filter.undated = false;
  filter.select();
  assert.deepEqual(shown(filter), [2]);
});

test("an incident is in a span of time that touches any of its days", () => {
  const spans = [
    { day: 0, span: 200, facets: { realis: 1 } },
    { day: 10, span: 2, facets: { realis: 1 } },
    { day: 11, span: 0, facets: { realis: 1 } },
    { day: 300, facets: { realis: 1 } },
  ];
  const filter = filterOf(spans);
  filter.setTime(12, 14);
  filter.select();
  assert.deepEqual(shown(filter), [0, 1]);
  filter.setTime(190, 301);
  filter.select();
  assert.deepEqual(shown(filter), [0, 3]);
  filter.setTime(201, 299);
  filter.select();
  assert.deepEqual(shown(filter), []);
});

test("the histogram holds every dated incident that passes, whatever the time span", () => {
  const filter = filterOf();
  filter.setTime(0, 1);
  filter.select();
  const bars = filter.histogram(5);
  assert.equal(bars.reduce((sum, n) => sum + n, 0), 4);
});

test("a table without dates has no time span and shows everything", () => {
  const filter = filterOf([{ day: null, facets: { realis: 1 } }]);
  filter.setTime(0, 5);
  filter.select();
  assert.equal(filter.shown, 1);
});

test("the whole state survives the address", () => {
  const filter = filterOf();
  filter.layerOn[1] = 0;
  filter.typeOn.fill(0);
  filter.typeOn[2] = 1;
  filter.facets[0].on.set([1, 0, 1]);
  filter.facets[1].on.fill(1);
  filter.setTime(2, 5);
  filter.undated = false;
  const view = { zoom: 7, lat: 48.12345, lon: 37.5, incident: "ab,c&d", row: "12", query: "fire & “smoke”", tab: "list",
    sort: "place-up", lang: "uk", theme: "dark", panel: "open", moves: "0", launch: "1", inview: "1", step: "7", group: "3" };
  const hash = geomap.writeHash(filter, view);
  const again = filterOf();
  assert.deepEqual(geomap.readHash(hash, again), view);
  for (const name of ["layerOn", "typeOn", "from", "to", "undated"]) {
    assert.deepEqual(again[name], filter[name], name);
  }
  assert.deepEqual(again.facets.map((facet) => facet.on), filter.facets.map((facet) => facet.on));
});

test("an address of another map or a broken one changes nothing", () => {
  const filter = filterOf();
  geomap.readHash("#layers=only:nonsense&from=yesterday&map=a/b/c&actor=%E0%A4%A&types=boo", filter);
  assert.equal(filter.from, 0);
  assert.equal(filter.to, filter.meta.days);
  assert.deepEqual([...filter.typeOn], filter.types.map(() => 1));
});
