"""MJML to HTML. Read :func:`from_mjml`.

mjml-python names no place when it refuses a template, and may panic; so the markup is checked first by an XML parser,
whose line is traced back to the template line it came from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.entities import name2codepoint

from lxml import etree
from mjml import mjml2html

from digest.errors import TemplateError

_ENTITY = re.compile(r"&(\w+);")
_XML = frozenset(["amp", "lt", "gt", "quot", "apos"])
_HOLE = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}")


def from_mjml(markup: str, templates: Mapping[str, str]) -> str:
    """Return the HTML of an MJML document; raises TemplateError for one that is not well-formed or not understood."""
    _check_well_formed(markup, templates)
    try:
        return str(mjml2html(markup, fonts={}))
    except ValueError as error:
        raise TemplateError("edition.mjml.j2", None, f"MJML: {error}") from error
    except BaseException as error:
        # MRML's panics are no Exception (pyo3's PanicException); what stops the program must still stop it.
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        raise TemplateError("edition.mjml.j2", None, f"the MJML renderer gave up: {error}") from error


def _check_well_formed(markup: str, templates: Mapping[str, str]) -> None:
    numeric = _ENTITY.sub(lambda m: m[0] if m[1] in _XML else f"&#{name2codepoint.get(m[1], 0xFFFD)};", markup)
    try:
        etree.fromstring(numeric.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        file, at = _trace(markup, line, templates)
        # The parser's lines are those of the whole that was put together; the template has lines of its own.
        says = re.sub(r",? line \d+(?: and |, column \d+)?", " ", error.msg or "").strip()
        raise TemplateError(file, at, f"not well-formed MJML: {' '.join(says.split())}") from error


def _trace(markup: str, line: int, templates: Mapping[str, str]) -> tuple[str, int | None]:
    """The template line that the rendered line came from: its fixed text around the holes must fit."""
    lines = markup.splitlines()
    rendered = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    best: tuple[int, str, int] | None = None
    for name, source in templates.items():
        for number, written in enumerate(source.splitlines(), 1):
            fixed = [p.strip() for p in _HOLE.split(written) if p.strip()]
            fits = bool(fixed) and re.match(".*?".join(re.escape(p) for p in fixed), rendered, re.DOTALL)
            if fits and (best is None or sum(map(len, fixed)) > best[0]):
                best = (sum(map(len, fixed)), name, number)
    return (best[1], best[2]) if best else ("edition.mjml.j2", None)
