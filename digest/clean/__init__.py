"""What is set aside from a draft, and by which rule. Read :func:`clean`.

Rules only point (see ``digest/clean/rules``); this is the one place that removes. Every character of a block ends up
either in the text or in exactly one note, so text kept plus notes is the text found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from digest import words
from digest.interfaces import Rule
from digest.model import Block, Draft, Mark, Note


def clean(draft: Draft, rules: Sequence[Rule]) -> Draft:
    """Move what the rules mark from the blocks to the notes.

    Where marks overlap the shorter, more specific one takes its span; between equals the name of the rule that comes
    first in the alphabet decides, so that the order of the rules cannot matter.
    """
    marks: dict[int, list[Mark]] = {}
    for rule in rules:
        for mark in rule(draft):
            marks.setdefault(mark.at, []).append(mark)
    kept: list[Block] = []
    notes: list[Note] = []
    for at, block in enumerate(draft.blocks):
        rest, aside = _apply(block, marks.get(at, ()), len(kept))
        notes.extend(aside)
        if rest is not None:
            kept.append(rest)
    return replace(draft, blocks=tuple(kept), notes=draft.notes + tuple(notes))


def _apply(block: Block, marks: Sequence[Mark], before: int) -> tuple[Block | None, list[Note]]:
    """The part of one block that stays, and the notes made of the rest."""
    if not marks:
        return block, []
    owners = _owners(len(block.text), marks)
    parts: list[str] = []
    notes: list[Note] = []
    for mark, start, end in _runs(owners):
        text = block.text[start:end].strip()
        if mark is None:
            parts.append(text)
        elif text:
            links = tuple(li for li in block.links if li.text in text)
            notes.append(Note(role=mark.role, rule=mark.rule, text=text, at=before, links=links))
    rest = " ".join(p for p in parts if p)
    if not words.words(rest):
        return None, _with_punctuation(notes, rest)
    return replace(block, text=rest, links=tuple(li for li in block.links if li.text in rest)), notes


def _owners(length: int, marks: Sequence[Mark]) -> list[Mark | None]:
    """Which mark owns each character; longer marks first, so that shorter ones overwrite them."""
    owners: list[Mark | None] = [None] * length
    for mark in sorted(sorted(marks, key=lambda m: m.rule, reverse=True), key=lambda m: -_size(m, length)):
        start, end = mark.span or (0, length)
        owners[start:end] = [mark] * (min(end, length) - start)
    return owners


def _size(mark: Mark, length: int) -> int:
    return mark.span[1] - mark.span[0] if mark.span else length


def _runs(owners: Sequence[Mark | None]) -> Iterator[tuple[Mark | None, int, int]]:
    start = 0
    for owner, run in groupby(owners, key=lambda m: (m.role, m.rule, m.span) if m else None):
        end = start + len(list(run))
        yield (owners[start] if owner else None), start, end
        start = end


def _with_punctuation(notes: list[Note], rest: str) -> list[Note]:
    """A stray bracket or full stop that was left alone goes with the last note."""
    if not rest or not notes:
        return notes
    return [*notes[:-1], replace(notes[-1], text=f"{notes[-1].text} {rest}")]
