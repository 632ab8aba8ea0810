// One incident in full: what, where, when, who says so, how sure, and the words it rests on.
(function (geomap) {
  "use strict";

  const { el, t } = geomap;

  geomap.whenText = function (card) {
    if (!card.date_start) return t("card.no_date");
    const [first, last] = [card.date_start, card.date_end || card.date_start];
    const days = first === last ? geomap.dateText(first) : `${geomap.dateText(first)} – ${geomap.dateText(last)}`;
    return days;
  };

  geomap.placeText = function (card) {
    if (card.geo_precision === "country" && card.country) return geomap.countryName(card.country);
    const own = card["place_" + geomap.language] || card.place || card.place_name || t("value.no_place");
    const { relation_kind: kind, relation_anchor: anchor } = card;
    if (kind && kind !== "in" && anchor && card.relation_words) return `${card.relation_words} ${anchor}`;
    return own;
  };

  // "at least 3" from a smallest and a largest figure.
  geomap.rangeText = function (low, high, qualifier) {
    if (low == null && high == null) return null;
    const numbers = [...new Set([low ?? high, high ?? low])].map((n) => geomap.number(n)).join("–");
    return qualifier ? `${t("qualifier." + qualifier)} ${numbers}` : numbers;
  };

  function numberRows(card) {
    const one = (name) => [t("field." + name), geomap.rangeText(card[name], card[name], card.qualifier)];
    const two = (name) => [t("field." + name),
      geomap.rangeText(card[name + "_min"], card[name + "_max"], card.qualifier)];
    return [one("launched"), one("intercepted"), one("lost"), one("hits"), two("killed"), two("injured")];
  }

  function claimText(card) {
    const status = t("claim_status." + card.claim_status);
    const side = card.claimed_by && t("side." + card.claimed_by);
    const named = card.claimant === geomap.config.labels.en["side." + card.claimed_by] ? null : card.claimant;
    const who = [...new Set([side, named])].filter(Boolean).join(": ");
    return who ? `${status} · ${who}` : status;
  }

  function precisionText(card) {
    const precision = card.geo_precision ? t("geo_precision." + card.geo_precision) : t("value.none");
    return card.radius_km ? `${precision} · ± ${geomap.number(card.radius_km)} ${t("unit.km")}` : precision;
  }

  function facts(rows) {
    const list = el("dl", { class: "gm-facts" });
    for (const [name, value] of rows) {
      if (value == null || value === "") continue;
      list.append(el("dt", {}, name), el("dd", {}, value));
    }
    return list;
  }

  const percent = (share) => Math.round(share * 100) + " %";

  function certainty(card) {
    const parts = ["event", "place", "type", "time"].map((part) => {
      const share = card["confidence_" + part];
      if (share == null) return null;
      const meter = el("meter", { min: 0, max: 1, low: 0.5, high: 0.75, optimum: 1, value: share,
        "aria-label": t("confidence." + part) });
      return el("span", { class: "gm-meter" }, t("confidence." + part), meter,
        percent(share));
    });
    return el("p", { class: "gm-certainty" }, el("span", {}, t("card.confidence") + ":"), parts);
  }

  // The quote with the words that were read as event and place marked in it.
  function marked(sentence, words) {
    const spans = [];
    for (const word of words.filter(Boolean)) {
      const at = sentence.toLowerCase().indexOf(word.toLowerCase());
      const end = at + word.length;
      if (at >= 0 && !spans.some((span) => at < span[1] && end > span[0])) spans.push([at, end]);
    }
    const pieces = [];
    let position = 0;
    for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
      pieces.push(sentence.slice(position, start), el("mark", {}, sentence.slice(start, end)));
      position = end;
    }
    return [...pieces, sentence.slice(position)];
  }

  function quote(piece, words) {
    // A name that is written from right to left must not turn the date round with it.
    const source = [el("bdi", {}, piece.publisher || t("value.no_publisher")),
      piece.published && `, ${geomap.dateText(piece.published)}`];
    return el("figure", { class: "gm-quote" },
      el("blockquote", { lang: piece.lang }, marked(piece.sentence, words)),
      el("figcaption", {}, geomap.outerLink(source, piece.url),
        piece.lang && piece.lang !== geomap.language
          ? el("span", { class: "gm-lang" }, t("in_language." + piece.lang)) : null));
  }

  // What the reader of texts says of itself is in English, whatever the language of the page.
  function reasons(title, lines, { open = false, lang = "en" } = {}) {
    if (!lines || !lines.length) return null;
    return el("details", { class: "gm-why", open }, el("summary", {}, title),
      el("ul", { lang }, lines.map((line) => el("li", {}, line))));
  }

  function otherPlace(place) {
    const within = [geomap.areaName(place.admin2), geomap.areaName(place.admin1), place.country && geomap.countryName(place.country)];
    const inside = within.filter((name) => name && name !== place.name).join(", ");
    return `${[place.name, inside].filter(Boolean).join(", ")} (${percent(place.score)})`;
  }

  function otherNames(card) {
    const names = [card.place, card.place_uk, card.place_ru].filter(Boolean);
    const shown = geomap.placeText(card);
    const others = [...new Set(names)].filter((name) => name !== shown);
    const region = [geomap.areaName(card.admin2), geomap.areaName(card.admin1), card.country && geomap.countryName(card.country)];
    const named = [...new Set(region)].filter((name) => name && name !== shown);
    return [others.join(" · "), named.join(", ")].filter(Boolean);
  }

  function dateReason(card) {
    const source = card.date_source && t("date_source." + card.date_source);
    const words = card.date_words && `“${card.date_words}”`;
    const precision = card.time_precision && card.time_precision !== "unknown"
      ? t("time_precision." + card.time_precision) : null;
    return [precision, source, words].filter(Boolean).join(", ");
  }

  geomap.citation = function (card) {
    const lines = [`${t("event_types." + card.event_type)}, ${geomap.placeText(card)}, ${geomap.whenText(card)} (${card.incident_id}).`];
    for (const piece of card.evidence || []) {
      const source = [piece.publisher, piece.published, piece.url].filter(Boolean).join(", ");
      lines.push(`“${piece.sentence}” ${source}`.trim());
    }
    return lines.join("\n");
  };

  function weapons(card) {
    const split = (card.by_weapon || []).map((part) => {
      const counted = ["launched", "intercepted", "lost", "hits"].filter((name) => part[name] != null);
      return `${part.kind}: ${counted.map((name) => `${t("field." + name)} ${geomap.number(part[name])}`).join(", ")}`;
    });
    return [card.weapon, ...split].filter(Boolean).join("; ");
  }

  const origins = (card) => (card.origins || []).map((origin) => origin.name);
  geomap.placedOrigins = (card) => (card.origins || []).filter((origin) => origin.lat != null);

  // actions: {link(card), copied(text), zoom(), origins(on), review(card)}, and whether lines from
  // launch places are drawn; the card as an element.
  geomap.renderCard = function (card, actions) {
    const side = (value) => value && t("side." + value);
    const title = el("h2", { tabindex: "-1" }, t("event_types." + card.event_type));
    const copy = (label, text) => geomap.button(label, () => actions.copy(text()), { class: "gm-text" });
    const launch = geomap.placedOrigins(card).length > 0
      && geomap.button(t("card.origins"), () => {
        actions.origins(launch.getAttribute("aria-pressed") !== "true");
        launch.setAttribute("aria-pressed", String(actions.launching()));
      }, { class: "gm-text", "aria-pressed": String(actions.launching()) });
    return el("article", { class: "gm-card", "data-incident": card.incident_id },
      el("header", {},
        el("span", { class: "gm-badge" }, geomap.typeIcon(card.event_type, 22)),
        el("div", {}, title, el("p", { class: "gm-where" }, geomap.placeText(card)),
          otherNames(card).map((line) => el("p", { class: "gm-names" }, line)))),
      el("p", { class: "gm-when" }, el("time", { datetime: card.date_start }, geomap.whenText(card)),
        el("small", {}, dateReason(card))),
      tags(card),
      facts([
        [t("field.actor"), side(card.actor)],
        [t("field.target"), [side(card.target_side),
          card.target_class && t("target_class." + card.target_class)].filter(Boolean).join(" · ")],
        [t("field.weapon"), weapons(card)],
        [t("field.unit"), card.unit],
        [t("field.origins"), origins(card).join(", ")],
        ...numberRows(card),
        [t("field.civilians"), card.civilians == null ? null : t(card.civilians ? "value.yes" : "value.no")],
        [t("field.claim"), claimText(card)],
        [t("field.precision"), precisionText(card)],
        [t("field.side_of_front"), card.side_of_front],
      ]),
      card.shared_numbers ? el("p", { class: "gm-remark" }, t("card.shared_numbers")) : null,
      el("h3", {}, t("card.evidence", { n: (card.evidence || []).length })),
      (card.evidence || []).map((piece) => quote(piece, [card.trigger, card.place_name])),
      certainty(card),
      reasons(t("card.why_place"), card.place_reasons, { open: true }),
      reasons(t("card.other_places"), (card.other_places || []).map(otherPlace), { lang: geomap.language }),
      reasons(t("card.why_joined"), card.merge_reasons),
      reasons(t("card.how_read"), [card.trigger && `“${card.trigger}”`, ...(card.rules || [])].filter(Boolean)),
      reasons(t("card.notes"), card.notes),
      el("p", { class: "gm-actions" },
        card.geo_precision && card.geo_precision !== "country"
          ? geomap.button(t("card.zoom"), actions.zoom, { class: "gm-text" }) : null,
        launch || null,
        copy(t("card.cite"), () => geomap.citation(card)),
        copy(t("card.link"), () => actions.link(card))),
      actions.review ? actions.review(card) : null);
  };

  function tags(card) {
    const list = [];
    if (card.cross_border) list.push(t("layers.cross_border"));
    if (card.realis !== "actual") list.push(t("realis." + card.realis));
    if (card.geo_precision === "country") list.push(t("card.country_only"));
    if (["disputed", "denied"].includes(card.claim_status)) list.push(t("claim_status." + card.claim_status));
    if (card.review && card.review !== "none") list.push(t("review." + card.review));
    if (!list.length) return null;
    return el("p", { class: "gm-tags" }, list.map((text) => el("span", {}, text)));
  }
})((globalThis.geomap = globalThis.geomap || {}));
