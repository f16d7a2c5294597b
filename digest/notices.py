"""What an editor is told of a run, in sentences. Read :func:`found_late`, :func:`corrected` and :func:`why_nothing`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from digest import words
from digest.choose import DROPPED, HAS_SHOWN
from digest.group.facts.alter import alterations
from digest.group.versions import text_apart
from digest.model import Article, Choice, Ran, Relation, Story, Surge

# Of what a source changed, so much is told.
_CHANGES, _QUOTED = 3, 120
_AS: Mapping[Relation, str] = {
    "identical": "the same text as", "republication": "a republication of", "excerpt": "an excerpt of", "update": "an update of",
    "rewrite": "a rewrite of", "translation": "a translation of",
}  # fmt: skip


def found_late(stories: Iterable[Story], ran: Mapping[str, Ran], arrived: Collection[str]) -> Iterator[str]:
    """What earlier editions ran and would not today, because its original has arrived since the last."""
    for story in stories:
        if story.original.id not in arrived:
            continue
        for version in story.versions:
            own = version.article.publisher and version.article.publisher == story.original.publisher
            if version.article.id not in ran or own:
                continue
            before = ran[version.article.id]
            facts = len(version.alterations)
            otherwise = f"; it states {facts} fact{'s'[: facts - 1]} otherwise" if facts else ""
            yield (
                f"The piece you ran in {before.edition_id}, “{before.article.title}” "
                f"({before.article.publisher or 'no publisher'}), is {_AS[version.relation]} “{story.original.title}” "
                f"({story.original.publisher or story.original.url}){otherwise}. "
                f"`digest compare {story.original.id} {before.article.id}` shows both."
            )


def corrected(before: Iterable[Ran], ran: Mapping[str, Ran]) -> Iterator[str]:
    """What earlier editions ran, given as it was ``before``, and its source has changed since."""
    for one in before:
        was = one.article
        article = ran[was.id].article if was.id in ran else was
        if (words.fold(article.text), article.title) == (words.fold(was.text), was.title):
            continue
        says = "; ".join(_changes(was, article)) or "only in how its text is divided"
        yield f"The piece you ran in {one.edition_id}, “{was.title}” ({was.publisher or was.url}), has been changed by its source since: {says}."


def _changes(was: Article, article: Article) -> Iterator[str]:
    """What a source has changed: its headline, what it says of it, facts, and the sentences in which no fact was found to differ.

    What a fact is in a sentence is not always seen: what is new in the text is shown as it stands.
    """
    if article.title != was.title:
        yield f"its headline is now “{article.title}”"
    noted = {n.text for n in was.notes}
    yield from (f"it notes “{_short(n.text)}”" for n in article.notes if n.role == "correction" and n.text not in noted)
    facts = alterations(text_apart(was), text_apart(article))
    yield from _some(
        [f"it says “{_short(a.copy.text)}” where it said “{_short(a.original.text)}”" for a in facts],
        "facts more are stated otherwise",
    )
    told = {words.fold(a.copy_sentence) for a in facts}
    before, after = ({words.fold(s): s for p in of.paragraphs for s in words.sentences(p)} for of in (was, article))
    new = [s for folded, s in after.items() if folded not in before and folded not in told]
    yield from _some([f"it says now “{_short(s)}”" for s in new], "sentences more are new")
    if not (facts or new):
        gone = [s for folded, s in before.items() if folded not in after]
        yield from _some([f"it says no longer “{_short(s)}”" for s in gone], "sentences more are gone")


def _some(says: Sequence[str], more: str) -> Iterator[str]:
    """The first of some changes, and how many others there are."""
    yield from says[:_CHANGES]
    if len(says) > _CHANGES:
        yield f"{len(says) - _CHANGES} {more}"


def _short(text: str) -> str:
    return words.shorten(" ".join(text.split()), _QUOTED)


def updated(chosen: Iterable[Choice]) -> Iterator[str]:
    """What an earlier edition showed, and this one shows again because it says much that is new."""
    for choice in chosen:
        if choice.updates:
            yield f"“{choice.ranked.story.original.title}” was in {choice.updates}; it says much that is new, and is marked as updated."


def surging(surge: Surge | None) -> Iterator[str]:
    """That there is far more on the topic than usual."""
    if surge:
        yield (
            f"{surge.on_topic} stories are on topic, where {surge.usual:g} usually are: of each event one is chosen, and the "
            f"timelines tell the rest. Think of a special edition; `digest run` makes one on any day."
        )
        for timeline in surge.timelines:
            yield f"{len(timeline.moments)} stories on “{timeline.label}”"


def why_nothing(articles: int, window_days: int, least: int, choices: Iterable[Choice], chosen: int) -> str:
    """Why there is no edition; ``least`` items are asked for, and so many were ``chosen``."""
    if not articles:
        return f"no items were found in the last {window_days} days; no edition is made"
    if not chosen:
        found = [c for c in choices if c.ranked.on_topic]
        why = {
            "were shown in earlier editions": sum(c.why.endswith(HAS_SHOWN) for c in found),
            "were dropped by the editor": sum(c.why.startswith(DROPPED) for c in found),
        }
        told = "".join(f", {count} of them {what}" for what, count in why.items() if count)
        return f"of {articles} items {len(found)} are on topic{told}; none is left to show, and no edition is made. `digest why-not URL` tells why"
    return (
        f"{chosen} of {articles} items fit, fewer than layout.min_items = {least}; they are held for the next edition"
    )
