"""What speaks for and against a block being part of the article, as numbers. Read :func:`features`.

Everything is relative to the page: how much of its prose stands in the block's container, how far the block is from the
container that holds most of it, what its neighbours are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from digest import words
from digest.extract.place import INSIDE, Place, around
from digest.extract.segment import Piece

Column = npt.NDArray[Any]

_STOPS = frozenset(".!?…。！？")
_END = re.compile(r"[.!?…。！？][\"'”’»)\]」』]*$")
# These look at folded text: lower case, plain quotes.
_PROMPT = re.compile(
    r"read more|continue reading|click here|subscribe|newsletter|sign up|log ?in|follow us|share (?:this|on)|comments?\b|advertis|"
    r"related|recommended|trending|most (?:read|popular)|copyright|©|all rights reserved|privacy|cookie|terms of|photo(?:graph)?s?:|"
    r"image:|getty|reuters|lea también|lire aussi|читайте|по теме|mehr zum|weiterlesen|관련 ?기사|기자|구독|無断|関連記事|"
    r"tin liên quan|zobacz|czytaj|about the author|view all|load more|previous|next (?:article|post)|tweet|facebook|whatsapp|email",
)
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}:\d\d|\b(?:ago|updated|published|posted)\b")
_BIO = re.compile(
    r"\b(?:is an?|is the|he is|she is|has been|works (?:at|for|as)|writes (?:about|for)|author of|freelance|journalist|editor|founder)\b",
)
_BY = re.compile(r"^(?:by|von|par|por|di|автор|текст)\b")
_FUNCTION_WORDS = re.compile(r"\b(?:he|she|it|they|said|was|were|had|that|which|who|because|but|when)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the page says of its article; only compared with, never taken as text."""

    title: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    body: str = ""


def features(pieces: Sequence[Piece], about: About) -> dict[str, Column]:
    """Return a column of numbers for each feature, by its name; pieces must not be empty."""
    page = _Page(pieces, about)
    columns = page.of_text() | page.of_place() | page.of_order() | page.of_density()
    columns = {name: np.asarray(column, dtype=np.float64) for name, column in columns.items()}
    return columns | _joint(columns)


