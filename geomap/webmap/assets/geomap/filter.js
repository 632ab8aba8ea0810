// Which incidents are shown: layers, types, facets, time and words, over typed columns.
(function (geomap) {
  "use strict";

  const TYPES = 1; // groups are numbered from 1: 0 means "passes all"
  const MANY = 255; // fails more than one group
  const LOOK_BACK = 31; // days; spans longer than this are kept in a list of their own

  // config.types: {name: {layer}} in legend order; config.layers: names in legend order.
  geomap.Filter = class {
    constructor(columns, config) {
      const { meta } = columns;
      this.columns = columns;
      this.meta = meta;
      this.layers = config.layers;
      this.types = meta.types;
      this.layerOfType = this.types.map((name) => config.layers.indexOf(config.types[name].layer));
      this.crossLayer = config.layers.indexOf("cross_border");
      this.layerOn = new Uint8Array(this.layers.length).fill(1);
      this.typeOn = new Uint8Array(this.types.length).fill(1);
      this.facets = meta.facets.map((facet) => ({
        ...facet,
        codes: columns.column("facet:" + facet.name),
        on: geomap.defaultFacet(facet),
      }));
      this.from = 0; // first day
      this.to = meta.days; // day after the last
      this.undated = true;
      this.words = null; // Uint8Array of rows whose words match, or null
      const type = columns.column("type");
      const cross = columns.column("cross");
      this.kind = new Uint8Array(meta.count); // type and cross-border flag in one code
      for (let i = 0; i < meta.count; i++) this.kind[i] = type[i] * 2 + cross[i];
      this.fails = new Uint8Array(meta.count);
      this.passing = new Uint32Array(meta.days + 2); // rows that pass before each day; all; undated ones too
      this.listed = new Uint32Array(meta.count);
      this.isListed = false;
      this.shown = 0;
      this.version = 0; // of `fails`
      this.findLongSpans();
    }

    findLongSpans() {
      const span = this.columns.column("span");
      this.longRows = [];
      for (let row = 0; row < this.meta.dated; row++) {
        if (span[row] > LOOK_BACK) this.longRows.push(row);
      }
    }

    // 1 for each combination of type and cross-border flag that is shown.
    kindTable() {
      const table = new Uint8Array(2 * this.types.length);
      for (let type = 0; type < this.types.length; type++) {
        const own = this.layerOn[this.layerOfType[type]];
        table[2 * type] = this.typeOn[type] & own;
        table[2 * type + 1] = this.typeOn[type] & (own | this.layerOn[this.crossLayer]);
      }
      return table;
    }

    codeTable(facet) {
      if (!facet.sets) return facet.on;
      return Uint8Array.from(facet.sets, (set) => (set.some((value) => facet.on[value]) ? 1 : 0));
    }

    // Everything but time. Costs one pass over the rows for each group that hides something.
    refresh() {
      const { fails } = this;
      this.version++;
      fails.fill(0);
      const strike = (codes, table, group) => {
        if (table.every((on) => on)) return;
        for (let i = 0; i < fails.length; i++) {
          if (!table[codes[i]]) fails[i] = fails[i] ? MANY : group;
        }
      };
      strike(this.kind, this.kindTable(), TYPES);
      this.facets.forEach((facet, k) => strike(facet.codes, this.codeTable(facet), TYPES + 1 + k));
      if (this.words) {
        for (let i = 0; i < fails.length; i++) if (!this.words[i]) fails[i] = MANY;
      }
      this.countPassing();
      this.select();
    }

    countPassing() {
      const { fails, passing, columns: { start }, meta: { days, count } } = this;
      let passed = 0;
      for (let day = 0; day <= days; day++) {
        passing[day] = passed;
        const end = day < days ? start[day + 1] : count;
        for (let row = start[day]; row < end; row++) if (!fails[row]) passed++;
      }
      passing[days + 1] = passed;
    }

    // The time moved. How many are shown follows from what each day has; which, when it is asked.
    select() {
      const { fails, passing, from, to, meta: { days } } = this;
      this.isListed = false;
      this.shown = passing[to] - passing[from];
      if (this.undated) this.shown += passing[days + 1] - passing[days];
      if (from > 0) this.eachReachingIn((row) => fails[row] || this.shown++);
    }

    // The rows that are shown: the first `shown` of these.
    get rows() {
      if (!this.isListed) this.list();
      return this.listed;
    }

    list() {
      const { fails, listed } = this;
      let length = 0;
      this.eachInTime((row) => {
        if (!fails[row]) listed[length++] = row;
      }, (start, end) => {
        for (let row = start; row < end; row++) if (!fails[row]) listed[length++] = row;
      });
      this.isListed = true;
    }

    // An incident is in the span when any of its possible days is. Rows come in order.
    eachInTime(one, range) {
      const { start } = this.columns;
      const { dated, count } = this.meta;
      if (this.from > 0) this.eachReachingIn(one);
      range(start[this.from], start[this.to]);
      if (this.undated) range(dated, count);
    }

    // Whether a row is among `rows`.
    isShown(row) {
      if (this.fails[row]) return false;
      if (row >= this.meta.dated) return this.undated;
      const { start } = this.columns;
      if (row >= start[this.from]) return row < start[this.to];
      const span = this.columns.column("span")[row];
      return span > 0 && this.columns.day(row) + span >= this.from;
    }

    eachReachingIn(one) {
      const { start } = this.columns;
      const span = this.columns.column("span");
      const first = Math.max(0, this.from - LOOK_BACK);
      for (const row of this.longRows) {
        if (row >= start[first]) break;
        if (this.columns.day(row) + span[row] >= this.from) one(row);
      }
      for (let day = first; day < this.from; day++) {
        for (let row = start[day]; row < start[day + 1]; row++) {
          if (day + span[row] >= this.from) one(row);
        }
      }
    }

    // For each value how many rows would be shown if only its own group were all on.
    counts() {
      const types = this.countGroup(this.kind, 2 * this.types.length, TYPES);
      const facets = this.facets.map((facet, k) => {
        const size = facet.sets ? facet.sets.length : facet.values.length;
        const counted = this.countGroup(facet.codes, size, TYPES + 1 + k);
        if (!facet.sets) return counted;
        const values = new Uint32Array(facet.values.length);
        facet.sets.forEach((set, code) => set.forEach((value) => (values[value] += counted[code])));
        return values;
      });
      const byType = this.types.map((_, type) => types[2 * type] + types[2 * type + 1]);
      const byLayer = new Uint32Array(this.layers.length);
      byType.forEach((n, type) => (byLayer[this.layerOfType[type]] += n));
      byLayer[this.crossLayer] = this.types.reduce((sum, _, type) => sum + types[2 * type + 1], 0);
      return { types: byType, layers: byLayer, facets };
    }

    countGroup(codes, size, group) {
      const counted = new Uint32Array(size);
      const { fails } = this;
      this.eachInTime((row) => {
        if (!fails[row] || fails[row] === group) counted[codes[row]]++;
      }, (start, end) => {
        for (let row = start; row < end; row++) {
          const failed = fails[row];
          if (!failed || failed === group) counted[codes[row]]++;
        }
      });
      return counted;
    }

    // Shown rows per bar and layer, the time span left aside: bars * layers numbers.
    histogram(bars) {
      const { start } = this.columns;
      const type = this.columns.column("type");
      const layers = this.layers.length;
      const counted = new Uint32Array(bars * layers);
      for (let day = 0; day < this.meta.days; day++) {
        const bar = Math.floor((day * bars) / this.meta.days) * layers;
        for (let row = start[day]; row < start[day + 1]; row++) {
          if (!this.fails[row]) counted[bar + this.layerOfType[type[row]]]++;
        }
      }
      return counted;
    }

    setTime(from, to) {
      this.from = Math.max(0, Math.min(from, this.meta.days - 1));
      this.to = Math.max(this.from + 1, Math.min(to, this.meta.days));
      if (!this.meta.days) this.from = this.to = 0;
    }

    reset() {
      this.layerOn.fill(1);
      this.typeOn.fill(1);
      for (const facet of this.facets) facet.on = geomap.defaultFacet(facet);
      this.setTime(0, this.meta.days);
      this.undated = true;
      this.words = null;
    }
  };

  // Only what happened is drawn unless the reader asks for threats, plans and history.
  geomap.defaultFacet = function (facet) {
    const actual = facet.values.indexOf("actual");
    const all = facet.name !== "realis" || actual < 0;
    return Uint8Array.from(facet.values, (_, k) => (all || k === actual ? 1 : 0));
  };
})((globalThis.geomap = globalThis.geomap || {}));
