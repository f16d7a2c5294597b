"""The style rules of an HTML part: which declarations stand where. Read :func:`rules`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2


@dataclass(frozen=True, slots=True)
class Declaration:
    """One property and its value."""

    name: str
    value: str
    important: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A selector with its declarations; ``media`` is the query it stands under, empty for none."""

    selector: str
    declarations: tuple[Declaration, ...]
    media: str = ""


def rules(sheet: str, media: str = "") -> Iterator[Rule]:
    """The rules of a style sheet in order, those of media queries with their query."""
    for node in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        yield from _of(node, media)


def at_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """(name, prelude) of the at-rules of a style sheet."""
    for node in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if node.type == "at-rule":
            yield node.lower_at_keyword, tinycss2.serialize(node.prelude).strip()


def declarations(style: str | list[Any]) -> tuple[Declaration, ...]:
    """The declarations of a ``style`` attribute or of a rule's content."""
    found = tinycss2.parse_declaration_list(style, skip_comments=True, skip_whitespace=True)
    return tuple(
        Declaration(d.lower_name, tinycss2.serialize(d.value).strip(), d.important)
        for d in found
        if d.type == "declaration"
    )


def _of(node: Any, media: str) -> Iterator[Rule]:
    if node.type == "qualified-rule":
        yield Rule(tinycss2.serialize(node.prelude).strip(), declarations(node.content), media)
    elif node.type == "at-rule" and node.lower_at_keyword == "media" and node.content is not None:
        query = tinycss2.serialize(node.prelude).strip()
        for inner in tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True):
            yield from _of(inner, f"{media} and {query}" if media else query)
