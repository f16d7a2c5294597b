"""What a document says: its blocks in reading order and the hints about it. Read :func:`extract`.

Nothing is judged here: chrome that reading cannot tell from the article stays in the draft, for `clean` to mark.
"""

from __future__ import annotations

import re

from digest import charset
from digest.errors import ReadError
from digest.extract import fuller, page, text
from digest.model import Document, Draft

MAX_BYTES = 20_000_000
_MAGIC = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x00\x00\x00", b"II*\x00",
          b"Rar!", b"7z\xbc\xaf", b"ID3", b"\xd0\xcf\x11\xe0", b"OggS", b"wOF", b"\x7fELF", b"MZ\x90")  # fmt: skip
_ODD = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ufffe\uffff]")
_TAG = re.compile(r"<(?:!doctype|html|head|body|article|div|p|span|meta|table|br|h[1-6]|a)\b", re.IGNORECASE)


def extract(document: Document) -> Draft:
    """Read a page or a text document.

    Raises ReadError: ``empty`` (no text), ``binary`` (a PDF, an image, an archive), ``too_large``.
    """
    body = document.body
    if len(body) > MAX_BYTES:
        raise ReadError(document.url, "too_large", f"{len(body):,} bytes are more than the limit of {MAX_BYTES:,}")
    if not body.strip():
        raise ReadError(document.url, "empty", "the document is empty")
    if body[:64].lstrip().startswith(_MAGIC) or (
        b"\x00" in body[:2000].replace(b"\x00\x00\x00", b"") and not _is_wide(body)
    ):
        raise ReadError(document.url, "binary", "the document is not text (a PDF, an image or an archive?)")
    decoded = charset.decode(body, document.charset)
    if _is_noise(decoded):
        raise ReadError(document.url, "binary", "the document is not text, whatever it is called")
    draft = page.read(document, decoded) if is_html(document, decoded) else text.read(document, decoded)
    if document.carried:
        draft = fuller.fuller(draft, page.read(document, charset.decode(document.carried, "utf-8")).blocks)
    if not draft.blocks:
        raise ReadError(document.url, "empty", "no article text was found in the document")
    return draft


def is_html(document: Document, decoded: str) -> bool:
    """Whether to read as HTML: by media type, else by tags near the start."""
    if "html" in document.media_type or "xml" in document.media_type:
        return True
    if document.media_type == "text/markdown":
        return False
    return len(_TAG.findall(decoded[:5000])) >= 2


def _is_noise(decoded: str) -> bool:
    """Whether what was decoded is mostly characters that no text has."""
    head = decoded[:4000]
    odd = len(_ODD.findall(head))
    return odd * 10 > len(head) and odd > 20


def _is_wide(body: bytes) -> bool:
    """UTF-16 and UTF-32 text holds NUL bytes."""
    return body[:2] in (b"\xff\xfe", b"\xfe\xff") or body[:200].count(b"\x00") > 60
