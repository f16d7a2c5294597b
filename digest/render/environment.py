"""The Jinja environment of the templates: what they may use and how text from outside is escaped.

mjml-python writes attribute values with Rust's ``{:?}``, which turns a newline, a no-break space or an emoji's
joiner into a visible escape; so every attribute value goes through ``attr``, which leaves plain ASCII.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from email.utils import format_datetime
from functools import lru_cache
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from digest import urls, words
from digest.errors import TemplateError
from digest.model import Edition, EditionItem
from digest.render import chart, text

ENTRIES = ("edition.mjml.j2", "edition.txt.j2")
"""The templates that an e-mail is made of; the others are included by them."""
_SPECIAL = re.compile(r"[^A-Za-z0-9 .,:;!?/_@=+*()%#\[\]~$-]")
CHART = "cid:coverage"
"""Where templates find the picture of the chart."""
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_RIGHT_TO_LEFT = frozenset(["ar", "he", "fa", "ur", "ps", "yi"])
_LANGUAGES = {"ko": "Korean", "ru": "Russian", "zh": "Chinese", "ja": "Japanese", "de": "German", "fr": "French", "es": "Spanish",
              "pl": "Polish", "uk": "Ukrainian", "vi": "Vietnamese", "en": "English", "it": "Italian", "nl": "Dutch", "tr": "Turkish",
              "ar": "Arabic", "pt": "Portuguese", "cs": "Czech"}  # fmt: skip
_LINKABLE = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def fill(name: str, values: Mapping[str, Any], templates: Mapping[str, str]) -> str:
    """Render one template with its own variables; every failure becomes a TemplateError with file and line."""
    try:
        template = environment(templates).get_template(name)
        return template.render({**_common(values), **values})
    except TemplateSyntaxError as error:
        raise TemplateError(error.name or name, error.lineno, str(error.message)) from error
    except TemplateNotFound as error:
        file, line = _place(error, templates, name)
        raise TemplateError(file, line, f"it includes {error.name!r}, which is not there") from error
    except (UndefinedError, SecurityError, TypeError, ValueError, AttributeError) as error:
        file, line = _place(error, templates, name)
        raise TemplateError(file, line, str(error)) from error


def _common(values: Mapping[str, Any]) -> dict[str, Any]:
    """What every template is given besides."""
    edition = values.get("edition") or values["editions"][0]
    return {
        "direction": "rtl" if edition.language in _RIGHT_TO_LEFT else "ltr",
        "chart_image": CHART,
    }


def variable_types(name: str) -> dict[str, Any]:
    """The types of what a template is given."""
    common = {"direction": str, "chart_image": str}
    if not name.startswith("archive/"):
        return {**common, "edition": Edition}
    if name.startswith("archive/edition"):
        page = {
            "head": Markup,
            "body": Markup,
            "page": str,
            "root": str,
            "older": Edition | None,
            "newer": Edition | None,
        }
        return {**common, **page, "edition": Edition}
    return {**common, "editions": tuple[Edition, ...], "base": str, "page": str, "root": str}


def environment(templates: Mapping[str, str]) -> ImmutableSandboxedEnvironment:
    """The environment that templates are rendered in: sandboxed, nothing undefined passed over."""
    return _environment(tuple(sorted(templates.items())))


@lru_cache(maxsize=8)
def _environment(templates: tuple[tuple[str, str], ...]) -> ImmutableSandboxedEnvironment:
    sources = dict(templates)
    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda name: _source(sources, name)),
        finalize=_visible,
        autoescape=lambda name: name is not None and not name.endswith(".txt.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: dict[str, Callable[..., Any]] = {
        "attr": attr, "day": day, "linked": linked, "language_name": language_name, "wrap": text.wrap, "byline": byline,
        "rfc822": rfc822, "rfc3339": rfc3339, "figures": chart.figures, "marked_weeks": chart.marked_weeks,
    }  # fmt: skip
    environment.filters.update(filters)
    return environment


def _source(sources: Mapping[str, str], name: str) -> tuple[str, str, None] | None:
    """A template under its own name, so that a traceback names it."""
    return (sources[name], name, None) if name in sources else None


def _visible(value: object) -> object:
    """Text from outside without control characters and without those that reorder what the reader sees."""
    return words.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def attr(value: object) -> Markup:
    """An attribute value in ASCII: whatever could be mangled or break out is a character reference."""
    line = " ".join(words.visible(str(value)).split())
    return Markup(_SPECIAL.sub(lambda c: f"&#x{ord(c[0]):X};", line))  # noqa: S704 - just encoded


def day(value: date | datetime) -> str:
    """A day as "12 July 2024"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def rfc822(value: date) -> str:
    """A day as RSS wants it: "Fri, 12 Jul 2024 00:00:00 GMT"."""
    return format_datetime(datetime(value.year, value.month, value.day, tzinfo=UTC), usegmt=True)


def rfc3339(value: date) -> str:
    """A day as Atom wants it: "2024-07-12T00:00:00Z"."""
    return f"{value.isoformat()}T00:00:00Z"


def language_name(code: str) -> str:
    """The name "Korean" for ko; the code itself where the name is not known."""
    return _LANGUAGES.get(code, code)


def linked(value: str) -> Markup:
    """Escaped text in which web and mail addresses are links."""
    parts, end = [], 0
    for found in _LINKABLE.finditer(value):
        address = found.group()
        target = urls.encode(address) if address.startswith("http") else f"mailto:{address}"
        parts.append(escape(value[end : found.start()]))
        parts.append(Markup('<a href="{}" style="color:#0b3d66;">{}</a>').format(attr(target), address))
        end = found.end()
    return Markup("").join([*parts, escape(value[end:])])


def byline(item: EditionItem) -> str:
    """The line "Scott Snyder · KEI (The Peninsula) · 24 June 2024": only what is known."""
    published = day(item.published) if item.published else ""
    language = f"in {language_name(item.language)}" if item.language else ""
    return " · ".join(p for p in (", ".join(item.authors), item.publisher, published, language) if p)


def _place(error: BaseException, templates: Mapping[str, str], name: str) -> tuple[str, int | None]:
    """The innermost frame of the traceback that is a template."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in templates]
    return (frames[-1].filename, frames[-1].lineno) if frames else (name, None)
