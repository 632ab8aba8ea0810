// What is shown, to take away: GeoJSON, CSV, pictures of the view.
(function (geomap) {
  "use strict";

  const { el, t } = geomap;

  // A spreadsheet runs a cell that begins like a formula; an apostrophe before it makes it text.
  geomap.csvCell = function (value) {
    if (value == null) return "";
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    let text = typeof value === "object" ? JSON.stringify(value) : String(value);
    if (/^[=+\-@\t\r]/.test(text)) text = "'" + text;
    return /[",\n\r]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  };

  geomap.csvLine = (values) => values.map(geomap.csvCell).join(",") + "\r\n";

  // The shape of an incident as GeoJSON; null where it is listed only.
  geomap.geometryOf = function (data, row, card) {
    const code = data.columns.column("area")[row];
    if (code) return areaGeometry(data.areas[code - 1]);
    if (card.lat == null || card.geo_precision === "country") return null;
    return { type: "Point", coordinates: [card.lon, card.lat] };
  };

  function areaGeometry({ line, parts }) {
    const shapes = line ? parts.map((part) => part[0]) : parts;
    const kind = line ? "LineString" : "Polygon";
    return shapes.length === 1
      ? { type: kind, coordinates: shapes[0] }
      : { type: "Multi" + kind, coordinates: shapes };
  }

  // Pieces of a file, so that a long export is never one string.
  geomap.geojsonParts = async function (data, rows) {
    const parts = ['{"type":"FeatureCollection","features":[\n'];
    await data.cards.each(rows, (card, row) => {
      const feature = { type: "Feature", id: card.incident_id,
        geometry: geomap.geometryOf(data, row, card), properties: card };
      parts.push((parts.length > 1 ? ",\n" : "") + JSON.stringify(feature));
    });
    parts.push("\n]}\n");
    return parts;
  };

  geomap.csvParts = async function (data, rows) {
    const names = data.meta.fields;
    const parts = ["\ufeff" + geomap.csvLine(names)];
    await data.cards.each(rows, (card) => {
      parts.push(geomap.csvLine(names.map((name) => card[name])));
    });
    return parts;
  };

  // actions: {rows(), caption(), data, map}; the tab with the buttons.
  geomap.exportPanel = function ({ data, map, rows, caption }) {
    const status = el("p", { class: "gm-muted", role: "status" });
    const save = (label, name, type, make) => geomap.button(label, async (event) => {
      event.target.disabled = true;
      status.textContent = t("export.working");
      try {
        geomap.download(name, type, await make());
        status.textContent = t("export.done", { name });
      } catch (error) {
        status.textContent = t("export.failed", { reason: error.message });
      }
      event.target.disabled = false;
    }, { class: "gm-wide" });
    return el("section", { class: "gm-export" },
      el("h2", { class: "gm-heading" }, t("export.title")), el("p", { class: "gm-muted" }, t("export.note")),
      save(t("export.geojson"), "incidents.geojson", "application/geo+json",
        () => geomap.geojsonParts(data, rows())),
      save(t("export.csv"), "incidents.csv", "text/csv", () => geomap.csvParts(data, rows())),
      save(t("export.png"), "map.png", "image/png", () => geomap.pngOf(map, caption())),
      save(t("export.svg"), "map.svg", "image/svg+xml", () => [geomap.svgOf(map, caption())]),
      geomap.button(t("export.print"), () => window.print(), { class: "gm-wide" }), status);
  };
})((globalThis.geomap = globalThis.geomap || {}));
