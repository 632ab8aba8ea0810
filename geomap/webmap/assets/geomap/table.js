// Incidents as rows: the list in step with the map, and the page of those that share a place.
(function (geomap) {
  "use strict";

  const { el, t } = geomap;
  const PAGE = 50;
  const COLUMNS = (geomap.SORTS = ["date", "type", "place", "killed"]);

  // Pages through rows: {root, show(rows)}; the rows of a page are built by `build`.
  geomap.Pager = class {
    constructor(build) {
      this.build = build;
      this.page = 0;
      this.where = el("span", { class: "gm-muted" });
      this.earlier = geomap.button(geomap.lineIcon("back", 14), () => this.go(this.page - 1), { class: "gm-icon" });
      this.later = geomap.button(geomap.lineIcon("next", 14), () => this.go(this.page + 1), { class: "gm-icon" });
      this.body = el("div", {});
      this.bar = el("nav", { class: "gm-pager" }, this.earlier, this.where, this.later);
      this.root = el("div", {}, this.body, this.bar);
    }

    show(rows) {
      this.rows = rows;
      this.go(0);
    }

    go(page) {
      const last = Math.max(0, Math.ceil(this.rows.length / PAGE) - 1);
      this.page = Math.max(0, Math.min(page, last));
      const start = this.page * PAGE;
      const some = Array.from(this.rows.slice(start, start + PAGE));
      this.bar.hidden = !last;
      this.bar.setAttribute("aria-label", t("list.pages"));
      this.earlier.setAttribute("aria-label", t("list.earlier"));
      this.later.setAttribute("aria-label", t("list.later"));
      this.earlier.disabled = !this.page;
      this.later.disabled = this.page === last;
      this.where.textContent = t("list.range", { from: geomap.number(start + 1),
        to: geomap.number(start + some.length), all: geomap.number(this.rows.length) });
      this.body.replaceChildren(this.build(some));
    }
  };

  // The few facts of a row that need no card.
  geomap.RowFacts = class {
    constructor(data, filter, index) {
      Object.assign(this, { data, filter, index });
      this.precision = filter.facets.find((facet) => facet.name === "geo_precision");
      const place = data.columns.column("place");
      this.country = (row) => data.meta.places.country[place[row]];
    }

    type(row) {
      return this.filter.types[this.data.columns.column("type")[row]];
    }

    place(row) {
      const { precision, country } = this;
      if (precision.values[precision.codes[row]] === "country" && country(row)) {
        return geomap.countryName(country(row));
      }
      return this.index.label(this.data.columns.column("place")[row]);
    }

    date(row) {
      const day = this.data.columns.day(row);
      return day == null ? null : geomap.isoDay(this.data.meta.epoch, day);
    }

    number(name, row) {
      const value = this.data.columns.column(name)[row];
      return value === geomap.NOT_STATED ? null : value;
    }
  };

  // A plain list of incidents, each a button that opens its card.
  geomap.incidentList = function (facts, rows, open) {
    return el("ul", { class: "gm-rows" }, rows.map((row) => {
      const date = facts.date(row);
      return el("li", {}, el("button", { type: "button", onclick: () => open(row) },
        geomap.typeIcon(facts.type(row)),
        el("span", { class: "gm-rowtext" }, el("b", {}, t("event_types." + facts.type(row))),
          el("span", {}, facts.place(row))),
        el("time", {}, date ? geomap.dateText(date) : t("card.no_date"))));
    }));
  };

  geomap.Table = class {
    // open(row): the reader wants its card; ordered(): what the list holds or its order changed.
    constructor(facts, filter, open, ordered) {
      Object.assign(this, { facts, filter, open, ordered, sort: "date", down: true });
      this.pager = new geomap.Pager((rows) => this.build(rows));
      this.box = el("input", { type: "checkbox", onchange: () => {
        this.refresh();
        this.ordered();
      } });
      this.boxText = el("span");
      this.root = el("div", { class: "gm-list" },
        el("label", { class: "gm-name" }, this.box, this.boxText), this.pager.root);
    }

    relabel() {
      this.boxText.textContent = t("list.in_view");
    }

    // inView: rows in the map's frame, asked for only when the box is ticked.
    refresh(inView = this.inView) {
      this.inView = inView;
      const rows = this.filter.rows.slice(0, this.filter.shown);
      const visible = this.box.checked && inView ? new Set(inView()) : null;
      this.pager.show(this.sorted(visible ? rows.filter((row) => visible.has(row)) : rows));
    }

    sorted(rows) {
      const { facts, sort } = this;
      if (sort !== "date") {
        const keys = new Map();
        const key = (row) => {
          if (!keys.has(row)) keys.set(row, this.key(facts, row));
          return keys.get(row);
        };
        const words = new Intl.Collator(geomap.language);
        rows.sort((a, b) => (sort === "killed" ? key(a) - key(b) : words.compare(key(a), key(b))) || a - b);
      }
      return this.down ? rows.reverse() : rows;
    }

    key(facts, row) {
      if (this.sort === "type") return t("event_types." + facts.type(row));
      if (this.sort === "place") return facts.place(row);
      return facts.number("killed", row) ?? -1;
    }

    order(column) {
      this.down = this.sort === column ? !this.down : column === "date" || column === "killed";
      this.sort = column;
      this.refresh();
      this.ordered();
      const again = this.pager.body.querySelector(`[data-sort="${column}"]`);
      if (again) again.focus();
    }

    head(column) {
      const now = this.sort === column;
      const state = now ? (this.down ? "descending" : "ascending") : "none";
      return el("th", { scope: "col", "aria-sort": state },
        geomap.button([t("list." + column), now ? (this.down ? " ↓" : " ↑") : ""].join(""),
          () => this.order(column), { class: "gm-sort", "data-sort": column }));
    }

    build(rows) {
      if (!rows.length) return el("p", { class: "gm-muted" }, t("list.empty"));
      return el("table", { class: "gm-table" },
        el("caption", { class: "gm-hidden" }, t("list.title")),
        el("thead", {}, el("tr", {}, COLUMNS.map((column) => this.head(column)))),
        el("tbody", {}, rows.map((row) => this.line(row))));
    }

    line(row) {
      const { facts } = this;
      const date = facts.date(row);
      const killed = facts.number("killed", row);
      const name = t("event_types." + facts.type(row));
      return el("tr", { onclick: () => this.open(row) },
        el("td", { class: "gm-date" }, date || "–"),
        el("td", {}, el("span", { class: "gm-withicon" }, geomap.typeIcon(facts.type(row)), name)),
        el("td", {}, geomap.button(facts.place(row), (event) => {
          event.stopPropagation();
          this.open(row);
        }, { class: "gm-text" })),
        el("td", { class: "gm-figure" }, killed == null ? "–" : geomap.number(killed)));
    }
  };
})((globalThis.geomap = globalThis.geomap || {}));
