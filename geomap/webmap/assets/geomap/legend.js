// The legend is the filter: layers with their types, then facets, each with live counts.
(function (geomap) {
  "use strict";

  const { el, t } = geomap;
  const FIRST = 10; // values of a facet shown before "more"
  const CLOSED = new Set(["claim_status", "geo_precision", "target_class", "realis"]);

  // The words of a facet's value; free text (weapons, regions, sources) is shown as it is.
  geomap.valueLabel = function (facet, value) {
    if (value == null) return t("value.none");
    if (facet === "actor" || facet === "claimed_by" || facet === "target_side") return t("side." + value);
    if (CLOSED.has(facet)) return t(facet + "." + value);
    return facet === "region" && /^[A-Z]{2}$/.test(value) ? geomap.countryName(value) : facet === "region" ? geomap.areaName(value) : value;
  };

  geomap.countryName = function (code) {
    try {
      return new Intl.DisplayNames(geomap.language, { type: "region" }).of(code);
    } catch {
      return code;
    }
  };

  // A checkbox with icon, name, "only" and count.
  function makeRow({ icon, name, checked, change, only, className = "" }) {
    const box = el("input", { type: "checkbox", onchange: () => change(box.checked) });
    box.checked = checked;
    const count = el("span", { class: "gm-count" });
    const label = el("label", { class: "gm-name" }, box, icon, el("span", {}, name));
    const alone = geomap.button(t("filter.only"), only, { class: "gm-only",
      "aria-label": t("filter.only_name", { name }) });
    return { root: el("div", { class: "gm-row " + className }, label, alone, count), box, count };
  }

  geomap.Legend = class {
    // moves: {get(), set(on)} whether arrows between advances are drawn.
    constructor(filter, changed, moves) {
      this.filter = filter;
      this.changed = changed;
      this.moves = moves;
      this.open = new Set(["strikes", "advances", "air_defence", "other"]);
      this.full = new Set();
      this.root = el("div", { class: "gm-legend" });
      this.between = el("div"); // what belongs below the layers: incidents that are listed only
      this.rest = geomap.button("", () => {
        this.filter.facets.find((facet) => facet.name === "realis").on.fill(1);
        this.changed();
      }, { class: "gm-text gm-rest" });
      this.totals = this.totalByType();
    }

    totalByType() {
      const totals = new Uint32Array(this.filter.types.length);
      const { kind } = this.filter;
      for (let row = 0; row < kind.length; row++) totals[kind[row] >> 1]++;
      return totals;
    }

    // Builds all rows anew: at the start, and when the language changes.
    rebuild() {
      this.layerRows = [];
      this.typeRows = [];
      this.facetRows = this.filter.facets.map(() => []);
      const layers = this.filter.layers.map((name, layer) => this.layerBlock(name, layer));
      this.root.replaceChildren(
        el("fieldset", { class: "gm-layers" },
          el("legend", {}, t("filter.layers")), this.allNone(this.layerTargets()), ...layers),
        this.rest, this.between,
        el("h2", { class: "gm-heading" }, t("filter.narrow")),
        ...this.filter.facets.map((facet, k) => this.facetBlock(facet, k)),
      );
    }

    layerTargets() {
      return () => {
        const all = this.filter.layerOn.every((on) => on) && this.filter.typeOn.every((on) => on);
        this.filter.layerOn.fill(all ? 0 : 1);
        this.filter.typeOn.fill(1);
      };
    }

    allNone(toggle) {
      return geomap.button(t("filter.all_none"), () => {
        toggle();
        this.changed();
      }, { class: "gm-text gm-allnone" });
    }

    layerBlock(name, layer) {
      const { filter } = this;
      const row = makeRow({
        icon: geomap.layerIcon(name), name: t("layers." + name), className: "gm-layer",
        checked: !!filter.layerOn[layer],
        change: (on) => this.set(filter.layerOn, layer, on),
        only: () => this.only(filter.layerOn, layer),
      });
      this.layerRows.push(row);
      const types = filter.types
        .map((type, index) => ({ type, index }))
        .filter(({ index }) => filter.layerOfType[index] === layer && this.totals[index]);
      return el("div", { class: "gm-block" }, row.root, types.map((kind) => this.typeRow(kind)),
        name === "advances" && types.length ? this.movesKey() : null);
    }

    // Whether arrows are drawn, and what they mean.
    movesKey() {
      const box = el("input", { type: "checkbox", onchange: () => this.moves.set(box.checked),
        "aria-describedby": "gm-moves" });
      box.checked = this.moves.get();
      const side = (code) => el("span", { class: "gm-side" }, geomap.sideIcon(code), t("side." + code));
      return el("div", { class: "gm-moves" },
        el("label", { class: "gm-name" }, box, el("span", {}, t("filter.moves"))),
        el("p", { class: "gm-sides" }, side("RU"), side("UA")),
        el("p", { class: "gm-muted", id: "gm-moves" }, t("filter.moves_note")));
    }

    typeRow({ type, index }) {
      const { filter } = this;
      const row = makeRow({
        icon: geomap.typeIcon(type), name: t("event_types." + type), className: "gm-type",
        checked: !!filter.typeOn[index],
        change: (on) => this.set(filter.typeOn, index, on),
        only: () => this.only(filter.typeOn, index),
      });
      if (geomap.language === "en") row.root.title = geomap.config.types[type].means;
      this.typeRows.push({ ...row, index });
      return row.root;
    }

    facetBlock(facet, k) {
      const body = el("div", { class: "gm-values" });
      const mark = el("span", { class: "gm-mark" });
      const block = el("details", { class: "gm-facet" },
        el("summary", {}, el("span", {}, t("facet." + facet.name)), mark), body);
      block.open = this.open.has("facet:" + facet.name);
      block.addEventListener("toggle", () => {
        if (block.open) this.open.add("facet:" + facet.name);
        else this.open.delete("facet:" + facet.name);
      });
      this.facetRows[k] = { mark, rows: null, body }; // filled with the first counts
      return block;
    }

    fillFacet(facet, k) {
      const held = this.facetRows[k];
      const values = facet.values.map((value, index) => ({ value, index }))
        .filter(({ value }) => value != null || this.hasNone(facet));
      const shown = this.full.has(facet.name) ? values : values.slice(0, FIRST + 1);
      const toggle = () => facet.on.fill(facet.on.every((on) => on) ? 0 : 1);
      held.rows = shown.map(({ value, index }) => ({ index, ...makeRow({
        name: geomap.valueLabel(facet.name, value), checked: !!facet.on[index],
        change: (on) => this.set(facet.on, index, on),
        only: () => this.only(facet.on, index),
      }) }));
      const more = values.length > shown.length && geomap.button(
        t("filter.more", { n: geomap.number(values.length - shown.length) }), () => {
          this.full.add(facet.name);
          this.fillFacet(facet, k);
          this.changed();
        }, { class: "gm-text" });
      held.body.replaceChildren(this.allNone(toggle), ...held.rows.map((row) => row.root), more || "");
    }

    hasNone(facet) {
      if (facet.none == null) {
        facet.none = facet.sets
          ? facet.sets.some((set) => set.includes(0))
          : facet.codes.includes(0);
      }
      return facet.none;
    }

    set(table, index, on) {
      table[index] = on ? 1 : 0;
      this.changed();
    }

    only(table, index) {
      table.fill(0);
      table[index] = 1;
      this.changed();
    }

    // What is left out because it did not happen is said, with a button that shows it.
    offerRest(counts) {
      const k = this.filter.facets.findIndex((facet) => facet.name === "realis");
      const { on } = this.filter.facets[k];
      const hidden = counts.facets[k].reduce((sum, n, value) => sum + (on[value] ? 0 : n), 0);
      this.rest.hidden = !hidden;
      this.rest.textContent = t("filter.not_actual", { n: geomap.number(hidden) });
    }

    // Counts and ticks from the filter.
    refresh(counts) {
      const { filter } = this;
      const show = (row, on, count) => {
        row.box.checked = !!on;
        if (row.shown === count) return;
        row.shown = count;
        row.count.textContent = geomap.number(count);
        row.root.classList.toggle("gm-zero", !count);
      };
      this.layerRows.forEach((row, layer) => show(row, filter.layerOn[layer], counts.layers[layer]));
      this.typeRows.forEach((row) => show(row, filter.typeOn[row.index], counts.types[row.index]));
      filter.facets.forEach((facet, k) => {
        const held = this.facetRows[k];
        if (!held.rows) this.fillFacet(facet, k);
        held.rows.forEach((row) => show(row, facet.on[row.index], counts.facets[k][row.index]));
        const used = facet.on.subarray(this.hasNone(facet) ? 0 : 1);
        const on = used.reduce((sum, value) => sum + value, 0);
        held.mark.textContent = on === used.length ? "" : t("filter.some", { n: on, all: used.length });
      });
      this.offerRest(counts);
    }
  };
})((globalThis.geomap = globalThis.geomap || {}));
