"""
How many articles a second are read, from text to located reports, on one core.

    python -m tests.benchmarks.bench_reading [--spacy]

Dense war news (the five articles of ``seeds/`` and the marked texts of ``tests/accuracy``, put
together to about 4 kB), and made-up news without an event: of the rest of the world, and of the
war's politics. ``--spacy`` reads the dense texts with ``en_core_web_sm`` too, where that is
installed. Every figure is the median processor time of several rounds.
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

from geomap.articles import read_articles
from geomap.pipeline import read_places
from geomap.places import Gazetteer
from geomap.reading.lexicon import lexicon
from geomap.records import Article
from tests.accuracy.texts import load_texts

SEEDS = Path(__file__).parents[2] / "seeds"
ROUNDS = 7
SIZE = 4_000  # characters of an article
DAY = date(2024, 3, 12)

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


def rate(work: Callable[[Article], object], articles: Sequence[Article], repeats: int = 1) -> float:
    """Return how many articles a second `work` does, in the median round, once it is warm."""
    for each in articles:
        work(each)
    seconds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(repeats):
            for each in articles:
                work(each)
        seconds.append(time.process_time() - start)
    return repeats * len(articles) / statistics.median(seconds)


def spacy_rate(articles: Sequence[Article]) -> float | None:
    """Return the rate of spaCy's small English model; None where it is not installed."""
    try:
        model = importlib.import_module("spacy").load("en_core_web_sm")
    except (ImportError, OSError):
        return None
    return rate(lambda each: model(each.text), articles)


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
    if "--spacy" in sys.argv[1:]:
        model = spacy_rate(dense)
        ratio = "not installed" if model is None else f"{read_dense / model:.1f} times as fast"
        print(f"{'beside spaCy':<20}{ratio}")  # noqa: T201


if __name__ == "__main__":
    main()
