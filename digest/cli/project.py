"""The digest that a command is about: its configuration and its store, opened and closed in one place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import click

from digest import shipped
from digest.config import Config, load
from digest.store import Store, open_store

DEMO = click.option("--demo", is_flag=True, help="Ask about the demo's edition in out/.")


@contextmanager
def opened(config_path: Path, demo: bool = False) -> Iterator[tuple[Config, Store]]:
    """The configuration at a path, or the demo's in out/, and its store."""
    config = demo_config(Path("out")) if demo else load(config_path)
    with closing(open_store(config.store, config.folder)) as store:
        yield config, store


def house_style(config: Config, folder: Path | None = None) -> dict[str, str]:
    """The templates: those of a folder that was named, of the one beside sources.yaml, or those that come with digest."""
    return shipped.templates(folder, config.folder / "templates")


def demo_config(out: Path) -> Config:
    """The demo's configuration, its documents read from where digest is installed, its database in ``out``."""
    config = load(Path(__file__).parent.parent / "demo" / "sources.yaml")
    return replace(
        config, file=shipped.path("seeds").parent / "sources.yaml", store=str((out / "demo.sqlite3").resolve())
    )
