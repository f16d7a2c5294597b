"""archive: the editions as a public site."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from digest import shipped
from digest.cli import console
from digest.cli.project import DEMO, house_style, opened
from digest.errors import StoreError
from digest.render.archive import archive as files_of

_STATIC = ("archive.css", "search.js")


@click.group()
def archive() -> None:
    """Publish the editions on the web."""


@archive.command()
@console.CONFIG
@DEMO
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("public"),
    show_default=True,
    help="Folder to write the site to.",
)
@click.option("--drafts", is_flag=True, help="Also editions that have been neither approved nor sent.")
def build(config_path: Path, demo: bool, out: Path, drafts: bool) -> None:
    """Write the editions that were approved or sent as a static site: pages, search, RSS, Atom, JSON Feed, sitemap.

    Any web server can serve the folder. Set house.archive in sources.yaml to its address: feeds and e-mails link to it then.
    """
    with opened(config_path, demo) as (config, store):
        names = [n for n in store.editions() if drafts or demo or store.approval(n) or store.is_sending(n)]
        kept = [k for n in names if (k := store.edition(n))]
        # A house style older than the archive has no templates for it.
        built_in = {name: text for name, text in shipped.templates().items() if name.startswith("archive/")}
        templates = built_in | house_style(config)
        style = shipped.style_folder(config.folder / "templates")
    files = files_of([(k.edition, k.email) for k in kept], config.house.archive, templates)
    if not files:
        raise StoreError("no edition has been approved or sent yet; --drafts takes those that were only made")
    try:
        for path, content in files.items():
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).write_bytes(content)
        for name in _STATIC:
            own = style / "archive" / name
            shutil.copyfile(own if own.is_file() else shipped.path("templates") / "archive" / name, out / name)
    except OSError as error:
        raise StoreError(f"{out} cannot be written to: {error}") from error
    click.echo(f"{len(kept)} edition{'s'[: len(kept) != 1]} in {out}: open {out / 'index.html'}")
    if not config.house.archive:
        click.echo("house.archive is not set in sources.yaml: the feeds have relative links, which few readers follow")


COMMANDS = (archive,)
