// What is shown, added up by region and by day.
(function (geomap) {
  "use strict";

  const { el, t } = geomap;
  const MOST = 60;

  // Rows of {key, incidents, killed, injured}, most incidents first; a null key is "not stated".
  geomap.sumBy = function (facts, filter, keyOf) {
    const sums = new Map();
    for (let j = 0; j < filter.shown; j++) {
      const row = filter.rows[j];
      const key = keyOf(row);
      let sum = sums.get(key);
      if (!sum) sums.set(key, (sum = { key, incidents: 0, killed: 0, injured: 0 }));
      sum.incidents++;
      sum.killed += facts.number("killed", row) || 0;
      sum.injured += facts.number("injured", row) || 0;
    }
    return [...sums.values()];
  };

  geomap.Summary = class {
    // actions: {region(code), day(day)} narrow the map to one line.
    constructor(facts, filter, actions) {
      Object.assign(this, { facts, filter, actions });
      this.root = el("div", { class: "gm-summary" });
    }

    refresh() {
      const focused = document.activeElement?.dataset?.line;
      this.rebuild();
      if (focused) this.root.querySelector(`[data-line="${CSS.escape(focused)}"]`)?.focus();
    }

    rebuild() {
      const region = this.filter.facets.find((facet) => facet.name === "region");
      const regions = geomap.sumBy(this.facts, this.filter, (row) => region.codes[row])
        .sort((a, b) => b.incidents - a.incidents || a.key - b.key);
      const { columns } = this.facts.data;
      const days = geomap.sumBy(this.facts, this.filter, (row) => columns.day(row))
        .sort((a, b) => (b.key ?? -1) - (a.key ?? -1));
      this.root.replaceChildren(
        el("p", { class: "gm-muted" }, t("summary.note")),
        this.table("summary.by_region", "facet.region", regions,
          (key) => geomap.valueLabel("region", region.values[key]), this.actions.region),
        this.table("summary.by_day", "list.date", days, (key) => this.dayName(key), this.actions.day));
    }

    dayName(day) {
      if (day == null) return t("card.no_date");
      return geomap.dateText(geomap.isoDay(this.facts.data.meta.epoch, day));
    }

    table(title, head, sums, name, pick) {
      const most = Math.max(1, ...sums.slice(0, 1000).map((sum) => sum.incidents));
      const lines = sums.slice(0, MOST).map((sum) => el("tr", {},
        el("th", { scope: "row" }, sum.key == null ? name(sum.key)
          : geomap.button(name(sum.key), () => pick(sum.key),
            { class: "gm-text", "data-line": `${head} ${sum.key}` })),
        el("td", {}, el("meter", { min: 0, max: most, value: sum.incidents, "aria-hidden": "true" })),
        el("td", { class: "gm-figure" }, geomap.number(sum.incidents)),
        el("td", { class: "gm-figure" }, geomap.number(sum.killed)),
        el("td", { class: "gm-figure" }, geomap.number(sum.injured))));
      const heads = ["", "summary.incidents", "field.killed", "field.injured"];
      const rest = sums.length > MOST && t("filter.more", { n: geomap.number(sums.length - MOST) });
      return el("section", {}, el("h2", { class: "gm-heading" }, t(title)),
        el("table", { class: "gm-table" },
          el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t(head)),
            heads.map((key) => key ? el("th", { scope: "col", class: "gm-figure" }, t(key)) : el("td", {})))),
          el("tbody", {}, lines)),
        rest ? el("p", { class: "gm-muted" }, rest) : null);
    }
  };
})((globalThis.geomap = globalThis.geomap || {}));
