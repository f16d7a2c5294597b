"""Reading a file a user wrote: its text, its types, its mistakes in words. Used for sources.yaml and topic files alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from digest import words
from digest.config import nodes
from digest.config.schema import allowed_keys
from digest.errors import ConfigError, Mistake

_MAX_BYTES = 2_000_000


def text_of(path: Path, remedy: str) -> str:
    """The text of a file; ConfigError says what is wrong with it and what to do."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ConfigError(
                (Mistake(str(path), 1, "", f"larger than {_MAX_BYTES:,} bytes; is this the right file?"),)
            )
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigError((Mistake(str(path), 1, "", f"there is no such file; {remedy}"),)) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise ConfigError((Mistake(str(path), line, "", "is not UTF-8; save it as UTF-8"),)) from error
    except OSError as error:
        raise ConfigError((Mistake(str(path), 1, "", f"cannot be read: {error}"),)) from error


def validate(tree: nodes.Tree, adapter: TypeAdapter[Any]) -> Any:
    """The value of a file as its type, or None after noting every mistake in the tree."""
    try:
        return adapter.validate_python(tree.value)
    except ValidationError as error:
        schema = adapter.json_schema()
        for one in error.errors(include_url=False):
            if one["type"] == "too_short" and one["input"]:
                continue  # its items are there but wrong, and each is reported by itself
            loc = tuple(one["loc"])
            tree.mistake(_in_file(tree, loc), _message(one, allowed_keys(schema, loc[:-1])))
        return None


def _in_file(tree: nodes.Tree, loc: nodes.Path) -> nodes.Path:
    """A location as the file has it: what the types put in (the kind of a union, "[key]") is left out."""
    path: nodes.Path = ()
    for n, step in enumerate(loc):
        if (*path, step) in tree.lines or (n == len(loc) - 1 and step != "[key]"):
            path = (*path, step)
    return path


def _message(error: Any, allowed: list[str]) -> str:
    kind, given, context = error["type"], error.get("input"), error.get("ctx", {})
    if kind == "unexpected_keyword_argument":
        return _unknown_key(str(error["loc"][-1]), allowed)
    if kind in ("missing", "missing_keyword_only_argument"):
        return "missing; this key is required"
    if kind == "literal_error":
        return f"{given!r} is not allowed; allowed: {context.get('expected')}"
    if kind == "union_tag_invalid":
        return f"kind {context.get('tag')!r} is not known; allowed: {context.get('expected_tags')}"
    if kind == "union_tag_not_found":
        return "kind is missing; this key is required"
    if kind == "string_pattern_mismatch":
        return f"{given!r} does not fit; allowed: {context.get('pattern')}"
    if kind == "too_short":
        return "empty; give at least one"
    if kind == "tuple_type":
        return f"{given!r} is no list; write [{given}]"
    if kind == "value_error":
        return f"{given!r} is {context.get('error')}"
    shown = "nothing" if given is None else repr(given)
    return f"{error['msg'][0].lower()}{error['msg'][1:]}; given: {shown if len(shown) < 80 else shown[:77] + '…'}"


def _unknown_key(key: str, allowed: list[str]) -> str:
    """Name the key that was probably meant, and the others that may stand there."""
    hint = words.suggestion(key, allowed) or ";"
    return f"unknown key {key!r}{hint} allowed: {', '.join(sorted(allowed))}"
