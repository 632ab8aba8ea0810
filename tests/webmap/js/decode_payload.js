// Reads a file of data blocks with the page's own decoder and prints what it found as JSON.
"use strict";

const fs = require("node:fs");
const { geomap } = require("./program.js");

async function main(file) {
  const blocks = new Map();
  for (const line of fs.readFileSync(file, "utf8").split("\n")) {
    const found = /id="([^"]+)">([^<]*)</.exec(line);
    if (found) blocks.set(found[1], found[2]);
  }
  const meta = await geomap.inflateJson(blocks.get("geomap-meta"));
  const core = await geomap.inflate(geomap.base64(blocks.get("geomap-core")));
  const areas = (await geomap.inflateJson(blocks.get("geomap-areas"))).map(geomap.decodeArea);
  const columns = new geomap.Columns(meta, core);
  const cards = new geomap.Cards(meta, async (_, number) => blocks.get("geomap-cards-" + number));
  const rows = [];
  for (let row = 0; row < meta.count; row++) {
    const values = Object.fromEntries(meta.columns.map(([name]) => [name, columns.column(name)[row]]));
    rows.push({ ...values, day: columns.day(row), card: await cards.get(row) });
  }
  process.stdout.write(JSON.stringify({ meta, areas, rows }));
}

main(process.argv[2]);
