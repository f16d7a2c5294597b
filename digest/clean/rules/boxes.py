"""Boxes inside an article: the publisher's note on the story, a summary that repeats it, the same box twice."""

from __future__ import annotations

from collections.abc import Iterator

from digest import words
from digest.clean import find
from digest.model import Draft, Mark

# Labels over a box that speaks *about* the article. "Why it matters" is not here: some houses write their text so.
_LABELS = find.compiled(
    r"why we wrote this", r"(?:the )?key (?:takeaways|points)", r"at a glance", r"in (?:short|brief|summary)", r"story highlights",
    r"listen to this (?:article|story)", r"what we know(?: so far)?", r"quick read|deep read(?: \(.{3,20}\))?",
    r"(?:das wichtigste|auf einen blick|zusammenfassung)(?: in kürze)?", r"l'essentiel", r"коротко|главное", r"핵심 ?요약|기사 ?요약",
)  # fmt: skip


def why_we_wrote_this(draft: Draft) -> Iterator[Mark]:
    """A labelled box: the label and the one short paragraph under it, or the bullets that stand there."""
    for at, block in enumerate(draft.blocks):
        if block.kind == "heading" and _LABELS.fullmatch(words.fold(block.text)):
            yield Mark(at=at, role="noise", rule="boxes.labelled")
            yield from (Mark(at=n, role="noise", rule="boxes.labelled") for n in _boxed(draft, at + 1))


def _boxed(draft: Draft, start: int) -> Iterator[int]:
    if start < len(draft.blocks) and draft.blocks[start].kind == "paragraph":
        if len(draft.blocks[start].text) <= 320:
            yield start
        return
    for at in range(start, len(draft.blocks)):
        if draft.blocks[at].kind != "item":
            return
        yield at


def repeated(draft: Draft) -> Iterator[Mark]:
    """A block that stands word for word earlier on the page: a pull quote, a box shown twice, a caption again."""
    seen: set[str] = set()
    for at, block in enumerate(draft.blocks):
        text = words.fold(block.text)
        long = len(text) > 60 and len(words.words(text)) > 11
        if text in seen and (long or (block.kind == "heading" and len(text) > 12)):
            yield Mark(at=at, role="repeat", rule="boxes.repeated")
        seen.add(text)


def standfirst(draft: Draft) -> Iterator[Mark]:
    """A summary whose every sentence stands again, word for word, inside longer paragraphs below."""
    bodies = [words.fold(b.text) for b in draft.blocks]
    for at, block in enumerate(draft.blocks[:6]):
        parts = [words.fold(s) for s in words.sentences(block.text)]
        later = " ".join(b for b in bodies[at + 1 :] if b != bodies[at])
        if block.kind in ("paragraph", "quote") and len(block.text) > 60 and parts and all(p in later for p in parts):
            yield Mark(at=at, role="repeat", rule="boxes.standfirst")


RULES = (why_we_wrote_this, repeated, standfirst)