class _Page:
    """What all blocks of a page share."""

    def __init__(self, pieces: Sequence[Piece], about: About) -> None:
        self.pieces = pieces
        self.about = about
        self.texts = [p.text for p in pieces]
        self.places = [p.place for p in pieces]
        self.size = np.array([len(t) for t in self.texts], dtype=np.float64)
        self.links = np.array([p.link_chars for p in pieces], dtype=np.float64)
        self.prose = np.array([p.prose for p in pieces], dtype=bool)
        self.kinds = np.array([p.kind for p in pieces])
        self.tags = np.array([p.tag for p in pieces])
        self.total = max(1.0, float(self.size[self.prose].sum()))
        self.main = self._main()
        self.folded = [words.fold(t) for t in self.texts]

    def _main(self) -> Place:
        """The deepest element that holds more than half of the page's prose."""
        main = self.places[0]
        while main.up is not None:
            main = main.up
        for place in {id(p): p for p, good in zip(self.places, self.prose, strict=True) if good}.values():
            here: Place | None = place
            while here is not None and here.prose * 2 <= self.total:
                here = here.up
            if here is not None and here.depth > main.depth:
                main = here
        return main

    def of_text(self) -> dict[str, Column]:
        """The block's own words and marks."""
        texts, size, pieces, folded = self.texts, self.size, self.pieces, self.folded
        heads = [t[:80] for t in texts]
        short = [len(t) < 240 for t in texts]
        self.prompt = _each(lambda f, s: s and _PROMPT.search(f) is not None, folded, short)
        title, description = words.fold(self.about.title), words.fold(self.about.description)
        authors = [a for a in map(words.fold, self.about.authors) if len(a) > 4]
        body = words.fold(self.about.body)
        stated = np.array([f in body for f in folded], dtype=float) if body else np.zeros(len(texts))
        heading = self.kinds == "heading"
        return {
            "log_size": np.log1p(size) / 6,
            "size": np.minimum(size, 1200) / 400,
            "tiny": size < 25,
            "long": size > 250,
            "ends": _each(lambda t: t[-1] in _STOPS or _END.search(t[-4:]) is not None, texts),
            "commas": _each(lambda t: min(_commas(t), 6) / 3, texts),
            "function_words": _each(
                lambda f: min(len(_FUNCTION_WORDS.findall(f[:600])), 6) / 3 if len(f) > 40 else 0, folded
            ),
            "link_share": self.links / size,
            "all_link": self.links * 10 > size * 9,
            "links": np.array([min(len(p.links), 6) / 3 for p in pieces]),
            "bold": np.array([p.bold_chars for p in pieces]) / size,
            "italic": np.array([p.italic_chars for p in pieces]) / size,
            "upper": _each(lambda t: sum(map(str.isupper, t)) / len(t), heads),
            "digits": _each(lambda t: sum(map(str.isdigit, t)) / len(t), heads),
            "prompt": self.prompt,
            "prompt_short": self.prompt * (size < 90),
            "dated": _each(lambda f: len(f) < 60 and _DATE.search(f) is not None, folded),
            "by": _each(lambda f: len(f) < 60 and _BY.match(f) is not None, folded),
            "colon": _each(lambda t: t[-1] in ":：", texts),
            "is_title": np.array(
                [f == title or bool(title and h and f in title) for f, h in zip(folded, heading, strict=True)]
            ),
            "described": _each(lambda f: bool(len(f) > 30 and description) and f in description, folded),
            "authored": _each(lambda f: len(f) < 200 and any(a in f for a in authors), folded),
            "stated": stated,
            "unstated": (1 - stated) * bool(body),
            "lower_start": _each(lambda t: t[0].islower(), texts),
            "ellipsis": _each(lambda t: t.endswith(("…", "...")), texts),
            "code_like": _each(lambda t: "<" in t or "{" in t or "http" in t, texts),
            "twice": _twice(folded),
        }

    def of_place(self) -> dict[str, Column]:
        """The elements around the block."""
        main, places = self.main, self.places
        up = [p.up or p for p in places]
        upper = [p.up or p for p in up]
        inside_bits = np.array([p.inside for p in places], dtype=np.int64)
        odd = inside_bits & ~main.inside
        steps = np.array(inherited(places, -1, lambda v, p: 0 if p is main else v + 1 if v >= 0 else v))
        self.inside = steps >= 0
        above = around(main)
        away = np.array(inherited(places, 0, lambda v, p: 0 if p.at in above else v + 1)) * ~self.inside
        hard = np.array([p.hard for p in places])
        bad = np.array([p.bad for p in places])
        near = [(p.said, u.said, w.said) for p, u, w in zip(places, up, upper, strict=True)]
        groups, of_group = np.unique(
            np.array([f"{p.tag} {u.name}" for p, u in zip(places, up, strict=True)]), return_inverse=True
        )
        prose_in_group = np.bincount(of_group, self.size * self.prose, len(groups))[of_group]
        chars_in_group = np.bincount(of_group, self.size, len(groups))[of_group]
        links_in_group = np.bincount(of_group, self.links, len(groups))[of_group]
        count_in_group = np.bincount(of_group, minlength=len(groups))[of_group]
        found: dict[str, Column] = {f"tag_{t}": self.tags == t for t in ("p", "h1", "div", "span", "li", "pre")}
        found |= {f"kind_{k}": self.kinds == k for k in ("heading", "item", "quote", "caption", "table")}
        found |= {f"in_{n}": (inside_bits & INSIDE[n]) > 0 for n in ("article", "main", "articleBody", "pre")}
        found |= {
            f"odd_{n}": (odd & INSIDE[n]) > 0
            for n in ("nav", "aside", "footer", "header", "form", "button", "figure", "table", "ul", "section")
        }
        return found | {
            "good": np.minimum([p.good for p in places], 4) / 2,
            "bad": np.minimum(bad, 4) / 2,
            "hard": np.minimum(hard, 3) / 2,
            "harder_than_main": hard > main.hard,
            "worse_than_main": bad > main.bad,
            "deck": np.array([a.deck or b.deck or c.deck for a, b, c in near]),
            "captioned": np.array([a.captioned or b.captioned for a, b, _ in near]),
            "embedded": np.array([a.embedded or b.embedded or c.embedded for a, b, c in near]),
            "hidden": np.array([p.hidden and not main.hidden for p in places]),
            "inside": self.inside,
            "steps_down": np.where(self.inside, np.minimum(steps, 6) / 3, 0),
            "steps_away": np.minimum(away, 12) / 6,
            "close": self.inside & (steps <= 1),
            "prose_here": np.array([p.prose for p in places]) / self.total,
            "prose_up": np.array([p.prose for p in up]) / self.total,
            "prose_upper": np.array([p.prose for p in upper]) / self.total,
            "links_up": np.array([p.link_chars / max(1, p.chars) for p in up]),
            "links_upper": np.array([p.link_chars / max(1, p.chars) for p in upper]),
            "blocks_here": np.log1p([p.blocks for p in places]) / 4,
            "blocks_up": np.log1p([p.blocks for p in up]) / 4,
            "group_prose": prose_in_group / self.total,
            "main_group": prose_in_group * 2 > self.total,
            "group_links": links_in_group / np.maximum(chars_in_group, 1),
            "group_size": np.log1p(count_in_group) / 4,
        }

    def of_order(self) -> dict[str, Column]:
        """What stands before and after the block."""
        count = len(self.pieces)
        order = np.arange(count)
        within = order[self.prose & self.inside]
        first, last = (within[0], within[-1]) if len(within) else (0, count - 1)
        h1 = next((at for at, p in enumerate(self.places) if p.tag == "h1"), -1)
        heading = (self.kinds == "heading").astype(float)
        prose = self.prose.astype(float)
        under = self._under()
        tail = order > last - 3
        return {
            "prose": prose,
            "between": (order >= first) & (order <= last),
            "before_first": order < first,
            "after_last": order > last,
            "far_before": np.clip(first - order, 0, 20) / 10,
            "far_after": np.clip(order - last, 0, 20) / 10,
            "at": order / count,
            "above_h1": (h1 >= 0) & (order < h1),
            "page_prose": np.full(count, min(self.total, 4000) / 4000),
            "under_prompt": under == 1,
            "under_heading": under == 2,
            "prose_next": np.append(prose[1:], 0),
            "prose_before": np.append(0, prose[:-1]),
            "heading_next": np.append(heading[1:], 0),
            "heading_before": np.append(0, heading[:-1]),
            "bio": np.array(
                [bool(t and len(x) > 40 and _BIO.search(x[:300])) for t, x in zip(tail, self.folded, strict=True)]
            ),
        }

    def of_density(self) -> dict[str, Column]:
        """Whether the block stands where a density reader would find the article, or beside it.

        Paragraphs give their commas and length to the two elements around them; the element with the highest sum, less
        its share of links, is the article, and siblings with a fifth of that belong to it (arc90's Readability, 2009).
        """
        scores: dict[int, float] = {}
        known: dict[int, Place] = {}
        for piece in self.pieces:
            if piece.prose:
                text, up = piece.text, piece.place.up or piece.place
                value = 1 + min(_commas(text), 10) + min(len(text) / 100, 3)
                for place, share in ((up, 1.0), (up.up, 0.5)):
                    if place is not None:
                        scores[place.at] = scores.get(place.at, _named(place)) + value * share
                        known[place.at] = place
        if not scores:
            return dict.fromkeys(("dense_in", "dense_beside", "dense_here"), np.zeros(len(self.pieces)))
        scores = {at: s * (1 - known[at].link_chars / max(1, known[at].chars)) for at, s in scores.items()}
        top = known[max(scores, key=scores.__getitem__)]
        best = max(scores[top.at], 1e-9)
        rows = inherited(self.places, (0.0, 0.0, 0.0), partial(_density, top, scores, best))
        return dict(
            zip(("dense_in", "dense_beside", "dense_here"), map(np.array, zip(*rows, strict=True)), strict=True)
        )

    def _under(self) -> Column:
        """For each block what it stands under: 0 no heading yet, 1 one such as "Related articles", 2 another."""
        under, state = [], 0
        for piece, prompt in zip(self.pieces, self.prompt, strict=True):
            short = len(piece.text) < 40 or piece.kind == "heading"
            if short and prompt:
                state = 1
            elif piece.kind == "heading":
                state = 2
            under.append(state)
        return np.array(under)


