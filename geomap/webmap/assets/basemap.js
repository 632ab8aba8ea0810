// The map under the incidents, drawn on canvas from the data block "geomap-basemap".
const geomapBasemap = (function () {
  "use strict";

  const PALETTES = {
    light: {
      sea: "#cfdfe8", land: "#f1eee7", home: "#fbf9f3", around: "#f1eee7",
      border: "#8f8979", homeBorder: "#6f6a5d", region: "#cbc4b5", coast: "#9db8c8",
      river: "#a5c6da", halo: "rgba(255,255,255,.9)", place: "#3a3f45", dot: "#5b6168",
      country: "#8b8475", sea_text: "#5f8ba6",
    },
    dark: {
      sea: "#17222c", land: "#232b33", home: "#2d363f", around: "#232b33",
      border: "#6d7883", homeBorder: "#94a0ab", region: "#46515b", coast: "#3d5568",
      river: "#34536b", halo: "rgba(20,27,33,.9)", place: "#d6dde3", dot: "#aab4bd",
      country: "#8e99a3", sea_text: "#6f9ab5",
    },
  };
  const HOME = "UKR";
  const LANGUAGES = { en: 1, uk: 2, ru: 3 }; // position of the name in a label

  const FINE = 0.8; // pixels: points closer than this to the last one are left out

  function bytesOf(text) {
    return Uint8Array.fromBase64
      ? Uint8Array.fromBase64(text)
      : Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  }

  async function readBlock(id) {
    const block = document.getElementById(id);
    const inflate = new DecompressionStream("gzip");
    const writer = inflate.writable.getWriter();
    writer.write(bytesOf(block.textContent)).then(() => writer.close()).catch(() => {});
    block.remove();
    return new Response(inflate.readable).json();
  }

  // Web-Mercator, the world being 1 wide.
  const worldX = (lon) => lon / 360 + 0.5;
  const worldY = (lat) => 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);

  // Steps from point to point -> {xy: [x, y, x, y, …] in the world, box}.
  function toLine(steps, grid) {
    const xy = new Float64Array(steps.length);
    for (let i = 0, lon = 0, lat = 0; i < steps.length; i += 2) {
      lon += steps[i];
      lat += steps[i + 1];
      xy[i] = worldX(lon / grid);
      xy[i + 1] = worldY(lat / grid);
    }
    return { xy, box: boxOf(xy) };
  }

  function boxOf(xy) {
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (let i = 0; i < xy.length; i += 2) {
      box.left = Math.min(box.left, xy[i]);
      box.right = Math.max(box.right, xy[i]);
      box.top = Math.min(box.top, xy[i + 1]);
      box.bottom = Math.max(box.bottom, xy[i + 1]);
    }
    return box;
  }

  // A ring of arc numbers -> one line; ~number is an arc taken backwards.
  function toRing(numbers, arcs) {
    const parts = numbers.map((number) => (number < 0 ? backwards(arcs[~number].xy) : arcs[number].xy));
    const xy = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((at, part) => (xy.set(part, at), at + part.length), 0);
    return { xy, box: boxOf(xy) };
  }

  function backwards(xy) {
    const out = new Float64Array(xy.length);
    for (let i = 0, j = xy.length - 2; j >= 0; i += 2, j -= 2) {
      out[i] = xy[j];
      out[i + 1] = xy[j + 1];
    }
    return out;
  }

  const meets = (a, b) => a.right >= b.left && a.left <= b.right && a.bottom >= b.top && a.top <= b.bottom;

  // view: {scale, x, y} of the canvas in pixels of the world, and its box in the world.
  function fill(g, rings, view, color) {
    g.beginPath();
    for (const { xy, box } of rings) {
      if (!meets(box, view.box)) continue;
      for (let i = 0, lastX = Infinity, lastY = Infinity; i < xy.length; i += 2) {
        const x = xy[i] * view.scale - view.x;
        const y = xy[i + 1] * view.scale - view.y;
        if (Math.abs(x - lastX) + Math.abs(y - lastY) < FINE) continue;
        if (lastX === Infinity) g.moveTo(x, y);
        else g.lineTo(x, y);
        lastX = x;
        lastY = y;
      }
      g.closePath();
    }
    g.fillStyle = color;
    g.fill("evenodd");
  }

  // Only what is in view: dashes on the way to a far end would be counted one by one.
  function stroke(g, lines, view, color, width, dash = []) {
    g.beginPath();
    for (const { xy, box } of lines) {
      if (meets(box, view.box)) traceInView(g, xy, view);
    }
    g.strokeStyle = color;
    g.lineWidth = width;
    g.setLineDash(dash);
    g.stroke();
    g.setLineDash([]);
  }

  function traceInView(g, xy, { scale, x: left, y: top, width, height }) {
    let [lastX, lastY, open] = [xy[0] * scale - left, xy[1] * scale - top, false];
    for (let i = 2; i < xy.length; i += 2) {
      const x = xy[i] * scale - left;
      const y = xy[i + 1] * scale - top;
      const near = Math.abs(x - lastX) + Math.abs(y - lastY) < FINE;
      if (near && i < xy.length - 2) continue;
      const outside = (x < 0 && lastX < 0) || (y < 0 && lastY < 0)
        || (x > width && lastX > width) || (y > height && lastY > height);
      if (!outside) {
        if (!open) g.moveTo(lastX, lastY);
        g.lineTo(x, y);
      }
      open = !outside;
      lastX = x;
      lastY = y;
    }
  }

  // A canvas that reaches beyond the map by `pad` of its size, so that a drag shows no edge.
  // Subclasses give `level` and `paint(g, view)`.
  const Sheet = L.Layer.extend({
    onAdd(map) {
      const pane = map.getPane(this.level) ?? map.createPane(this.level);
      this.canvas = L.DomUtil.create("canvas", this.className, pane);
      this.canvas.setAttribute("aria-hidden", "true");
      this.draw();
    },

    onRemove() {
      this.canvas.remove();
    },

    getEvents() {
      return { moveend: this.draw, resize: this.draw, zoom: this.follow, zoomanim: this.follow };
    },

    // While the map is zoomed the picture is stretched, as Leaflet's own layers are.
    follow({ zoom = this._map.getZoom(), center = this._map.getCenter() }) {
      if (!this.corner) return; // not drawn yet
      const corner = this._map._latLngToNewLayerPoint(this.corner, zoom, center);
      L.DomUtil.setTransform(this.canvas, corner, this._map.getZoomScale(zoom, this.zoom));
    },

    draw() {
      const map = this._map;
      const size = map.getSize();
      const [padX, padY] = [Math.round(size.x * this.pad), Math.round(size.y * this.pad)];
      const { corner, view } = this.seen(padX, padY);
      const { width, height } = view;
      const dense = Math.min(devicePixelRatio || 1, 2);
      Object.assign(this.canvas, { width: width * dense, height: height * dense }); // clears it
      Object.assign(this.canvas.style, { width: `${width}px`, height: `${height}px` });
      L.DomUtil.setTransform(this.canvas, corner, 1);
      this.zoom = view.zoom;
      this.corner = map.layerPointToLatLng(corner);
      const g = this.canvas.getContext("2d");
      g.scale(dense, dense);
      this.paint(g, view);
    },

    // The frame of the map and so many pixels around it: its corner, and the view for `paint`.
    seen(padX, padY) {
      const map = this._map;
      const size = map.getSize();
      const [width, height] = [size.x + 2 * padX, size.y + 2 * padY];
      const corner = map.containerPointToLayerPoint([-padX, -padY]);
      const { x, y } = map.getPixelOrigin().add(corner);
      const zoom = map.getZoom();
      const scale = 256 * 2 ** zoom;
      const box = { left: x / scale, top: y / scale, right: (x + width) / scale,
        bottom: (y + height) / scale };
      return { corner, view: { scale, x, y, width, height, box, zoom } };
    },

    // The same with another pen, for a file.
    drawTo(pen) {
      this.paint(pen, this.seen(0, 0).view);
    },
  });

  const Outlines = Sheet.extend({
    level: "gm-basemap",
    pad: 0.2,
    className: "leaflet-zoom-animated",

    initialize(data) {
      const arcs = data.arcs.map((steps) => toLine(steps, data.grid));
      const rings = (areas) => areas.flat().map((steps) => toLine(steps, data.grid));
      const lines = (numbers) => numbers.map((number) => arcs[number]);
      const home = new Set(data.countries[HOME].flat().map((n) => (n < 0 ? ~n : n)));
      this.countries = Object.entries(data.countries).map(([code, outline]) =>
        ({ code, rings: outline.map((numbers) => toRing(numbers, arcs)) }));
      this.around = rings(data.around);
      this.lakes = rings(data.lakes);
      this.rivers = data.rivers.map((steps) => toLine(steps, data.grid));
      this.coast = lines(data.coast);
      this.regions = lines(data.regions);
      this.borders = lines(data.borders.filter((n) => !home.has(n)));
      this.homeBorders = lines(data.borders.filter((n) => home.has(n)));
    },

    paint(g, view) {
      const { colors } = this;
      g.lineCap = g.lineJoin = "round";
      fill(g, this.around, view, colors.around);
      for (const { code, rings } of this.countries) {
        fill(g, rings, view, code === HOME ? colors.home : colors.land);
      }
      fill(g, this.lakes, view, colors.sea);
      stroke(g, this.rivers, view, colors.river, 1.4);
      stroke(g, this.coast, view, colors.coast, 0.9);
      stroke(g, this.regions, view, colors.region, 0.9, [3, 3]);
      stroke(g, this.borders, view, colors.border, 1.1);
      stroke(g, this.homeBorders, view, colors.homeBorder, 1.7);
    },
  });

  const FONTS = '"Segoe UI", system-ui, "DejaVu Sans", sans-serif';

  const isFree = (box, taken) =>
    !taken.some((b) => b[0] < box[2] && b[2] > box[0] && b[1] < box[3] && b[3] > box[1]);

  // Where the name of a place may stand, best first: [[left, middle], …]. `under` is the symbol
  // that lies over the place: [x, y, radius].
  function beside(at, width, size, under) {
    const [x, y, gap] = under ? [under[0], under[1], under[2] + 5] : [at.x, at.y, 8];
    const down = gap + size / 2;
    return [[x + gap, y], [x - gap - width, y], [x - width / 2, y - down], [x - width / 2, y + down],
      [x + gap * 0.7, y - down * 0.8], [x + gap * 0.7, y + down * 0.8],
      [x - gap * 0.7 - width, y - down * 0.8], [x - gap * 0.7 - width, y + down * 0.8]];
  }

  // The same for the name of a country or a sea.
  const above = (at, width) => [0, -12, 12].map((step) => [at.x - width / 2, at.y + step]);

  // Names, the most important first; one that would overlap a drawn one is left out.
  const Names = Sheet.extend({
    level: "gm-labels",
    pad: 0.1,
    className: "leaflet-zoom-hide",

    initialize(data, lang) {
      this.column = LANGUAGES[lang];
      this.symbols = null; // not known yet: the names wait, to be drawn once
      this.labels = data.labels.map((label) => ({
        names: label, kind: label[0], x: worldX(label[4] / data.grid), y: worldY(label[5] / data.grid),
        from: label[6], to: label[7],
      }));
    },

    setLanguage(lang) {
      const column = LANGUAGES[lang] ?? 1;
      if (column === this.column) return;
      this.column = column;
      this.draw();
    },

    draw() {
      if (this.symbols) Sheet.prototype.draw.call(this);
    },

    paint(g, { zoom, scale, x, y, box }) {
      g.lineJoin = "round";
      g.textBaseline = "middle";
      const circles = this.symbols.map((symbol) => [symbol.x * scale - x, symbol.y * scale - y, symbol.radius]);
      const taken = circles.map(([cx, cy, r]) => [cx - r, cy - r, cx + r, cy + r]);
      for (const label of this.labels) {
        if (zoom < label.from || zoom > label.to) continue;
        if (label.x < box.left || label.x > box.right || label.y < box.top || label.y > box.bottom) continue;
        this.drawLabel(g, label, { x: label.x * scale - x, y: label.y * scale - y }, zoom, taken, circles);
      }
    },

    // Keeps names clear of what lies over the map: [{x, y in the world, radius in pixels}, …].
    avoid(symbols) {
      const first = !this.symbols;
      this.symbols = symbols;
      clearTimeout(this.waiting);
      if (first) this.draw();
      else this.waiting = setTimeout(() => this._map && this.draw(), 100);
    },

    drawLabel(g, label, at, zoom, taken, circles) {
      const place = label.kind === "place";
      const large = place && label.from <= Math.max(5, zoom - 3);
      const size = place ? (large ? 13 : 11.5) : 13;
      const [, english, ukrainian, russian] = label.names;
      const name = [null, english, ukrainian, russian || ukrainian][this.column] || english;
      const text = label.kind === "country" ? name.toUpperCase() : name;
      const style = label.kind === "sea" ? "italic " : place && !large ? "" : "600 ";
      g.font = `${style}${size}px ${FONTS}`;
      g.letterSpacing = label.kind === "country" ? "2px" : "0px";
      const width = g.measureText(text).width;
      const under = place && circles.find(([x, y, r]) => Math.hypot(x - at.x, y - at.y) < r + 2);
      const spot = (place ? beside(at, width, size, under) : above(at, width))
        .find(([left, y]) => isFree([left - 3, y - size / 2 - 2, left + width + 3, y + size / 2 + 2], taken));
      if (!spot) return;
      const [left, y] = spot;
      taken.push([left - 3, y - size / 2 - 2, left + width + 3, y + size / 2 + 2]);
      if (place) taken.push([at.x - 4, at.y - 4, at.x + 4, at.y + 4]);
      const { colors } = this;
      if (place && !under) {
        g.fillStyle = colors.dot;
        g.beginPath();
        g.arc(at.x, at.y, large ? 2.6 : 2, 0, 7);
        g.fill();
      }
      g.strokeStyle = label.kind === "sea" ? "transparent" : colors.halo;
      g.lineWidth = 3;
      g.strokeText(text, left, y);
      g.fillStyle = place ? colors.place : label.kind === "sea" ? colors.sea_text : colors.country;
      g.fillText(text, left, y);
    },
  });

  function attribute(map, sources) {
    const quoted = sources.map(([name, address]) => {
      if (address === null) return name;
      const link = document.createElement("a");
      Object.assign(link, { href: address, rel: "noopener", textContent: name });
      return link.outerHTML;
    });
    map.attributionControl.addAttribution(quoted.join(" · "));
  }

  class Basemap {
    constructor(map, data, lang) {
      this.map = map;
      map.createPane("gm-basemap").style.zIndex = 150;
      map.createPane("gm-labels").style.zIndex = 250;
      this.sheets = [new Outlines(data), new Names(data, lang)];
    }

    setLanguage(lang) {
      this.sheets[1].setLanguage(lang);
    }

    avoid(symbols) {
      this.sheets[1].avoid(symbols);
    }

    paint(palette) {
      this.painted = true;
      this.map.getContainer().classList.toggle("gm-dark", palette === "dark");
      for (const sheet of this.sheets) {
        sheet.colors = PALETTES[palette];
        if (sheet._map) sheet.draw();
        else sheet.addTo(this.map);
      }
    }
  }

  // palette "auto" is that of the page, which says so with the event "geomap:theme".
  return async function (map, { palette, bounds, lang, attribution }) {
    map.fitBounds(bounds, { maxZoom: 9, padding: [24, 24], animate: false });
    attribute(map, attribution);
    if (palette === "none") return map.getContainer().classList.add("gm-plain");
    let shown = palette === "dark" ? "dark" : "light";
    let basemap = null;
    let symbols = null; // of the incidents over the map, once they are drawn
    document.addEventListener("geomap:drawn", ({ detail }) => {
      symbols = detail.symbols;
      if (basemap?.painted) basemap.avoid(symbols);
    });
    if (palette === "auto") {
      document.addEventListener("geomap:theme", ({ detail }) => {
        shown = detail.dark ? "dark" : "light";
        if (basemap?.painted) basemap.paint(shown);
      });
    }
    basemap = new Basemap(map, await readBlock("geomap-basemap"), lang);
    await new Promise(requestAnimationFrame); // with the incidents in one frame, if they are ready
    basemap.paint(shown);
    if (symbols || !globalThis.geomap) basemap.avoid(symbols ?? []); // without incidents none will come
    const page = document.documentElement;
    const follow = new MutationObserver(() => basemap.setLanguage(page.lang));
    follow.observe(page, { attributeFilter: ["lang"] });
  };
})();
