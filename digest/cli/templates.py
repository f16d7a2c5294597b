"""template: the house style looked over."""

from __future__ import annotations

from pathlib import Path

import click

from digest import codec, shipped
from digest.cli import console
from digest.render.lint import lint as mistakes_of


@click.group()
def template() -> None:
    """Look after the templates of a house style."""


@template.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False, exists=True))
@console.JSON
def lint(folder: Path | None, as_json: bool) -> None:
    """Report every mistake in the templates of FOLDER (templates/ here, or the built-in ones), with file and line.

    Unknown tags and attributes, wrong nesting and values, unclosed tags, undefined variables and filters, missing alt: the MJML
    renderer passes over these in silence. Exit code 1 if there is one.
    """
    here = Path("templates")
    found = mistakes_of(shipped.templates(folder, here))
    place = folder or (here if here.is_dir() else Path("the built-in templates"))
    if as_json:
        click.echo(codec.dumps({"ok": not found, "mistakes": found}))
    else:
        for mistake in found:
            click.echo(f"{place / mistake.file}:{mistake.line}: {mistake.message}")
        if not found:
            click.echo(f"{place}: no mistakes")
    if found:
        raise click.exceptions.Exit(1)


COMMANDS = (template,)