def _joint(columns: dict[str, Column]) -> dict[str, Column]:
    """Pairs that mean more together than apart: a line in capitals that is one link is a cross-reference."""
    pairs = (
        ("all_link", "upper"), ("all_link", "inside"), ("all_link", "tag_p"), ("all_link", "kind_item"), ("all_link", "kind_heading"),
        ("prompt", "inside"), ("prompt", "after_last"), ("prompt", "link_share"), ("italic", "inside"), ("italic", "far_after"),
        ("kind_heading", "prose_next"), ("kind_heading", "inside"), ("kind_item", "inside"), ("kind_table", "inside"),
        ("captioned", "inside"), ("authored", "inside"), ("deck", "before_first"), ("tiny", "inside"), ("tiny", "between"),
        ("ends", "inside"), ("described", "kind_heading"), ("digits", "tiny"), ("bold", "tiny"),
    )  # fmt: skip
    return {f"{a}*{b}": columns[a] * columns[b] for a, b in pairs}


def _named(place: Place) -> float:
    return 5.0 * (place.tag in ("div", "article", "section")) + 10.0 * (place.said.good - place.said.bad)


Density = tuple[float, float, float]


def _density(top: Place, scores: dict[int, float], best: float, around: Density, place: Place) -> Density:
    """(inside the densest element, inside a dense sibling of it, the highest score around, as a share of the best)."""
    inside, beside, highest = around
    score = scores.get(place.at, 0.0)
    if place is top:
        inside = 1.0
    elif place.up is top.up and score > max(10.0, 0.2 * best):
        beside = 1.0
    if place.depth > top.depth - 2:
        highest = max(highest, score / best)
    return inside, beside, highest


V = TypeVar("V")


def inherited(places: Sequence[Place], start: V, step: Callable[[V, Place], V]) -> list[V]:
    """For each place what ``step`` makes of the value of the place around it; each place is asked once."""
    known: dict[int, V] = {}
    found = []
    for place in places:
        chain: list[Place] = []
        here: Place | None = place
        while here is not None and here.at not in known:
            chain.append(here)
            here = here.up
        value = start if here is None else known[here.at]
        for one in reversed(chain):
            value = known[one.at] = step(value, one)
        found.append(value)
    return found


def _commas(text: str) -> int:
    return text.count(",") + text.count("，") + text.count("、")


def _each(judge: Callable[..., float], *values: Sequence[object]) -> Column:
    return np.array([judge(*v) for v in zip(*values, strict=True)], dtype=np.float64)


def _twice(folded: Sequence[str]) -> Column:
    counts: dict[str, int] = {}
    for text in folded:
        counts[text] = counts.get(text, 0) + 1
    return np.array([counts[t] > 1 for t in folded])
