"""An edition becomes an e-mail: HTML by MJML, and a plain-text twin from its own template. Read :func:`render`.

Templates are given as texts (name → source), so that rendering touches no disk; ``digest/templates.py`` reads them.
"""

from __future__ import annotations

from collections.abc import Mapping

from digest.errors import TemplateError
from digest.model import Edition, Email
from digest.render import checks, html, text
from digest.render.environment import fill

HTML_TEMPLATE = "edition.mjml.j2"
TEXT_TEMPLATE = "edition.txt.j2"


def render(edition: Edition, templates: Mapping[str, str]) -> Email:
    """Fill both templates and turn the MJML into HTML.

    Raises TemplateError, which names the template and, where it can be known, the line.
    """
    for name in (HTML_TEMPLATE, TEXT_TEMPLATE):
        if name not in templates:
            raise TemplateError(name, None, "the template is missing; `digest init` writes a set to start from")
    page = html.from_mjml(fill(HTML_TEMPLATE, edition, templates), templates)
    checks.check(page)
    return Email(
        edition_id=edition.id,
        subject=edition.title,
        preheader=edition.preheader,
        html=page,
        text=text.squeeze(fill(TEXT_TEMPLATE, edition, templates)),
    )
