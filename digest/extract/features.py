"""What speaks for and against a block being part of the article, as numbers. Read :func:`features`.

Everything is relative to the page: how much of its prose stands in the block's container, how far the block is from the
container that holds most of it, what its neighbours are.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from digest import words
from digest.extract.segment import Piece, Place, is_prose

_STOPS = frozenset(".!?…。！？")
_END = re.compile(r"[.!?…。！？][\"'”’»)\]」』]*$")
_PROMPT = re.compile(
    r"read more|continue reading|click here|subscribe|newsletter|sign up|log ?in|follow us|share (?:this|on)|comments?\b|advertis|"
    r"related|recommended|trending|most (?:read|popular)|copyright|©|all rights reserved|privacy|cookie|terms of|photo(?:graph)?s?:|"
    r"image:|getty|reuters|lea también|lire aussi|читайте|по теме|mehr zum|weiterlesen|관련 ?기사|기자|구독|無断|関連記事|"
    r"tin liên quan|zobacz|czytaj|about the author|view all|load more|previous|next (?:article|post)|tweet|facebook|whatsapp|email",
    re.IGNORECASE,
)
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}:\d\d|\b(?:ago|updated|published|posted)\b", re.IGNORECASE)
_BIO = re.compile(
    r"\b(?:is an?|is the|he is|she is|has been|works (?:at|for|as)|writes (?:about|for)|author of|freelance|journalist|editor|founder)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:by|von|par|por|di|автор|текст)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:he|she|it|they|said|was|were|had|that|which|who|because|but|when)\b", re.IGNORECASE)


def features(pieces: Sequence[Piece], title: str, stated: str) -> list[list[float]]:
    """Return a row of numbers for each block; the names are in :data:`NAMES`. ``stated`` is JSON-LD's articleBody."""
    if not pieces:
        return []
    page = _Page(pieces, title, stated)
    return [page.row(at) for at in range(len(pieces))]


