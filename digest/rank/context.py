"""What the signals may look at besides the story itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from digest.model import Source
from digest.rank.taste import Taste
from digest.rank.topic import Matcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The instant the edition is made for, the topic, the sources, what was shown, and what the editor likes.

    ``told`` gives, for the original of a story, the earlier edition that told of its event, ``coverage`` how many other publishers
    tell of it in texts of their own; ``volumes``, for a source, how many items it brought in 30 days.
    """

    now: datetime
    matcher: Matcher
    sources: Mapping[str, Source] = field(default_factory=dict)
    shown: frozenset[str] | None = None
    told: Mapping[str, str] = field(default_factory=dict)
    coverage: Mapping[str, int] | None = None
    volumes: Mapping[str, int] = field(default_factory=dict)
    taste: Taste = field(default_factory=Taste)
