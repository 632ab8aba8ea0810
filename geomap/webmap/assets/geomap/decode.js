// Reads the payload that geomap/webmap/payload.py wrote: base64 -> gzip -> typed columns, areas, cards.
(function (geomap) {
  "use strict";

  geomap.base64 = function (text) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  };

  geomap.inflate = async function (bytes) {
    const stream = new DecompressionStream("gzip");
    const writer = stream.writable.getWriter();
    writer.write(bytes).then(() => writer.close()).catch(() => {}); // the reader hears of it
    return new Uint8Array(await new Response(stream.readable).arrayBuffer());
  };

  geomap.inflateJson = async function (text) {
    return JSON.parse(new TextDecoder().decode(await geomap.inflate(geomap.base64(text))));
  };

  const ARRAYS = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array };
  const SIGNED = new Set(["lat", "lon"]);
  geomap.NO_COORDINATE = -(2 ** 31);
  geomap.NOT_STATED = 0xffff;
  geomap.DEGREE = 1e5;
  const AREA_DEGREE = 1e4;
  const FIRST_CODE = 93;

  function joinPlanes(bytes, offset, count, width, signed) {
    if (width === 1) return bytes.subarray(offset, offset + count);
    const column = signed ? new Int32Array(count) : new ARRAYS[width](count);
    const out = new Uint8Array(column.buffer);
    for (let plane = 0; plane < width; plane++) {
      const from = bytes.subarray(offset + plane * count, offset + (plane + 1) * count);
      for (let i = 0, j = plane; i < count; i++, j += width) out[j] = from[i];
    }
    return column;
  }

  // Columns are joined when they are first asked for: most of a page never needs all of them.
  geomap.Columns = class {
    constructor(meta, bytes) {
      this.meta = meta;
      this.count = meta.count;
      this.bytes = bytes;
      this.offsets = new Map();
      this.joined = new Map();
      let offset = 0;
      for (const [name, width] of meta.columns) {
        this.offsets.set(name, [offset, width]);
        offset += width * meta.count;
      }
      const perDay = joinPlanes(bytes, offset, meta.days, 4, false);
      this.start = new Uint32Array(meta.days + 1); // first row of each day, then the end
      for (let day = 0; day < meta.days; day++) this.start[day + 1] = this.start[day] + perDay[day];
    }

    column(name) {
      if (!this.joined.has(name)) {
        const [offset, width] = this.offsets.get(name);
        const joined = joinPlanes(this.bytes, offset, this.count, width, SIGNED.has(name));
        if (SIGNED.has(name)) this.addPlaces(joined, this.meta.places[name]);
        this.joined.set(name, joined);
      }
      return this.joined.get(name);
    }

    // Rows that are drawn as an area, in order.
    get areaRows() {
      if (!this.rowsWithArea) {
        const code = this.column("area");
        this.rowsWithArea = [];
        for (let row = 0; row < this.count; row++) if (code[row]) this.rowsWithArea.push(row);
      }
      return this.rowsWithArea;
    }

    // Coordinates are written as the way from those of the place.
    addPlaces(column, degrees) {
      const origins = Int32Array.from(degrees, (value) => Math.round(value * geomap.DEGREE));
      const codes = this.column("place");
      for (let row = 0; row < column.length; row++) {
        if (column[row] !== geomap.NO_COORDINATE) column[row] += origins[codes[row]];
      }
    }

    // Day of a row, counted from meta.epoch; null for rows without a date.
    day(row) {
      if (row >= this.meta.dated) return null;
      let low = 0;
      let high = this.meta.days - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (this.start[middle] <= row) low = middle;
        else high = middle - 1;
      }
      return low;
    }
  };

  geomap.decodeArea = function (area) {
    const parts = area.parts.map((rings) =>
      rings.map((steps) => {
        let lon = 0;
        let lat = 0;
        const ring = [];
        for (let i = 0; i < steps.length; i += 2) {
          lon += steps[i];
          lat += steps[i + 1];
          ring.push([lon / AREA_DEGREE, lat / AREA_DEGREE]);
        }
        return ring;
      }),
    );
    return { line: area.line, parts };
  };

  // A block holds columns, see cards.py; the page wants records, without what is null.
  geomap.joinRecords = function (block) {
    const records = Array.from({ length: block.rows }, () => ({}));
    for (const [name, cells] of Object.entries(block.columns)) {
      const take = Array.isArray(cells) ? (i) => cells[i]
        : cells.codes ? (i) => cells.values[cells.codes.charCodeAt(i) - FIRST_CODE] : () => cells.every;
      records.forEach((record, i) => {
        const value = take(i);
        if (value !== null) record[name] = value;
      });
    }
    return records;
  };

  const waiting = new Map(); // blocks asked for from sidecar scripts
  geomap.receive = function (number, text) {
    const resolve = waiting.get(number);
    waiting.delete(number);
    if (resolve) resolve(text);
  };

  // The full records, block by block; the last few blocks are kept.
  geomap.Cards = class {
    constructor(meta, read = geomap.readBlock) {
      this.meta = meta;
      this.read = read;
      this.kept = new Map();
      this.blocks = Math.ceil(meta.count / meta.block);
    }

    block(number) {
      let cards = this.kept.get(number);
      this.kept.delete(number);
      cards = cards || this.read(this.meta, number).then(geomap.inflateJson).then(geomap.joinRecords);
      this.kept.set(number, cards);
      cards.catch(() => this.kept.delete(number));
      if (this.kept.size > 16) this.kept.delete(this.kept.keys().next().value);
      return cards;
    }

    async get(row) {
      const number = Math.floor(row / this.meta.block);
      return (await this.block(number))[row - number * this.meta.block];
    }

    // Calls visit(card, row) for the rows in order; rows must be sorted.
    async each(rows, visit) {
      let number = -1;
      let cards = null;
      for (const row of rows) {
        const wanted = Math.floor(row / this.meta.block);
        if (wanted !== number) {
          number = wanted;
          cards = await this.block(number);
        }
        if (visit(cards[row - number * this.meta.block], row) === false) return;
      }
    }
  };

  // The cards stand behind the program, which has drawn the map when the last of them is read.
  async function readInline(number) {
    if (document.readyState === "loading") {
      await new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }));
    }
    return document.getElementById("geomap-cards-" + number).textContent;
  }

  geomap.readBlock = function (meta, number) {
    if (meta.text_dir == null) return readInline(number);
    return new Promise((resolve, reject) => {
      waiting.set(number, resolve);
      const script = document.createElement("script");
      script.src = encodeURIComponent(meta.text_dir) + "/" + number + ".js";
      script.onload = () => script.remove();
      script.onerror = () => {
        waiting.delete(number);
        reject(new Error(script.src));
      };
      document.head.append(script);
    });
  };

  geomap.readPage = async function () {
    const take = (id) => {
      const element = document.getElementById(id);
      const text = element.textContent;
      element.remove();
      return text;
    };
    const [labels, core, meta, areas] = await Promise.all([
      geomap.inflateJson(take("geomap-labels")),
      geomap.inflate(geomap.base64(take("geomap-core"))),
      geomap.inflateJson(take("geomap-meta")),
      geomap.inflateJson(take("geomap-areas")),
    ]);
    geomap.config.labels = labels;
    geomap.config.areas = meta.areas;
    return {
      meta,
      columns: new geomap.Columns(meta, core),
      areas: areas.map(geomap.decodeArea),
      cards: new geomap.Cards(meta),
    };
  };
})((globalThis.geomap = globalThis.geomap || {}));
