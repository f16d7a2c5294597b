"""Finds the parts: cleaning rules, ranking signals, source kinds, senders, checks. Read :func:`modules`.

A part is a file in its package; outside packages add parts through the entry point groups ``digest.rules``,
``digest.signals``, ``digest.sources``, ``digest.senders`` and ``digest.checks``, each naming a module of the same shape.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from types import ModuleType

from digest.interfaces import Rule, Signal
from digest.preflight import Check


@cache
def modules(package: str, group: str) -> dict[str, ModuleType]:
    """The parts of one package by name, in alphabetical order, with those that other packages add."""
    home = import_module(package)
    found = {
        m.name: import_module(f"{package}.{m.name}") for m in pkgutil.iter_modules(home.__path__) if m.name[0] != "_"
    }
    found |= {e.name: e.load() for e in entry_points(group=group)}
    return dict(sorted(found.items()))


@cache
def rules() -> tuple[Rule, ...]:
    """All cleaning rules."""
    return tuple(r for m in modules("digest.clean.rules", "digest.rules").values() for r in m.RULES)


@cache
def signals() -> dict[str, Signal]:
    """The ranking signals by name."""
    return {name: m.SIGNAL for name, m in modules("digest.rank.signals", "digest.signals").items()}


def kinds() -> dict[str, ModuleType]:
    """The kinds of sources: modules with OPTIONS and collect."""
    return {n: m for n, m in modules("digest.sources", "digest.sources").items() if hasattr(m, "OPTIONS")}


def senders() -> dict[str, ModuleType]:
    """The ways of sending: modules with OPTIONS and connect."""
    return {n: m for n, m in modules("digest.senders", "digest.senders").items() if hasattr(m, "OPTIONS")}


@cache
def checks() -> tuple[Check, ...]:
    """All checks of a preflight."""
    return tuple(c for m in modules("digest.preflight.checks", "digest.checks").values() for c in m.CHECKS)
