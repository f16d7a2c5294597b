"""demo, init, check, run: from sources to an edition."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from digest import codec, proof, shipped
from digest.cli import console
from digest.cli.collecting import insist_on_sources
from digest.cli.doubts import doubts
from digest.cli.project import demo_config, house_style
from digest.cli.sending import insist, send_rest, send_to_readers
from digest.clock import FixedClock, SystemClock
from digest.config import Config, json_schema, load
from digest.editing import Made
from digest.errors import ConfigError, StoreError
from digest.interfaces import Clock
from digest.model import Receipt, Report
from digest.pipeline import make_edition
from digest.render.lint import lint
from digest.store import open_store, run_lock

DEMO_DATE = date(2024, 7, 12)


@click.command()
@console.OUT
@console.JSON
@click.option("--open", "open_", is_flag=True, help="Open the desk in a browser.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Port of the desk.")
def demo(out: Path, as_json: bool, open_: bool, port: int) -> None:
    """Make an edition of the five seed documents, as of 12 July 2024.

    It is the same pipeline as `digest run`, on the documents that come with digest; nothing is fetched.
    """
    config = demo_config(out)
    for old in out.glob("demo.sqlite3*"):
        old.unlink()
    made = _make(config, FixedClock(console.instant(DEMO_DATE.isoformat(), ZoneInfo("UTC"))), DEMO_DATE, as_json)
    files = _write(made, out)
    _tell(made, files, as_json)
    if open_:
        from digest.web.server import serve_desk

        serve_desk(config, port, open_browser=True, watched=False)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
def init(folder: Path) -> None:
    """Write a commented sources.yaml and templates/ to start from into FOLDER (here by default).

    Nothing that exists is overwritten.
    """
    wanted = {folder / "sources.yaml": shipped.path("sources.yaml"), folder / "templates": shipped.path("templates")}
    taken = [str(target) for target in wanted if target.exists()]
    if taken:
        raise StoreError(
            f"{' and '.join(taken)} {'exist' if len(taken) > 1 else 'exists'} already; choose another folder, or move it away"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        text = (shipped.path("sources.yaml")).read_text(encoding="utf-8")
        (folder / "sources.yaml").write_text(_with_schema_beside(text), encoding="utf-8")
        (folder / "sources.schema.json").write_text(
            json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        shutil.copytree(shipped.path("templates"), folder / "templates")
    except OSError as error:
        raise StoreError(f"{folder} cannot be written to: {error}") from error
    click.echo(f"{folder / 'sources.yaml'}: the sources, topic, layout and delivery; edit it, then `digest check`")
    click.echo(f"{folder / 'templates'}: the look; delete it to keep the built-in one")


def _with_schema_beside(text: str) -> str:
    first, _, rest = text.partition("\n")
    return f"# yaml-language-server: $schema=sources.schema.json\n{rest if first.startswith('# yaml-language-server') else text}"


@click.command()
@console.CONFIG
@console.JSON
@click.option("--schema", is_flag=True, help="Print the JSON Schema of sources.yaml instead.")
def check(config_path: Path, as_json: bool, schema: bool) -> None:
    """Check the configuration and the templates: all mistakes at once, each with file, line and what is allowed."""
    if schema:
        click.echo(json.dumps(json_schema(), indent=1, ensure_ascii=False))
        return
    try:
        config = load(config_path)
    except ConfigError as error:
        if as_json:
            click.echo(codec.dumps({"ok": False, "mistakes": error.mistakes}))
            raise click.exceptions.Exit(2) from error
        raise
    styled = lint(house_style(config))
    if styled:
        if as_json:
            click.echo(codec.dumps({"ok": False, "mistakes": styled}))
            raise click.exceptions.Exit(2)
        raise ConfigError(tuple(replace(m, file=f"templates/{m.file}") for m in styled))
    kinds = sorted({s.kind for s in config.sources})
    if as_json:
        click.echo(
            codec.dumps(
                {
                    "ok": True,
                    "digest": config.digest.id,
                    "topic": config.topic.id,
                    "sources": len(config.sources),
                    "doubts": tuple(doubts(config)),
                }
            )
        )
        return
    click.echo(
        f"{config_path}: no mistakes; {len(config.sources)} sources ({', '.join(kinds)}), topic {config.topic.name}"
    )
    for doubt in doubts(config):
        click.echo(doubt)
    if config.delivery is None:
        click.echo("delivery is not configured: editions are made and kept, not sent")


@click.command()
@console.CONFIG
@console.OUT
@console.JSON
@click.option(
    "--edition-date",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Date of the edition; today in the digest's time zone by default.",
)
@click.option("--as-of", metavar="T", help="Pretend that it is this date or instant (ISO 8601).")
@click.option("--dry-run", is_flag=True, help="Do everything but keep, write and send nothing.")
@click.option("--no-send", is_flag=True, help="Make the edition but do not send it.")
@click.option(
    "--templates",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A house style: a folder like templates/.",
)
def run(
    config_path: Path,
    out: Path,
    as_json: bool,
    edition_date: datetime | None,
    as_of: str | None,
    dry_run: bool,
    no_send: bool,
    templates: Path | None,
) -> None:
    """Collect, read, rank and compose one edition, and send it if delivery is configured.

    Doing it twice for one date makes one edition. Exit codes: 0 done, nothing new, or already done; 2 a mistake in the
    configuration; 3 another run is going on; 1 anything else, also where none of the sources could be read.
    """
    config = load(config_path)
    zone = ZoneInfo(config.schedule.timezone)
    clock: Clock = FixedClock(console.instant(as_of, zone)) if as_of else SystemClock()
    on = edition_date.date() if edition_date else clock.now().astimezone(zone).date()
    if dry_run:
        with tempfile.TemporaryDirectory() as scratch:
            made = _make(_scratch(config, Path(scratch)), clock, on, as_json, templates)
            _tell(made, (), as_json)
            _insist_on_sources(config, made.report)
        return
    run_once(config, clock, on, out, as_json=as_json, send=not no_send, templates=templates)


def run_once(
    config: Config,
    clock: Clock,
    on: date,
    out: Path,
    *,
    as_json: bool = False,
    send: bool = True,
    templates: Path | None = None,
) -> None:
    """One whole run: the edition made, written and, where configured, sent. Also what the scheduler calls."""
    with run_lock(config.store, config.folder):
        made = _make(config, clock, on, as_json, templates)
        files = _write(made, out)
        _tell(made, files, as_json)
        if config.delivery and config.delivery.to and not as_json:
            _tell_what_waits(config, on)
        _insist_on_sources(config, made.report)
        if send:
            style = house_style(config, templates)
            receipts = _send(config, clock, made, as_json, style)
            insist((*receipts, *send_rest(config, clock, style, but=made.report.edition_id, quiet=as_json)))


def _insist_on_sources(config: Config, report: Report) -> None:
    if report.status == "nothing":
        insist_on_sources(config, report.funnel.documents, report.failures)


def _send(config: Config, clock: Clock, made: Made, as_json: bool, templates: Mapping[str, str]) -> tuple[Receipt, ...]:
    """Send what may go out: what was approved and begun, or, where the configuration says so, what has no error in it."""
    delivery, edition_id = config.delivery, made.report.edition_id
    if delivery is None or not delivery.to or made.edition is None:
        return ()
    with closing(open_store(config.store, config.folder)) as store:
        if delivery.automatically and store.approval(edition_id) is None:
            pulled = proof.pull(store, config, templates, edition_id)
            findings = proof.check(pulled, config, clock, proof.reached(pulled, config))
            proof.approve(store, config, pulled, findings, "digest run", clock.now())
        elif not delivery.automatically and not store.is_sending(edition_id):
            if not as_json:
                click.echo(
                    f"It waits for your approval: `digest preview {edition_id}` or `digest approve {edition_id}`"
                )
            return ()
        kept = store.existing(edition_id)
        return send_to_readers(store, config, delivery, templates, kept, clock, quiet=as_json)


def _make(config: Config, clock: Clock, on: date, quiet: bool, templates: Path | None = None) -> Made:
    store = open_store(config.store, config.folder)
    try:
        return make_edition(config, store, clock, on, house_style(config, templates), console.Bar(quiet))
    finally:
        store.close()


def _scratch(config: Config, folder: Path) -> Config:
    """The same configuration on a copy of its database."""
    path = config.folder / config.store
    if "://" not in config.store and path.exists():
        for part in path.parent.glob(f"{path.name}*"):
            shutil.copy(part, folder / part.name)
    return replace(config, store=str(folder / path.name) if "://" not in config.store else "sqlite:///:memory:")


def _write(made: Made, out: Path) -> tuple[Path, ...]:
    """Write the edition to ``out/<edition id>/``; one made earlier is written again, as it was made."""
    if made.edition is None or made.email is None:
        return ()
    folder = out / made.edition.id
    texts = {
        "edition.html": made.email.html,
        "edition.txt": made.email.text,
        "edition.json": codec.dumps(made.edition) + "\n",
        "report.json": codec.dumps(made.report) + "\n",
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be written to: {error}; the edition is kept in the database, choose another --out"
        ) from error
    return tuple(folder / name for name in texts)


def _tell(made: Made, files: tuple[Path, ...], as_json: bool) -> None:
    report = replace(made.report, files=tuple(str(f) for f in files))
    if as_json:
        click.echo(codec.dumps(replace(report, outcomes=())))
        return
    if report.status == "already":
        click.echo(f"{report.edition_id} has been made already; `digest preview {report.edition_id}` shows it")
        return
    console.show_funnel(report.funnel)
    console.show_failures(report.failures)
    for words in (*report.notices, report.message):
        if words:
            click.echo(words)
    for choice in made.choices if made.edition and not files else ():
        if choice.chosen:
            click.echo(f"  {choice.ranked.score:.3f}  {choice.ranked.story.original.title}")
    if files:
        click.echo(f"The e-mail is {files[0]}; the text part is {files[1]}")


def _tell_what_waits(config: Config, on: date) -> None:
    """What earlier editions show counts as shown, also where nobody has had them: that is told, and the way out."""
    with closing(open_store(config.store, config.folder)) as store:
        waiting = store.not_gone_out(config.digest.id, on.isoformat())
    if waiting:
        others = f", and {len(waiting) - 1} before it," if len(waiting) > 1 else ""
        click.echo(
            f"{waiting[0]}{others} has gone out to nobody, and what it shows is not shown again: `digest approve {waiting[0]}` and send it, "
            f"or `digest edition discard {waiting[0]}`"
        )


COMMANDS = (demo, init, check, run)
