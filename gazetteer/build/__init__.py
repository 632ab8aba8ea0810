"""
Builds the tables of the gazetteer from pinned public packages and the hand-written `curated/`.

    sources ──> katottg, overture, geonames, postal, outlines ──> join ──> places, names ──> write
                                                        curated ──┘          └─> areas

Run ``python -m gazetteer.build``. The same sources give the same bytes.
"""
