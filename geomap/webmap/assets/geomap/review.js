// Corrections of the reader: kept in this page until they are saved as corrections.csv.
(function (geomap) {
  "use strict";

  const { el, t } = geomap;
  const HEAD = ["incident_id", "action", "field", "value", "note"];

  geomap.Review = class {
    // actions: {changed(), pickPlace(): Promise of {lat, lng} or null}
    constructor(actions) {
      this.actions = actions;
      this.rows = [];
      this.on = false;
      window.addEventListener("beforeunload", (event) => {
        if (this.rows.some((row) => !row.saved)) event.preventDefault();
      });
    }

    add(card, action, field = "", value = "", note = "") {
      this.rows.push({ incident_id: card.incident_id, action, field, value, note });
      this.actions.changed();
    }

    csv() {
      const lines = this.rows.map((row) => geomap.csvLine(HEAD.map((name) => row[name])));
      return [geomap.csvLine(HEAD), ...lines];
    }

    save() {
      geomap.download("corrections.csv", "text/csv", this.csv());
      for (const row of this.rows) row.saved = true;
      this.actions.changed();
    }

    // The form below a card.
    form(card) {
      if (!this.on) return null;
      const note = el("input", { type: "text", id: "gm-note" });
      const add = (action, field, value) => {
        this.add(card, action, field, value, note.value);
        note.value = "";
        done.textContent = t("review.noted", { n: this.rows.length });
      };
      const done = el("p", { role: "status", class: "gm-muted" });
      const line = (key, input, act) => el("div", { class: "gm-formrow" },
        el("label", { for: input.id }, t(key)), input,
        geomap.button(t("review.apply"), act, { "aria-label": `${t("review.apply")}: ${t(key)}` }));
      return el("fieldset", { class: "gm-review" }, el("legend", {}, t("review.title")),
        el("div", { class: "gm-formrow" }, el("label", { for: "gm-note" }, t("review.note")), note),
        el("p", { class: "gm-actions" },
          geomap.button(t("review.accept"), () => add("accept", "", "")),
          geomap.button(t("review.wrong"), () => add("reject", "", "")),
          geomap.button(t("review.split"), () => add("split", "", "")),
          geomap.button(t("review.just_note"), () => note.value && add("note", "", ""))),
        ...this.lines(card, line, add), done);
    }

    lines(card, line, add) {
      const type = el("select", { id: "gm-retype" }, Object.keys(geomap.config.types).map((name) =>
        el("option", { value: name, selected: name === card.event_type }, t("event_types." + name))));
      const date = el("input", { type: "date", id: "gm-redate", value: card.date_start });
      const place = el("input", { type: "text", id: "gm-move", placeholder: "49.371, 37.850" });
      const join = el("input", { type: "text", id: "gm-join", placeholder: t("review.other_id") });
      const pick = geomap.button(t("review.pick"), async () => {
        const at = await this.actions.pickPlace();
        if (at) place.value = `${at.lat.toFixed(4)}, ${at.lng.toFixed(4)}`;
      });
      return [
        line("review.retype", type, () => add("set", "event_type", type.value)),
        line("review.redate", date, () => add("set", "date_start", date.value)),
        line("review.move", place, () => {
          const at = parsePlace(place.value);
          place.setCustomValidity(at ? "" : t("review.bad_place"));
          if (!place.reportValidity()) return;
          add("set", "lat", at[0]);
          add("set", "lon", at[1]);
        }),
        el("p", { class: "gm-actions" }, pick),
        line("review.join", join, () => join.value.trim() && add("join", "incident_id", join.value.trim())),
      ];
    }

    // The tab: what was noted, and the button that saves it.
    panel(refresh) {
      const toggle = el("input", { type: "checkbox", onchange: () => {
        this.on = toggle.checked;
        refresh();
      } });
      toggle.checked = this.on;
      const list = el("ol", { class: "gm-corrections" }, this.rows.map((row, k) => el("li", {},
        el("code", {}, row.incident_id), ` ${t("review.action." + row.action)} ${row.field} ${row.value} ${row.note} `,
        geomap.button(t("review.remove"), () => {
          this.rows.splice(k, 1);
          this.actions.changed();
        }, { class: "gm-text" }))));
      return el("section", { class: "gm-reviewpanel" }, el("h2", { class: "gm-heading" }, t("review.title")),
        el("label", { class: "gm-name" }, toggle, el("span", {}, t("review.switch"))),
        el("p", { class: "gm-muted" }, t("review.help")), list,
        this.rows.length
          ? geomap.button(t("review.save", { n: this.rows.length }), () => this.save(), { class: "gm-wide" })
          : null);
    }
  };

  // "49.371, 37.850" as [lat, lon]; null when it is not a place on Earth.
  function parsePlace(text) {
    const numbers = text.split(/[,;\s]+/).filter(Boolean).map(Number);
    const good = numbers.length === 2 && Math.abs(numbers[0]) <= 90 && Math.abs(numbers[1]) <= 180;
    return good ? numbers : null;
  }
  geomap.parsePlace = parsePlace;
})((globalThis.geomap = globalThis.geomap || {}));
