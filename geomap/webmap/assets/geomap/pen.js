// A pen with the calls of a canvas that writes SVG, so that one program draws screen and file.
(function (geomap) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const USUAL = { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, dash: [],
    font: "10px sans-serif", textAlign: "left", textBaseline: "alphabetic", letterSpacing: "0px",
    lineJoin: "miter", lineCap: "butt", matrix: [1, 0, 0, 1, 0, 0] };
  const ANCHORS = { left: "start", start: "start", center: "middle", right: "end", end: "end" };
  const MIDDLE = 0.35; // of the size of letters: from their line to their middle

  // A Path2D does not tell its outline: whoever makes one notes it here, as text or a function.
  geomap.outlines = new WeakMap();

  // XML has no words for control characters and for half of a pair.
  const sayable = (text) => text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\ufffd");
  const short = (value) => String(Math.round(value * 100) / 100);

  geomap.svgElement = function (name, attributes = {}, text = null) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value != null) element.setAttribute(key, sayable(String(value)));
    }
    if (text != null) element.textContent = sayable(text);
    return element;
  };

  // `into`: the SVG group that the strokes go to.
  geomap.SvgPen = class {
    constructor(into) {
      this.into = into;
      this.kept = [];
      this.d = [];
      this.letters = document.createElement("canvas").getContext("2d"); // measures words
      Object.assign(this, USUAL);
    }

    save() {
      this.kept.push(Object.fromEntries(Object.keys(USUAL).map((name) => [name, this[name]])));
    }

    restore() {
      Object.assign(this, this.kept.pop());
    }

    setTransform(...matrix) {
      this.matrix = matrix;
    }

    scale(x, y) {
      const [a, b, c, d, e, f] = this.matrix;
      this.matrix = [a * x, b * x, c * y, d * y, e, f];
    }

    translate(x, y) {
      const [a, b, c, d, e, f] = this.matrix;
      this.matrix = [a, b, c, d, e + a * x + c * y, f + b * x + d * y];
    }

    rotate(angle) {
      const [a, b, c, d, e, f] = this.matrix;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      this.matrix = [a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, e, f];
    }

    setLineDash(dash) {
      this.dash = dash;
    }

    clearRect() {} // the file is new

    at(x, y) {
      const [a, b, c, d, e, f] = this.matrix;
      return `${short(a * x + c * y + e)} ${short(b * x + d * y + f)}`;
    }

    // How much larger the file draws: every scale in use is the same in x and y.
    get zoom() {
      return Math.hypot(this.matrix[0], this.matrix[1]);
    }

    beginPath() {
      this.d = [];
    }

    moveTo(x, y) {
      this.d.push("M" + this.at(x, y));
    }

    lineTo(x, y) {
      this.d.push("L" + this.at(x, y));
    }

    quadraticCurveTo(x1, y1, x, y) {
      this.d.push(`Q${this.at(x1, y1)} ${this.at(x, y)}`);
    }

    closePath() {
      this.d.push("Z");
    }

    arc(x, y, radius, from, to) {
      const turn = Math.min(Math.abs(to - from), 2 * Math.PI);
      const point = (angle) => this.at(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
      const r = short(radius * this.zoom);
      this.d.push((this.d.length ? "L" : "M") + point(from));
      // In two halves: an arc that ends where it begins would be none.
      for (const angle of [from + turn / 2, from + turn]) this.d.push(`A${r} ${r} 0 0 1 ${point(angle)}`);
    }

    rect(x, y, width, height) {
      this.moveTo(x, y);
      this.lineTo(x + width, y);
      this.lineTo(x + width, y + height);
      this.lineTo(x, y + height);
      this.closePath();
    }

    roundRect(x, y, width, height, radius) {
      const turn = Math.PI / 2;
      const corners = [[x + width - radius, y + radius, -turn], [x + width - radius, y + height - radius, 0],
        [x + radius, y + height - radius, turn], [x + radius, y + radius, 2 * turn]];
      const start = this.d.length;
      for (const [cx, cy, from] of corners) this.arc(cx, cy, radius, from, from + turn);
      this.d[start] = "M" + this.d[start].slice(1);
      this.closePath();
    }

    fill(path, rule) {
      if (typeof path === "string") [path, rule] = [null, path];
      this.trace(path, { fill: this.fillStyle, "fill-rule": rule });
    }

    stroke(path) {
      this.trace(path, { fill: "none", ...this.line(path ? 1 : this.zoom) });
    }

    line(zoom) {
      return { stroke: this.strokeStyle, "stroke-width": short(this.lineWidth * zoom),
        "stroke-dasharray": this.dash.length ? this.dash.map((part) => short(part * zoom)).join(" ") : null,
        "stroke-linejoin": this.lineJoin === "miter" ? null : this.lineJoin,
        "stroke-linecap": this.lineCap === "butt" ? null : this.lineCap };
    }

    trace(path, style) {
      const outline = path ? geomap.outlines.get(path) : this.d.join("");
      const d = typeof outline === "function" ? outline() : outline;
      if (!d) return;
      const transform = path ? `matrix(${this.matrix.map(short).join(" ")})` : null;
      this.add("path", { d, transform, ...style });
    }

    add(name, attributes, text) {
      const opacity = this.globalAlpha === 1 ? null : this.globalAlpha;
      this.into.append(geomap.svgElement(name, { ...attributes, opacity }, text));
    }

    fillRect(x, y, width, height) {
      this.beginPath();
      this.rect(x, y, width, height);
      this.fill();
    }

    strokeRect(x, y, width, height) {
      this.beginPath();
      this.rect(x, y, width, height);
      this.stroke();
    }

    measureText(text) {
      Object.assign(this.letters, { font: this.font, letterSpacing: this.letterSpacing });
      return this.letters.measureText(text);
    }

    fillText(text, x, y) {
      this.write(text, x, y, { fill: this.fillStyle });
    }

    strokeText(text, x, y) {
      this.write(text, x, y, { fill: "none", ...this.line(this.zoom) });
    }

    write(text, x, y, style) {
      const [, italic, weight, size, family] = /^(italic )?(?:(\d+|bold) )?([\d.]+)px (.*)$/.exec(this.font);
      const down = this.textBaseline === "middle" ? Number(size) * MIDDLE : 0;
      const [left, top] = this.at(x, y + down).split(" ");
      this.add("text", { x: left, y: top, "font-family": family, "font-size": short(size * this.zoom),
        "font-weight": weight, "font-style": italic ? "italic" : null,
        "text-anchor": ANCHORS[this.textAlign] === "start" ? null : ANCHORS[this.textAlign],
        "letter-spacing": parseFloat(this.letterSpacing) || null, ...style }, text);
    }

    drawImage(canvas, x, y, width = canvas.width, height = canvas.height) {
      const [left, top] = this.at(x, y).split(" ");
      this.add("image", { x: left, y: top, width: short(width * this.zoom), height: short(height * this.zoom),
        href: canvas.toDataURL("image/png") });
    }
  };
})((globalThis.geomap = globalThis.geomap || {}));
