"""A folder of saved pages and texts: a drop box, and what the demo and tests read. Read :func:`collect`."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from digest.errors import CollectError
from digest.interfaces import Surroundings
from digest.model import Document, Failure, Hints, Source

_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What is known of one saved file besides its text."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    url: Annotated[str, Field(description="Address the file was saved from.")] = ""
    publisher: Annotated[str, Field(description="Publisher of the page.")] = ""
    published: Annotated[str, Field(description="Date of the page.")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """A folder of saved pages (.html) and texts (.txt, .md)."""

    path: Annotated[str, Field(min_length=1, description="The folder, relative to this file.")]
    pattern: Annotated[str, Field(min_length=1, description="Which files, as a glob.")] = "*"
    documents: Annotated[dict[str, Saved], Field(description="File name: what is known of it besides its text.")] = (
        field(default_factory=dict)
    )


OPTIONS = Options


async def collect(source: Source, world: Surroundings) -> AsyncIterator[Document | Failure]:
    """Yield the files in the order of their names. A folder that is not there is an error."""
    folder = Path(world.folder) / source.options.path
    if not folder.is_dir():
        raise CollectError(source.id, f"there is no folder {folder}")
    for path in sorted(p for p in folder.glob(source.options.pattern) if p.suffix.lower() in _TYPES and p.is_file()):
        saved = source.options.documents.get(path.name, Saved())
        url = saved.url or path.resolve().as_uri()
        try:
            body = path.read_bytes()
        except OSError as error:
            yield Failure(stage="collect", subject=source.id, reason=f"{path} cannot be read: {error}")
            continue
        # A file is known by its content: one that was corrected is read again.
        version = hashlib.sha256(body).hexdigest()
        if world.validators.validators(path.resolve().as_uri())[0] == version:
            continue
        world.validators.remember(path.resolve().as_uri(), version, "")
        yield Document(
            source_id=source.id,
            url=url,
            fetched_at=world.clock.now(),
            media_type=_TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or "text/plain",
            body=body,
            hints=Hints(publisher=saved.publisher, published=saved.published),
            origin=path.resolve().as_uri(),
        )
