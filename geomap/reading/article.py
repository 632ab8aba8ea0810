"""One article, read: sentences, names with their roles, and what happened where."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from geomap.reading.events.claims import Claim
from geomap.reading.events.counts import Counts
from geomap.reading.events.draft import Draft
from geomap.reading.events.drafts import make_drafts
from geomap.reading.events.segments import Segment, find_segments
from geomap.reading.events.voice import name_the_enemy
from geomap.reading.links.link import link_drafts
from geomap.reading.names.toponyms import find_toponyms
from geomap.reading.roles.assign import assign_roles
from geomap.reading.roles.parts import Part
from geomap.reading.text.grammar import Text
from geomap.reading.text.lexicon import Lexicon, lexicon
from geomap.reading.text.lower_case import with_capitals
from geomap.reading.text.sentences import split_sentences
from geomap.reading.text.toponym import NameFinder, Toponym
from geomap.reading.text.typography import plain
from geomap.records import (
    OTHER_SIDE,
    RIGHT_THERE,
    Article,
    Evidence,
    Mention,
    Numbers,
    Reading,
    Report,
    replace,
)


def read_english(article: Article, names: NameFinder) -> Reading:
    """
    Read one English article.

    Parameters
    ----------
    article
        Its text is read as it is; offsets of the result are offsets into it.
    names
        Finds and looks up place names.

    Returns
    -------
    reading
        Sentences, mentions in order of the text, and reports in order of their triggers. Empty
        for an article that cannot tell of this war.
    """
    words = lexicon("en")
    if not (words.may_report(article.text) or _may_report_small(article.text, words)):
        return Reading(article, (), (), ())
    context = _look(article, names, words)
    parts = assign_roles(context)
    segments = find_segments(context, parts)
    counts = Counts(context, article.published)
    drafts = _drafts(context, parts, segments, counts)
    linked = link_drafts(context, drafts)
    mentions, index_of, implied = _mentions(context, parts, linked, names)
    if context.text != article.text:
        mentions = tuple(_as_set(m, article.text) for m in mentions)
    reports = tuple(_report(article, context, d, index_of, implied) for d in linked)
    spans = tuple((s.start, s.end) for s in context.sentences)
    return Reading(article, spans, mentions, reports)


def _may_report_small(text: str, words: Lexicon) -> bool:
    """Say whether a text that writes its names small can tell of an event."""
    large = with_capitals(text)
    return large != text and words.may_report(large)


def _drafts(
    context: Text, parts: list[Part], segments: Sequence[Segment], counts: Counts
) -> list[Draft]:
    """Read the segments in order; each knows who spoke last before it."""
    drafts: list[Draft] = []
    speaker: Claim | None = None
    by_sentence: dict[int, list[Segment]] = {}
    for segment in segments:
        by_sentence.setdefault(segment.sentence, []).append(segment)
    for segment in segments:
        siblings = by_sentence[segment.sentence]
        made = make_drafts(context, parts, segment, siblings, counts, speaker)
        drafts += made
        if made and made[0].claim.side is not None:
            speaker = made[0].claim
    return drafts


def _look(article: Article, names: NameFinder, words: Lexicon) -> Text:
    text = with_capitals(plain(article.text))
    sentences = split_sentences(text)
    toponyms = find_toponyms(text, sentences, names, words)
    named: dict[int, list[int]] = {}
    for index, toponym in enumerate(toponyms):
        named.setdefault(toponym.sentence, []).append(index)
    tags = words.tag(text)
    name_the_enemy(text, tags)
    return Text(text, sentences, tags, toponyms, words, named, article.published)


def _mentions(
    context: Text, parts: Sequence[Part], drafts: Sequence[Draft], names: NameFinder
) -> tuple[tuple[Mention, ...], dict[int, int], dict[tuple[str, int], int]]:
    """Return the mentions, the index of each toponym among them, and those of implied countries."""
    used = {d.place for d in drafts if d.realis == "actual" and d.implied_country is None}
    told = {d.place: d for d in drafts if d.place is not None}
    rows: list[tuple[int, Mention, int | None, tuple[str, int] | None]] = []
    for index, toponym in enumerate(context.toponyms):
        rows.append(
            (
                toponym.start,
                _mention(toponym, parts[index], index in used, told.get(index)),
                index,
                None,
            )
        )
    for draft in drafts:
        if draft.implied_country:
            key = (draft.implied_country, draft.kind.trigger.start)
            rows.append((draft.kind.trigger.start, _implied(draft, names), None, key))
    rows.sort(key=lambda r: r[0])
    index_of = {old: new for new, (_, _, old, _) in enumerate(rows) if old is not None}
    implied = {key: new for new, (_, _, _, key) in enumerate(rows) if key is not None}
    mentions = tuple(_renumbered(m, index_of) for _, m, _, _ in rows)
    return mentions, index_of, implied


def _as_set(mention: Mention, text: str) -> Mention:
    """Return a mention with its name as the page sets it: with its own blanks and signs."""
    named = mention.start < mention.end
    return replace(mention, name=text[mention.start : mention.end]) if named else mention


def _renumbered(mention: Mention, index_of: dict[int, int]) -> Mention:
    if mention.relation.other_mention is not None:
        other = index_of[mention.relation.other_mention]
        mention = replace(mention, relation=replace(mention.relation, other_mention=other))
    if mention.antecedent is None:
        return mention
    return replace(mention, antecedent=index_of[mention.antecedent])


def _mention(toponym: Toponym, part: Part, used: bool, draft: Draft | None) -> Mention:
    role, rule, reason = part.role, part.rule, part.reason
    if used:
        role = "where"
    elif role == "where":
        role = "other"
        if draft is not None:
            rule, reason = (
                f"realis: {draft.realis}",
                f"the event told of it is {draft.realis}, not actual",
            )
        else:
            rule, reason = "no event", f"{reason}, but no event is told there"
    return Mention(
        start=toponym.start,
        end=toponym.end,
        name=toponym.name,
        sentence=toponym.sentence,
        candidates=toponym.candidates,
        role=role,
        rule=rule,
        reason=reason,
        relation=part.relation,
        hint_kinds=toponym.hint_kinds,
        antecedent=toponym.antecedent,
    )


def _implied(draft: Draft, names: NameFinder) -> Mention:
    """Make a mention of a country that no word names: an empty stretch before the trigger."""
    at = draft.kind.trigger.start
    country = draft.implied_country or ""
    return Mention(
        start=at,
        end=at,
        name=country,
        sentence=draft.segment.sentence,
        candidates=tuple(c for c in names.lookup(country) if c.kind == "country"),
        role="where",
        rule="country attacked",
        reason="no place is named; the numbers are of the whole country",
        relation=RIGHT_THERE,
        hint_kinds=("country",),
    )


def _report(
    article: Article,
    context: Text,
    draft: Draft,
    index_of: dict[int, int],
    implied: dict[tuple[str, int], int],
) -> Report:
    trigger = draft.kind.trigger
    if draft.implied_country:
        mention: int | None = implied[draft.implied_country, trigger.start]
    else:
        mention = index_of[draft.place] if draft.place is not None else None
    key = f"{article.article_id}|{trigger.start}|{draft.event_type}|{mention}"
    return Report(
        report_id=hashlib.sha256(key.encode()).hexdigest()[:16],
        article_id=article.article_id,
        event_type=draft.event_type,
        time=draft.time,
        mention=mention,
        origins=tuple(index_of[o] for o in draft.origins),
        actor=draft.actor,
        target_side=OTHER_SIDE.get(draft.actor or ""),
        unit=draft.unit,
        target_class=draft.target,
        weapon=draft.weapon,
        numbers=_shown(draft.numbers),
        claimed_by=draft.claim.side,
        claimant=draft.claim.words,
        claim_status=draft.claim.status,
        realis=draft.realis,
        trigger=article.text[trigger.start : trigger.end],
        trigger_start=trigger.start,
        rules=tuple(dict.fromkeys(draft.rules)),
        evidence=tuple(_evidence(article, context, s) for s in draft.sentences),
        side_of_front=draft.side_of_front,
        shared_numbers=draft.shared,
        type_confidence=draft.kind.confidence,
        notes=tuple(draft.notes),
    )


def _shown(numbers: Numbers) -> Numbers:
    """Return the numbers without the split by weapon where there is only one kind."""
    return replace(numbers, by_weapon=()) if len(numbers.by_weapon) == 1 else numbers


def _evidence(article: Article, context: Text, number: int) -> Evidence:
    sentence = context.sentences[number]
    return Evidence(
        article_id=article.article_id,
        publisher=article.publisher,
        url=article.url,
        published=article.published,
        lang=article.lang,
        start=sentence.start,
        end=sentence.end,
        sentence=article.text[sentence.start : sentence.end],
    )
