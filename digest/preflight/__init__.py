"""What there is to look at before an edition goes out. Read :func:`preflight`.

Pure: what it takes to know from the world, as whether links answer and the message as it would travel, is in the
:class:`Sheet`. Each file in ``checks`` is a part: ``CHECKS``, functions from a sheet to findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bs4 import BeautifulSoup

from digest.model import Choice, Edition, Email, Finding, Plan, Reached, Severity

_ORDER: tuple[Severity, ...] = ("error", "warning", "advice")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """An edition about to go out. ``message`` is the message as one reader would get it, ``links`` what was found at addresses.

    ``unsubscribe`` is the address that its header must carry, byte for byte.
    """

    edition: Edition
    email: Email
    plan: Plan
    choices: tuple[Choice, ...] = ()
    message: bytes = b""
    links: Mapping[str, Reached] = field(default_factory=dict)
    unsubscribe: str = ""

    @cached_property
    def page(self) -> BeautifulSoup:
        """The HTML part, parsed."""
        return BeautifulSoup(self.email.html, "lxml")


Check = Callable[[Sheet], Iterable[Finding]]


def preflight(sheet: Sheet, checks: Iterable[Check]) -> tuple[Finding, ...]:
    """All findings, errors first, in the order of the checks."""
    found = [f for check in checks for f in check(sheet)]
    return tuple(sorted(found, key=lambda f: _ORDER.index(f.severity)))


def error(check: str, place: str, says: str, remedy: str = "") -> Finding:
    """What must be mended first."""
    return Finding(check=check, severity="error", place=place, says=says, remedy=remedy)


def warning(check: str, place: str, says: str, remedy: str = "") -> Finding:
    """What the editor should weigh."""
    return Finding(check=check, severity="warning", place=place, says=says, remedy=remedy)


def advice(check: str, place: str, says: str, remedy: str = "") -> Finding:
    """What is good to know."""
    return Finding(check=check, severity="advice", place=place, says=says, remedy=remedy)


def addresses(email: Email) -> Iterator[str]:
    """The web addresses that the HTML part links to, each once."""
    yield from linked(BeautifulSoup(email.html, "lxml"))


def linked(page: BeautifulSoup) -> Iterator[str]:
    """The web addresses that a page links to, each once."""
    found = (str(a["href"]).strip() for a in page.select("a[href]"))
    yield from dict.fromkeys(a for a in found if a.startswith(("http://", "https://")))


def stops(findings: Iterable[Finding]) -> bool:
    """Whether any finding must be mended first."""
    return any(f.severity == "error" for f in findings)
