"""Reports of every kind, for properties that hold of all of them."""

from hypothesis import strategies as st

from geomap.records import Report
from tests.samples import (
    BELGOROD,
    BLACK_SEA,
    KOPANKY,
    KURSK_OBLAST,
    KYIV,
    ODESA,
    PIVDENNE,
    UKRAINE,
    night,
    report,
    span,
)

TIMES = st.sampled_from(
    [
        span("2024-11-25"),
        span("2024-11-26"),
        span("2024-11-26", words="on Tuesday"),
        night("2024-11-25", "2024-11-26"),
        night("2024-11-26", "2024-11-27"),
        span("2024-11-18", "2024-11-24", "week", "last week"),
        span(None, precision="unknown"),
    ]
)
NUMBERS = st.fixed_dictionaries(
    {},
    optional={
        "launched": st.integers(1, 12),
        "intercepted": st.integers(1, 12),
        "killed_min": st.integers(0, 9),
        "qualifier": st.sampled_from(["at least", "about"]),
    },
)


@st.composite
def report_lists(draw: st.DrawFn) -> list[Report]:
    return [
        report(
            f"r{n}",
            draw(
                st.sampled_from(["strike.drone", "strike.combined", "strike.other", "ground.clash"])
            ),
            draw(
                st.sampled_from(
                    [
                        KYIV,
                        KOPANKY,
                        ODESA,
                        PIVDENNE,
                        BELGOROD,
                        BLACK_SEA,
                        KURSK_OBLAST,
                        UKRAINE,
                        None,
                    ]
                )
            ),
            article=draw(st.sampled_from(["a1", "a2", "a3"])),
            time=draw(TIMES),
            numbers=draw(NUMBERS),
            actor=draw(st.sampled_from(["RU", "UA", None])),
            realis=draw(st.sampled_from(["actual", "denied"])),
            sentence=draw(st.text(st.characters(codec="utf-8"), max_size=20)),
            claim_status=draw(st.sampled_from(["stated", "claimed", "denied"])),
        )
        for n in range(draw(st.integers(0, 12)))
    ]
