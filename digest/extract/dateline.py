"""When an article was published, as a line near it says. Read :func:`stamps`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from digest import dates, words
from digest.extract.place import words_around
from digest.extract.segment import Piece
from digest.model import Claim

_DATED = frozenset((
    "date", "dateline", "time", "timestamp", "published", "publish", "pubdate", "datetime", "posted", "datum", "fecha",
    "entry",
))  # fmt: skip
_UPDATED = re.compile(
    r"\b(?:updated?|modified|revised|aktualisiert|stand|mis à jour|actualizado|обновлено|수정|更新)\b", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|publié|veröffentlicht|publicado|опубликован\w*|입력|등록|发布|first published|created|date)\b",
    re.IGNORECASE,
)


def stamps(pieces: Sequence[Piece], where: Iterable[int], place: str, besides: int = 60) -> Iterator[Claim]:
    """What the blocks at some places of the page say; ``place`` is what to call these places.

    A date that nothing calls one of publication has fewer than ``besides`` characters beside it.
    """
    for at in where:
        piece = pieces[at]
        text = words.apart(piece.text) if len(piece.text) <= 160 else piece.text
        span = dates.find(text)
        if (len(text) > 160 or not span) and not piece.stamp:
            continue
        start, end = span or (len(text), len(text))
        value = piece.stamp or text[start : end + 24]
        before = text[:start]
        if not before.strip() and at and len(pieces[at - 1].text) < 24:
            before = pieces[at - 1].text
        if _UPDATED.search(before) and not _PUBLISHED.search(before):
            yield Claim(field="modified", value=value, by=f"date {place}")
        elif (
            piece.stamp
            or _PUBLISHED.search(before)
            or len(text) - (end - start) < besides
            or words_around(piece.place) & _DATED
        ):
            yield Claim(field="published", value=value, by=f"date {place}")
            rest = text[end:]
            if _UPDATED.search(rest[:40]) and (again := dates.find(rest)):
                yield Claim(field="modified", value=rest[again[0] : again[1] + 24], by=f"date {place}")


def labelled(pieces: Sequence[Piece], where: Iterable[int]) -> Iterator[Claim]:
    """A date that is called the date of publication or of the last change in so many words."""
    for at in where:
        piece = pieces[at]
        if len(piece.text) > 80 or not (span := dates.find(piece.text)):
            continue
        label = piece.text[: span[0]].strip() or (pieces[at - 1].text if at and len(pieces[at - 1].text) < 24 else "")
        field = "modified" if _UPDATED.search(label) else "published" if _PUBLISHED.search(label) else ""
        if field:
            yield Claim(field=field, value=piece.stamp or piece.text[span[0] :], by="labelled date on the page")
            return
