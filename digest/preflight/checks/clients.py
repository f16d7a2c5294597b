"""Which mail clients support what the page uses, by the tables of caniemail.com. Read :func:`support` and :func:`score`.

The score is Mailpit's: 100 less the worst share of nodes with a feature that some client supports in part, less the worst with
one that it does not support. Advice only: a client leaves out what it does not know.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bs4 import BeautifulSoup

from digest.model import Finding
from digest.preflight import Sheet, advice, styles, warning
from digest.preflight.styles import Declaration

# Of these families, what no client shows at all must not carry meaning.
_MAJOR = ("gmail/", "apple-mail/", "outlook/outlook-com", "samsung-email/")
# Where a link opens and how a pointer looks carry none; where there is no dark scheme, clients invert by force.
_HARMLESS = frozenset(["css-cursor", "html-target", "css-at-media-prefers-color-scheme", "css-color-scheme"])
_ELEMENTS = {"h1": "html-h1-h6", "h2": "html-h1-h6", "h3": "html-h1-h6", "h4": "html-h1-h6", "h5": "html-h1-h6", "h6": "html-h1-h6", "ul": "html-lists", "ol": "html-lists",
             "dl": "html-lists", "b": "html-strong", "s": "html-strike", "header": "html-semantics", "footer": "html-semantics", "main": "html-semantics",
             "nav": "html-semantics", "section": "html-semantics", "article": "html-semantics", "aside": "html-semantics", "figure": "html-semantics"}  # fmt: skip
_PREFIXES = (
    "css-margin",
    "css-padding",
    "css-border-radius",
    "css-border",
    "css-list-style",
    "css-outline",
    "css-background",
    "css-text-decoration",
    "css-flex-direction",
)
_VALUES = {
    "flex": "css-display-flex",
    "inline-flex": "css-display-flex",
    "grid": "css-display-grid",
    "inline-grid": "css-display-grid",
    "none": "css-display-none",
}
_UNIT = re.compile(r"(?<![\w#.-])-?[\d.]+(px|em|rem|vh|vw|vmin|vmax|ch|ex|cm|mm|in|pc|pt|%)(?![\w-])")
_FUNCTION = re.compile(r"\b(calc|clamp|min|max|var|rgba?|linear-gradient|radial-gradient|conic-gradient|light-dark)\(")
_FUNCTIONS = {"calc": "css-unit-calc", "var": "css-variables", "rgb": "css-rgb", "rgba": "css-rgba", "clamp": "css-function-clamp", "min": "css-function-min", "max": "css-function-max",
              "light-dark": "css-function-light-dark"}  # fmt: skip
_SELECTORS = (
    (re.compile(r"\.[\w-]"), "css-selector-class"), (re.compile(r"#[\w-]"), "css-selector-id"), (re.compile(r"(?:^|[\s>+~])[a-zA-Z]"), "css-selector-type"),
    (re.compile(r"[\w\])*]\s+[\w.#\[*]"), "css-selector-descendant"), (re.compile(r">"), "css-selector-child"), (re.compile(r"\*"), "css-selector-universal"),
    (re.compile(r"\["), "css-selector-attribute"), (re.compile(r"\+"), "css-selector-adjacent-sibling"), (re.compile(r"~"), "css-selector-general-sibling"),
)  # fmt: skip
_PICTURE = re.compile(r"\.(png|jpe?g|gif|svg|webp|avif|bmp|ico|tiff?|heif|apng)(?:$|\?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Data:
    """The tables: of each feature its name, and a letter a client: y yes, a almost, n no, u unknown."""

    date: str
    clients: tuple[str, ...]
    titles: Mapping[str, str]
    support: Mapping[str, str]


@cache
def data() -> Data:
    """The tables that come with digest."""
    read = json.loads((files("digest.preflight") / "caniemail.json").read_text(encoding="utf-8"))
    features = read["features"]
    return Data(
        read["date"],
        tuple(read["clients"]),
        {k: v["title"].strip() for k, v in features.items()},
        {k: v["support"] for k, v in features.items()},
    )


def support(sheet: Sheet) -> Iterator[Finding]:
    """What the large clients do not support at all, and the score of the whole."""
    tables = data()
    used = features(sheet.page)
    for slug in sorted(used):
        missing = [family.rstrip("/") for family in _MAJOR if _unknown_to(family, slug)]
        if missing and slug not in _HARMLESS:
            says = f"is not supported by {', '.join(missing)}"
            yield warning(
                "client support", tables.titles[slug], says, "do without it, or make sure that nothing is lost"
            )
    says = f"scores {_points(used, sheet.page):.0f} of 100 by the caniemail tables of {tables.date}"
    yield advice("client support", "HTML part", says)


def _unknown_to(family: str, slug: str) -> bool:
    """Whether every client of a family that was tested leaves a feature out."""
    tables = data()
    tested = {s for c, s in zip(tables.clients, tables.support[slug], strict=True) if c.startswith(family)} - {"u"}
    return tested == {"n"}


def score(page: BeautifulSoup) -> float:
    """0…100, as Mailpit counts: the worst shares of nodes that some client supports in part, or not."""
    return _points(features(page), page)


def _points(used: Mapping[str, int], page: BeautifulSoup) -> float:
    tables = data()
    nodes = max(1, len(page.find_all(True)))
    partial = unsupported = 0.0
    for slug, count in used.items():
        known = [s for s in tables.support[slug] if s != "u"]
        if known:
            share = min(1.0, count / nodes)
            partial = max(partial, 100 * known.count("a") / len(known) * share)
            unsupported = max(unsupported, 100 * known.count("n") / len(known) * share)
    return max(0.0, 100 - partial - unsupported)


def features(page: BeautifulSoup) -> Counter[str]:
    """How often each feature of the tables is used."""
    found: Counter[str] = Counter()
    for element in page.find_all(True):
        found[_ELEMENTS.get(element.name, f"html-{element.name}")] += 1
        for name, value in element.attrs.items():
            if name == "style":
                found.update(_css(styles.declarations(str(value))))
            else:
                found[f"html-{name}"] += 1
        href, source = str(element.get("href", "")), str(element.get("src", ""))
        found["html-mailto-links"] += href.startswith("mailto:")
        found["html-anchor-links"] += len(href) > 1 and href.startswith("#")
        if element.name == "img":
            kind = _PICTURE.search(source)
            found[
                f"image-{kind[1].lower().replace('jpeg', 'jpg')}"
                if kind
                else "image-base64"
                if source.startswith("data:")
                else "html-img"
            ] += 1
        if element.name == "meta" and element.get("name") == "color-scheme":
            found["html-meta-color-scheme"] += 1
        if element.name == "style":
            found.update(_sheet(element.get_text()))
    known = data().titles
    return Counter({slug: count for slug, count in found.items() if slug in known and count})


def _sheet(text: str) -> Iterator[str]:
    for name, prelude in styles.at_rules(text):
        yield f"css-at-{name}"
        yield from (
            f"css-at-media-{q}"
            for q in re.findall(r"\((prefers-color-scheme|prefers-reduced-motion|orientation|hover)\b", prelude)
        )
    for rule in styles.rules(text):
        yield from _css(rule.declarations)
        yield from (slug for pattern, slug in _SELECTORS if pattern.search(rule.selector))
        yield from ("css-selector-grouping" for _ in "," if "," in rule.selector)
        yield from (
            f"css-pseudo-{'element' if colons == '::' else 'class'}-{name}"
            for colons, name in re.findall(r"(::?)([a-z-]+)", rule.selector)
        )


def _css(declarations: tuple[Declaration, ...]) -> Iterator[str]:
    known = data().titles
    for one in declarations:
        slug = f"css-{one.name}"
        if slug not in known:
            slug = next(
                (p for p in _PREFIXES if slug.startswith(p) and not (p == "css-border" and "radius" in slug)), slug
            )
        if one.name.startswith("border-") and one.name.endswith("-radius"):
            slug = "css-border-radius"
        yield "css-left-right-top-bottom" if one.name in ("left", "right", "top", "bottom") else slug
        if one.important:
            yield "css-important"
        if one.name == "display":
            yield _VALUES.get(one.value, "css-display")
        for unit in set(_UNIT.findall(one.value)):
            yield "css-unit-percent" if unit == "%" else f"css-unit-{unit}"
        for function in set(_FUNCTION.findall(one.value)):
            yield _FUNCTIONS.get(function, f"css-{function}")


CHECKS = (support,)
