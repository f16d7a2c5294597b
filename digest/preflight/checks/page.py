"""The HTML part as a document: its size, language, headings, pictures and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bs4 import Tag

from digest import weight, words
from digest.model import Finding
from digest.preflight import Sheet, advice, error, warning

_GENERIC = frozenset(
    [
        "click here",
        "here",
        "read more",
        "more",
        "link",
        "this link",
        "learn more",
        "details",
        "continue",
        "go",
        "여기",
        "더보기",
        "здесь",
        "тут",
        "подробнее",
        "далее",
    ]
)


def size(sheet: Sheet) -> Iterator[Finding]:
    """Gmail shows about 102 kB of a message and hides the rest."""
    bytes_ = weight.encoded(sheet.email.html)
    left = max(0, (weight.CLIPPED - bytes_) // _weight_of_an_item(sheet, bytes_))
    says = f"is {bytes_ / 1000:.1f} kB as it travels; about {left} more items until Gmail clips it"
    if bytes_ <= weight.LARGE:
        yield advice("size", "HTML part", says)
        return
    grave = error if bytes_ > weight.REFUSED else warning
    yield grave("size", "HTML part", says, "lower layout.max_items or shorten the excerpt")


def _weight_of_an_item(sheet: Sheet, whole: int) -> int:
    """Measured between the headlines of the items; where there are too few, their share of the whole."""
    starts = [m.start() for m in re.finditer("<h3", sheet.email.html)]
    if len(starts) > 1:
        return max(1, weight.encoded(sheet.email.html[starts[0] : starts[-1]]) // (len(starts) - 1))
    return max(1, whole // len(sheet.edition.items))


def document(sheet: Sheet) -> Iterator[Finding]:
    """Language and direction, title, one h1, headings in order: what a screen reader goes by."""
    page = sheet.page
    root = page.html
    if root is None or not root.get("lang") or not root.get("dir"):
        yield error(
            "language",
            "<html>",
            "has no lang or no dir",
            'write <mjml lang="{{ edition.language | attr }}" dir="{{ direction | attr }}">',
        )
    if page.body is None or not page.body.select_one("[lang][dir]"):
        yield error(
            "language",
            "<body>",
            "has no element with lang and dir; some clients drop those of <html>",
            "set both on <mjml>",
        )
    if page.title is None or not page.title.get_text(strip=True):
        yield error("title", "<title>", "is missing or empty", "write <mj-title>")
    levels = [int(h.name[1]) for h in page.select("h1, h2, h3, h4, h5, h6")]
    if levels.count(1) != 1:
        yield error(
            "headings",
            "<h1>",
            f"there are {levels.count(1)}; there must be one",
            "give the title of the edition the one h1",
        )
    for before, after in pairwise(levels):
        if after > before + 1:
            yield warning(
                "headings", f"<h{after}>", f"follows an <h{before}>: a level is left out", "use the next lower level"
            )


def pictures(sheet: Sheet) -> Iterator[Finding]:
    """Every picture says in words what it shows; none reports who has opened the message."""
    for image in sheet.page.select("img"):
        source = str(image.get("src", ""))
        if image.get("alt") is None or (not image.get("alt") and image.find_parent("a")):
            yield error(
                "alt", source, "a picture without alt text", "write alt; empty only where it is mere decoration"
            )
        if _is_tracking(image):
            yield error(
                "tracking", source, "a picture of one pixel: it reports who has opened the message", "take it out"
            )
        if re.match(r"data:|.*\.(?:svg|webp)(?:$|\?)", source):
            yield warning(
                "picture",
                source[:60],
                "is not shown by Gmail or Outlook for Windows",
                "use PNG or JPEG at a public address",
            )


def fonts(sheet: Sheet) -> Iterator[Finding]:
    """No font is fetched: it would tell another server who reads."""
    if sheet.page.select('link[rel="stylesheet"]') or re.search(r"@font-face|@import", sheet.email.html):
        yield error(
            "font",
            "<head>",
            "a style sheet or font is fetched from elsewhere",
            "use fonts that readers have; no <mj-font>, no @import",
        )
    if sheet.page.select("script, iframe, object, embed, form"):
        yield error(
            "active content",
            "HTML part",
            "holds a script, frame, object or form; no mail client shows it",
            "take it out",
        )


def links(sheet: Sheet) -> Iterator[Finding]:
    """The words of a link tell where it leads."""
    for link in sheet.page.select("a[href]"):
        says = words.fold(link.get_text(" ", strip=True)) or words.fold(
            " ".join(str(i.get("alt", "")) for i in link.select("img"))
        )
        if says.strip(" .:›»→") in _GENERIC:
            yield warning(
                "link text",
                f"“{link.get_text(' ', strip=True)}”",
                "does not say where it leads",
                "use words that make sense alone, as the headline",
            )
        if not says:
            yield error(
                "link text", str(link["href"]), "a link without words", "give it words, or the picture in it alt text"
            )


def _is_tracking(image: Tag) -> bool:
    sizes = [str(image.get(n, "")).removesuffix("px") for n in ("width", "height")]
    return all(s in ("0", "1") for s in sizes)


CHECKS = (size, document, pictures, fonts, links)
