// Loads the program as the page does: every script in order, into one `geomap`.
"use strict";

const fs = require("node:fs");
const path = require("node:path");

const folder = path.join(__dirname, "../../../geomap/webmap/assets/geomap");
const order = fs.readFileSync(path.join(folder, "../../layer.py"), "utf8")
  .match(/SCRIPTS = \(([^)]*)\)/)[1].match(/\w+\.js/g);
for (const name of order) require(path.join(folder, name));

const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"));
const symbols = read("symbols.json");
const layerOf = (type) => type.startsWith("air_defence") ? "air_defence"
  : /^(strike|sea)/.test(type) ? "strikes" : /^(ground|control)/.test(type) ? "advances" : "other";

geomap.config = {
  languages: ["en", "uk", "ru"],
  labels: { en: read("en.json"), uk: read("uk.json"), ru: read("ru.json") },
  layers: Object.keys(symbols.layers),
  layerColors: symbols.layers,
  types: Object.fromEntries(Object.entries(symbols.types).map(([name, [color, shape]]) =>
    [name, { color, shape, layer: layerOf(name) }])),
  shapes: symbols.shapes,
};

// Columns from plain rows {day, type, cross, span, lat, lon, mode, facets: {name: code}}; sorted by day.
function makeColumns(rows, facets) {
  const types = Object.keys(symbols.types);
  const dated = rows.filter((row) => row.day != null).length;
  const days = dated ? Math.max(...rows.map((row) => row.day ?? 0)) + 1 : 0;
  const meta = { count: rows.length, dated, days, epoch: 19000, types, facets, columns: [], block: 4 };
  const columns = new geomap.Columns(meta, new Uint8Array(4 * days));
  for (let day = 0; day < days; day++) {
    columns.start[day + 1] = columns.start[day] + rows.filter((row) => row.day === day).length;
  }
  const put = (name, array, value) => columns.joined.set(name, array.from(rows, value));
  put("type", Uint8Array, (row) => types.indexOf(row.type ?? "strike.drone"));
  put("cross", Uint8Array, (row) => (row.cross ? 1 : 0));
  put("span", Uint16Array, (row) => row.span ?? 0);
  put("mode", Uint8Array, (row) => row.mode ?? 1);
  put("area", Uint8Array, (row) => row.area ?? 0);
  put("lat", Int32Array, (row) => Math.round((row.lat ?? 50) * 1e5));
  put("lon", Int32Array, (row) => Math.round((row.lon ?? 30) * 1e5));
  for (const { name } of facets) put("facet:" + name, Uint8Array, (row) => row.facets?.[name] ?? 0);
  return columns;
}

module.exports = { geomap, makeColumns, read };
