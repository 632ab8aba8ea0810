// The canvas over the map: areas, circles of doubt, symbols and bubbles.
(function (geomap) {
  "use strict";

  const PAD = 0.1; // of the map's size on every side, so that a pan shows no edge
  const KM = 40075.017; // length of the equator
  const TURN = 2 * Math.PI;
  const paths = new Map();

  geomap.shapePath = function (shape) {
    if (!paths.has(shape)) {
      const { path } = geomap.config.shapes[shape];
      paths.set(shape, new Path2D(path));
      geomap.outlines.set(paths.get(shape), path);
    }
    return paths.get(shape);
  };

  geomap.makeLayer = function (data, filter) {
    const IncidentCanvas = L.Layer.extend(geomap.canvasMethods);
    const layer = new IncidentCanvas();
    const points = geomap.worldPoints(data.columns);
    Object.assign(layer, {
      data, filter, selected: null, hits: [], origins: [], moving: true, points,
      counter: new geomap.CellCounter(points, filter, data.columns.column("type")),
      shapes: geomap.worldAreas(data.areas, data.columns),
      facets: Object.fromEntries(filter.facets.map((facet) => [facet.name, facet])),
      ground: document.createElement("canvas"), groundKey: null,
      colors: filter.types.map((type) => geomap.config.types[type].color),
    });
    return layer;
  };

  geomap.canvasMethods = {
    onAdd(map) {
      this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated gm-canvas", this.getPane());
      this.canvas.setAttribute("aria-hidden", "true");
      this.g = this.canvas.getContext("2d");
      this._map = map;
      this.redraw();
    },

    onRemove() {
      this.canvas.remove();
    },

    getEvents() {
      return { moveend: this.redraw, viewreset: this.redraw, resize: this.redraw,
        zoomanim: this.animate, zoom: this.follow };
    },

    // A flight, or two fingers: the picture is stretched until it is drawn anew.
    follow() {
      if (this.corner) this.animate({ zoom: this._map.getZoom(), center: this._map.getCenter() });
    },

    animate(event) {
      const scale = this._map.getZoomScale(event.zoom, this.zoom);
      const corner = this._map._latLngToNewLayerPoint(this.corner, event.zoom, event.center);
      L.DomUtil.setTransform(this.canvas, corner, scale);
    },

    // Sizes and places the canvas; returns what is in view.
    frame() {
      const map = this._map;
      const size = map.getSize();
      const zoom = map.getZoom();
      const width = Math.round(size.x * (1 + 2 * PAD));
      const height = Math.round(size.y * (1 + 2 * PAD));
      const dense = Math.min(window.devicePixelRatio || 1, 2);
      if (this.canvas.width !== width * dense || this.canvas.height !== height * dense) {
        this.canvas.width = width * dense;
        this.canvas.height = height * dense;
        this.canvas.style.width = width + "px";
        this.canvas.style.height = height + "px";
      }
      const corner = map.containerPointToLayerPoint([-size.x * PAD, -size.y * PAD]).round();
      L.DomUtil.setTransform(this.canvas, corner, 1);
      this.corner = map.layerPointToLatLng(corner);
      this.zoom = zoom;
      const origin = map.getPixelOrigin().add(corner);
      const scale = 256 * 2 ** zoom;
      this.g.setTransform(dense, 0, 0, dense, 0, 0);
      this.g.clearRect(0, 0, width, height);
      return { scale, zoom, width, height, dense, originX: origin.x, originY: origin.y,
        box: { left: origin.x / scale, top: origin.y / scale,
          right: (origin.x + width) / scale, bottom: (origin.y + height) / scale } };
    },

    redraw() {
      if (!this._map) return;
      // Bubbles and tags are light in both themes, so that the colours of types keep their contrast.
      this.surface = geomap.dark ? "#eef1f4" : "#ffffff";
      this.ink = "#1b232c";
      this.accent = geomap.dark ? "#79b4f2" : "#0b5cad";
      const view = (this.view = this.frame());
      const type = this.data.columns.column("type");
      this.hits = [];
      this.areaHits = [];
      this.gathered = geomap.gather(this.counter, view.box, view.scale);
      const labels = this.drawAreas(view);
      if (this.gathered.dots) this.drawDoubts(view);
      if (this.gathered.dots && this.moving) this.drawMoves(view);
      this.drawOrigins(view);
      for (const group of this.gathered.groups) this.drawGroup(group, view, type);
      this.drawTags(labels, view);
      this.drawSelection(view);
      this.tell(view);
    },

    // The base map moves its names out of the way.
    tell(view) {
      const symbols = this.hits.map((hit) => ({ x: (hit.x + view.originX) / view.scale,
        y: (hit.y + view.originY) / view.scale, radius: hit.radius }));
      document.dispatchEvent(new CustomEvent("geomap:drawn", { detail: { symbols } }));
    },

    // The same picture with another pen, for a file.
    drawTo(pen) {
      const own = this.g;
      this.g = pen;
      this.redraw();
      this.g = own;
      const { dense } = this.view;
      const { x, y } = this._map.latLngToContainerPoint(this.corner);
      pen.into.setAttribute("transform", `translate(${x} ${y}) scale(${1 / dense})`);
      this.redraw(); // what lies under the pointer is found by the last drawing
    },

    pixel(row, view) {
      return { x: this.points.x[row] * view.scale - view.originX, y: this.points.y[row] * view.scale - view.originY };
    },

    drawMoves(view) {
      const { from, to } = this.filter;
      for (const { from: start, to: end, side, day } of geomap.findMoves(this, view.box)) {
        const age = Math.min(1, Math.max(0, (to - 1 - day) / Math.max(1, to - from - 1)));
        geomap.drawArrow(this.g, this.pixel(start, view), this.pixel(end, view),
          { side, age, surface: this.surface });
      }
    },

    // Outlines first; their counts, which are returned, come on top of everything.
    drawAreas(view) {
      const { columns } = this.data;
      const chosen = this.selected == null ? 0 : columns.column("area")[this.selected];
      const labels = [];
      const areas = geomap.countAreas(this.filter, columns, this.shapes.length)
        .filter(({ index }) => geomap.areaInView(this.shapes[index], view.box));
      this.drawGround(areas, chosen - 1, view);
      for (const { index, count, main } of areas) {
        const shape = this.shapes[index];
        const rows = () => geomap.rowsOfArea(this.filter, columns, index);
        this.areaHits.push({ path: geomap.areaPath(shape, view), shape, rows, count });
        labels.push({ x: shape.x, y: shape.y, count, color: this.colors[main], rows });
      }
      this.areaHits.sort((a, b) => a.shape.size - b.shape.size);
      return labels;
    },

    // Outlines cost more than all else and seldom change while time moves: they are kept as a picture.
    drawGround(areas, chosen, view) {
      if (!areas.length) return;
      if (this.g instanceof geomap.SvgPen) return this.drawOutlines(this.g, areas, chosen, view);
      const { ground } = this;
      const key = JSON.stringify([view, geomap.dark, chosen, areas.map(({ index, main }) => [index, main])]);
      if (key !== this.groundKey) {
        this.groundKey = key;
        Object.assign(ground, { width: view.width * view.dense, height: view.height * view.dense });
        const g = ground.getContext("2d");
        g.scale(view.dense, view.dense);
        this.drawOutlines(g, areas, chosen, view);
      }
      this.g.drawImage(ground, 0, 0, view.width, view.height);
    },

    drawOutlines(g, areas, chosen, view) {
      for (const { index, main } of areas) {
        const shape = this.shapes[index];
        geomap.drawArea(g, geomap.areaPath(shape, view), shape, geomap.lineColor(this.colors[main]),
          chosen === index);
      }
    },

    // The counts of areas: tags with the words' uncertainty, unlike any symbol of a point.
    drawTags(labels, view) {
      this.g.font = "600 11px system-ui, 'DejaVu Sans', sans-serif";
      const halfWidth = (count) => this.g.measureText(geomap.number(count)).width / 2 + 6;
      const taken = this.hits.map((hit) => [hit.x, hit.y, hit.radius]);
      const tags = labels.map((label) => ({ ...label, x: label.x * view.scale - view.originX,
        y: label.y * view.scale - view.originY }));
      for (const tag of geomap.placeTags(tags, taken, halfWidth)) {
        this.drawTag(tag);
        this.hits.push({ x: tag.x, y: tag.y, radius: Math.max(tag.half, 12), count: tag.count,
          rows: () => tag.tags.flatMap((each) => each.rows()), places: tag.tags.length, area: true });
      }
    },

    drawTag({ x, y, half, count, color }) {
      const { g } = this;
      g.beginPath();
      g.roundRect(x - half, y - 9, 2 * half, 18, 4);
      g.fillStyle = this.surface;
      g.fill();
      g.setLineDash([3, 2]);
      g.strokeStyle = color;
      g.lineWidth = 1.4;
      g.stroke();
      g.setLineDash([]);
      this.writeCentred(geomap.number(count), x, y);
    },

    writeCentred(text, x, y) {
      this.g.fillStyle = this.ink;
      this.g.textAlign = "center";
      this.g.textBaseline = "middle";
      this.g.fillText(text, x, y + 0.5);
    },

    // A dashed circle where the words leave room: "near", or a district without an outline.
    drawDoubts(view) {
      const { columns } = this.data;
      const radius = columns.column("radius");
      const type = columns.column("type");
      const drawn = new Set();
      for (const row of this.gathered.rows) {
        if (radius[row] === geomap.NOT_STATED || !radius[row]) continue;
        const precision = this.precision(row);
        if (precision === "site" || precision === "settlement") continue;
        const key = [this.points.x[row], this.points.y[row], radius[row], type[row]].join();
        if (drawn.has(key)) continue;
        drawn.add(key);
        this.drawDoubt(row, radius[row] / 10, view, geomap.lineColor(this.colors[type[row]]));
      }
    },

    drawDoubt(row, km, view, color) {
      const lat = this.data.columns.column("lat")[row] / geomap.DEGREE;
      const size = (km / (KM * Math.cos((lat * Math.PI) / 180))) * view.scale;
      if (size < 7) return;
      const { g } = this;
      g.beginPath();
      g.arc(this.points.x[row] * view.scale - view.originX,
        this.points.y[row] * view.scale - view.originY, size, 0, TURN);
      g.globalAlpha = 0.08;
      g.fillStyle = color;
      g.fill();
      g.globalAlpha = 0.75;
      g.setLineDash([4, 3]);
      g.strokeStyle = color;
      g.lineWidth = 1.2;
      g.stroke();
      g.setLineDash([]);
      g.globalAlpha = 1;
    },

    precision(row) {
      return this.value("geo_precision", row);
    },

    value(facetName, row) {
      const facet = this.facets[facetName];
      return facet.values[facet.codes[row]];
    },

    drawGroup(group, view, type) {
      const x = group.x - view.originX;
      const y = group.y - view.originY;
      const hit = { x, y, radius: 11, count: group.count, places: group.places,
        rows: () => group.rows };
      if (group.count === 1) this.drawSymbol(group.first, x, y, view);
      else hit.radius = this.drawBubble(group, x, y, type);
      this.hits.push(hit);
    },

    drawSymbol(row, x, y, view) {
      const { columns } = this.data;
      const kind = geomap.config.types[this.filter.types[columns.column("type")[row]]];
      const { g } = this;
      const coarse = !["site", "settlement", "near"].includes(this.precision(row));
      if (coarse) return this.drawCoarse(x, y, kind.color);
      const hollow = geomap.config.shapes[kind.shape].hollow || this.value("realis", row) !== "actual";
      g.save();
      g.setTransform(view.dense, 0, 0, view.dense, x * view.dense, y * view.dense);
      const path = geomap.shapePath(kind.shape);
      g.lineJoin = "round";
      g.strokeStyle = "#fff";
      g.lineWidth = hollow ? 5 : 3;
      g.stroke(path);
      g.fillStyle = hollow ? "#fff" : kind.color;
      g.fill(path);
      if (hollow) {
        g.strokeStyle = kind.color;
        g.lineWidth = 2.4;
        g.stroke(path);
      }
      const side = kind.layer === "advances" && this.value("actor", row);
      if (side in geomap.sideStyles) geomap.drawSideBar(g, side);
      if (columns.column("cross")[row]) this.drawCrossBorder();
      g.restore();
      return undefined;
    },

    drawCrossBorder() {
      const { g } = this;
      g.beginPath();
      g.arc(0, 0, 10.5, 0, TURN);
      g.setLineDash([3, 2]);
      g.strokeStyle = geomap.lineColor(geomap.config.layerColors.cross_border);
      g.lineWidth = 1.6;
      g.stroke();
      g.setLineDash([]);
    },

    // A district or region whose outline is not known: its circle and a count, no symbol.
    drawCoarse(x, y, color) {
      const { g } = this;
      g.beginPath();
      g.arc(x, y, 9, 0, TURN);
      g.fillStyle = this.surface;
      g.fill();
      g.setLineDash([3, 2]);
      g.strokeStyle = color;
      g.lineWidth = 1.4;
      g.stroke();
      g.setLineDash([]);
      g.font = "600 11px system-ui, 'DejaVu Sans', sans-serif";
      this.writeCentred("1", x, y);
    },

    // A count inside a ring whose arcs are the shares of the types.
    drawBubble(group, x, y, type) {
      const { g } = this;
      const radius = geomap.bubbleRadius(group.count);
      g.beginPath();
      g.arc(x, y, radius + 1, 0, TURN);
      g.fillStyle = this.surface;
      g.fill();
      g.lineWidth = 4;
      let start = -TURN / 4;
      for (const [kind, n] of geomap.sharesByType(group, type)) {
        const end = start + (n / group.count) * TURN;
        g.beginPath();
        g.arc(x, y, radius - 2, start, end);
        g.strokeStyle = this.colors[kind];
        g.stroke();
        start = end;
      }
      g.font = `600 ${radius > 15 ? 11.5 : 10.5}px system-ui, 'DejaVu Sans', sans-serif`;
      this.writeCentred(shortNumber(group.count), x, y);
      return radius;
    },

    // Dashed lines from launch places of the open incident, where these are known. A ring with the
    // name, not a pin: weapons are launched somewhere around the place.
    drawOrigins(view) {
      const row = this.selected;
      if (row == null || !this.origins.length || !(this.points.x[row] > 0)) return;
      const to = this.pixel(row, view);
      for (const origin of this.origins) {
        geomap.drawLaunch(this.g, { x: geomap.worldX(origin.lon) * view.scale - view.originX,
          y: geomap.worldY(origin.lat) * view.scale - view.originY }, to, origin.name, this);
      }
    },

    drawSelection(view) {
      const row = this.selected;
      if (row == null || !(this.points.x[row] >= 0)) return;
      const { g } = this;
      g.beginPath();
      g.arc(this.points.x[row] * view.scale - view.originX,
        this.points.y[row] * view.scale - view.originY, 15, 0, TURN);
      g.strokeStyle = this.accent;
      g.lineWidth = 2.6;
      g.stroke();
    },

    // What lies under a point of the map: symbol, bubble or tag first, then the smallest area.
    find(containerPoint) {
      const size = this._map.getSize();
      const x = containerPoint.x + size.x * PAD;
      const y = containerPoint.y + size.y * PAD;
      let best = null;
      let least = Infinity;
      for (const hit of this.hits) {
        const distance = Math.hypot(hit.x - x, hit.y - y);
        if (distance <= hit.radius + 3 && distance < least) [best, least] = [hit, distance];
      }
      if (best) return best;
      const { g, view } = this;
      for (const area of this.areaHits) {
        g.lineWidth = 12;
        const point = [x * view.dense, y * view.dense];
        const inside = area.shape.line
          ? g.isPointInStroke(area.path, ...point)
          : g.isPointInPath(area.path, ...point, "evenodd");
        if (inside) return { rows: area.rows, count: area.count, places: 1, area: true };
      }
      return null;
    },
  };

  function shortNumber(count) {
    if (count < 1000) return String(count);
    const thousands = count / 1000;
    if (thousands < 1000) return (thousands < 10 ? thousands.toFixed(1) : Math.round(thousands)) + "k";
    return (thousands / 1000).toFixed(1) + "M";
  }
})((globalThis.geomap = globalThis.geomap || {}));
