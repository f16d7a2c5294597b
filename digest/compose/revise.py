"""The editor's hand: an edition with what the editor set. Read :func:`revise`.

What is written over an item is marked, on the item and, unless the layout says otherwise, for its readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from digest.model import Choice, Edition, EditionItem, Plan, Section, Standing, Wish

_WRITTEN: Mapping[str, str] = {"title": "headline", "blurb": "summary", "excerpt": "excerpt"}


def wishes(before: Iterable[Wish], changes: Standing) -> tuple[Wish, ...]:
    """The wishes as the editor has altered them; only one item leads, the one wished for last."""
    found = {w.article_id: w for w in before}
    for (article_id, field), value in changes.items():
        if field == "verdict":
            if value == "lead":
                found = {i: replace(w, kind="pin") if w.kind == "lead" else w for i, w in found.items()}
            reason = changes.get((article_id, "reason"), "")
            kind = value if value in ("pin", "lead", "drop") else "pin"
            found[article_id] = Wish(article_id=article_id, kind=kind, reason=reason)  # type: ignore[arg-type]
    return tuple(found.values())


def restored(choices: Sequence[Choice], changes: Standing) -> tuple[Choice, ...]:
    """The choices, with the lines that the editor took back from the ledger in their texts again."""
    lines = {i: value.split("\n\n") for (i, field), value in changes.items() if field == "restored"}
    if not lines:
        return tuple(choices)
    return tuple(_whole(c, lines) for c in choices)


def _whole(choice: Choice, lines: Mapping[str, Sequence[str]]) -> Choice:
    story = choice.ranked.story
    wanted = lines.get(story.original.id)
    if not wanted:
        return choice
    paragraphs, kinds = list(story.original.paragraphs), list(story.original.paragraph_kinds)
    # From the last to the first, so that the places of those before stay what they are.
    for note in reversed([n for n in story.original.notes if n.text in wanted]):
        at = min(note.at, len(paragraphs))
        paragraphs.insert(at, note.text)
        kinds[at:at] = ["paragraph"] if story.original.paragraph_kinds else []
    original = replace(story.original, paragraphs=tuple(paragraphs), paragraph_kinds=tuple(kinds))
    return replace(choice, ranked=replace(choice.ranked, story=replace(story, original=original)))


def revise(edition: Edition, changes: Standing, plan: Plan) -> Edition:
    """The edition with the editor's texts, its items where the editor put them."""
    if not changes:
        return edition
    sections = _ordered(_moved(edition.sections, changes, plan), changes)
    edited = tuple(f for f in ("subject", "preheader", "intro") if ("", f) in changes)
    return replace(
        edition,
        lead=_retouched(edition.lead, changes, plan, leads=True),
        sections=tuple(
            replace(s, items=tuple(_retouched(i, changes, plan, leads=False) for i in s.items)) for s in sections
        ),
        subject=changes.get(("", "subject"), edition.subject),
        preheader=changes.get(("", "preheader"), edition.preheader),
        intro=changes.get(("", "intro"), ""),
        edited=edited,
    )


def _moved(sections: Sequence[Section], changes: Standing, plan: Plan) -> Iterator[Section]:
    """The sections of the layout, each item in the one it was moved to; one that is not in the layout is left alone."""
    titles = [s.title for s in plan.sections]
    briefs = {s.title: s.brief for s in plan.sections}
    held: dict[str, list[EditionItem]] = {title: [] for title in titles}
    for section in sections:
        for item in section.items:
            wanted = changes.get((item.article_id, "section"), "")
            held.setdefault(wanted if wanted in held else section.title, []).append(item)
    for title, items in held.items():
        if items:
            yield Section(title=title, items=tuple(items), brief=briefs.get(title, False))


def _ordered(sections: Iterable[Section], changes: Standing) -> Iterator[Section]:
    """Items in the order that was set; what came in since stands behind them."""
    places = {i: n for n, i in enumerate(changes.get(("", "order"), "").split())}
    for section in sections:
        yield replace(section, items=tuple(sorted(section.items, key=lambda i: places.get(i.article_id, len(places)))))


def _retouched(item: EditionItem, changes: Standing, plan: Plan, *, leads: bool) -> EditionItem:
    set_ = {field: value for (i, field), value in changes.items() if i == item.article_id}
    paragraphs = tuple(p.strip() for p in set_.get("excerpt", "").split("\n\n") if p.strip())
    changed = replace(
        item,
        title=set_.get("title", item.title),
        emoji=set_.get("emoji", item.emoji),
        blurb=item.blurb if leads else set_.get("blurb", item.blurb).strip(),
        excerpt=paragraphs if leads and "excerpt" in set_ else item.excerpt,
    )
    edited = tuple(f for f in ("title", "emoji", "blurb", "excerpt") if getattr(changed, f) != getattr(item, f))
    written = [_WRITTEN[f] for f in edited if f in _WRITTEN]
    if not written or "edited" not in plan.notes:
        return replace(changed, edited=edited)
    says = f"{' and '.join(written).capitalize()} by the editors"
    return replace(changed, edited=edited, note=". ".join(p for p in (item.note, says) if p))
