// What is printed: the view as lines and letters, its legend, and what the panel shows.
(function (geomap) {
  "use strict";

  const { el, t } = geomap;
  const MOST = 500; // rows of the list

  // The paper is made when printing begins and goes when it ends.
  geomap.watchPrinting = function (app) {
    let paper = null;
    const end = () => {
      paper?.remove();
      paper = null;
    };
    const begin = () => {
      end();
      const { theme } = app;
      app.setTheme("light"); // paper is white
      paper = makePaper(app);
      app.setTheme(theme);
      document.body.append(paper);
    };
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    matchMedia("print").addEventListener("change", ({ matches }) => (matches ? begin() : end()));
  };

  function makePaper(app) {
    return el("div", { class: "gm-paper" },
      el("h1", {}, app.data.meta.title),
      el("p", {}, [app.count.textContent, app.timeline.label.textContent].join(" · ")),
      geomap.svgView(app.map, app.caption()), legend(app), details(app));
  }

  function legend({ filter, layer }) {
    const { types } = filter.counts();
    const shown = filter.types.map((type, index) => ({ type, count: types[index], index }))
      .filter(({ count, index }) => count && filter.typeOn[index]);
    const arrows = layer.moving && shown.some(({ type }) => geomap.config.types[type].layer === "advances");
    const entry = (icon, words) => el("li", {}, icon, el("span", {}, words));
    return el("ul", { class: "gm-key" },
      shown.map(({ type, count }) =>
        entry(geomap.typeIcon(type), `${t("event_types." + type)} ${geomap.number(count)}`)),
      arrows ? ["RU", "UA"].map((side) => entry(geomap.sideIcon(side), t("side." + side))) : null);
  }

  // The open card or list, without what can only be pressed.
  function details(app) {
    if (app.tab === "list" && !app.incidentRows) return list(app);
    if (app.tab !== "summary" && !app.incidentRows) return null;
    const copy = el("div", { class: "gm-details" }, [...app.body.children].map((child) => child.cloneNode(true)));
    copy.querySelectorAll("button").forEach((button) => button.replaceWith(...button.childNodes));
    copy.querySelectorAll(".gm-cardbar, .gm-actions, .gm-review, .gm-pager").forEach((part) => part.remove());
    copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    copy.querySelectorAll("details").forEach((part) => (part.open = true));
    return copy;
  }

  function list({ facts, filter, table }) {
    const rows = [...table.sorted(filter.rows.slice(0, filter.shown))];
    const cells = (row) => [facts.date(row) || "–", t("event_types." + facts.type(row)), facts.place(row),
      facts.number("killed", row) ?? "–"];
    const heads = geomap.SORTS.map((column) => el("th", { scope: "col" }, t("list." + column)));
    const rest = rows.length - MOST;
    return el("div", { class: "gm-details" }, el("table", { class: "gm-table" },
      el("thead", {}, el("tr", {}, heads)),
      el("tbody", {}, rows.slice(0, MOST).map((row) => el("tr", {}, cells(row).map((cell) => el("td", {}, String(cell))))))),
    rest > 0 ? el("p", {}, t("filter.more", { n: geomap.number(rest) })) : null);
  }
})((globalThis.geomap = globalThis.geomap || {}));
