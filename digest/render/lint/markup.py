"""Markup that came out of templates, held to the rules of MJML and HTML. Read :func:`check`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from lxml.html import defs

from digest import words
from digest.errors import Mistake
from digest.render.lint.components import misfit, rules
from digest.render.lint.walk import BARE, HOLE, MARK

Context = Literal["mjml", "html"]

_TOKEN = re.compile("\x02(?P<file>[^\x02\x03]*):(?P<line>\\d+)\x03<(?P<rest>!--.*?-->|![^>]*>|/?[^\x02]*)", re.DOTALL)
_NAME = re.compile(r"/?([A-Za-z][\w:-]*)")
_ATTRIBUTE = re.compile(r"""\s*([^\s=/>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_HTML = frozenset(defs.tags) | {
    "main",
    "header",
    "footer",
    "section",
    "article",
    "aside",
    "nav",
    "figure",
    "figcaption",
    "time",
    "mark",
    "picture",
    "source",
    "wbr",
    "search",
    "details",
    "summary",
    "dialog",
    "svg",
    "path",
    "output",
}
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "table",
        "blockquote",
        "hr",
        "pre",
        "section",
        "article",
    ]
)
_ONLY_INLINE = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "a", "em", "strong"])
_PARENTS = {"li": ("ul", "ol", "menu"), "tr": ("table", "tbody", "thead", "tfoot", "mj-table"), "td": ("tr",), "th": ("tr",), "dt": ("dl", "div"), "dd": ("dl", "div"),
            "tbody": ("table", "mj-table"), "thead": ("table", "mj-table"), "tfoot": ("table", "mj-table"), "caption": ("table", "mj-table"), "option": ("select", "datalist", "optgroup")}  # fmt: skip
_HTML_ATTRIBUTES = frozenset(defs.safe_attrs) | {
    "style",
    "role",
    "property",
    "content",
    "charset",
    "http-equiv",
    "loading",
    "srcset",
    "sizes",
    "media",
    "as",
    "rel",
    "tabindex",
    "datetime",
    "placeholder",
    "autocomplete",
    "novalidate",
    "async",
    "defer",
    "crossorigin",
    "integrity",
    "for",
    "hidden",
    "open",
    "required",
    "minlength",
    "pattern",
    "aria-current",
    "viewBox",
    "d",
    "fill",
    "stroke",
    "stroke-width",
    "inputmode",
    "enterkeyhint",
    "spellcheck",
    "background",
    "xmlns",
    "fetchpriority",
    "popover",
    "itemprop",
    "itemscope",
    "itemtype",
    "action",
    "method",
}
_WITH_PICTURE = frozenset(["img", "mj-image", "mj-carousel-image"])
# What mjml-python refuses, drops or does otherwise than MJML says.
_AVOID = {
    "mj-include": "is lost by the renderer; use Jinja's {% include %}",
    "mj-html-attributes": "is refused by the renderer",
    "mj-font": "fetches a font from another server, which learns who reads; use fonts that readers have",
}


@dataclass(frozen=True, slots=True)
class _Tag:
    """A start or end tag where it stands."""

    name: str
    file: str
    line: int
    attributes: tuple[tuple[str, str | None, int], ...] = ()
    ends: bool = False
    closed: bool = False
    broken: bool = False


def check(text: str, context: Context) -> Iterator[Mistake]:
    """The mistakes of one text that templates put out; ``context`` is what it is written in."""
    state = _State(context)
    at = 0
    for found in _TOKEN.finditer(text):
        yield from state.text(text[at : found.start()])
        rest = found["rest"]
        if rest.startswith("!"):
            at = found.end()
            continue
        tag, length = _tag(found["file"], int(found["line"]), rest)
        at = found.start("rest") + length
        if tag is None:
            yield Mistake(found["file"], int(found["line"]), "", "a bare <; write &lt;")
        else:
            yield from state.tag(tag)
    yield from state.text(text[at:])
    yield from state.end()


def _tag(file: str, line: int, rest: str) -> tuple[_Tag | None, int]:
    """A tag and how many characters of ``rest`` it takes; None for a ``<`` that begins none."""
    name = _NAME.match(rest)
    if name is None:
        return None, 0
    ends, at = rest.startswith("/"), name.end()
    attributes: list[tuple[str, str | None, int]] = []
    broken = False
    while at < len(rest):
        if close := re.match(r"\s*(/?)>", rest[at:]):
            tag = _Tag(name[1], file, line, tuple(attributes), ends, bool(close[1]), broken)
            return tag, at + close.end()
        one = _ATTRIBUTE.match(rest, at)
        if one is None or not one[0].strip():
            broken, at = True, at + 1
            continue
        value = one[2]
        attributes.append((one[1], value, line + rest.count("\n", 0, one.start(1))))
        at = one.end()
    return _Tag(name[1], file, line, tuple(attributes), ends, closed=False, broken=True), len(rest)


