// Incidents counted by cell, for views with more of them than can be drawn one by one.
(function (geomap) {
  "use strict";

  const CELL = (geomap.CELL = 60); // pixels of a cell

  // Cells are fixed to the world, so bubbles do not jump when the map is moved.
  // Of each: how many, the sums of their rows and of their places, and how many of each type.
  function makeGrid(box, scale, kinds) {
    const perWorld = scale / CELL;
    const left = Math.floor(Math.max(0, box.left) * perWorld);
    const top = Math.floor(Math.max(0, box.top) * perWorld);
    const wide = Math.ceil(box.right * perWorld) - left + 1;
    const size = Math.max(1, wide * (Math.ceil(box.bottom * perWorld) - top + 1));
    return { box, perWorld, left, top, wide, size, kinds, visible: 0,
      count: new Uint32Array(size), rows: new Float64Array(size), sumX: new Float64Array(size),
      sumY: new Float64Array(size), byType: new Uint32Array(size * kinds) };
  }

  const copyOf = (grid) => ({ ...grid, count: grid.count.slice(), rows: grid.rows.slice(),
    sumX: grid.sumX.slice(), sumY: grid.sumY.slice(), byType: grid.byType.slice() });

  geomap.CellCounter = class {
    constructor(points, filter, type) {
      Object.assign(this, { points, filter, type, key: null, grid: null, low: 0, high: 0 });
    }

    // box: {left, top, right, bottom} in 0..1; scale: pixels of the world's width.
    // The cells of all that is shown in the box.
    count(box, scale) {
      const { filter } = this;
      this.follow(box, scale, filter.columns.start[filter.from], filter.columns.start[filter.to]);
      const grid = copyOf(this.grid);
      if (filter.from > 0) filter.eachReachingIn((row) => this.tally(grid, row, row + 1, 1));
      if (filter.undated) this.tally(grid, filter.meta.dated, filter.meta.count, 1);
      return grid;
    }

    // Rows of the days from start to end. While only time moves, no more than what it passes over
    // is added and taken away: a million rows cost as little as a thousand.
    follow(box, scale, start, end) {
      const { low, high } = this;
      const key = [this.filter.version, scale, box.left, box.top, box.right, box.bottom].join();
      if (key !== this.key || Math.abs(start - low) + Math.abs(end - high) > end - start) {
        this.grid = makeGrid(box, scale, this.filter.types.length);
        this.tally(this.grid, start, end, 1);
      } else {
        this.tally(this.grid, start, low, 1);
        this.tally(this.grid, low, start, -1);
        this.tally(this.grid, high, end, 1);
        this.tally(this.grid, end, high, -1);
      }
      Object.assign(this, { key, low: start, high: end });
    }

    // Adds the rows that pass the filter, or takes them away where `by` is -1.
    tally(grid, start, end, by) {
      const { type, points: { x, y }, filter: { fails } } = this;
      const { left, top, wide, perWorld, kinds, count, rows, sumX, sumY, byType } = grid;
      const { left: west, right: east, top: north, bottom: south } = grid.box;
      let visible = 0;
      for (let row = start; row < end; row++) {
        if (fails[row]) continue;
        const px = x[row];
        if (!(px >= west && px <= east)) continue;
        const py = y[row];
        if (!(py >= north && py <= south)) continue;
        const cell = (((py * perWorld) | 0) - top) * wide + ((px * perWorld) | 0) - left;
        count[cell] += by;
        rows[cell] += by * row;
        sumX[cell] += by * px;
        sumY[cell] += by * py;
        byType[cell * kinds + type[row]] += by;
        visible += by;
      }
      grid.visible += visible;
    }
  };
})((globalThis.geomap = globalThis.geomap || {}));
