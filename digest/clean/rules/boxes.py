"""Boxes inside an article: the publisher's note on the story, a summary that repeats it, the same box twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from digest import words
from digest.clean import find
from digest.model import Block, Draft, Mark

# Labels over a box that speaks *about* the article. "Key takeaways" and "Why it matters" are not here: they are text.
_LABELS = find.compiled(
    r"why we wrote this", r"listen to this (?:article|story)", r"(?:quick|deep) read(?: \(.{3,20}\))?"
)

_QUOTING = " \"'"
_FEWEST, _MOST = 30, 400


def why_we_wrote_this(draft: Draft) -> Iterator[Mark]:
    """A labelled box that speaks about the article: the label and the one short paragraph, or the bullets, under it."""
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
    """A paragraph that stands word for word earlier on the page: a pull quote, a box shown twice with its heading.

    Lists and tables repeat their cells by right; so does a form (a questionnaire, a week of recipes), which is known by
    something that stands three times and more.
    """
    texts = [words.fold(block.text) for block in draft.blocks]
    counts = Counter(texts)
    twice = {t for t, n in counts.items() if n > 1}
    if not twice:
        return
    if any(counts[t] > 2 and _is_worth_saying_once(b) for t, b in zip(texts, draft.blocks, strict=True) if t in twice):
        return
    seen: set[str] = set()
    known = []
    for text in texts:
        known.append(text in seen)
        seen.add(text)
    again = [was and _is_worth_saying_once(block) for was, block in zip(known, draft.blocks, strict=True)]
    for at, block in enumerate(draft.blocks):
        over_repeated = block.kind == "heading" and known[at] and at + 1 < len(again) and again[at + 1]
        if again[at] or over_repeated:
            yield Mark(at=at, role="repeat", rule="boxes.repeated")


def _is_worth_saying_once(block: Block) -> bool:
    text = words.fold(block.text)
    return block.kind in ("paragraph", "quote") and len(text) > 60 and len(words.words(text)) > 11


def standfirst(draft: Draft) -> Iterator[Mark]:
    """A summary whose every sentence stands again, word for word, inside longer paragraphs below."""
    bodies = [words.fold(b.text) for b in draft.blocks]
    for at, block in enumerate(draft.blocks[:6]):
        parts = [words.fold(s) for s in words.sentences(block.text)]
        later = " ".join(b for b in bodies[at + 1 :] if b != bodies[at])
        if (
            block.kind in ("paragraph", "quote")
            and 60 < len(block.text) < 500
            and parts
            and all(p in later for p in parts)
        ):
            yield Mark(at=at, role="repeat", rule="boxes.standfirst")


def pull_quote(draft: Draft) -> Iterator[Mark]:
    """A quotation that stands, word for word, within a longer paragraph: it is shown large beside the text."""
    if not any(block.kind == "quote" for block in draft.blocks):
        return
    bodies = [words.fold(b.text) for b in draft.blocks]
    for at, block in enumerate(draft.blocks):
        text = bodies[at].strip(_QUOTING)
        if block.kind != "quote" or not _FEWEST < len(text) < _MOST:
            continue
        if any(text in body and len(body) > len(text) + _FEWEST for n, body in enumerate(bodies) if n != at):
            yield Mark(at=at, role="repeat", rule="boxes.pull_quote")


RULES = (why_we_wrote_this, repeated, standfirst, pull_quote)
