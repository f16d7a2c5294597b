"""How a version stands to the original, and what speaks for it. Read :func:`relation` and :func:`evidence`."""

from __future__ import annotations

from collections.abc import Iterator

from digest import words
from digest.group.align import Alignment
from digest.group.houses import names
from digest.group.likeness import Likeness
from digest.group.numbers import Hashes, mix
from digest.group.original import is_later
from digest.group.versions import text_apart
from digest.group.wording import Wording
from digest.model import Article, Evidence, Relation, Span

# From this share of its word pairs on, a text is taken over, not reworded.
_VERBATIM = 0.8
_SHORTER = 0.75
# The longest passages of at least so many words are shown.
_RUN, _PASSAGES = 8, 3


def relation(original: Article, version: Article, like: Likeness, where: Alignment) -> Relation:
    """How a version stands to the original."""
    if words.fold(version.text) == words.fold(original.text):
        return "identical"
    if like.translated is not None:
        return "translation"
    own = bool(version.publisher) and version.publisher == original.publisher
    if where.contained >= _VERBATIM and len(version.text) < _SHORTER * len(original.text):
        return "excerpt"
    if own and where.contained >= _VERBATIM / 2:
        return "update"
    return "republication" if where.contained >= _VERBATIM else "rewrite"


def evidence(
    original: Article, version: Article, like: Likeness, where: Alignment, how: Relation
) -> tuple[Evidence, ...]:
    """What speaks for the relation, the plainest first."""
    return tuple(_evidence(original, version, like, where, how))


def _evidence(
    original: Article, version: Article, like: Likeness, where: Alignment, how: Relation
) -> Iterator[Evidence]:
    first = version.first_published_in
    if first and names(version, original):
        yield Evidence(kind="statement", says=f"it says so: “{first.statement}”")
    elif first and not names(version, version):
        yield Evidence(kind="statement", says=f"it says that it stood elsewhere first: “{first.statement}”")
    if how == "identical":
        yield Evidence(kind="wording", says="the text is the same, word for word")
    elif how == "translation":
        kept = f"; {like.translated} names and figures stand in both in the same order" if like.translated else ""
        yield Evidence(
            kind="wording", says=f"it is in {version.language!r}, the original in {original.language!r}{kept}"
        )
    else:
        yield from _shared(original, version, where)
    if original.title and words.fold(version.title) == words.fold(original.title):
        yield Evidence(kind="title", says="the title is the same")
    if original.published and version.published and is_later(version, original):
        yield Evidence(kind="date", says=_later(version, original))


def _later(version: Article, original: Article) -> str:
    """The days as their readers saw them; where those tell nothing, the instants."""
    after, before = version.published_there, original.published_there
    if before and after and before.date() < after.date():
        return f"it is later: {after:%d %B %Y} after {before:%d %B %Y}"
    return f"it is later: {version.published:%d %B %Y, %H:%M} UTC after {original.published:%d %B %Y, %H:%M} UTC"


def _shared(original: Article, version: Article, where: Alignment) -> Iterator[Evidence]:
    whose, other = ("its", "the original") if where.short.text in version.text else ("the original’s", "it")
    yield Evidence(
        kind="wording",
        says=f"{where.wording:.0%} of {whose} word pairs stand in {other} where the sentence is told, and "
        f"{where.order:.0%} of what is rare in it, in the same order",
    )
    for there, here in passages(text_apart(original), text_apart(version)):
        yield Evidence(
            kind="passage",
            says=f"both have “{words.shorten(' '.join(here.text.split()), 80)}”",
            original=there,
            copy=here,
        )


def passages(original: Wording, version: Wording) -> list[tuple[Span, Span]]:
    """The longest passages of eight and more words that stand in both, at most three, in the order of the version."""
    said, told = (of.standing[0] for of in (original, version))
    # Of a run that stands twice, the first place: later ones are overwritten.
    places = {run: n for n, run in reversed(list(enumerate(_runs(said))))}
    ours, theirs = said.tolist(), told.tolist()
    found: list[tuple[int, int, int]] = []
    free = 0
    for at, run in enumerate(_runs(told)):
        start = places.get(run) if at >= free else None
        if start is None:
            continue
        length = _RUN
        while ours[start + length : start + length + 1] == theirs[at + length : at + length + 1] != []:
            length += 1
        found.append((length, start, at))
        free = at + length
    longest = sorted(sorted(found, key=lambda f: (-f[0], f[2]))[:_PASSAGES], key=lambda f: f[2])
    return [(_span(original, s, n), _span(version, a, n)) for n, s, a in longest]


def _runs(said: Hashes) -> list[int]:
    """A number for each eight words that follow each other."""
    runs = said[: max(0, len(said) - _RUN + 1)]
    for n in range(1, _RUN):
        runs = mix(runs, said[n : len(runs) + n])
    found: list[int] = runs.tolist()
    return found


def _span(of: Wording, at: int, length: int) -> Span:
    _, starts, ends = of.standing
    start, end = int(starts[at]), int(ends[at + length - 1])
    return Span(text=of.text[start:end], start=start, end=end)
