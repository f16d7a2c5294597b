"""What sources.yaml allows, and what will still not work here. Read :func:`doubts`."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

from digest import config as configuration
from digest.config import Config


def doubts(config: Config) -> Iterator[str]:
    """One line for each: a topic that is too wide, a folder that is not there, a password that is not set."""
    yield from (f"topic {config.topic.id}: {doubt}" for doubt in configuration.doubts(config.topic))
    if not config.sources:
        yield "no source is enabled: nothing will be collected"
    for url, times in Counter(s.url for s in config.sources if s.url).items():
        if times > 1:
            yield f"{times} sources have the address {url}: it will be asked {times} times, and each article read once"
    for source in config.sources:
        path = getattr(source.options, "path", "")
        if path and not (config.folder / path).is_dir():
            yield f"source {source.id}: there is no folder {config.folder / path}"
    if "://" not in config.store and not (config.folder / config.store).parent.is_dir():
        yield f"store: there is no folder {(config.folder / config.store).parent}"
    options = config.delivery.options if config.delivery else None
    variable = getattr(options, "password_env", "") if getattr(options, "username", "") else ""
    if variable and variable not in os.environ:
        yield f"delivery: the environment variable {variable} is not set; without it nothing can be sent"
