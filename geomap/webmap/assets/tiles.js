// A switch for online tiles. Nothing is asked of their host before the reader switches them on.
function geomapTiles(map, options) {
  "use strict";

  const WORDS = { en: "Online map", uk: "Онлайн-карта", ru: "Онлайн-карта" };
  const { url, attribution, maxZoom, subdomains } = options;
  const page = document.documentElement;
  const plain = document.createElement("span");
  plain.textContent = attribution;
  map.createPane("gm-tiles").style.zIndex = 160; // over the outlines
  const tiles = L.tileLayer(url, {
    attribution: plain.innerHTML, maxNativeZoom: maxZoom, maxZoom: 19, subdomains, pane: "gm-tiles",
  });

  function show(on) {
    if (on) tiles.addTo(map);
    else tiles.remove();
    map.getContainer().classList.toggle("gm-online", on); // the tiles have names of their own
  }

  const Switch = L.Control.extend({
    options: { position: "topleft" },
    onAdd() {
      const box = L.DomUtil.create("div", "gm-tiles leaflet-bar");
      const label = L.DomUtil.create("label", "", box);
      const input = L.DomUtil.create("input", "", label);
      const words = L.DomUtil.create("span", "", label);
      input.type = "checkbox";
      input.addEventListener("change", () => show(input.checked));
      const relabel = () => (words.textContent = WORDS[page.lang] ?? WORDS.en);
      relabel();
      new MutationObserver(relabel).observe(page, { attributeFilter: ["lang"] });
      label.title = new URL(url.replace("{s}", "a")).host;
      L.DomEvent.disableClickPropagation(box);
      return box;
    },
  });
  new Switch().addTo(map);
}