class _Page:
    """What all rows of a page share."""

    def __init__(self, pieces: Sequence[Piece], title: str, stated: str) -> None:
        self.pieces = pieces
        self.prose = [is_prose(p) for p in pieces]
        self.total = max(1, sum(len(p.text) for p, good in zip(pieces, self.prose, strict=True) if good))
        self.main = self._main()
        self.title = words.fold(title)
        self.stated = words.fold(stated)
        by_signature: Counter[tuple[str, str]] = Counter()
        for piece, good in zip(pieces, self.prose, strict=True):
            if good:
                by_signature[piece.signature] += len(piece.text)
        self.by_signature = by_signature
        self.folded = [words.fold(p.text) for p in pieces]
        self.seen = Counter(self.folded)
        inside = [at for at, p in enumerate(pieces) if self.prose[at] and self._steps(p.place)[0]]
        self.first, self.last = (inside[0], inside[-1]) if inside else (0, len(pieces) - 1)
        self.under = self._headings()
        self.heading = next((at for at, p in enumerate(pieces) if p.place.tag == "h1"), -1)

    def _main(self) -> Place:
        """The deepest element that holds more than half of the page's prose."""
        root = self.pieces[0].place
        while root.up is not None:
            root = root.up
        main = root
        candidates = {id(p.place): p.place for p, good in zip(self.pieces, self.prose, strict=True) if good}
        for place in candidates.values():
            here: Place | None = place
            while here is not None and here.prose * 2 <= self.total:
                here = here.up
            if here is not None and here.depth > main.depth:
                main = here
        return main

    def _headings(self) -> list[int]:
        """For each block what it stands under: 0 no heading yet, 1 one such as "Related articles", 2 another."""
        under, state = [], 0
        for piece in self.pieces:
            short = len(piece.text) < 40 or piece.kind == "heading"
            if short and _PROMPT.search(piece.text[:120]):
                state = 1
            elif piece.kind == "heading":
                state = 2
            under.append(state)
        return under

    def _steps(self, place: Place) -> tuple[bool, int]:
        """Whether a place is inside the main element, and how many steps down (or up to a common ancestor)."""
        steps = 0
        here: Place | None = place
        while here is not None:
            if here is self.main:
                return True, steps
            here = here.up
            steps += 1
        return False, steps

    def row(self, at: int) -> list[float]:
        piece = self.pieces[at]
        text, place = piece.text, piece.place
        size = len(text)
        up = place.up or place
        upper = up.up or up
        inside, steps = self._steps(place)
        folded = self.folded[at]
        odd = place.inside - self.main.inside
        head = text[:160]
        prompt = size < 240 and bool(_PROMPT.search(text))
        kind = piece.kind
        return [
            1.0,
            math.log1p(size) / 6,
            min(size, 1200) / 400,
            float(size < 25),
            float(size > 250),
            float(text[-1] in _STOPS or bool(_END.search(text[-4:]))),
            min(text.count(",") + text.count("，") + text.count("、"), 6) / 3,
            min(len(_FIRST_PERSON.findall(text[:600])), 6) / 3 if size > 40 else 0.0,
            piece.link_chars / size,
            float(piece.link_chars * 10 > size * 9),
            min(len(piece.links), 6) / 3,
            piece.bold_chars / size,
            sum(map(str.isupper, head)) / len(head),
            sum(map(str.isdigit, head)) / len(head),
            float(piece.tag == "p"),
            float(kind == "heading"),
            float(piece.tag == "h1"),
            float(piece.tag in ("h2", "h3")),
            float(kind == "item"),
            float(kind == "quote"),
            float(kind == "caption"),
            float(kind == "table"),
            float(piece.tag in ("div", "section", "article", "main", "body")),
            float("article" in place.inside),
            float("main" in place.inside),
            float("articleBody" in place.inside),
            float("nav" in odd),
            float("aside" in odd),
            float("footer" in odd),
            float("header" in odd),
            float("form" in odd),
            float("button" in odd),
            float("figure" in odd),
            float("table" in odd),
            float("ul" in odd),
            min(place.good, 4) / 2,
            min(place.bad, 4) / 2,
            min(place.hard, 3) / 2,
            float(place.hard > self.main.hard),
            float(place.bad > self.main.bad),
            float(inside),
            min(steps, 6) / 3 if inside else 0.0,
            min(steps, 12) / 6 if not inside else 0.0,
            float(inside and steps <= 1),
            place.prose / self.total,
            up.prose / self.total,
            upper.prose / self.total,
            up.link_chars / max(1, up.chars),
            upper.link_chars / max(1, upper.chars),
            self.by_signature[piece.signature] / self.total,
            float(self.by_signature[piece.signature] * 2 > self.total),
            float(self.prose[at]),
            float(self.first <= at <= self.last),
            float(at < self.first),
            float(at > self.last),
            min(max(self.first - at, 0), 20) / 10,
            min(max(at - self.last, 0), 20) / 10,
            at / len(self.pieces),
            float(bool(self.heading >= 0 and at < self.heading)),
            float(prompt),
            float(prompt and size < 90),
            float(size < 60 and bool(_DATE.search(text))),
            float(size < 60 and bool(_BY.match(text))),
            float(text.endswith(":")),
            float(folded == self.title or bool(self.title and kind == "heading" and folded in self.title)),
            float(self.seen[folded] > 1),
            float(bool(self.stated) and folded in self.stated),
            float(bool(self.stated) and folded not in self.stated),
            min(self.total, 4000) / 4000,
            float(place.hidden and not self.main.hidden),
            float("pre" in place.inside),
            float(self.under[at] == 1),
            float(self.under[at] == 2),
            math.log1p(place.blocks) / 4,
            math.log1p(up.blocks) / 4,
            float(at + 1 < len(self.pieces) and self.prose[at + 1]),
            float(at > 0 and self.prose[at - 1]),
            float(at + 1 < len(self.pieces) and self.pieces[at + 1].kind == "heading"),
            float(at > 0 and self.pieces[at - 1].kind == "heading"),
            float(text[0].islower()),
            float(text.endswith(("…", "..."))),
            float("<" in text or "{" in text or "http" in text),
            float(at > self.last - 3 and size > 40 and bool(_BIO.search(text[:300]))),
        ]


NAMES = [
    "bias",
    "log_size",
    "size",
    "tiny",
    "long",
    "ends",
    "commas",
    "function_words",
    "link_share",
    "all_link",
    "links",
    "bold",
    "upper",
    "digits",
    "p",
    "heading",
    "h1",
    "h2h3",
    "item",
    "quote",
    "caption",
    "table",
    "div",
    "in_article",
    "in_main",
    "in_articleBody",
    "in_nav",
    "in_aside",
    "in_footer",
    "in_header",
    "in_form",
    "in_button",
    "in_figure",
    "in_table",
    "in_ul",
    "good",
    "bad",
    "hard",
    "harder_than_main",
    "worse_than_main",
    "inside",
    "steps_down",
    "steps_out",
    "near_main",
    "place_prose",
    "up_prose",
    "upper_prose",
    "up_links",
    "upper_links",
    "signature",
    "signature_major",
    "prose",
    "between",
    "before",
    "after",
    "far_before",
    "far_after",
    "position",
    "above_h1",
    "prompt",
    "short_prompt",
    "dateline",
    "byline",
    "colon",
    "title",
    "repeated",
    "stated",
    "not_stated",
    "page_prose",
    "hidden",
    "code",
    "under_prompt",
    "under_heading",
    "blocks_here",
    "blocks_up",
    "next_prose",
    "before_prose",
    "next_heading",
    "before_heading",
    "lower",
    "ellipsis",
    "markup",
    "bio",
]
