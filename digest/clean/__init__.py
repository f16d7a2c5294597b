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

# Shorter blocks outside the article are menu entries and buttons.
_TELLING = 24


def clean(draft: Draft, rules: Sequence[Rule]) -> Draft:
    """Move what the rules mark from the blocks to the notes.

    Where marks overlap the shorter, more specific one takes its span; between equals the name of the rule that comes
    first in the alphabet decides, so that the order of the rules cannot matter.
    """
    kept: list[Block] = []
    notes: list[Note] = []
    before = [0]
    marks = _marks(draft, rules)
    for at, block in enumerate(draft.blocks):
        rest, aside = _apply(block, marks.get(at, ()), len(kept))
        notes.extend(aside)
        if rest is not None:
            kept.append(rest)
        before.append(len(kept))
    notes.extend(_sorted_out(draft, rules, before))
    return replace(draft, blocks=tuple(kept), outside=(), notes=draft.notes + tuple(sorted(notes, key=lambda n: n.at)))


def _marks(draft: Draft, rules: Sequence[Rule]) -> dict[int, list[Mark]]:
    marks: dict[int, list[Mark]] = {}
    for rule in rules:
        for mark in rule(draft):
            marks.setdefault(mark.at, []).append(mark)
    return marks


def _sorted_out(draft: Draft, rules: Sequence[Rule], before: Sequence[int]) -> Iterator[Note]:
    """Notes of what stands outside the article: a legal notice, a bio, a prompt by its rule, the rest as page furniture.

    Only what reads as words is shown to the rules: a page has a hundred menu entries and a handful of notices.
    """
    telling = [o for o in draft.outside if len(o.block.text) >= _TELLING and not o.is_link]
    marks = _marks(replace(draft, blocks=tuple(o.block for o in telling), outside=()), rules)
    marked = {id(o): marks.get(at, []) for at, o in enumerate(telling)}
    for outside in draft.outside:
        rest, notes = _apply(outside.block, marked.get(id(outside), ()), before[outside.at])
        yield from notes
        if rest is not None:
            yield Note(role="noise", rule="page.outside", text=rest.text, at=before[outside.at], links=rest.links)


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
