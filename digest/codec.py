"""Values to JSON and back, by their type hints. Read :func:`encode` and :func:`decode`.

Only the types of :mod:`digest.model` pass here: dataclasses, tuples, frozensets, datetimes, dates, bytes (as base64),
literals and optional values. Anything else is a programming mistake and raises ``TypeError``.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import types
import typing
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
_PLAIN = frozenset([str, int, float, bool, type(None)])


def encode(value: Any) -> Any:
    """Return ``value`` as plain JSON types; fields at their default are kept, so a reader sees every field."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if names := _names(kind):
        return {name: encode(getattr(value, name)) for name in names}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, tuple | list):
        return [encode(v) for v in value]
    if isinstance(value, frozenset):
        return sorted(encode(v) for v in value)
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, dict):
        return {str(k): encode(v) for k, v in value.items()}
    raise TypeError(f"cannot encode {kind.__name__}")


def decode(kind: type[T], data: Any) -> T:
    """Build a ``kind`` from what :func:`encode` gave. Fields that are not there take their default."""
    return typing.cast(T, _decode(kind, data))


def dumps(value: Any) -> str:
    """One line of JSON, keys in the order of the fields, text unescaped."""
    return json.dumps(encode(value), ensure_ascii=False)


def seal(value: Any) -> str:
    """The SHA-256 of a value, in hexadecimal: the same for what is the same to the last character."""
    return hashlib.sha256(dumps(value).encode()).hexdigest()


def loads(kind: type[T], text: str) -> T:
    """Build a ``kind`` from one JSON text."""
    return decode(kind, json.loads(text))


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; nothing for any other type."""
    return tuple(f.name for f in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _decode(kind: Any, data: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _decode_optional(kind, data)
    if origin is typing.Literal:
        if data not in typing.get_args(kind):
            raise TypeError(f"{data!r} is not one of {typing.get_args(kind)}")
        return data
    if origin is tuple:
        return tuple(_decode(typing.get_args(kind)[0], v) for v in data)
    if origin is frozenset:
        return frozenset(_decode(typing.get_args(kind)[0], v) for v in data)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints, known = _hints(kind), _names(kind)
        return kind(**{k: _decode(hints[k], data[k]) for k in known if k in data})
    if kind is datetime:
        return datetime.fromisoformat(data)
    if kind is bytes:
        return base64.b64decode(data)
    if kind is date:
        return date.fromisoformat(data)
    return data


def _decode_optional(kind: Any, data: Any) -> Any:
    if data is None:
        return None
    inner = [a for a in typing.get_args(kind) if a is not type(None)]
    return _decode(inner[0], data)
