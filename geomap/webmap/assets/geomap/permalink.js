// The whole state of the view as the part of the address after "#", and back.
(function (geomap) {
  "use strict";

  const PLAIN = ["query", "incident", "row", "tab", "sort", "lang", "theme", "panel", "moves",
    "launch", "inview", "step", "group"];
  const NONE = "-"; // the value "not stated"

  // Names what is on or what is off, whichever is shorter: "only:RU" or "not:UA,other".
  function writeChoice(on, names, usual) {
    if (on.every((value, k) => value === usual[k])) return null;
    const pick = (wanted) => names.filter((_, k) => !!on[k] === wanted);
    const [shown, hidden] = [pick(true), pick(false)];
    const list = (values) => values.map((name) => encodeURIComponent(name ?? NONE)).join(",");
    return shown.length <= hidden.length ? "only:" + list(shown) : "not:" + list(hidden);
  }

  function readChoice(text, names, usual) {
    const match = /^(only|not):(.*)$/.exec(text || "");
    if (!match) return Uint8Array.from(usual);
    const listed = new Set(match[2].split(",").map(safeDecode));
    const base = match[1] === "only" ? 1 : 0;
    return Uint8Array.from(names, (name) => (listed.has(name ?? NONE) ? base : 1 - base));
  }

  function safeDecode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  geomap.isoDay = (epoch, day) => new Date((epoch + day) * 864e5).toISOString().slice(0, 10);
  geomap.dayOf = (epoch, iso) => Math.round(Date.parse(iso + "T00:00:00Z") / 864e5) - epoch;

  // view: {zoom, lat, lon} and the keys of PLAIN.
  geomap.writeHash = function (filter, view) {
    const { meta } = filter;
    const hash = new URLSearchParams();
    const set = (key, value) => value != null && value !== "" && hash.set(key, value);
    set("map", [view.zoom, view.lat.toFixed(5), view.lon.toFixed(5)].join("/"));
    const ones = (array) => array.map(() => 1);
    set("layers", writeChoice([...filter.layerOn], filter.layers, ones(filter.layers)));
    set("types", writeChoice([...filter.typeOn], filter.types, ones(filter.types)));
    for (const facet of filter.facets) {
      set(facet.name, writeChoice([...facet.on], facet.values, geomap.defaultFacet(facet)));
    }
    if (filter.from > 0) set("from", geomap.isoDay(meta.epoch, filter.from));
    if (filter.to < meta.days) set("to", geomap.isoDay(meta.epoch, filter.to - 1));
    if (!filter.undated) set("undated", "0");
    for (const key of PLAIN) {
      set(key, view[key]);
    }
    return "#" + hash.toString();
  };

  // Sets the filter and returns the rest of the state; what the hash does not say is the default.
  geomap.readHash = function (text, filter) {
    const hash = new URLSearchParams(text.replace(/^#/, ""));
    const { meta } = filter;
    filter.reset();
    const ones = (array) => array.map(() => 1);
    filter.layerOn = readChoice(hash.get("layers"), filter.layers, ones(filter.layers));
    filter.typeOn = readChoice(hash.get("types"), filter.types, ones(filter.types));
    for (const facet of filter.facets) {
      facet.on = readChoice(hash.get(facet.name), facet.values, geomap.defaultFacet(facet));
    }
    const day = (key, usual) => {
      const value = geomap.dayOf(meta.epoch, hash.get(key));
      return Number.isFinite(value) ? value : usual;
    };
    filter.setTime(day("from", 0), day("to", meta.days - 1) + 1);
    filter.undated = hash.get("undated") !== "0";
    const view = {};
    for (const key of PLAIN) {
      view[key] = hash.get(key);
    }
    return { ...view, theme: geomap.readTheme(text), ...geomap.readPlace(text) };
  };

  geomap.readTheme = function (text) {
    const theme = new URLSearchParams(text.replace(/^#/, "")).get("theme");
    return theme === "light" || theme === "dark" ? theme : null;
  };

  // {zoom, lat, lon} of the address, or null.
  geomap.readPlace = function (text) {
    const place = (new URLSearchParams(text.replace(/^#/, "")).get("map") || "").split("/").map(Number);
    if (place.length !== 3 || !place.every(Number.isFinite)) return null;
    const [zoom, lat, lon] = place;
    return { zoom, lat, lon };
  };
})((globalThis.geomap = globalThis.geomap || {}));
