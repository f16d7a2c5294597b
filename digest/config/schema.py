"""The shape of sources.yaml as one type, and its JSON Schema. Read :func:`file_type`.

An entry of ``sources`` has the common keys of a source and, beside them, the keys of its kind's OPTIONS; so has
``delivery`` with the OPTIONS of its sender. Both are discriminated by ``kind``.
"""

from __future__ import annotations

import dataclasses
from functools import cache, reduce
from operator import or_
from typing import Annotated, Any, Literal, get_type_hints

from pydantic import Field, TypeAdapter

from digest import plugins
from digest.config.types import STRICT, About, Fetching, Identifier, Layout, Publisher, Schedule, Share, Weight
from digest.model import Kind

SOURCE_KEYS: dict[str, tuple[Any, Any]] = {
    "id": (
        Annotated[Identifier, Field(description="Short name, unique in the file; stands in reports.")],
        dataclasses.MISSING,
    ),
    "name": (Annotated[str, Field(min_length=1, description="Full name of the source.")], dataclasses.MISSING),
    "publisher": (
        Annotated[str, Field(description="Name printed under its items; what the page says, or the name, by default.")],
        "",
    ),
    "language": (
        Annotated[str, Field(pattern="^[a-z]{2}$|^$", description="Language it mostly writes, ISO 639-1.")],
        "",
    ),
    "genre": (Annotated[Kind | None, Field(description="What its pieces are unless they say otherwise.")], None),
    "authority": (Annotated[Share, Field(description="How much you trust it, 0 to 1.")], 0.5),
    "on_topic": (
        Annotated[bool, Field(description="It writes about one side of the topic anyway: fetch all its pages.")],
        False,
    ),
    "excerpt_paragraphs": (
        Annotated[int, Field(ge=0, le=10, description="Paragraphs it lets you quote as a lead.")],
        3,
    ),
    "fetch_pages": (Annotated[bool, Field(description="Fetch the pages, not only what the feed carries.")], True),
    "images": (
        Annotated[bool, Field(description="It licenses its lead images: one may stand over an item that leads.")],
        False,
    ),
    "disclosure": (
        Annotated[
            str,
            Field(
                description="Printed in every edition with an item of it, where its page has no notice of its own (FARA)."
            ),
        ],
        "",
    ),
    "notes": (Annotated[str, Field(description="Terms of use and peculiarities, for people.")], ""),
    "enabled": (Annotated[bool, Field(description="False keeps the entry but does not collect it.")], True),
}
DELIVERY_KEYS: dict[str, tuple[Any, Any]] = {
    "sender": (Annotated[str, Field(min_length=3, description='From: "Name <address>".')], dataclasses.MISSING),
    "reply_to": (Annotated[str, Field(description="Reply-To address.")], ""),
    "to": (Annotated[tuple[str, ...], Field(description="Recipients of every edition.")], ()),
    "automatically": (
        Annotated[
            bool,
            Field(
                description="Send at the end of `digest run` what the preflight finds no error in; false waits for an approval."
            ),
        ],
        False,
    ),
}


@cache
def file_type() -> TypeAdapter[Any]:
    """The type of the whole file; its sources and delivery are made of the kinds found at start."""
    sources = _union("Source", plugins.kinds(), SOURCE_KEYS)
    delivery = _union("Delivery", plugins.senders(), DELIVERY_KEYS)
    made = dataclasses.make_dataclass(
        "SourcesYaml",
        [
            ("digest", Annotated[About, Field(description="The digest itself.")]),
            ("house", Annotated[Publisher, Field(description="The publisher's own words.")]),
            ("sources", Annotated[tuple[sources, ...], Field(min_length=1, description="Where to read.")]),  # type: ignore[valid-type]
            ("schedule", Annotated[Schedule, Field(description="When `digest serve` makes an edition.")], dataclasses.field(default=Schedule())),
            ("layout", Annotated[Layout, Field(description="What an edition holds.")], dataclasses.field(default=Layout())),
            ("weights", Annotated[dict[str, Weight], Field(description="Signal: weight; shares of the score.")], dataclasses.field(default_factory=dict)),
            ("fetch", Annotated[Fetching, Field(description="How websites are asked.")], dataclasses.field(default=Fetching())),
            ("delivery", Annotated[delivery | None, Field(description="How an edition is sent; none until set.")], dataclasses.field(default=None)),
            ("store", Annotated[str, Field(min_length=1, description="Database file, relative to this file.")], dataclasses.field(default="digest.sqlite3")),
        ],
        namespace={"__pydantic_config__": STRICT, "__doc__": "The configuration of one digest."},
        frozen=True,
        kw_only=True,
    )  # fmt: skip
    return TypeAdapter(made)


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of sources.yaml, for editors."""
    schema = file_type().json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "digest: sources.yaml", **schema}


def allowed_keys(schema: dict[str, Any], path: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand in the mapping at a path, as pydantic names it (the kind of a union is a step)."""
    here = schema
    for step in path:
        here = _resolve(schema, here)
        if isinstance(step, int):
            here = here.get("items", {})
        elif step in here.get("properties", {}):
            here = here["properties"][step]
        else:
            options = [here, *here.get("anyOf", ())]
            mapping: dict[str, str] = next((o["discriminator"]["mapping"] for o in options if "discriminator" in o), {})
            here = {"$ref": mapping[step]} if step in mapping else here.get("additionalProperties") or {}
    return list(_resolve(schema, here).get("properties", {}))


def _resolve(schema: dict[str, Any], here: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference into the definitions."""
    name = here.get("$ref", "").removeprefix("#/$defs/")
    found: dict[str, Any] = schema["$defs"][name] if name else here
    return found


def _union(name: str, parts: dict[str, Any], common: dict[str, tuple[Any, Any]]) -> Any:
    """One dataclass a kind: ``kind``, the common keys, and the fields of the kind's OPTIONS."""
    classes = [_entry(name, kind, module.OPTIONS, common) for kind, module in parts.items()]
    joined = reduce(or_, classes)
    return Annotated[joined, Field(discriminator="kind")] if len(classes) > 1 else joined


def _entry(name: str, kind: str, options: type, common: dict[str, tuple[Any, Any]]) -> type:
    fields: list[Any] = [("kind", Literal[kind])]
    fields += [
        (n, t) if d is dataclasses.MISSING else (n, t, dataclasses.field(default=d)) for n, (t, d) in common.items()
    ]
    hints = get_type_hints(options, include_extras=True)
    for f in dataclasses.fields(options):
        if f.default is not dataclasses.MISSING:
            fields.append((f.name, hints[f.name], dataclasses.field(default=f.default)))
        elif f.default_factory is not dataclasses.MISSING:
            fields.append((f.name, hints[f.name], dataclasses.field(default_factory=f.default_factory)))
        else:
            fields.append((f.name, hints[f.name]))
    return dataclasses.make_dataclass(
        f"{kind.title()}{name}",
        fields,
        namespace={"__pydantic_config__": STRICT, "__doc__": options.__doc__},
        frozen=True,
        kw_only=True,
    )
