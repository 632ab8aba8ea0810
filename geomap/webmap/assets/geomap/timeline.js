// Time: bars stacked by layer with a brush, two handles, steps and play.
(function (geomap) {
  "use strict";

  const { el, t } = geomap;

  geomap.Timeline = class {
    // changed(final): the time span moved; final is false while it is being dragged.
    constructor(filter, changed) {
      this.filter = filter;
      this.changed = changed;
      this.days = filter.meta.days;
      this.timer = 0;
      this.canvas = el("canvas", { "aria-hidden": "true" });
      this.handles = [this.makeHandle(0), this.makeHandle(1)];
      this.chart = el("div", { class: "gm-chart" }, this.canvas, ...this.handles);
      this.label = el("output", { class: "gm-span" });
      this.root = el("section", { class: "gm-time" });
      this.root.append(this.chart, this.makeControls());
      this.listen();
      new ResizeObserver(() => {
        this.sized = true;
        this.draw();
      }).observe(this.chart);
    }

    makeControls() {
      this.playButton = geomap.button("", () => this.toggle(), { class: "gm-icon gm-play" });
      this.unit = el("select", { class: "gm-unit", onchange: () => this.changed(true) },
        el("option", { value: "1" }), el("option", { value: "7" }));
      this.back = geomap.button(geomap.lineIcon("back", 14), () => this.step(-1), { class: "gm-icon" });
      this.next = geomap.button(geomap.lineIcon("next", 14), () => this.step(1), { class: "gm-icon" });
      this.all = geomap.button("", () => this.set(0, this.days, true), { class: "gm-text" });
      this.undated = el("input", { type: "checkbox", onchange: () => {
        this.filter.undated = this.undated.checked;
        this.changed(true);
      } });
      this.undatedText = el("span");
      this.undatedLabel = el("label", { class: "gm-undated" }, this.undated, this.undatedText);
      this.undatedLabel.hidden = this.filter.meta.dated === this.filter.meta.count;
      const moving = el("span", { class: "gm-moving" }, this.back, this.playButton, this.next, this.unit);
      return el("div", { class: "gm-controls" }, moving, this.label, this.all, this.undatedLabel);
    }

    makeHandle(side) {
      return el("div", { class: "gm-handle", role: "slider", tabindex: "0",
        onkeydown: (event) => this.key(event, side) });
    }

    // Words in the reader's language.
    relabel() {
      this.root.setAttribute("aria-label", t("time.title"));
      this.handles[0].setAttribute("aria-label", t("time.from"));
      this.handles[1].setAttribute("aria-label", t("time.to"));
      this.unit.setAttribute("aria-label", t("time.step"));
      this.unit.options[0].textContent = t("time.day");
      this.unit.options[1].textContent = t("time.week");
      for (const [button, key] of [[this.back, "time.back"], [this.next, "time.next"]]) {
        button.setAttribute("aria-label", t(key));
        button.title = t(key);
      }
      this.all.textContent = t("time.all");
      const undated = this.filter.meta.count - this.filter.meta.dated;
      this.undatedText.textContent = t("time.undated", { n: geomap.number(undated) });
      this.showPlaying();
    }

    day(index) {
      return geomap.isoDay(this.filter.meta.epoch, index);
    }

    set(from, to, final) {
      this.filter.setTime(from, to);
      this.place();
      this.changed(final);
    }

    key(event, side) {
      const { from, to } = this.filter;
      const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7 };
      let move = steps[event.key];
      if (move && event.shiftKey) move *= 7;
      if (event.key === "Home") move = -this.days;
      if (event.key === "End") move = this.days;
      if (!move) return;
      event.preventDefault();
      if (side === 0) this.set(Math.min(from + move, to - 1), to, true);
      else this.set(from, Math.max(to + move, from + 1), true);
    }

    // Moves the span; a span of everything first becomes one step wide.
    step(direction) {
      const unit = Number(this.unit.value);
      let { from, to } = this.filter;
      if (to - from >= this.days) {
        from = direction > 0 ? 0 : Math.max(0, this.days - unit);
        return this.set(from, from + unit, true);
      }
      const width = to - from;
      from = Math.max(0, Math.min(from + direction * unit, this.days - width));
      this.set(from, from + width, true);
      return from + width >= this.days;
    }

    toggle() {
      if (this.timer) return this.stop();
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const { from, to } = this.filter;
      if (to >= this.days && to - from < this.days) this.set(0, to - from, true);
      this.timer = setInterval(() => this.step(1) && this.stop(), still ? 1200 : 450);
      return this.showPlaying();
    }

    stop() {
      clearInterval(this.timer);
      this.timer = 0;
      this.showPlaying();
    }

    showPlaying() {
      const key = this.timer ? "time.pause" : "time.play";
      this.playButton.replaceChildren(geomap.lineIcon(this.timer ? "pause" : "play", 14));
      this.playButton.setAttribute("aria-label", t(key));
      this.playButton.title = t(key);
    }

    listen() {
      let drag = null;
      const dayAt = (event) => {
        const box = this.canvas.getBoundingClientRect();
        return ((event.clientX - box.left) / box.width) * this.days;
      };
      this.chart.addEventListener("pointerdown", (event) => {
        if (!this.days) return;
        drag = this.startDrag(event.target, dayAt(event));
        this.chart.setPointerCapture(event.pointerId);
        this.stop();
      });
      this.chart.addEventListener("pointermove", (event) => drag && drag(dayAt(event)));
      const end = () => {
        if (drag) this.changed(true);
        drag = null;
      };
      this.chart.addEventListener("pointerup", end);
      this.chart.addEventListener("pointercancel", end);
    }

    // A handle moves its end, the span inside moves as a whole, elsewhere a new span begins.
    startDrag(target, start) {
      const { from, to } = this.filter;
      const side = this.handles.indexOf(target);
      if (side === 0) return (day) => this.set(Math.min(Math.round(day), to - 1), to, false);
      if (side === 1) return (day) => this.set(from, Math.max(Math.round(day), from + 1), false);
      if (to - from < this.days && start > from && start < to) {
        return (day) => {
          const width = to - from;
          const first = Math.round(Math.max(0, Math.min(from + day - start, this.days - width)));
          this.set(first, first + width, false);
        };
      }
      return (day) => this.set(Math.floor(Math.min(start, day)), Math.ceil(Math.max(start, day)), false);
    }

    refresh() {
      this.histogram = null;
      this.undated.checked = this.filter.undated;
      if (this.sized) this.draw(); // at first when the page is laid out
    }

    draw() {
      const { width, height } = this.chart.getBoundingClientRect();
      if (!width || !this.days) return this.place();
      const bars = Math.max(1, Math.min(this.days, Math.floor(width / 5)));
      if (!this.histogram || this.bars !== bars) {
        this.bars = bars;
        this.histogram = this.filter.histogram(bars);
      }
      this.drawBars(width, height);
      return this.place();
    }

    drawBars(width, height) {
      const { canvas, histogram, bars, filter } = this;
      const dense = Math.min(devicePixelRatio || 1, 2);
      canvas.width = width * dense;
      canvas.height = height * dense;
      const g = canvas.getContext("2d");
      g.scale(dense, dense);
      const layers = filter.layers.length;
      const total = (bar) => histogram.subarray(bar * layers, (bar + 1) * layers)
        .reduce((sum, n) => sum + n, 0);
      let highest = 1;
      for (let bar = 0; bar < bars; bar++) highest = Math.max(highest, total(bar));
      const floor = height - 14; // below: the dates
      for (let bar = 0; bar < bars; bar++) {
        let y = floor;
        const tall = total(bar);
        const grow = tall ? Math.max(3, (tall / highest) * (floor - 4)) / tall : 0;
        for (let layer = 0; layer < layers; layer++) {
          const part = histogram[bar * layers + layer] * grow;
          g.fillStyle = geomap.lineColor(geomap.config.layerColors[filter.layers[layer]]);
          g.fillRect((bar * width) / bars, y - part, Math.max(width / bars - 1, 1), part);
          y -= part;
        }
      }
      this.drawDates(g, width, height, floor);
    }

    drawDates(g, width, height, floor) {
      const style = getComputedStyle(this.root);
      g.strokeStyle = style.getPropertyValue("--gm-line");
      g.beginPath();
      g.moveTo(0, floor + 0.5);
      g.lineTo(width, floor + 0.5);
      g.stroke();
      g.fillStyle = style.getPropertyValue("--gm-muted");
      g.font = "10.5px system-ui, 'DejaVu Sans', sans-serif";
      g.textBaseline = "bottom";
      const ticks = Math.max(1, Math.min(6, Math.floor(width / 110), this.days));
      const format = this.days > 120 ? { month: "short", year: "numeric" } : { day: "numeric", month: "short" };
      for (let tick = 0; tick <= ticks; tick++) {
        const day = Math.min(this.days - 1, Math.floor((tick * this.days) / ticks));
        g.textAlign = tick === 0 ? "left" : tick === ticks ? "right" : "center";
        g.fillText(geomap.dateText(this.day(day), format), (tick * width) / ticks, height);
      }
    }

    // The handles, the veil outside the span and the words of it.
    place() {
      const { from, to } = this.filter;
      this.root.classList.toggle("gm-empty", !this.days);
      if (!this.days) {
        this.label.textContent = t("time.none");
        return;
      }
      this.all.hidden = from === 0 && to === this.days;
      const share = (day) => (day / this.days) * 100 + "%";
      this.chart.style.setProperty("--gm-from", share(from));
      this.chart.style.setProperty("--gm-to", share(to));
      const ends = [from, to - 1];
      this.handles.forEach((handle, side) => {
        handle.style.left = share(side ? to : from);
        handle.setAttribute("aria-valuemin", "0");
        handle.setAttribute("aria-valuemax", String(this.days - 1));
        handle.setAttribute("aria-valuenow", String(ends[side]));
        handle.setAttribute("aria-valuetext", geomap.dateText(this.day(ends[side])));
      });
      const [first, last] = ends.map((day) => geomap.dateText(this.day(day)));
      this.label.textContent = first === last ? first : `${first} – ${last}`;
    }
  };
})((globalThis.geomap = globalThis.geomap || {}));
