"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { geomap, makeColumns, read } = require("./program.js");

test("every language has every label", () => {
  const plural = /\.(one|few|many|other)$/; // which of these there are is the language's own matter
  const keys = (lang) => [...new Set(Object.keys(read(lang + ".json")).map((key) => key.replace(plural, "")))].sort();
  assert.deepEqual(keys("uk"), keys("en"));
  assert.deepEqual(keys("ru"), keys("en"));
});

test("every label that the program asks for exists", () => {
  const fs = require("node:fs");
  const path = require("node:path");
  const folder = path.join(__dirname, "../../../geomap/webmap/assets/geomap");
  const known = read("en.json");
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith(".js"))) {
    const text = fs.readFileSync(path.join(folder, file), "utf8");
    for (const [, key] of text.matchAll(/\bt\("([\w.]+\w)"/g)) {
      if (key.startsWith("layers.")) continue; // of the vocabulary
      assert.ok(key in known, `${file}: ${key}`);
    }
  }
});

test("counts are declined in Ukrainian", () => {
  geomap.language = "uk";
  assert.equal(geomap.plural("panel.incidents", 21), "21 події");
  assert.equal(geomap.plural("panel.incidents", 5), "5 подій");
  geomap.language = "en";
});

test("a cell that a spreadsheet would run is text", () => {
  for (const evil of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]) {
    assert.match(geomap.csvCell(evil), /^"?'/);
  }
  assert.equal(geomap.csvCell(-5), "-5");
  assert.equal(geomap.csvCell('say "no", now'), '"say ""no"", now"');
  assert.equal(geomap.csvCell(null), "");
});

test("only addresses of the web become links", () => {
  assert.equal(geomap.webAddress("https://example.org/a?b=<c>"), "https://example.org/a?b=%3Cc%3E");
  for (const evil of ["javascript:alert(1)", " JaVaScript:alert(1)", "data:text/html,x", "file:///etc", "//x", "x"]) {
    assert.equal(geomap.webAddress(evil), null);
  }
});

test("a place is found in three scripts and without its apostrophe", () => {
  const index = new geomap.PlaceIndex({ place: ["Kyiv", "Slov’ianka"], place_uk: ["Київ", "Слов'янка"],
    place_ru: ["Киев", "Славянка"], place_name: ["Kiev", "Slavyanka"], admin1: [null, null], country: ["UA", "UA"] });
  assert.deepEqual(index.find("київ"), [0]);
  assert.deepEqual(index.find("КИЕВ"), [0]);
  assert.deepEqual(index.find("slovian"), [1]);
  assert.deepEqual(index.find("словянка"), [1]);
  assert.deepEqual(index.find("  "), []);
});

test("words are sought in the quotes of every block", async () => {
  const cards = Array.from({ length: 10 }, (_, row) => ({ evidence: [{ sentence: `Fire broke out in ${row}` }] }));
  cards[7].evidence[0].sentence = "Пожежа й дим";
  const held = new geomap.Cards({ count: 10, block: 4 }, async (_, number) => number);
  held.block = async (number) => cards.slice(number * 4, number * 4 + 4);
  const found = await geomap.searchWords(held, 10, "дим ПОЖЕЖА");
  assert.deepEqual([...found], [0, 0, 0, 0, 0, 0, 0, 1, 0, 0]);
});

test("a place typed by hand must lie on Earth", () => {
  assert.deepEqual(geomap.parsePlace("49.371, 37.850"), [49.371, 37.85]);
  assert.equal(geomap.parsePlace("149, 37"), null);
  assert.equal(geomap.parsePlace("Kyiv"), null);
});

const everything = { left: 0, top: 0, right: 1, bottom: 1 };
function gathered(rows, scale, box = everything) {
  const columns = makeColumns(rows, [{ name: "realis", values: [null, "actual"] }]);
  const filter = new geomap.Filter(columns, geomap.config);
  filter.facets[0].on.fill(1);
  filter.refresh();
  const counter = new geomap.CellCounter(geomap.worldPoints(columns), filter, columns.column("type"));
  return geomap.gather(counter, box, scale);
}

test("symbols that would touch become one bubble, and part when zoomed in", () => {
  const rows = [{ day: 0, lat: 50, lon: 30 }, { day: 0, lat: 50, lon: 30 }, { day: 0, lat: 50.01, lon: 30.01 }];
  const far = gathered(rows, 256 * 2 ** 6).groups;
  assert.deepEqual(far.map((group) => [group.count, group.places]), [[3, 2]]);
  const around = { left: 0.583, top: 0.337, right: 0.584, bottom: 0.34 };
  const near = gathered(rows, 256 * 2 ** 16, around).groups;
  assert.deepEqual(near.map((group) => group.count).sort(), [1, 2]);
});

test("areas and country-level incidents never become points", () => {
  const rows = [{ day: 0, mode: 0 }, { day: 0, mode: 2 }, { day: 0, mode: 1 }];
  assert.deepEqual(gathered(rows, 256).groups.map((group) => group.rows), [[2]]);
});

test("a point of a large map lies where it lies on a small one", () => {
  const rows = Array.from({ length: 100001 }, (_, k) => ({ day: 0, lat: 40 + k / 4001.7, lon: 30 }));
  const { y } = geomap.worldPoints(makeColumns(rows, []));
  const zoom18 = 256 * 2 ** 18; // pixels
  for (let k = 0; k < rows.length; k += 97) {
    const exact = geomap.worldY(Math.round(rows[k].lat * 1e5) / 1e5);
    assert.ok(Math.abs(y[k] - exact) * zoom18 < 0.1, String(rows[k].lat));
  }
});

test("a bubble at the edge of the view lists the incidents that it counts", () => {
  const rows = Array.from({ length: 5000 }, (_, k) => ({ day: 0, lat: 45 + (k % 70) / 10, lon: 25 + (k % 130) / 10 }));
  const half = { ...everything, right: 30.05 / 360 + 0.5 };
  const { groups } = gathered(rows, 256 * 2 ** 5, half);
  assert.ok(groups.length > 1);
  for (const group of groups) assert.equal(group.rows.length, group.count);
});

test("no incident is lost in the grid of large maps", () => {
  const rows = Array.from({ length: 5000 }, (_, k) => ({ day: 0, lat: 45 + (k % 70) / 10, lon: 25 + (k % 130) / 10 }));
  const { groups, dots } = gathered(rows, 256 * 2 ** 5);
  assert.equal(dots, false);
  assert.equal(groups.reduce((sum, group) => sum + group.count, 0), 5000);
  assert.equal(groups.reduce((sum, group) => sum + group.rows.length, 0), 5000);
  for (const a of groups) {
    for (const b of groups) {
      const apart = Math.hypot(a.x - b.x, a.y - b.y);
      if (a !== b) assert.ok(apart >= geomap.bubbleRadius(a.count) + geomap.bubbleRadius(b.count));
    }
  }
});
