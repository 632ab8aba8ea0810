// One box for two questions: where is this place, and which quotes contain these words.
(function (geomap) {
  "use strict";

  const { el, t } = geomap;
  const MOST = 8;

  // Lower case without accents and apostrophes, so that "Kupyansk’" finds what is written "kupyansk".
  geomap.fold = (text) => text.toLowerCase().normalize("NFD")
    .replace(/\p{Mn}/gu, "").replace(/[’'ʼ`"«»“”]/g, "").replace(/ё/g, "е").trim();

  const NAMES = ["place", "place_uk", "place_ru", "place_name"];

  geomap.PlaceIndex = class {
    constructor(places) {
      this.places = places;
      this.names = NAMES.filter((name) => places[name]);
    }

    // The names of each place as they are compared; made when the first words are typed.
    get folded() {
      const { places } = this;
      this.foldedNames ??= places.place.map((_, code) =>
        this.names.map((name) => (places[name][code] ? geomap.fold(places[name][code]) : "")));
      return this.foldedNames;
    }

    // The name in the reader's language, or as the article wrote it.
    label(code) {
      const { places } = this;
      const own = places["place_" + geomap.language];
      return (own && own[code]) || places.place[code] || places.place_name[code] || t("value.no_place");
    }

    // Codes of the places whose name starts with, then of those that contain, the words.
    find(words) {
      const wanted = geomap.fold(words);
      if (!wanted) return [];
      const starts = [];
      const holds = [];
      this.folded.forEach((names, code) => {
        if (names.some((name) => name.startsWith(wanted))) starts.push(code);
        else if (names.some((name) => name.includes(wanted))) holds.push(code);
      });
      return [...starts, ...holds].slice(0, MOST);
    }
  };

  // The rows whose quotes, title or weapon contain all the words; `progress` gets 0..1.
  geomap.searchWords = async function (cards, count, words, progress = () => {}) {
    const wanted = geomap.fold(words).split(/\s+/).filter(Boolean);
    const found = new Uint8Array(count);
    const rows = Array.from({ length: count }, (_, row) => row);
    await cards.each(rows, (card, row) => {
      const text = geomap.fold([card.weapon, card.unit, card.claimant, card.place_name,
        ...(card.evidence || []).map((piece) => piece.sentence)].filter(Boolean).join(" "));
      if (wanted.every((word) => text.includes(word))) found[row] = 1;
      if (row % cards.meta.block === 0) progress(row / count);
    });
    return found;
  };

  geomap.Search = class {
    // actions: {place(code), words(text)}
    constructor(index, actions) {
      this.index = index;
      this.actions = actions;
      this.options = [];
      this.chosen = -1;
      this.input = el("input", { type: "search", role: "combobox", autocomplete: "off",
        "aria-expanded": "false", "aria-controls": "gm-found", "aria-autocomplete": "list",
        oninput: () => this.suggest(), onkeydown: (event) => this.key(event),
        onblur: () => setTimeout(() => this.close(), 150), onfocus: () => this.suggest() });
      this.list = el("ul", { id: "gm-found", class: "gm-found", role: "listbox" });
      this.list.hidden = true;
      this.chip = el("p", { class: "gm-chip", role: "status" });
      this.chip.hidden = true;
      this.root = el("div", { class: "gm-search", role: "search" }, this.input, this.list, this.chip);
    }

    relabel() {
      this.input.placeholder = t("search.hint");
      this.input.setAttribute("aria-label", t("search.label"));
      this.list.setAttribute("aria-label", t("search.label"));
    }

    suggest() {
      const text = this.input.value.trim();
      const places = this.index.find(text).map((code) => ({ code }));
      this.options = text ? [...places, { text }] : [];
      this.chosen = -1;
      this.list.replaceChildren(...this.options.map((option, k) => this.item(option, k)));
      this.list.hidden = !this.options.length;
      this.input.setAttribute("aria-expanded", String(!!this.options.length));
      this.input.removeAttribute("aria-activedescendant");
    }

    item(option, k) {
      const { places } = this.index;
      const region = option.code != null
        && (geomap.areaName(places.admin1[option.code]) || places.country[option.code]);
      const text = option.code != null
        ? [el("span", {}, this.index.label(option.code)), el("small", {}, region || "")]
        : [el("span", {}, t("search.words", { text: option.text }))];
      return el("li", { role: "option", id: "gm-found-" + k, "aria-selected": "false",
        onpointerdown: (event) => {
          event.preventDefault();
          this.pick(option);
        } }, ...text);
    }

    key(event) {
      const { length } = this.options;
      if (event.key === "Escape") this.close();
      if (event.key === "Enter" && length) this.pick(this.options[Math.max(this.chosen, 0)]);
      const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!move || !length) return;
      event.preventDefault();
      this.chosen = (this.chosen + move + length) % length;
      [...this.list.children].forEach((item, k) =>
        item.setAttribute("aria-selected", String(k === this.chosen)));
      this.input.setAttribute("aria-activedescendant", "gm-found-" + this.chosen);
    }

    pick(option) {
      this.close();
      if (option.code != null) this.actions.place(option.code);
      else this.actions.words(option.text);
    }

    close() {
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
    }

    // Says what the map is narrowed to, with a way back.
    showWords(text, state) {
      this.chip.hidden = !text;
      if (!text) return;
      const words = state == null ? t("search.active", { text }) : t("search.running", { n: state });
      this.chip.replaceChildren(el("span", {}, words),
        geomap.button(geomap.lineIcon("close", 12), () => this.actions.words(""),
          { class: "gm-icon", "aria-label": t("search.clear") }));
    }
  };
})((globalThis.geomap = globalThis.geomap || {}));
