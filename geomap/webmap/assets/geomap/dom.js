// Words and elements. All text reaches the page as text nodes, never as markup.
(function (geomap) {
  "use strict";

  geomap.language = "en";

  // A label in the reader's language; {name} is filled from `values`.
  geomap.t = function (key, values = {}) {
    const words = geomap.config.labels;
    const text = words[geomap.language][key] ?? words.en[key];
    if (text == null) return key.replace(/^\w+\./, ""); // a word of the data: shown as it is
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  };

  // A formatter of Intl takes longer to make than to use a hundred times: each is made once.
  const formats = new Map();
  function inLanguage(kind, options = {}) {
    const key = [kind, geomap.language, JSON.stringify(options)].join();
    const locale = geomap.language === "en" ? "en-GB" : geomap.language; // 5 Jun 2025
    if (!formats.has(key)) formats.set(key, new Intl[kind](locale, options));
    return formats.get(key);
  }

  // t(), with the plural form that the language wants for `count`.
  geomap.plural = function (key, count) {
    const form = inLanguage("PluralRules").select(count);
    const words = geomap.config.labels[geomap.language];
    const exact = `${key}.${form}`;
    return geomap.t(exact in words ? exact : `${key}.other`, { n: geomap.number(count) });
  };

  geomap.number = (value) => inLanguage("NumberFormat").format(value);

  const DAY = { day: "numeric", month: "short", year: "numeric" };
  geomap.dateText = function (iso, style = DAY) {
    const time = Date.parse(iso + "T00:00:00Z");
    if (!Number.isFinite(time)) return iso;
    return inLanguage("DateTimeFormat", { ...style, timeZone: "UTC" }).format(time);
  };

  // A region or district in the reader's language, where that name is known.
  geomap.areaName = (name) => geomap.config.areas?.[geomap.language]?.[name] ?? name;

  // Element with attributes ("on…" are listeners, null and false are left out) and children.
  geomap.el = function (tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value == null || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat().filter((child) => child != null && child !== ""));
    return element;
  };

  geomap.button = function (label, onclick, attributes = {}) {
    return geomap.el("button", { type: "button", onclick, ...attributes }, label);
  };

  const SVG = "http://www.w3.org/2000/svg";
  geomap.svg = function (paths, size = 14, box = "-8 -8 16 16") {
    const svg = document.createElementNS(SVG, "svg");
    const set = (element, pairs) =>
      Object.entries(pairs).forEach(([name, value]) => element.setAttribute(name, value));
    set(svg, { viewBox: box, width: size, height: size, "aria-hidden": "true", focusable: "false" });
    for (const path of paths) {
      const element = document.createElementNS(SVG, "path");
      set(element, path);
      svg.append(element);
    }
    return svg;
  };

  geomap.dark = false;

  // A line's colour on the ground of the theme: on a dark one it is mixed with white.
  geomap.lineColor = function (color) {
    if (!geomap.dark) return color;
    const parts = [1, 3, 5].map((k) => parseInt(color.slice(k, k + 2), 16));
    return `rgb(${parts.map((part) => Math.round(part * 0.55 + 255 * 0.45)).join(" ")})`;
  };

  geomap.typeIcon = function (type, size = 16) {
    const { color, shape } = geomap.config.types[type];
    const { path, hollow } = geomap.config.shapes[shape];
    return geomap.svg([
      hollow
        ? { d: path, fill: "#fff", stroke: color, "stroke-width": 2.6 }
        : { d: path, fill: color, stroke: "#fff", "stroke-width": 1 },
    ], size);
  };

  geomap.layerIcon = function (layer) {
    const color = geomap.lineColor(geomap.config.layerColors[layer]);
    if (layer === "cross_border") {
      return geomap.svg([{ d: "M-6 0A6 6 0 1 1 6 0A6 6 0 1 1 -6 0Z", fill: "none", stroke: color,
        "stroke-width": 2, "stroke-dasharray": "3 2" }]);
    }
    return geomap.svg([{ d: "M-5-6H5A1 1 0 0 1 6-5V5A1 1 0 0 1 5 6H-5A1 1 0 0 1-6 5V-5A1 1 0 0 1-5-6Z",
      fill: color }]);
  };

  const LINES = {
    close: "M-4-4L4 4M4-4L-4 4", back: "M2-5L-3 0L2 5", menu: "M-5-4H5M-5 0H5M-5 4H5",
    next: "M-2-5L3 0L-2 5", play: "M-3-5L5 0L-3 5Z", pause: "M-3-5V5M3-5V5",
    theme: "M0-5A5 5 0 1 0 5 0A4 4 0 0 1 0-5Z",
  };
  geomap.lineIcon = (name, size = 16) => geomap.svg([{ d: LINES[name], fill: "none",
    stroke: "currentColor", "stroke-width": 1.8, "stroke-linecap": "round", "stroke-linejoin": "round" }], size);

  // The address if it is one of the web, else null: javascript:, data: and file: are not links.
  geomap.webAddress = function (text) {
    try {
      const url = new URL(text);
      return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
    } catch {
      return null;
    }
  };

  geomap.outerLink = function (text, address) {
    const href = address && geomap.webAddress(address);
    if (!href) return geomap.el("span", {}, text);
    return geomap.el("a", { href, rel: "noopener noreferrer", target: "_blank" }, text);
  };

  geomap.download = function (name, type, parts) {
    const href = URL.createObjectURL(parts instanceof Blob ? parts : new Blob(parts, { type }));
    const link = geomap.el("a", { href, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
  };
})((globalThis.geomap = globalThis.geomap || {}));
