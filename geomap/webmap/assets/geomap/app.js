// Puts the parts together on one Leaflet map.
(function (geomap) {
  "use strict";

  const { el, t } = geomap;
  const MANY = 200000; // incidents: above, counts and lists follow a moment after the map
  const NARROW = 720; // pixels: below, the panel is a sheet at the bottom

  // bounds: [[south, west], [north, east]] of the incidents, or null.
  geomap.start = async function (map, { lang, bounds }) {
    geomap.language = lang;
    applyTheme(geomap.readTheme(location.hash));
    firstView(map, bounds); // both before anything is painted, so that the base map is painted once
    let data;
    try {
      data = await geomap.readPage();
    } catch (error) {
      const reason = t("error.page", { reason: String(error) });
      document.body.append(el("p", { class: "gm-error", role: "alert" }, reason));
      throw error;
    }
    const app = new App(map, data);
    geomap.app = app;
    app.open(lang);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    geomap.ready = performance.now(); // the first picture
    app.opening = false;
    app.follow();
    document.documentElement.dataset.geomap = "ready";
  };

  // theme: "light", "dark" or null for what the system says. The base map hears of changes only.
  function applyTheme(theme) {
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    if (dark === geomap.dark) return;
    geomap.dark = dark;
    document.dispatchEvent(new CustomEvent("geomap:theme", { detail: { dark } }));
  }

  // What the address says, else every incident, clear of where panel and timeline will be.
  function firstView(map, bounds) {
    const view = geomap.readPlace(location.hash);
    if (view) return map.setView([view.lat, view.lon], view.zoom, { animate: false });
    if (!bounds) return map;
    const wide = innerWidth > NARROW;
    const padding = wide
      ? { paddingTopLeft: [50, 40], paddingBottomRight: [380, 150] }
      : { paddingTopLeft: [24, 120], paddingBottomRight: [24, 100] };
    return map.fitBounds(bounds, { ...padding, maxZoom: 8, animate: false });
  }

  class App {
    constructor(map, data) {
      Object.assign(this, { map, data, tab: "layers", query: "", incident: null, theme: null, later: 0,
        opening: true, listed: [] });
      this.filter = new geomap.Filter(data.columns, geomap.config);
      this.index = new geomap.PlaceIndex(data.meta.places);
      this.facts = new geomap.RowFacts(data, this.filter, this.index);
      this.layer = geomap.makeLayer(data, this.filter);
      this.legend = new geomap.Legend(this.filter, () => this.apply(),
        { get: () => this.layer.moving, set: (on) => this.setMoving(on) });
      this.timeline = new geomap.Timeline(this.filter, (final) => this.moveTime(final));
      this.search = new geomap.Search(this.index, {
        place: (code) => this.goToPlace(code), words: (text) => this.findWords(text) });
      this.table = new geomap.Table(this.facts, this.filter, (row) => this.show(row), () => this.remember());
      this.summary = new geomap.Summary(this.facts, this.filter, {
        region: (code) => this.onlyRegion(code), day: (day) => this.timeline.set(day, day + 1, true) });
      this.review = new geomap.Review({
        changed: () => this.tab === "save" && !this.incidentRows && this.fill({ fresh: true }),
        pickPlace: () => this.pickPlace() });
      this.build();
    }

    build() {
      this.title = el("h1", {}, this.data.meta.title);
      this.count = el("p", { class: "gm-shown", role: "status" });
      this.beside = geomap.button("", () => this.openListed(), { class: "gm-text gm-beside" });
      this.body = el("div", { class: "gm-body", role: "tabpanel", id: "gm-body", tabindex: "-1" });
      this.tabs = el("div", { class: "gm-tabs", role: "tablist" });
      this.tools = el("div", { class: "gm-tools" });
      this.fold = geomap.button(geomap.lineIcon("menu"), () => this.togglePanel(),
        { class: "gm-icon gm-fold", "aria-controls": "gm-panel" });
      this.panel = el("aside", { class: "gm-panel", id: "gm-panel" },
        el("header", {}, el("div", { class: "gm-head" }, this.title, this.fold), this.count, this.beside),
        this.search.root, this.tabs, this.body, this.tools);
      this.tip = el("div", { class: "gm-tip", "aria-hidden": "true" });
      this.tip.hidden = true;
      document.body.append(this.panel, this.timeline.root, this.tip);
      document.body.classList.add("gm-on");
      const sized = new ResizeObserver(() => this.measure()); // calls at once, too
      sized.observe(this.panel);
      sized.observe(this.timeline.root);
    }

    // The map's own controls keep clear of panel and timeline.
    measure() {
      const { style } = document.body;
      style.setProperty("--gm-sheet", this.panel.offsetHeight + "px");
      style.setProperty("--gm-timebar", this.timeline.root.offsetHeight + "px");
    }

    open(lang) {
      this.readAddress(lang, true);
      this.layer.addTo(this.map); // last, so that it is drawn once
      this.map.on("click", (event) => this.click(event));
      this.map.on("mousemove", (event) => this.hover(event));
      this.map.on("mouseout", () => (this.tip.hidden = true));
      this.map.on("moveend", () => {
        this.remember();
        if (this.tab === "list" && this.table.box.checked) this.table.refresh();
      });
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
        this.setTheme(this.theme);
        this.legend.rebuild();
        this.apply({ quiet: true });
      });
      geomap.watchPrinting(this);
      addEventListener("hashchange", () => this.readAddress(lang, false));
      addEventListener("keydown", (event) => event.key === "Escape" && this.incidentRows && this.leaveCard());
    }

    readAddress(lang, first) {
      if (!first && location.hash === this.written) return;
      const view = geomap.readHash(location.hash, this.filter);
      const wide = innerWidth > NARROW;
      geomap.language = geomap.config.languages.includes(view.lang) ? view.lang : lang;
      this.setTheme(view.theme);
      this.tab = geomap.TABS.includes(view.tab) ? view.tab : "layers";
      document.body.classList.toggle("gm-folded", view.panel === "closed" || (!view.panel && !wide));
      const [sort, up] = (view.sort || "date").split("-");
      this.table.sort = geomap.SORTS.includes(sort) ? sort : "date";
      this.table.down = !up;
      this.table.box.checked = view.inview === "1";
      this.timeline.unit.value = view.step === "7" ? "7" : "1";
      this.query = "";
      this.incidentRows = null;
      this.incident = this.group = null;
      this.layer.selected = null;
      this.layer.moving = view.moves !== "0";
      if (!first && view.zoom != null) this.map.setView([view.lat, view.lon], view.zoom, { animate: false });
      this.relabel();
      this.apply({ quiet: true });
      if (view.query) this.findWords(view.query);
      if (view.group && !view.incident) setTimeout(() => this.openGroup(Number(view.group))); // once it is drawn
      if (view.incident) this.showId(view.incident, Number(view.row ?? NaN), view.launch === "1").catch(() => this.sayMissing());
    }

    relabel() {
      document.documentElement.lang = geomap.language;
      this.panel.setAttribute("aria-label", t("panel.title"));
      const ground = this.map.getContainer();
      ground.setAttribute("role", "region");
      ground.setAttribute("aria-label", t("map.label"));
      for (const [way, words] of [["in", t("map.zoom_in")], ["out", t("map.zoom_out")]]) {
        const control = ground.querySelector(".leaflet-control-zoom-" + way);
        control?.setAttribute("aria-label", words);
        control?.setAttribute("title", words);
      }
      this.legend.rebuild();
      this.timeline.relabel();
      this.search.relabel();
      this.table.relabel();
      this.labelFold();
      this.drawTools();
    }

    labelFold() {
      const folded = document.body.classList.contains("gm-folded");
      this.fold.setAttribute("aria-expanded", String(!folded));
      this.fold.setAttribute("aria-label", t(folded ? "panel.open" : "panel.close"));
    }

    drawTools() {
      const lang = el("select", { "aria-label": t("tools.language"), onchange: () => {
        geomap.language = lang.value;
        this.relabel();
        this.apply();
        this.tools.querySelector("select").focus();
        this.rewriteSheet();
      } }, geomap.config.languages.map((code) => el("option",
        { value: code, lang: code, selected: code === geomap.language }, t("language." + code))));
      const theme = geomap.button(geomap.lineIcon("theme"), () => {
        this.setTheme(geomap.dark ? "light" : "dark");
        this.legend.rebuild();
        this.apply();
      }, { class: "gm-icon", "aria-label": t("tools.theme"), title: t("tools.theme") });
      const reset = geomap.button(t("tools.reset"), () => {
        this.filter.reset();
        this.findWords("");
        this.apply();
      }, { class: "gm-text" });
      this.tools.replaceChildren(reset, el("span", { class: "gm-spring" }), theme, lang);
    }

    setMoving(on) {
      this.layer.moving = on;
      this.layer.redraw();
      this.remember();
    }

    setTheme(theme) {
      this.theme = theme;
      applyTheme(theme);
    }

    togglePanel() {
      document.body.classList.toggle("gm-folded");
      this.labelFold();
      this.remember();
    }

    // The filter changed: everything follows. quiet: the address stays as it is.
    apply({ quiet = false } = {}) {
      this.filter.refresh();
      this.layer.redraw();
      this.timeline.refresh();
      clearTimeout(this.later);
      if (this.data.meta.count > MANY) this.later = setTimeout(() => this.follow(), 30);
      else this.follow();
      if (!quiet) this.remember();
    }

    // Time moved: the map follows at once, counts and lists when the hand rests.
    moveTime(final) {
      this.filter.select();
      this.layer.redraw();
      this.showCount();
      clearTimeout(this.later);
      if (final && !this.timeline.timer) this.follow();
      else this.later = setTimeout(() => this.follow(), 160);
      this.remember();
    }

    // Counts and lists; of a page that opens they come after the first picture.
    follow() {
      this.timeline.place();
      this.showCount();
      if (!this.opening) {
        this.countListed();
        this.legend.refresh(this.filter.counts());
      }
      if (!this.incidentRows && (!this.opening || this.tab === "layers")) this.fill();
    }

    showCount() {
      this.count.textContent = t("panel.shown", { n: geomap.number(this.filter.shown),
        all: geomap.plural("panel.incidents", this.data.meta.count) });
    }

    shownRows(test = () => true) {
      const { rows, shown } = this.filter;
      const found = [];
      for (let j = 0; j < shown; j++) if (test(rows[j])) found.push(rows[j]);
      return found;
    }

    rowsInView() {
      const bounds = this.map.getBounds();
      const lat = this.data.columns.column("lat");
      const lon = this.data.columns.column("lon");
      return this.shownRows((row) => lat[row] !== geomap.NO_COORDINATE
        && bounds.contains([lat[row] / geomap.DEGREE, lon[row] / geomap.DEGREE]));
    }

    click(event) {
      if (document.body.classList.contains("gm-picking")) return;
      const hit = this.layer.find(event.containerPoint);
      if (!hit) return;
      const rows = hit.rows();
      if (rows.length === 1) this.show(rows[0]);
      else if (hit.places > 1 && this.map.getZoom() < 14) this.zoomTo(rows);
      else this.showGroup(rows);
    }

    hover(event) {
      const hit = this.layer.find(event.containerPoint);
      this.map.getContainer().classList.toggle("gm-over", !!hit);
      this.tip.hidden = !hit || !matchMedia("(hover: hover)").matches;
      if (this.tip.hidden) return;
      const rows = hit.count <= 500 ? hit.rows() : null;
      const place = rows && new Set(rows.map((row) => this.facts.place(row)));
      const name = place && place.size === 1 ? [...place][0] : null;
      const what = hit.count === 1 ? t("event_types." + this.facts.type(rows[0]))
        : geomap.plural("panel.incidents", hit.count);
      this.tip.replaceChildren(el("b", {}, name || ""), el("span", {}, what));
      this.tip.style.left = event.originalEvent.clientX + 14 + "px";
      this.tip.style.top = event.originalEvent.clientY + 14 + "px";
    }

    // Space that panel and timeline take from the map.
    padding() {
      const wide = innerWidth > NARROW;
      const folded = document.body.classList.contains("gm-folded");
      const right = wide && !folded ? this.panel.offsetWidth + 20 : 20;
      const time = this.timeline.root.getBoundingClientRect();
      const top = wide ? 40 : time.bottom + 24;
      const bottom = innerHeight - (wide ? time.top : this.panel.getBoundingClientRect().top) + 24;
      return { paddingTopLeft: [wide ? 50 : 24, top], paddingBottomRight: [right, bottom] };
    }

    boundsOf(rows) {
      const lat = this.data.columns.column("lat");
      const lon = this.data.columns.column("lon");
      const bounds = L.latLngBounds([]);
      for (const row of rows) {
        if (lat[row] === geomap.NO_COORDINATE) continue;
        bounds.extend([lat[row] / geomap.DEGREE, lon[row] / geomap.DEGREE]);
      }
      return bounds;
    }

    zoomTo(rows) {
      const bounds = this.boundsOf(rows);
      if (bounds.isValid()) this.map.fitBounds(bounds, { ...this.padding(), maxZoom: 13 });
    }

    goToPlace(code) {
      const { places } = this.data.meta;
      const column = this.data.columns.column("place");
      const rows = this.shownRows((row) => column[row] === code);
      if (places.lat[code] != null) {
        const zoom = Math.max(this.map.getZoom(), 10);
        this.map.setView([places.lat[code], places.lon[code]], zoom);
      }
      if (rows.length === 1) this.show(rows[0]);
      else if (rows.length) this.showGroup(rows);
      else this.sayNone(this.index.label(code));
    }

    // The place is known, but filters hide its incidents.
    sayNone(name) {
      const heading = el("h2", { tabindex: "-1" }, name);
      this.openSheet([], el("div", { class: "gm-cardbar" }, this.back()), heading,
        el("p", { class: "gm-muted" }, t("list.empty")));
      heading.focus({ preventScroll: true });
    }

    async findWords(text) {
      this.query = text.trim();
      const mine = (this.running = {});
      this.filter.words = null;
      if (this.query) {
        this.search.showWords(this.query, "0 %");
        const say = (part) => this.running === mine
          && this.search.showWords(this.query, Math.round(part * 100) + " %");
        const words = await geomap.searchWords(
          this.data.cards, this.data.meta.count, this.query, say).catch(() => null);
        if (this.running !== mine) return;
        if (!words) this.sayMissing();
        this.filter.words = words;
      } else {
        this.search.input.value = "";
      }
      this.search.showWords(this.query);
      this.apply();
    }

    onlyRegion(code) {
      const region = this.filter.facets.find((facet) => facet.name === "region");
      region.on.fill(0);
      region.on[code] = 1;
      this.apply();
    }

    pickPlace() {
      document.body.classList.add("gm-picking");
      return new Promise((resolve) => this.map.once("click", (event) => {
        document.body.classList.remove("gm-picking");
        resolve(event.latlng);
      }));
    }

    // Moves the map only if the incident would lie hidden.
    reveal(row) {
      const lat = this.data.columns.column("lat")[row];
      if (lat === geomap.NO_COORDINATE) return;
      const at = [lat / geomap.DEGREE, this.data.columns.column("lon")[row] / geomap.DEGREE];
      this.map.panInside(at, { ...this.padding(), animate: !matchMedia("(prefers-reduced-motion: reduce)").matches });
    }

    // The folder of texts beside a large map is not where it was.
    sayMissing() {
      const words = t("error.cards", { name: this.data.meta.text_dir ?? "" });
      this.openSheet([], el("div", { class: "gm-cardbar" }, this.back()),
        el("p", { class: "gm-remark", role: "alert" }, words));
    }

    // hint: the row where the incident was when the address was written.
    async showId(id, hint = NaN, launch = false) {
      const { count } = this.data.meta;
      if (hint >= 0 && hint < count && (await this.data.cards.get(hint)).incident_id === id) {
        await this.show(hint, null, launch);
        return true;
      }
      const rows = Array.from({ length: count }, (_, row) => row);
      let found = null;
      await this.data.cards.each(rows, (card, row) => {
        if (card.incident_id === id) found = row;
        return found == null;
      });
      if (found != null) await this.show(found, null, launch);
      return found != null;
    }

    // Writes the whole state into the address, a moment after the last change.
    remember() {
      clearTimeout(this.writing);
      this.writing = setTimeout(() => this.write(), 200);
    }

    write() {
      const centre = this.map.getCenter();
      const folded = document.body.classList.contains("gm-folded");
      const { sort, down } = this.table;
      this.written = geomap.writeHash(this.filter, {
        zoom: this.map.getZoom(), lat: centre.lat, lon: centre.lng, query: this.query,
        incident: this.incident, row: this.incident && this.layer.selected, tab: this.tab === "layers" ? null : this.tab,
        sort: sort === "date" && down ? null : sort + (down ? "" : "-up"),
        lang: geomap.language, theme: this.theme, moves: this.layer.moving ? null : "0",
        group: this.incidentRows ? this.group : null,
        launch: this.incident && this.layer.origins.length ? "1" : null, inview: this.table.box.checked ? "1" : null,
        step: this.timeline.unit.value === "1" ? null : this.timeline.unit.value, panel: folded ? "closed" : "open" });
      history.replaceState(null, "", this.written);
    }
  }

  Object.assign(App.prototype, geomap.viewMethods);

  // For tests and for the console.
  Object.defineProperties(geomap, {
    state: { get: () => geomap.app.filter },
    map: { get: () => geomap.app.map },
  });
  geomap.shown = () => geomap.app.filter.shown;
  geomap.open = (id) => geomap.app.showId(id);
})((globalThis.geomap = globalThis.geomap || {}));