class _State:
    """The open tags, and what may come next."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._open: list[_Tag] = []
        self._seen: dict[str, int] = {}
        self._classes: set[tuple[str, _Tag]] = set()
        self._defined: set[str] = set()

    @property
    def _in_html(self) -> bool:
        return self._context == "html" or any(t.name in rules().ending for t in self._open)

    @property
    def _sets_defaults(self) -> bool:
        return any(t.name in ("mj-attributes", "mj-class") for t in self._open)

    def text(self, between: str) -> Iterator[Mistake]:
        """What stands between two tags."""
        parent = self._open[-1] if self._open else None
        if self._in_html or parent is None or parent.name not in rules().children:
            return
        written = MARK.sub("", between).replace(BARE, HOLE)
        if written.strip():
            shown = (
                "an expression" if written.strip() == HOLE else f"“{' '.join(written.replace(HOLE, '…').split())[:40]}”"
            )
            yield _at(parent, f"{shown} stands in <{parent.name}> outside of <mj-text>, where it is not shown")

    def tag(self, tag: _Tag) -> Iterator[Mistake]:
        """A tag, in its place."""
        if tag.broken:
            yield _at(tag, f"<{tag.name} is not closed by >, or a quote is missing in it")
        if tag.ends:
            yield from self._end(tag)
            return
        if self._context == "mjml":
            for name, quoted, line in tag.attributes:
                if quoted and BARE in quoted:
                    yield Mistake(
                        tag.file,
                        line,
                        "",
                        f"the value of {name!r} in <{tag.name}> must go through `| attr`: the renderer mangles what is not plain ASCII",
                    )
        tag = _filled(tag)
        self._classes |= {(c, tag) for c in _value(tag, "mj-class").split() if HOLE not in c}
        if tag.name == "mj-class":
            self._defined.add(_value(tag, "name"))
        yield from self._start(tag)
        if not tag.closed and not (tag.name.lower() in _VOID and self._in_html):
            self._open.append(tag)

    def end(self) -> Iterator[Mistake]:
        """The end of all."""
        for tag in self._open:
            yield _at(tag, f"<{tag.name}> is never closed")
        for name, tag in self._classes:
            if name not in self._defined:
                yield _at(
                    tag,
                    f"there is no mj-class {name!r}{words.suggestion(name, self._defined)}; <mj-class name=…> in <mj-attributes> makes one",
                )
        if self._context == "mjml" and not self._seen.get("mj-body"):
            yield Mistake("edition.mjml.j2", 1, "", "there is no <mj-body>")

    def _end(self, tag: _Tag) -> Iterator[Mistake]:
        names = [t.name for t in self._open]
        if tag.name in names:
            while self._open[-1].name != tag.name:
                lost = self._open.pop()
                yield _at(lost, f"<{lost.name}> is never closed; </{tag.name}> comes before its end")
            self._open.pop()
            return
        meant = self._open[-1].name if self._open else ""
        if meant and difflib.SequenceMatcher(None, meant, tag.name).ratio() > 0.7:
            yield _at(tag, f"</{tag.name}> closes nothing; did you mean </{meant}>?")
            self._open.pop()
        else:
            yield _at(tag, f"</{tag.name}> closes nothing that is open")

    def _start(self, tag: _Tag) -> Iterator[Mistake]:
        self._seen[tag.name] = self._seen.get(tag.name, 0) + 1
        if self._in_html:
            yield from self._html(tag)
        else:
            yield from self._mjml(tag)
        yield from _attributes_written(tag)
        written = {n for n, _, _ in tag.attributes}
        if tag.name in _WITH_PICTURE and not self._sets_defaults and "src" not in written:
            yield _at(tag, f"<{tag.name}> has no src")
        if tag.name in _WITH_PICTURE and not self._sets_defaults and "alt" not in written:
            yield _at(
                tag, f'<{tag.name}> has no alt; say in words what it shows, or alt="" where it is mere decoration'
            )

    def _mjml(self, tag: _Tag) -> Iterator[Mistake]:
        known, parent = rules(), self._open[-1] if self._open else None
        if tag.name in _AVOID:
            yield _at(tag, f"<{tag.name}> {_AVOID[tag.name]}")
            return
        if tag.name not in known.children:
            if tag.name.lower() in _HTML:
                yield _at(tag, f"<{tag.name}> is HTML and must stand in <mj-text>, <mj-table>, <mj-button> or <mj-raw>")
            else:
                yield _at(tag, f"there is no <{tag.name}>{words.suggestion(tag.name, known.children)}")
            return
        if parent is None:
            if tag.name != "mjml":
                yield _at(tag, f"<{tag.name}> stands outside of <mjml>")
        elif parent.name in known.children and not known.allows(parent.name, tag.name):
            where = ", ".join(f"<{p}>" for p in known.parents(tag.name)) or "no other tag"
            yield _at(tag, f"<{tag.name}> cannot stand in <{parent.name}>; it may stand in {where}")
        if tag.name in ("mj-body", "mj-head", "mjml") and self._seen[tag.name] > 1:
            yield _at(tag, f"a second <{tag.name}>")
        yield from _typed(tag)

    def _html(self, tag: _Tag) -> Iterator[Mistake]:
        name, parent = tag.name.lower(), self._open[-1].name.lower() if self._open else ""
        if name.startswith("mj"):
            within = next((t.name for t in reversed(self._open) if t.name in rules().ending), parent)
            yield _at(
                tag,
                f"<{tag.name}> cannot stand in <{within}>, which holds HTML"
                if name in rules().children
                else f"there is no <{tag.name}>{words.suggestion(name, rules().children)}",
            )
            return
        if name not in _HTML:
            yield _at(tag, f"there is no <{tag.name}>{words.suggestion(name, _HTML)}")
            return
        if name in _VOID and not tag.closed and self._context == "mjml":
            yield _at(tag, f"<{tag.name}> must be written <{tag.name} />")
        if name in _BLOCKS and parent in _ONLY_INLINE:
            yield _at(tag, f"<{tag.name}> cannot stand in <{parent}>: browsers close that before it")
        if name == "a" and any(t.name == "a" for t in self._open):
            yield _at(tag, "a link in a link")
        if name in _PARENTS and parent not in _PARENTS[name]:
            yield _at(tag, f"<{tag.name}> must stand in {' or '.join(f'<{p}>' for p in _PARENTS[name])}")
        if name == "script" and self._context == "mjml":
            yield _at(tag, "no mail client runs a <script>")
        yield from _known(tag)


def _known(tag: _Tag) -> Iterator[Mistake]:
    """The attributes of an HTML tag: those that HTML has, and where a link leads."""
    for attribute, _, line in tag.attributes:
        if HOLE in attribute:
            continue
        if attribute.lower().startswith("on"):
            yield Mistake(tag.file, line, "", f"{attribute!r} is a script; no mail client runs it")
        elif attribute not in _HTML_ATTRIBUTES and not attribute.startswith(("data-", "aria-", "mso-", "xmlns:")):
            says = f"<{tag.name}> has no attribute {attribute!r}{words.suggestion(attribute, _HTML_ATTRIBUTES)}"
            yield Mistake(tag.file, line, "", says)
    if tag.name.lower() == "a" and _value(tag, "href") in ("", "#"):
        yield _at(tag, "<a> leads nowhere: it has no href")


def _filled(tag: _Tag) -> _Tag:
    """A tag in which it does not matter any more what its holes went through."""
    attributes = tuple((n.replace(BARE, HOLE), v and v.replace(BARE, HOLE), line) for n, v, line in tag.attributes)
    return replace(tag, attributes=attributes)


def _value(tag: _Tag, name: str) -> str:
    """The value of an attribute without its quotes; empty where there is none."""
    return next(((v or "").strip("\"'") for n, v, _ in tag.attributes if n == name), "")


def _typed(tag: _Tag) -> Iterator[Mistake]:
    """The attributes of an MJML tag: known ones, with values of their type."""
    allowed = rules().of(tag.name)
    for name, quoted, line in tag.attributes:
        if HOLE in name or allowed is None:
            continue
        if name not in allowed:
            yield Mistake(
                tag.file, line, "", f"<{tag.name}> has no attribute {name!r}{words.suggestion(name, allowed)}"
            )
            continue
        value = (quoted or "").strip("\"'")
        if quoted is not None and HOLE not in value and (why := misfit(allowed[name], value)):
            yield Mistake(tag.file, line, "", f'{name}="{value}" of <{tag.name}> {why}')
    if tag.name == "mj-style" and _value(tag, "inline"):
        yield _at(tag, "the renderer does not inline styles; write them on the tags")
    if tag.name == "mj-raw" and _value(tag, "position") == "file-start":
        yield _at(tag, 'the renderer refuses position="file-start"')
    if tag.name == "mj-button" and any(n == "href" for n, _, _ in tag.attributes) and _value(tag, "href") in ("", "#"):
        yield _at(tag, "<mj-button> leads nowhere: its href is empty")


def _attributes_written(tag: _Tag) -> Iterator[Mistake]:
    """How attributes are written: quoted, once, on one line."""
    seen: set[str] = set()
    for name, quoted, line in tag.attributes:
        if name in seen and HOLE not in name:
            yield Mistake(tag.file, line, "", f"{name!r} stands twice in <{tag.name}>")
        seen.add(name)
        if HOLE not in name and (quoted is None or quoted[0] not in "\"'"):
            yield Mistake(tag.file, line, "", f"{name!r} of <{tag.name}> needs a value in quotes")
        elif quoted and "\n" in quoted:
            yield Mistake(
                tag.file,
                line,
                "",
                f"{name!r} of <{tag.name}> goes over more than one line, which the renderer shows as \\n",
            )


def _at(tag: _Tag, says: str) -> Mistake:
    return Mistake(tag.file, tag.line, "", says)
