"""What the edition says: what is missing, what must not be shown, what stands in it twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from digest.model import Finding, choice_on
from digest.preflight import Sheet, advice, error, warning


def byline(sheet: Sheet) -> Iterator[Finding]:
    """Author, date and address of every item."""
    for item in sheet.edition.items:
        place = f"“{item.title}”"
        if not item.authors and item.kind in ("commentary", "op-ed", "interview"):
            yield warning(
                "author", place, "names no author", "look at the page; edit the headline or blurb if it matters"
            )
        if item.published is None:
            yield warning("date", place, "has no date", "readers cannot tell how old it is; look at the page")
        if not item.url:
            yield warning("link", place, "has no link", "its address is not known or is no web address")
        if not item.publisher:
            yield warning("publisher", place, "names no publisher", "set `publisher` of its source in sources.yaml")


def excerpt(sheet: Sheet) -> Iterator[Finding]:
    """No more is quoted than the source allows."""
    lead = sheet.edition.lead
    choice = choice_on(sheet.choices, lead.article_id)
    article = choice.ranked.story.original if choice else None
    source = next((s for s in sheet.plan.sources if article and s.id == article.source_id), None)
    if source and len(lead.excerpt) > source.policy.excerpt_paragraphs:
        says = f"quotes {len(lead.excerpt)} paragraphs; {source.name} lets you quote {source.policy.excerpt_paragraphs}"
        yield error("excerpt", f"“{lead.title}”", says, "shorten the excerpt, or set excerpt_paragraphs of the source")
    if not lead.excerpt:
        yield warning("excerpt", f"“{lead.title}”", "leads without an excerpt", "choose another lead, or write one")


def originals(sheet: Sheet) -> Iterator[Finding]:
    """A lead is the whole original; a copy with altered facts is not shown at all."""
    for n, item in enumerate(sheet.edition.items):
        choice = choice_on(sheet.choices, item.article_id)
        if choice is None:
            continue
        story, place = choice.ranked.story, f"“{item.title}”"
        if n == 0 and story.original.completeness != "complete":
            yield warning(
                "teaser", place, f"leads, but is a {story.original.completeness} text", "make another the lead"
            )
        if n == 0 and story.elsewhere:
            where = story.elsewhere.url or story.elsewhere.publisher
            yield warning("original", place, f"leads, but its original is elsewhere: {where}", "link to the original")
        shown = next((v for v in story.versions if v.article.id == item.article_id), None)
        if shown and shown.faithfulness in ("altered", "garbled"):
            yield error(
                "altered copy",
                place,
                f"is a copy that states {len(shown.alterations)} facts otherwise",
                "drop it; the original stands for the story",
            )


def paid(sheet: Sheet) -> Iterator[Finding]:
    """What somebody paid for is no news."""
    for item in sheet.edition.items:
        choice = choice_on(sheet.choices, item.article_id)
        disclosures = choice.ranked.story.original.disclosures if choice else ()
        said = max((d.statement for d in disclosures if d.says_it_was_paid_for), key=len, default="")
        if said:
            yield warning("paid for", f"“{item.title}”", f"says of itself: {said}", "drop it, or tell it from the news")


def repeated(sheet: Sheet) -> Iterator[Finding]:
    """Nothing stands in an edition twice."""
    for what, told in (
        ("link", [i.url for i in sheet.edition.items if i.url]),
        ("headline", [i.title for i in sheet.edition.items]),
    ):
        for value, times in Counter(told).items():
            if times > 1:
                yield error("repeated", value, f"{what} of {times} items", "drop all but one")


def blurbs(sheet: Sheet) -> Iterator[Finding]:
    """What has no blurb, and what the editor wrote."""
    for section in sheet.edition.sections:
        for item in section.items:
            if not item.blurb and not section.brief:
                yield advice(
                    "blurb",
                    f"“{item.title}”",
                    "has no blurb: no sentence of its opening stands on its own",
                    "write one at the desk, or leave it",
                )


def house(sheet: Sheet) -> Iterator[Finding]:
    """What the law of many countries wants in bulk mail."""
    about = sheet.edition.house
    if not about.unsubscribe:
        yield warning("unsubscribe", "footer", "has no way to unsubscribe", "set house.unsubscribe in sources.yaml")
    if not about.postal_address:
        yield warning("postal address", "footer", "has no postal address", "set house.postal_address in sources.yaml")


CHECKS = (byline, excerpt, originals, paid, repeated, blurbs, house)
