"""Past editions made again: the same, or as another topic, other weights or another layout would have made them.

Read :func:`replay` and :func:`why_not`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from digest.editing import Grouped, Made, Material, edit, grouped
from digest.model import Edition, Email, Plan, Ranked, Topic, Wish, choice_on

# Caps are tried up to so much higher.
_MORE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """An item that is in one of two editions: its title, and why it is there or not in the second."""

    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An item that both editions have: its number in the one and in the other, the lead being 1."""

    title: str
    was: int
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What two editions do not share, article id to title, and what both have elsewhere."""

    came_in: Mapping[str, str]
    fell_out: Mapping[str, str]
    moved: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """An edition made again. ``same`` says that the e-mail is the same to the byte.

    ``moved`` are the items that both have, but after another item than before.
    """

    edition_id: str
    same: bool
    came_in: tuple[ItemChange, ...] = ()
    fell_out: tuple[ItemChange, ...] = ()
    moved: tuple[Move, ...] = ()
    version: str = ""
    made: Made


def replay(
    before: Edition,
    email: Email,
    stored: Material,
    *,
    topic: Topic | None = None,
    weights: Mapping[str, float] | None = None,
    plan: Plan | None = None,
) -> Replayed:
    """Make an edition again of what was stored with it, and compare."""
    changed = replace(stored, topic=topic or stored.topic, weights=weights or stored.weights, plan=plan or stored.plan)
    made = edit(changed)
    whys = {c.ranked.story.original.id: c.why for c in made.choices}
    refused = {c.ranked.story.original.id: c.why for c in made.choices if not c.chosen}
    otherwise = "another version stands for it" if made.edition else made.report.message
    changed_items = difference(before, made.edition)
    return Replayed(
        edition_id=before.id,
        same=made.email == email,
        came_in=tuple(ItemChange(title=t, why=whys.get(i, "")) for i, t in changed_items.came_in.items()),
        fell_out=tuple(ItemChange(title=t, why=refused.get(i, otherwise)) for i, t in changed_items.fell_out.items()),
        moved=changed_items.moved,
        version=stored.version,
        made=made,
    )


def difference(before: Edition, after: Edition | None) -> Difference:
    """Which items two editions do not share, and which stand elsewhere."""
    old, new = _titles(before), _titles(after) if after else {}
    return Difference(
        came_in={i: t for i, t in new.items() if i not in old},
        fell_out={i: t for i, t in old.items() if i not in new},
        moved=tuple(_moved(old, new)),
    )


def _titles(edition: Edition) -> dict[str, str]:
    """Article id: title, in the order of the edition."""
    return {i.article_id: i.title for i in edition.items}


def _moved(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Move]:
    """Those of both that stand after another one than before."""
    was, now = [i for i in old if i in new], [i for i in new if i in old]
    before, after = ({b: a for a, b in pairwise(("", *of))} for of in (was, now))
    numbers = [list(old), list(new)]
    for i in now:
        if before[i] != after[i]:
            yield Move(title=new[i], was=numbers[0].index(i) + 1, now=numbers[1].index(i) + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """At which step an article fell, why, and what would have lifted it: each was tried, alone, on the same material."""

    title: str
    edition_id: str
    chosen: bool
    step: str
    why: str
    score: float | None = None
    lowest: float | None = None
    lifts: tuple[str, ...] = ()


def why_not(article_id: str, edition_id: str, stored: Material) -> WhyNot | None:
    """What became of an article in one edition; None if the edition did not have it."""
    known = grouped(stored)
    made = edit(stored, known)
    article = next((a for a in stored.articles if a.id == article_id), None)
    choice = choice_on(made.choices, article_id)
    if article is None or choice is None:
        return None
    mine = choice.ranked
    chosen = [c.ranked.score for c in made.choices if c.chosen]
    if mine.story.original.id != article_id and not choice.updates:
        story = mine.story
        version = next((v for v in story.versions if v.article.id == article_id), None)
        says = f"it is a {version.relation} of “{story.original.title}”; {story.why_original}" if version else ""
        return WhyNot(title=article.title, edition_id=edition_id, chosen=choice.chosen, step="group", why=says)
    return WhyNot(
        title=article.title,
        edition_id=edition_id,
        chosen=choice.chosen,
        step="rank" if not mine.on_topic else "choose",
        why=choice.why if mine.on_topic else f"not on topic: {_relevance(mine)}",
        score=mine.score,
        lowest=min(chosen, default=None),
        lifts=() if choice.chosen else tuple(_lifts(article_id, mine, min(chosen, default=0.0), stored, known)),
    )


def _relevance(ranked: Ranked) -> str:
    return next((r.why for r in ranked.reasons if r.signal == "relevance"), "")


def _lifts(article_id: str, mine: Ranked, lowest: float, stored: Material, known: Grouped) -> Iterator[str]:
    """Changes that would have put it in, each alone, and, where more room would have, by how much its score fell short."""
    for kind in _trials(article_id, mine, stored):
        for says, changed in kind:
            choice = choice_on(edit(changed, known).choices, article_id)
            if choice and choice.chosen:
                yield says
                if changed.plan.max_items > stored.plan.max_items and mine.score < lowest:
                    yield _short_of(mine, lowest)
                break


def _short_of(mine: Ranked, lowest: float) -> str:
    lost = sorted(mine.reasons, key=lambda r: -r.weight * (1 - r.value))[:3]
    most = ", ".join(f"{r.signal} ({r.weight * (1 - r.value):.3f}: {r.why})" for r in lost)
    return f"about {lowest - mine.score:.3f} points more; it lost most by {most}"


def _trials(article_id: str, mine: Ranked, stored: Material) -> Iterator[list[tuple[str, Material]]]:
    """Kinds of changes, of each kind the smaller first."""
    plan, topic = stored.plan, stored.topic

    def laid_out(says: str, **changes: object) -> tuple[str, Material]:
        return says, replace(stored, plan=replace(plan, **changes))  # type: ignore[arg-type]

    value = next((r.value for r in mine.reasons if r.signal == "relevance"), 0.0)
    if not mine.on_topic and value:
        lower = replace(stored, topic=replace(topic, threshold=value))
        yield [(f"threshold: {value:g} in the topic file", lower)]
    for name in ("max_items", "per_host"):
        now = getattr(plan, name)
        yield [laid_out(f"layout.{name}: {n}", **{name: n}) for n in range(now + 1, now + 1 + _MORE)]
    yield [laid_out("layout.diversity: 0", diversity=0.0)] if plan.diversity else []
    yield [laid_out("layout.min_score: 0", min_score=0.0)] if plan.min_score else []
    roomier = tuple(replace(s, max_items=s.max_items + _MORE) for s in plan.sections)
    yield [laid_out(f"max_items higher by {_MORE} in every section", sections=roomier)]
    yield [laid_out("no layout.per_kind and per_language", per_kind={}, per_language={})]
    kept = tuple(w for w in stored.wishes if w.article_id != article_id)
    pinned = replace(stored, wishes=(*kept, Wish(article_id=article_id, kind="pin")))
    yield [(f"`digest pin {article_id}` before it was made", pinned)]
