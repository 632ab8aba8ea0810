"""
How many articles a second are read, from text to located reports, on one core.

    python -m tests.benchmarks.bench_reading

Dense war news (the five articles of ``seeds/`` and the marked texts of ``tests/accuracy``, put
together to about 4 kB), and made-up news without an event: of the rest of the world, and of the
war's politics. Every figure is the median processor time of several rounds, after one that loads
the words and places of these texts: the speed in a long stream, not of the first article.

Where spaCy is installed, its named-entity recogniser alone reads the dense texts in the same run,
on one core, and the ratio is printed. It is that of ``en_core_web_sm`` (its trained weights are no
package of PyPI; where they are installed they are used) or one of the same architecture with
random weights: blank English, a ``HashEmbedCNN`` of width 96 and depth 4 with 2,000 rows, and the
transition-based parser with the 18 labels of OntoNotes. Weights do not change what a text costs:
each token is embedded once and takes one step of the parser, whatever comes out. For geomap the
time is that of the whole way, from text to located reports; spaCy's is that of the names alone.

Timings on a busy machine differ by half. To compare two versions of the code, count instructions
instead, which repeat to a part in a thousand: ``perf stat -e instructions:u`` of a run with
``--rounds 2`` and of one with ``--rounds 7``; the difference is what five rounds cost.
"""

from __future__ import annotations

import importlib
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from geomap.articles import read_articles
from geomap.pipeline import read_places
from geomap.places import Gazetteer
from geomap.reading.text.lexicon import lexicon
from geomap.records import Article
from tests.accuracy.texts import load_texts

_T = TypeVar("_T")
SEEDS = Path(__file__).parents[2] / "seeds"
ROUNDS = 7
SIZE = 4_000  # characters of an article
DAY = date(2024, 3, 12)
ONTONOTES = (  # the labels of en_core_web_sm
    *("CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP"),
    *("ORDINAL", "ORG", "PERCENT", "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART"),
)

EVERYDAY = (
    "The {who} said on {day} that growth had slowed for the third {span} in a row.",
    "Economists had expected the decision, though some of them see a change in the {span} ahead.",
    "Shoppers in {city} told our reporter that they had noticed little so far.",
    "The film opens in {city} next {span}, and the {who} has seen it twice.",
    "“We are happy with the result,” said the {who}, who moved to {city} as a child.",
    "Tickets for the concert in {city} were sold out within a {span}, the {who} added.",
    "The new library has room for 120,000 books and a garden on its roof.",
)
POLITICS = (
    "Ukraine and its partners discussed the terms of a new loan in {city} on {day}.",
    "The {who} told members of parliament in Kyiv that the budget would be ready next {span}.",
    "Economists expect slow growth of Ukraine’s economy, and higher prices for the {span}.",
    "A delegation of the ministry of education met the {who} to speak about schools in Odesa.",
    "The parliament in Kyiv had debated the law for a {span} when the {who} asked for more time.",
    "Pensions were paid as usual, the {who} said on {day}, thanks to help from {city}.",
)
FILLINGS = {
    "who": ("central bank", "minister of finance", "mayor", "director", "trade union", "coach"),
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    "span": ("week", "month", "quarter", "year"),
    "city": ("Lisbon", "Toronto", "Vienna", "Osaka", "Nairobi", "Lima", "Oslo"),
}


def article(text: str, published: date = DAY) -> Article:
    """Return a text as an article."""
    return Article(str(hash(text)), "made up", None, None, text, published, None, "en")


def dense_articles() -> list[Article]:
    """Return the seeds, and the marked texts put together to articles of `SIZE`."""
    articles = list(read_articles([SEEDS]))
    pending = ""
    for marked in load_texts("articles"):
        pending = f"{pending}\n\n{marked.text}".strip()
        if len(pending) >= SIZE:
            articles.append(article(pending, marked.published))
            pending = ""
    return articles


def made_up(sentences: Sequence[str], number: int = 50) -> list[Article]:
    """Return articles of `SIZE` made of these sentences; the same each time."""
    chance = random.Random(1)  # noqa: S311 (no secret)
    articles = []
    for _ in range(number):
        text = ""
        while len(text) < SIZE:
            words = {name: chance.choice(choices) for name, choices in FILLINGS.items()}
            text += chance.choice(sentences).format(**words) + " "
        articles.append(article(text))
    return articles


def rate(work: Callable[[_T], object], articles: Sequence[_T], repeats: int = 1) -> float:
    """Return how many articles a second `work` does, in the median round, once it is warm."""
    for each in articles:
        work(each)
    seconds = []
    for _ in range(rounds()):
        start = time.process_time()
        for _ in range(repeats):
            for each in articles:
                work(each)
        seconds.append(time.process_time() - start)
    return repeats * len(articles) / statistics.median(seconds)


def recogniser() -> tuple[Any, str] | None:
    """Return spaCy's named-entity recogniser alone, and which; None without spaCy."""
    try:
        spacy = importlib.import_module("spacy")
    except ImportError:
        return None
    try:
        return spacy.load("en_core_web_sm", enable=["ner"]), "en_core_web_sm's recogniser"
    except OSError:
        model = spacy.blank("en")
        named = model.add_pipe("ner")
        for label in ONTONOTES:
            named.add_label(label)
        model.initialize()
        return model, "a recogniser built as en_core_web_sm's"


def rounds() -> int:
    """Return the number of rounds: what ``--rounds`` says."""
    asked = sys.argv[sys.argv.index("--rounds") + 1] if "--rounds" in sys.argv else ROUNDS
    return int(asked)


def main() -> None:
    """Print the rates beside what is asked."""
    gazetteer = Gazetteer.load()
    dense, everyday, politics = dense_articles(), made_up(EVERYDAY), made_up(POLITICS)

    def read(each: Article) -> object:
        return read_places(each, gazetteer)

    read_dense = rate(read, dense)
    rows = [
        ("dense war news", read_dense, 500),
        ("no war in it", rate(read, everyday, 10), 10_000),
        ("war without events", rate(read, politics, 10), 10_000),
    ]
    for name, found, asked in rows:
        print(f"{name:<20}{found:>10,.0f} articles/s    asked: {asked:,}")  # noqa: T201
    for name, articles in (("no war in it", everyday), ("war without events", politics)):
        read_whole = sum(lexicon("en").may_report(each.text) for each in articles)
        if read_whole:  # the lexicon has grown, and the made-up sentences must be chosen anew
            print(f"{name}: {read_whole} of {len(articles)} look as if they told of an event")  # noqa: T201
    spacy = recogniser()
    if spacy is None:
        print("beside spaCy         not installed")  # noqa: T201
        return
    names_only = rate(spacy[0].__call__, [each.text for each in dense])
    print(f"{'names by spaCy':<20}{names_only:>10,.0f} articles/s    {spacy[1]}")  # noqa: T201
    print(f"{'beside spaCy':<20}{read_dense / names_only:>10.1f} times as fast")  # noqa: T201


if __name__ == "__main__":
    main()
