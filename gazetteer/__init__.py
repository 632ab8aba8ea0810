"""The data of the gazetteer: `build` makes `tables` from public packages and `curated`."""
