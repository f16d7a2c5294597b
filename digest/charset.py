"""Bytes to text. Read :func:`decode`: byte-order mark, then valid UTF-8, then what is declared, then detection.

Valid multi-byte UTF-8 is hardly ever anything else, so it goes before a declaration, which is wrong more often.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# Labels that browsers read as another, larger encoding (WHATWG Encoding Standard, section 4.2), and UTF-7, which
# browsers refuse because it hides markup.
_LABELS = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "ksc5601": "cp949", "gb2312": "gb18030", "gbk": "gb18030",
    "x-sjis": "cp932", "shift_jis": "cp932", "x-gbk": "gb18030", "windows-874": "cp874", "tis-620": "cp874",
}  # fmt: skip


def decode(body: bytes, declared: str = "") -> str:
    """Return the text of a body; never raises, bytes that fit nowhere become U+FFFD."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body.decode(name, "replace")
    if wide := _wide(body):
        return body.decode(wide, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(body, error):
            return body.decode("utf-8", "replace")
    for label in (declared, _declared_in(body)):
        if text := _decode_as(body, label):
            return text
    # A few odd letters among ASCII: a Western page, with too little to detect an encoding by.
    if sum(byte < 128 for byte in body[:5000]) * 10 > min(len(body), 5000) * 8:
        return body.decode("cp1252", "replace")
    best = from_bytes(body[:200_000]).best()
    return body.decode(best.encoding if best else "cp1252", "replace")


def _is_mostly_utf8(body: bytes, error: UnicodeDecodeError) -> bool:
    """A page cut in mid-character, or with a stray byte, is still UTF-8."""
    if error.reason == "unexpected end of data" and error.start >= len(body) - 3:
        return not body[: error.start].isascii()
    replaced = body.decode("utf-8", "replace")
    wide = sum(1 for c in replaced if ord(c) > 127)
    return wide > 20 and replaced.count("\ufffd") * 20 < wide


def _wide(body: bytes) -> str:
    """UTF-16 without a byte-order mark: every other byte of Latin text is NUL."""
    head = body[:400]
    if head[1::2].count(0) * 3 > len(head):
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) * 3 > len(head) else ""


def _declared_in(body: bytes) -> str:
    found = _DECLARED.search(body[:4096])
    return found[1].decode("ascii") if found else ""


def _decode_as(body: bytes, label: str) -> str:
    """Decode by a declared label if it fits (at most 1 character in 200 lost), else an empty string."""
    name = _LABELS.get(label.lower().strip(), label.lower().strip())
    if not name or name.replace("-", "").startswith(("utf7", "utf8")):
        return ""
    try:
        text = body.decode(name, "replace")
    except (LookupError, ValueError):
        return ""
    return "" if text.count("\ufffd") * 200 > len(text) else text
