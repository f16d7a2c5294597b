"""How a version stands to the original, and what speaks for it. Read :func:`relation` and :func:`evidence`."""

from __future__ import annotations

from collections.abc import Iterator

from digest import words
from digest.group.likeness import Likeness
from digest.group.original import names
from digest.group.wording import tokens
from digest.model import Article, Evidence, Relation, Span

# From this share of its word pairs on, a text is taken over, not reworded.
_VERBATIM = 0.8
_SHORTER = 0.75
# The longest passages of at least so many words are shown.
_RUN, _PASSAGES = 8, 3


def relation(original: Article, version: Article, like: Likeness) -> Relation:
    """How a version stands to the original."""
    if words.fold(version.text) == words.fold(original.text):
        return "identical"
    if like.translated:
        return "translation"
    own = bool(version.publisher) and version.publisher == original.publisher
    if like.alignment.contained >= _VERBATIM and len(version.text) < _SHORTER * len(original.text):
        return "excerpt"
    if own and like.alignment.contained >= _VERBATIM / 2:
        return "update"
    return "republication" if like.alignment.contained >= _VERBATIM else "rewrite"


def evidence(original: Article, version: Article, like: Likeness, how: Relation) -> tuple[Evidence, ...]:
    """What speaks for the relation, the plainest first."""
    return tuple(_evidence(original, version, like, how))


def _evidence(original: Article, version: Article, like: Likeness, how: Relation) -> Iterator[Evidence]:
    first = version.first_published_in
    if first and names(version, original):
        yield Evidence(kind="statement", says=f"it says so: “{first.statement}”")
    if how == "identical":
        yield Evidence(kind="wording", says="the text is the same, word for word")
    elif how == "translation":
        yield Evidence(
            kind="wording",
            says=f"it is in {version.language!r}, the original in {original.language!r}; {like.translated} names and figures stand "
            f"in both in the same order",
        )
    else:
        yield from _shared(original, version, like)
    if original.title and words.fold(version.title) == words.fold(original.title):
        yield Evidence(kind="title", says="the title is the same")
    if original.published and version.published and original.published < version.published:
        yield Evidence(
            kind="date", says=f"it is later: {version.published:%d %B %Y} after {original.published:%d %B %Y}"
        )


def _shared(original: Article, version: Article, like: Likeness) -> Iterator[Evidence]:
    whose, other = ("its", "the original") if like.short in version.text else ("the original’s", "it")
    yield Evidence(
        kind="wording",
        says=f"{like.alignment.wording:.0%} of {whose} word pairs stand in {other} where the sentence is told, and "
        f"{like.alignment.order:.0%} of what is rare in it, in the same order",
    )
    for there, here in passages(original.text, version.text):
        yield Evidence(
            kind="passage",
            says=f"both have “{words.shorten(' '.join(here.text.split()), 80)}”",
            original=there,
            copy=here,
        )


def passages(original: str, version: str) -> list[tuple[Span, Span]]:
    """The longest passages of eight and more words that stand in both, at most three, in the order of the version."""
    ours, theirs = tokens(original), tokens(version)
    said, told = [w for _, _, w in ours], [w for _, _, w in theirs]
    # Of a run that stands twice, the first place: later ones are overwritten.
    places = {run: n for n, run in reversed(list(enumerate(_runs(said))))}
    found: list[tuple[int, int, int]] = []
    free = 0
    for at, run in enumerate(_runs(told)):
        start = places.get(run) if at >= free else None
        if start is None:
            continue
        length = _RUN
        while said[start + length : start + length + 1] == told[at + length : at + length + 1] != []:
            length += 1
        found.append((length, start, at))
        free = at + length
    longest = sorted(sorted(found, key=lambda f: (-f[0], f[2]))[:_PASSAGES], key=lambda f: f[2])
    return [(_span(original, ours, s, n), _span(version, theirs, a, n)) for n, s, a in longest]


def _runs(said: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(said[n:] for n in range(_RUN)), strict=False)


def _span(text: str, said: list[tuple[int, int, str]], at: int, length: int) -> Span:
    start, end = said[at][0], said[at + length - 1][1]
    return Span(text=text[start:end], start=start, end=end)
