// Arrows between advances: who followed whom, and when nobody can say.
"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { geomap, makeColumns } = require("./program.js");

const FACETS = [
  { name: "realis", values: [null, "actual"] },
  { name: "actor", values: [null, "RU", "UA", "other"] },
  { name: "geo_precision", values: [null, "settlement", "district"] },
];
const WORLD = { left: 0, top: 0, right: 1, bottom: 1 };
const KM = 1 / 111.2; // degrees of latitude

function moves(rows, box = WORLD) {
  const told = rows.map(({ side = 1, precision = 1, ...row }) =>
    ({ type: "control.capture", ...row, facets: { realis: 1, actor: side, geo_precision: precision } }));
  const columns = makeColumns(told, FACETS);
  const filter = new geomap.Filter(columns, geomap.config);
  filter.refresh();
  const layer = { data: { columns, meta: columns.meta }, filter, points: geomap.worldPoints(columns),
    facets: Object.fromEntries(filter.facets.map((facet) => [facet.name, facet])) };
  return geomap.findMoves(layer, box).map(({ from, to, side }) => `${from}>${to} ${side}`);
}

test("advances of one side make a chain in the order of time", () => {
  assert.deepEqual(moves([{ day: 0, lat: 48 }, { day: 5, lat: 48 + 10 * KM }, { day: 20, lat: 48 + 20 * KM }]),
    ["0>1 RU", "1>2 RU"]);
});

test("each comes from the nearest earlier one", () => {
  assert.deepEqual(moves([{ day: 0, lat: 48 }, { day: 1, lat: 48 + 15 * KM }, { day: 9, lat: 48 + 3 * KM }]),
    ["0>1 RU", "0>2 RU"]);
});

test("sides are not joined", () => {
  assert.deepEqual(moves([{ day: 0, lat: 48, side: 1 }, { day: 5, lat: 48 + 5 * KM, side: 2 }]), []);
  assert.deepEqual(moves([{ day: 0, lat: 48, side: 2 }, { day: 5, lat: 48 + 5 * KM, side: 2 }]), ["0>1 UA"]);
});

test("too far, too late, or by nobody is no movement", () => {
  assert.deepEqual(moves([{ day: 0, lat: 48 }, { day: 5, lat: 48 + 21 * KM }]), []);
  assert.deepEqual(moves([{ day: 0, lat: 48 }, { day: 61, lat: 48 + 5 * KM }]), []);
  assert.deepEqual(moves([{ day: 0, lat: 48, side: 0 }, { day: 5, lat: 48 + 5 * KM, side: 0 }]), []);
});

test("where days overlap the order is not known", () => {
  assert.deepEqual(moves([{ day: 0, lat: 48 }, { day: 0, lat: 48 + 5 * KM }]), []);
  assert.deepEqual(moves([{ day: 0, span: 7, lat: 48 }, { day: 5, lat: 48 + 5 * KM }]), []);
});

test("a place that the side took before is no new step", () => {
  assert.deepEqual(moves([{ day: 0, lat: 48 }, { day: 3, lat: 48 + 8 * KM }, { day: 6, lat: 48 }]), ["0>1 RU"]);
});

test("strikes, undated and vague places take no part", () => {
  const near = { lat: 48 + 5 * KM };
  assert.deepEqual(moves([{ day: 0, lat: 48 }, { day: 2, ...near, type: "strike.drone" }]), []);
  assert.deepEqual(moves([{ day: 0, lat: 48 }, { day: 2, ...near, precision: 2 }]), []);
  assert.deepEqual(moves([{ day: 0, lat: 48 }, { day: null, ...near }]), []);
  assert.deepEqual(moves([{ day: 0, lat: 48 }, { day: 2, ...near, mode: 2 }]), []);
});

test("an arrow does not depend on what of it is in view", () => {
  const rows = [{ day: 0, lat: 48 }, { day: 5, lat: 48 + 15 * KM }];
  const y = geomap.worldY(48 + 15 * KM);
  const x = geomap.worldX(30);
  const box = { left: x - 1e-6, right: x + 1e-6, top: y - 1e-6, bottom: y + 1e-6 };
  assert.deepEqual(moves(rows, box), ["0>1 RU"]);
});

test("kilometres are those of the ground", () => {
  const east = (km) => moves([{ day: 0, lat: 60, lon: 30 }, { day: 5, lat: 60, lon: 30 + km / 55.8 }]);
  assert.equal(east(19).length, 1);
  assert.equal(east(21).length, 0);
});
