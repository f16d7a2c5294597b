"""An edition becomes an e-mail: HTML by MJML, and a plain-text twin from its own template. Read :func:`render`.

Templates are given as texts (name → source), so that rendering touches no disk; ``digest/shipped.py`` reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from digest.errors import TemplateError
from digest.model import Edition, EditionItem, Email, InlineImage, Section
from digest.render import chart, checks, html, text
from digest.render.environment import CHART, ENTRIES, fill

HTML_TEMPLATE, TEXT_TEMPLATE = ENTRIES


def render(edition: Edition, templates: Mapping[str, str]) -> Email:
    """Fill both templates and turn the MJML into HTML.

    Raises TemplateError, which names the template and, where it can be known, the line.
    """
    for name in ENTRIES:
        if name not in templates:
            raise TemplateError(name, None, "the template is missing; `digest init` writes a set to start from")
    page = html.from_mjml(fill(HTML_TEMPLATE, {"edition": edition}, templates), templates)
    checks.check(page)
    return Email(
        edition_id=edition.id,
        subject=edition.subject or edition.title,
        preheader=edition.preheader,
        html=page,
        text=text.squeeze(fill(TEXT_TEMPLATE, {"edition": edition}, templates)),
        images=tuple(_images(edition, page)),
    )


def offenders(edition: Edition, templates: Mapping[str, str]) -> dict[str, str]:
    """By article id, the items at which the renderer gives up, and what it says: each is tried alone.

    None are found where the templates are at fault, which then do not render a plain item either.
    """
    plain = EditionItem(article_id="", title="Title", url="", kind="news", emoji="", excerpt=("Text.",))
    alone = replace(edition, lead=plain, sections=(), timelines=(), chart=None)
    if _fault(alone, templates):
        return {}
    found = {}
    for item in edition.items:
        below = Section(title="Section", items=(item,))
        if fault := _fault(replace(alone, lead=item), templates) or _fault(
            replace(alone, sections=(below,)), templates
        ):
            found[item.article_id] = fault
    return found


def _fault(edition: Edition, templates: Mapping[str, str]) -> str:
    try:
        render(edition, templates)
    except TemplateError as error:
        return str(error)
    return ""


def _images(edition: Edition, page: str) -> Iterator[InlineImage]:
    """The pictures that the page shows by ``cid:``."""
    if edition.chart and CHART in page:
        yield InlineImage(cid=CHART.removeprefix("cid:"), media_type="image/png", data=chart.png(edition.chart))
