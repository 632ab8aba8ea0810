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

  async function readBlock(id) {
    const block = document.getElementById(id);
    const bytes = Uint8Array.from(atob(block.textContent), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  // Steps from point to point -> [lat, lon] in degrees.
  function points(steps, grid) {
    const out = [];
    for (let i = 0, x = 0, y = 0; i < steps.length; i += 2) {
      x += steps[i];
      y += steps[i + 1];
      out.push([y / grid, x / grid]);
    }
    return out;
  }

  // A ring of arc numbers -> its points; ~number is an arc taken backwards.
  function ring(numbers, arcs) {
    const out = [];
    for (const number of numbers) {
      const arc = number < 0 ? [...arcs[~number]].reverse() : arcs[number];
      for (let i = out.length ? 1 : 0; i < arc.length; i++) out.push(arc[i]);
    }
    return out;
  }

  function outlines(data, renderer, colors) {
    const group = L.layerGroup();
    const shared = { renderer, pane: "gm-basemap", interactive: false, smoothFactor: 0.7 };
    const arcs = data.arcs.map((steps) => points(steps, data.grid));
    const area = (rings, color) =>
      group.addLayer(L.polygon(rings, { ...shared, stroke: false, fillColor: color, fillOpacity: 1 }));
    const paths = (latlngs, color, weight, dashArray = null) =>
      group.addLayer(L.polyline(latlngs, { ...shared, color, weight, dashArray }));
    const lines = (numbers, ...style) => paths(numbers.map((n) => arcs[n]), ...style);

    for (const rings of data.around) area(rings.map((r) => points(r, data.grid)), colors.around);
    for (const [code, rings] of Object.entries(data.countries)) {
      area(rings.map((r) => ring(r, arcs)), code === HOME ? colors.home : colors.land);
    }
    for (const rings of data.lakes) area(rings.map((r) => points(r, data.grid)), colors.sea);
    paths(data.rivers.map((steps) => points(steps, data.grid)), colors.river, 1.4);
    lines(data.coast, colors.coast, 0.9);
    lines(data.regions, colors.region, 0.9, "3 3");
    const home = new Set(data.countries[HOME].flat().map((n) => (n < 0 ? ~n : n)));
    lines(data.borders.filter((n) => !home.has(n)), colors.border, 1.1);
    lines(data.borders.filter((n) => home.has(n)), colors.homeBorder, 1.7);
    return group;
  }

  const FONTS = '"Segoe UI", system-ui, "DejaVu Sans", sans-serif';
  const PAD = 0.1; // of the map's size on every side, so that names stay while the map is dragged

  // Names, the most important first; one that would overlap a drawn one is left out.
  const Names = L.Layer.extend({
    initialize(data, lang) {
      this.column = LANGUAGES[lang];
      this.labels = data.labels.map((label) => ({
        names: label, kind: label[0], at: L.latLng(label[5] / data.grid, label[4] / data.grid),
        from: label[6], to: label[7],
      }));
    },

    onAdd(map) {
      const pane = map.getPane("gm-labels") ?? map.createPane("gm-labels");
      pane.style.zIndex = 250;
      this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-hide", pane);
      this.canvas.setAttribute("aria-hidden", "true");
      this.draw();
    },

    onRemove() {
      this.canvas.remove();
    },

    getEvents() {
      return { moveend: this.draw, resize: this.draw };
    },

    setLanguage(lang) {
      this.column = LANGUAGES[lang] ?? 1;
      this.draw();
    },

    draw() {
      const size = this._map.getSize();
      const pad = size.multiplyBy(PAD).round();
      const whole = size.add(pad.multiplyBy(2));
      const scale = Math.min(devicePixelRatio || 1, 2);
      Object.assign(this.canvas, { width: whole.x * scale, height: whole.y * scale });
      Object.assign(this.canvas.style, { width: `${whole.x}px`, height: `${whole.y}px` });
      L.DomUtil.setPosition(this.canvas, this._map.containerPointToLayerPoint(pad.multiplyBy(-1)));
      const g = this.canvas.getContext("2d");
      g.scale(scale, scale);
      g.lineJoin = "round";
      g.textBaseline = "middle";
      const zoom = this._map.getZoom();
      const view = this._map.getBounds().pad(PAD);
      const taken = [];
      for (const label of this.labels) {
        if (zoom < label.from || zoom > label.to || !view.contains(label.at)) continue;
        this.drawLabel(g, label, this._map.latLngToContainerPoint(label.at).add(pad), zoom, taken);
      }
    },

    drawLabel(g, label, at, zoom, taken) {
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
      const left = place ? at.x + 8 : at.x - width / 2;
      const box = [place ? at.x - 4 : left - 2, at.y - size / 2 - 2, left + width + 4, at.y + size / 2 + 2];
      if (taken.some((b) => b[0] < box[2] && b[2] > box[0] && b[1] < box[3] && b[3] > box[1])) return;
      taken.push(box);
      const { colors } = this;
      if (place) {
        g.fillStyle = colors.dot;
        g.beginPath();
        g.arc(at.x, at.y, large ? 2.6 : 2, 0, 7);
        g.fill();
      }
      g.strokeStyle = label.kind === "sea" ? "transparent" : colors.halo;
      g.lineWidth = 3;
      g.strokeText(text, left, at.y);
      g.fillStyle = place ? colors.place : label.kind === "sea" ? colors.sea_text : colors.country;
      g.fillText(text, left, at.y);
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
      Object.assign(this, { map, outlines: null });
      map.createPane("gm-basemap").style.zIndex = 150;
      this.data = data;
      this.renderer = L.canvas({ pane: "gm-basemap", padding: 0.4 });
      this.names = new Names(data, lang);
    }

    paint(palette) {
      this.map.getContainer().classList.toggle("gm-dark", palette === "dark");
      this.outlines?.remove();
      this.outlines = outlines(this.data, this.renderer, PALETTES[palette]).addTo(this.map);
      this.names.colors = PALETTES[palette];
      this.names.addTo(this.map).draw();
    }
  }

  // palette "auto" is that of the page, which says so with the event "geomap:theme".
  return async function (map, { palette, bounds, lang, attribution }) {
    map.fitBounds(bounds, { maxZoom: 9, padding: [24, 24], animate: false });
    attribute(map, attribution);
    if (palette === "none") return map.getContainer().classList.add("gm-plain");
    let shown = palette === "dark" ? "dark" : "light";
    let basemap = null;
    if (palette === "auto") {
      document.addEventListener("geomap:theme", ({ detail }) => {
        shown = detail.dark ? "dark" : "light";
        basemap?.paint(shown);
      });
    }
    basemap = new Basemap(map, await readBlock("geomap-basemap"), lang);
    basemap.paint(shown);
    const page = document.documentElement;
    const follow = new MutationObserver(() => basemap.names.setLanguage(page.lang));
    follow.observe(page, { attributeFilter: ["lang"] });
  };
})();
