"""What MJML's components allow: children, attributes, values. Read :func:`rules`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tinycss2.color4 import parse_color

# The validator of the npm package lets these pass: it skips <mjml>, and four tags are no components of their own.
_MORE: Mapping[str, frozenset[str]] = {
    "mjml": frozenset(["lang", "dir", "owa"]), "mj-selector": frozenset(["path"]), "mj-html-attribute": frozenset(["name"]),
}  # fmt: skip
_ANY_ATTRIBUTE = frozenset(["mj-all", "mj-class"])
_UNIT = re.compile(r"(unit|unitWithNegative)\(([^)]*)\)(?:\{(\d+)(?:,(\d+))?\})?")


@dataclass(frozen=True, slots=True)
class Rules:
    """The published rules: tag to its children (``*`` for all), to its attributes and their types."""

    children: Mapping[str, frozenset[str]]
    attributes: Mapping[str, Mapping[str, str]]
    ending: frozenset[str]
    everywhere: frozenset[str]

    def parents(self, tag: str) -> list[str]:
        """The tags that may hold a tag."""
        return sorted(p for p, held in self.children.items() if tag in held)

    def allows(self, parent: str, tag: str) -> bool:
        """Whether a tag may stand in another."""
        held = self.children.get(parent, frozenset())
        return tag in held or "*" in held or parent == "mj-class"

    def of(self, tag: str) -> Mapping[str, str] | None:
        """The attributes a tag may have, with their types; None where it may have any."""
        if tag in _ANY_ATTRIBUTE:
            return None
        more = _MORE.get(tag, frozenset()) | self.everywhere
        return {**dict.fromkeys(more, "string"), **self.attributes.get(tag, {})}


@cache
def rules() -> Rules:
    """The rules that come with digest."""
    read = json.loads((files("digest.render.lint") / "mjml.json").read_text(encoding="utf-8"))
    return Rules(
        children={tag: frozenset(held) for tag, held in read["children"].items()},
        attributes=read["attributes"],
        ending=frozenset(read["ending"]),
        everywhere=frozenset(read["global"]),
    )


def misfit(kind: str, value: str) -> str:
    """Why a value is not of a type, in words; empty where it is."""
    if kind.startswith("enum("):
        allowed = kind[5:-1].split(",")
        return "" if value in allowed else f"must be one of {', '.join(a or 'nothing' for a in allowed)}"
    if kind == "boolean":
        return "" if value in ("true", "false") else "must be true or false"
    if kind == "integer":
        return "" if value.isdigit() else "must be a whole number"
    if kind == "color":
        return "" if parse_color(value) is not None or value == "inherit" else "is no colour"
    if found := _UNIT.fullmatch(kind):
        return _no_length(value, *found.groups())
    return ""


def _no_length(value: str, name: str, units: str, least: str | None, most: str | None) -> str:
    named = [re.escape(u) for u in units.split(",") if u and u != "auto"]
    unitless = "" in units.split(",")
    number = rf"{'-?' if name == 'unitWithNegative' else ''}[\d.,]+(?:{'|'.join(named)}){'?' if unitless else ''}"
    words = ["0", number, *(["auto"] if "auto" in units else [])]
    low, high = int(least or 1), int(most or least or 1)
    parts = value.split()
    if low <= len(parts) <= high and all(any(re.fullmatch(w, p) for w in words) for p in parts):
        return ""
    count = "a length" if high == 1 else f"{low} to {high} lengths"
    return f"must be {count} in {' or '.join(u for u in units.split(',') if u)}"
