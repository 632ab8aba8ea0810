// What the panel shows: the tab that is open, or the list or card of a place above it.
(function (geomap) {
  "use strict";

  const { el, t } = geomap;
  const TABS = (geomap.TABS = ["layers", "list", "summary", "save"]);

  // Methods of the app, see app.js.
  geomap.viewMethods = {
    // Shows the open tab. What has the reader's focus stays where it is.
    fill({ fresh = false } = {}) {
      document.body.classList.remove("gm-reading");
      document.body.classList.toggle("gm-widepanel", this.tab === "list" || this.tab === "summary");
      this.tabs.hidden = false;
      const key = this.tab + geomap.language;
      const same = key === this.filled && this.body.firstChild === this.mounted;
      if (!same || fresh) {
        this.tabs.setAttribute("aria-label", t("panel.title"));
        this.tabs.replaceChildren(...TABS.map((tab) => this.tabButton(tab)));
        this.filled = key;
        this.mounted = this.tabRoot();
        this.body.replaceChildren(this.mounted);
      }
      this.updateTab();
    },

    tabRoot() {
      if (this.tab === "layers") return this.legend.root;
      if (this.tab === "list") return this.table.root;
      if (this.tab === "summary") return this.summary.root;
      return el("div", {},
        geomap.exportPanel({ data: this.data, map: this.map, rows: () => this.shownRows(),
          caption: () => this.caption() }),
        this.review.panel(() => this.fill({ fresh: true })));
    },

    // What a picture of the view shows, in one line.
    caption() {
      return [this.data.meta.title, this.count.textContent, this.timeline.label.textContent].join(" · ");
    },

    updateTab() {
      if (this.tab === "layers") this.legend.between.replaceChildren(this.listedOnly());
      if (this.tab === "list") this.table.refresh(() => this.rowsInView());
      if (this.tab === "summary") this.summary.refresh();
    },

    tabButton(tab) {
      const chosen = tab === this.tab;
      return geomap.button(t("tab." + tab), () => this.chooseTab(tab), { role: "tab",
        "aria-selected": String(chosen), "aria-controls": "gm-body", tabindex: chosen ? "0" : "-1",
        onkeydown: (event) => {
          const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
          if (move) this.chooseTab(TABS[(TABS.indexOf(tab) + move + TABS.length) % TABS.length]);
        } });
    },

    chooseTab(tab) {
      this.tab = tab;
      this.incidentRows = null;
      this.body.scrollTop = 0;
      this.fill();
      this.tabs.querySelector('[aria-selected="true"]').focus();
      this.remember();
    },

    // Country level: counted and listed, never pinned.
    listedRows() {
      const mode = this.data.columns.column("mode");
      return this.shownRows((row) => mode[row] === 0);
    },

    countListed() {
      this.listed = this.listedRows();
      this.beside.hidden = !this.listed.length;
      this.beside.textContent = t("listed.link", { n: geomap.number(this.listed.length) });
    },

    openListed() {
      this.listedOpen = true;
      this.chooseTab("layers");
      const block = this.body.querySelector(".gm-listed");
      block.open = true;
      block.scrollIntoView({ block: "nearest" });
      block.querySelector("summary").focus({ preventScroll: true });
    },

    listedOnly() {
      const rows = this.listed;
      if (!rows.length) return "";
      const pager = new geomap.Pager((some) => geomap.incidentList(this.facts, some, (row) => this.show(row)));
      pager.show(rows);
      const block = el("details", { class: "gm-listed" },
        el("summary", {}, el("span", {}, t("listed.title")),
          el("span", { class: "gm-count" }, geomap.number(rows.length))),
        el("p", { class: "gm-muted" }, t("listed.note")), pager.root);
      block.open = !!this.listedOpen;
      block.addEventListener("toggle", () => (this.listedOpen = block.open));
      return block;
    },

    back() {
      return geomap.button(geomap.lineIcon("back", 14), () => this.leaveCard(),
        { class: "gm-icon", "aria-label": t("card.back"), title: t("card.back") });
    },

    openSheet(rows, ...content) {
      this.incidentRows = rows;
      document.body.classList.remove("gm-folded", "gm-widepanel");
      document.body.classList.add("gm-reading");
      this.labelFold();
      this.tabs.hidden = true;
      this.body.replaceChildren(...content);
      this.body.scrollTop = 0;
    },

    showGroup(rows) {
      const facts = this.facts;
      this.incident = null;
      this.group = rows[0];
      const pager = new geomap.Pager((some) => geomap.incidentList(facts, some, (row) => this.show(row, rows)));
      pager.show(rows);
      const places = new Set(rows.slice(0, 500).map((row) => facts.place(row)));
      const heading = el("h2", { tabindex: "-1" }, places.size === 1 ? [...places][0] : t("list.here"));
      this.openSheet(rows, el("div", { class: "gm-cardbar" }, this.back(),
        el("span", { class: "gm-muted" }, geomap.plural("panel.incidents", rows.length))), heading, pager.root);
      heading.focus({ preventScroll: true });
      this.remember();
    },

    // The list of those that are drawn together with a row, as the address names it.
    openGroup(row) {
      const hit = this.layer.hits.find((hit) => hit.count > 1 && hit.rows().includes(row));
      if (hit) this.showGroup([...hit.rows()]);
    },

    // group: the rows of the list that it was opened from; launch: draw the lines from launch places.
    async show(row, group = null, launch = false) {
      this.layer.selected = row;
      const card = await this.data.cards.get(row).catch(() => null);
      if (!card) return this.sayMissing();
      this.incident = card.incident_id;
      this.group = null;
      this.groupOfCard = group;
      this.layer.origins = launch ? geomap.placedOrigins(card) : [];
      const bar = el("div", { class: "gm-cardbar" },
        group ? geomap.button(t("card.back_to", { n: geomap.number(group.length) }), () => this.showGroup(group), { class: "gm-text" }) : this.back());
      const article = geomap.renderCard(card, {
        zoom: () => this.zoomTo([row]),
        launching: () => this.layer.origins.length > 0,
        origins: (on) => {
          this.layer.origins = on ? geomap.placedOrigins(card) : [];
          this.layer.redraw();
          this.remember();
        },
        link: () => location.href,
        copy: (text) => this.copy(text),
        review: this.review.on ? () => this.review.form(card) : null,
      });
      this.openSheet([row], bar, article);
      article.querySelector("h2").focus({ preventScroll: true });
      this.reveal(row);
      this.layer.redraw();
      return this.remember();
    },

    // The open card or list in the language that was just chosen; the focus stays where it is.
    async rewriteSheet() {
      const chosen = document.activeElement;
      if (this.incident) await this.show(this.layer.selected, this.groupOfCard, this.layer.origins.length > 0);
      else if (this.group != null) this.openGroup(this.group);
      chosen.focus({ preventScroll: true });
    },

    leaveCard() {
      this.incidentRows = null;
      this.group = null;
      this.incident = null;
      this.layer.selected = null;
      this.layer.origins = [];
      this.layer.redraw();
      this.fill();
      this.tabs.querySelector('[aria-selected="true"]').focus({ preventScroll: true });
      this.remember();
    },

    copy(text) {
      const say = (key) => (this.count.textContent = t(key));
      const spare = el("textarea", { class: "gm-hidden" }, text);
      document.body.append(spare);
      spare.select();
      say(document.execCommand("copy") ? "card.copied" : "card.not_copied");
      spare.remove();
      setTimeout(() => this.showCount(), 2500);
    },
  };
})((globalThis.geomap = globalThis.geomap || {}));
