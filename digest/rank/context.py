"""What the signals may look at besides the story itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from digest.model import Source
from digest.rank.topic import Matcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The instant the edition is made for, the topic, the sources, and what earlier editions have shown."""

    now: datetime
    matcher: Matcher
    sources: Mapping[str, Source] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()
