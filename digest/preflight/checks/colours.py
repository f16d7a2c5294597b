"""Whether text stands out from its ground, in light and in dark (WCAG 2.2, 1.4.3). Read :func:`contrast`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import soupsieve
from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from tinycss2.color3 import parse_color

from digest import words
from digest.model import Finding
from digest.preflight import Sheet, error, styles, warning
from digest.preflight.styles import Declaration

Colour = tuple[float, float, float]

_LEAST, _LEAST_LARGE = 4.5, 3.0
# Where nothing sets a ground or an ink: what clients show.
_CANVAS: Mapping[str, tuple[Colour, Colour]] = {
    "light": ((1, 1, 1), (0, 0, 0)),
    "dark": ((0.07, 0.07, 0.07), (1, 1, 1)),
}
_SEE_THROUGH = 0.5
_SELECTOR_PARTS = re.compile(r"(#[\w-]+)|(\.[\w-]+|\[[^\]]*\]|:[\w-]+)|([a-zA-Z][\w-]*)")


def contrast(sheet: Sheet) -> Iterator[Finding]:
    """Every text, in both colour schemes, against the ground it stands on."""
    for scheme in ("light", "dark"):
        told: set[tuple[Colour, Colour]] = set()
        for text in _texts(sheet.page, scheme):
            ratio = _ratio(text.ink, text.ground)
            least = _LEAST_LARGE if text.large else _LEAST
            if ratio < least and (text.ink, text.ground) not in told:
                told.add((text.ink, text.ground))
                says = f"has a contrast of {ratio:.1f} in {scheme} mode, {least:g} is the least ({_hex(text.ink)} on {_hex(text.ground)})"
                grave = error if scheme == "light" else warning
                place = f"“{words.shorten(text.says, 60)}”"
                yield grave("contrast", place, says, "darken the one or lighten the other in the templates")


@dataclass(frozen=True, slots=True)
class _Text:
    says: str
    ink: Colour
    ground: Colour
    large: bool


@dataclass(frozen=True, slots=True)
class _Look:
    """What an element passes on to those in it."""

    ink: Colour
    ground: Colour
    size: float = 16.0
    bold: bool = False
    hidden: bool = False


def _texts(page: BeautifulSoup, scheme: str) -> Iterator[_Text]:
    if page.body is None:
        return
    set_ = _cascade(page, scheme)
    ground, ink = _CANVAS[scheme]
    yield from _inside(page.body, _Look(ink, ground), set_)


def _inside(element: Tag, around: _Look, set_: Mapping[int, Mapping[str, str]]) -> Iterator[_Text]:
    look = _look(element, around, set_.get(id(element), {}))
    if look.hidden:
        return
    for child in element.children:
        if isinstance(child, Tag):
            yield from _inside(child, look, set_)
        elif type(child) is NavigableString and child.strip() and look.size:
            large = look.size >= 24 or (look.bold and look.size >= 18.66)
            yield _Text(" ".join(child.split()), look.ink, look.ground, large)


def _look(element: Tag, around: _Look, own: Mapping[str, str]) -> _Look:
    ground = (
        _colour(own.get("background-color", ""))
        or _colour(own.get("background", ""))
        or _colour(str(element.get("bgcolor", "")))
    )
    size = re.fullmatch(r"([\d.]+)px", own.get("font-size", ""))
    weight = own.get("font-weight", "")
    hidden = own.get("display") == "none" or own.get("visibility") == "hidden"
    return _Look(
        ink=_colour(own.get("color", "")) or around.ink,
        ground=ground or around.ground,
        size=float(size[1]) if size else around.size,
        bold=weight in ("bold", "600", "700", "800", "900")
        or (around.bold and not weight)
        or element.name in ("h1", "h2", "h3", "strong", "b"),
        hidden=hidden,
    )


def _cascade(page: BeautifulSoup, scheme: str) -> dict[int, dict[str, str]]:
    """By element, the declarations that win: important ones, then inline ones, then the more specific, then the later."""
    won: dict[int, dict[str, tuple[tuple[int, ...], str]]] = {}

    def apply(element: Tag, declaration: Declaration, rank: tuple[int, ...]) -> None:
        mine = won.setdefault(id(element), {})
        key = (int(declaration.important), *rank)
        if declaration.name not in mine or mine[declaration.name][0] <= key:
            mine[declaration.name] = key, declaration.value

    for rule in (r for style in page.select("style") for r in styles.rules(style.get_text())):
        if not _applies(rule.media, scheme):
            continue
        for selector in rule.selector.split(","):
            for element in _selected(page, selector.strip()):
                for declaration in rule.declarations:
                    apply(element, declaration, (0, *_specificity(selector)))
    for element in page.select("[style]"):
        for declaration in styles.declarations(str(element["style"])):
            apply(element, declaration, (1, 0, 0, 0))
    return {i: {name: value for name, (_, value) in mine.items()} for i, mine in won.items()}


def _applies(media: str, scheme: str) -> bool:
    """Rules for all screens, and those for this colour scheme; not those for small ones."""
    return (
        not media
        or media.lower() in ("all", "screen")
        or f"prefers-color-scheme: {scheme}" in media.lower().replace(":dark", ": dark").replace(":light", ": light")
    )


def _selected(page: BeautifulSoup, selector: str) -> list[Tag]:
    try:
        return list(soupsieve.select(selector, page))
    except (soupsieve.SelectorSyntaxError, NotImplementedError):
        return []  # a selector for one client only, such as u + #body


def _specificity(selector: str) -> tuple[int, int, int]:
    parts = _SELECTOR_PARTS.findall(selector)
    return sum(bool(p[0]) for p in parts), sum(bool(p[1]) for p in parts), sum(bool(p[2]) for p in parts)


def _colour(value: str) -> Colour | None:
    """An opaque colour; None for none, for a transparent one, and for what inherits."""
    for part in (value, value.split(" ", maxsplit=1)[0]):
        found = parse_color(part) if part else None
        if found is not None and not isinstance(found, str):
            red, green, blue, alpha = found
            return (red, green, blue) if alpha > _SEE_THROUGH else None
    return None


def _ratio(a: Colour, b: Colour) -> float:
    """The contrast ratio of WCAG 2.2, 1…21."""
    low, high = sorted(map(_luminance, (a, b)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Colour) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(c * 255):02x}" for c in colour)


CHECKS = (contrast,)
