// The view as a picture: PNG from the canvases as they are, SVG drawn anew with another pen.
(function (geomap) {
  "use strict";

  const { el } = geomap;
  const MARGIN = 44; // pixels below the picture: what it shows, and whom the map is owed to
  const FONT = "system-ui, 'DejaVu Sans', sans-serif";

  // What stands below a picture: [[text, size, colour, y from the map's edge], …].
  function footLines(map, caption) {
    const credits = map.getContainer().querySelector(".leaflet-control-attribution");
    return [[caption, 12, "#1d2530", 15], [credits ? credits.textContent : "", 10, "#55616d", 32]];
  }

  const ground = (map) => getComputedStyle(map.getContainer()).backgroundColor;

  // The map's canvases from the lowest pane up.
  function stacked(container) {
    const level = (canvas) => Number(getComputedStyle(canvas.closest(".leaflet-pane")).zIndex) || 0;
    return [...container.querySelectorAll("canvas")]
      .filter((canvas) => canvas.width && canvas.height)
      .sort((a, b) => level(a) - level(b));
  }

  // A canvas at the place where it is seen.
  function drawAsSeen(g, canvas, corner) {
    const box = canvas.getBoundingClientRect();
    g.globalAlpha = Number(getComputedStyle(canvas).opacity);
    g.drawImage(canvas, box.left - corner.left, box.top - corner.top, box.width, box.height);
    g.globalAlpha = 1;
  }

  geomap.pngOf = function (map, caption) {
    const size = map.getSize();
    const dense = Math.min(devicePixelRatio || 1, 2);
    const canvas = el("canvas", { width: size.x * dense, height: (size.y + MARGIN) * dense });
    const g = canvas.getContext("2d");
    g.scale(dense, dense);
    g.fillStyle = ground(map);
    g.fillRect(0, 0, size.x, size.y);
    const container = map.getContainer();
    const corner = container.getBoundingClientRect();
    for (const layer of stacked(container)) drawAsSeen(g, layer, corner);
    g.fillStyle = "#fff";
    g.fillRect(0, size.y, size.x, MARGIN);
    g.textBaseline = "middle";
    for (const [text, letters, color, y] of footLines(map, caption)) {
      g.fillStyle = color;
      g.font = `${letters}px ${FONT}`;
      g.fillText(text, 10, size.y + y, size.x - 20);
    }
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  };

  // The view as an SVG element. Layers with `drawTo(pen)` are drawn as lines and letters, others as images.
  geomap.svgView = function (map, caption) {
    const { x: width, y: height } = map.getSize();
    const make = geomap.svgElement;
    const svg = make("svg", { viewBox: `0 0 ${width} ${height + MARGIN}`, width, height: height + MARGIN,
      role: "img", lang: geomap.language });
    const view = make("svg", { width, height, overflow: "hidden" });
    svg.append(make("title", {}, caption), make("rect", { width: "100%", height: "100%", fill: "#fff" }), view);
    view.append(make("rect", { width, height, fill: ground(map) }));
    const drawn = new Map();
    map.eachLayer((layer) => layer.canvas && layer.drawTo && drawn.set(layer.canvas, layer));
    const container = map.getContainer();
    const corner = container.getBoundingClientRect();
    for (const canvas of stacked(container)) {
      const group = make("g");
      view.append(group);
      const pen = new geomap.SvgPen(group);
      const layer = drawn.get(canvas);
      if (layer) layer.drawTo(pen);
      else drawAsSeen(pen, canvas, corner);
    }
    for (const [text, letters, fill, y] of footLines(map, caption)) {
      svg.append(make("text", { x: 10, y: height + y + 4, fill, "font-size": letters, "font-family": FONT }, text));
    }
    return svg;
  };

  geomap.svgOf = (map, caption) =>
    new XMLSerializer().serializeToString(geomap.svgView(map, caption)) + "\n";
})((globalThis.geomap = globalThis.geomap || {}));
