"""preflight, approve, edition: an edition before it goes out, and after."""

from __future__ import annotations

import getpass
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from digest import codec, proof, words
from digest.cli import console
from digest.cli.project import DEMO, house_style, opened
from digest.clock import SystemClock
from digest.config import Config
from digest.errors import StoreError
from digest.model import Finding
from digest.preflight import addresses, stops
from digest.proof import Proof
from digest.replay import Difference, difference
from digest.store import Store, run_lock

_LINKS = click.option("--links/--no-links", default=True, help="Ask whether the links answer.", show_default=True)


@click.command()
@click.argument("edition")
@console.CONFIG
@console.JSON
@DEMO
@_LINKS
def preflight(edition: str, config_path: Path, as_json: bool, demo: bool, links: bool) -> None:
    """Look EDITION (its id, its date, or latest) over before it goes out: content, links, size, contrast, headers, text part.

    Errors must be mended before it is sent; warnings are yours to weigh. Exit code 1 if there is an error.
    """
    with opened(config_path, demo) as (config, store):
        findings = _findings(_pull(store, config, edition), config, links)
    if as_json:
        click.echo(codec.dumps(findings))
    else:
        show_findings(findings)
    if stops(findings):
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("edition")
@console.CONFIG
@click.option("--withdraw", is_flag=True, help="Take an approval back.")
@click.option("--by", default=None, metavar="NAME", help="Who approves; you by default.")
@_LINKS
def approve(edition: str, config_path: Path, withdraw: bool, by: str | None, links: bool) -> None:
    """Approve EDITION (its id, its date, or latest): freeze its content and its recipients, so that `digest send` may send it.

    The preflight must find no error. Any later change voids the approval.
    """
    with opened(config_path) as (config, store), run_lock(config.store, config.folder):
        pulled = _pull(store, config, edition)
        if withdraw:
            if not store.withdraw(pulled.edition_id):
                raise StoreError(f"{pulled.edition_id} was not approved")
            click.echo(f"{pulled.edition_id}: the approval is taken back")
            return
        findings = _findings(pulled, config, links)
        show_findings(tuple(f for f in findings if f.severity != "advice"))
        approval = proof.approve(store, config, pulled, findings, by or getpass.getuser(), SystemClock().now())
        have_it = {r.recipient for r in store.receipts(approval.edition_id) if r.status == "accepted"}
    count = len(approval.recipients)
    waiting = len(set(approval.recipients) - have_it)
    then = f"`digest send {approval.edition_id}`" if waiting or not count else "all of them have it"
    click.echo(
        f"{approval.edition_id}: approved for {count} recipient{'s'[: count != 1]}, content {approval.seal[:12]}; {then}"
    )


@click.group()
def edition() -> None:
    """List, show, compare and discard editions."""


@edition.command(name="list")
@console.CONFIG
@console.JSON
@DEMO
def list_(config_path: Path, as_json: bool, demo: bool) -> None:
    """List the editions, the newest first: how many items, whether approved, how far sent."""
    rows = []
    with opened(config_path, demo) as (_config, store):
        for name in store.editions():
            kept = store.edition(name)
            if kept:
                rows.append(_row(store, name, len(kept.edition.items), kept.email.subject))
    if as_json:
        click.echo(codec.dumps(rows))
        return
    if not rows:
        click.echo("there are no editions yet; `digest run` makes one")
        return
    table = Table(show_edge=False, pad_edge=False)
    for heading in ("edition", "items", "revisions", "state", "subject"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(row[n])) for n in ("edition", "items", "revisions", "state", "subject")))
    console.stdout().print(table)


@edition.command()
@click.argument("wanted", metavar="EDITION")
@console.CONFIG
@console.JSON
@DEMO
def show(wanted: str, config_path: Path, as_json: bool, demo: bool) -> None:
    """Print EDITION (its id, its date, or latest) as its plain-text part."""
    with opened(config_path, demo) as (_config, store):
        kept = store.existing(wanted)
    click.echo(codec.dumps(kept.edition) if as_json else kept.email.text, nl=as_json)


@edition.command()
@click.argument("wanted", metavar="EDITION")
@console.CONFIG
def discard(wanted: str, config_path: Path) -> None:
    """Take EDITION (its id, its date, or latest) away, which has gone out to nobody: what it shows may stand in the next one.

    What the editor changed in it is lost with it; verdicts on stories stay.
    """
    with opened(config_path) as (config, store), run_lock(config.store, config.folder):
        name = store.existing(wanted).edition.id
        store.discard(name)
    click.echo(f"{name} is discarded; what it showed may stand in the next edition")


@edition.command()
@click.argument("wanted", metavar="EDITION")
@click.argument("other", required=False)
@console.CONFIG
@console.JSON
@DEMO
def diff(wanted: str, other: str | None, config_path: Path, as_json: bool, demo: bool) -> None:
    """Show what the editor changed in EDITION, or, with OTHER, which items the two have that the other has not."""
    with opened(config_path, demo) as (config, store):
        if other:
            first, second = store.existing(wanted).edition, store.existing(other).edition
            _tell_difference(difference(first, second), as_json)
            return
        pulled = _pull(store, config, wanted)
    if as_json:
        click.echo(codec.dumps(pulled.revisions))
        return
    if not pulled.revisions:
        click.echo(f"{pulled.edition_id}: nothing has been changed by hand")
    titles = {a.id: a.title for a in pulled.material.articles}
    for revision in pulled.revisions:
        back = f", takes back {revision.undoes}" if revision.undoes else ""
        click.echo(f"{revision.number}  {revision.at:%Y-%m-%d %H:%M} {revision.editor}{back}")
        for one in revision.changes:
            about = f"{titles.get(one.article_id, one.article_id)}: " if one.article_id else ""
            click.echo(f"     {about}{one.field}: {_told(one.before)} → {_told(one.value)}")


def show_findings(findings: tuple[Finding, ...]) -> None:
    """A table of findings, the gravest first."""
    if not findings:
        return
    table = Table(show_edge=False, pad_edge=False)
    for heading in ("", "check", "place", "finding", "remedy"):
        table.add_column(heading, overflow="fold")
    colours = {"error": "bold red", "warning": "yellow", "advice": "dim"}
    for one in findings:
        table.add_row(
            Text(one.severity, colours[one.severity]), *map(Text, (one.check, one.place, one.says, one.remedy))
        )
    console.stdout().print(table)


def _told(value: str) -> str:
    """A value of a change on one line."""
    return f"“{words.shorten(' '.join(value.split()), 200)}”" if value.strip() else "nothing" if value else "as made"


def _tell_difference(changed: Difference, as_json: bool) -> None:
    if as_json:
        click.echo(codec.dumps(changed))
        return
    for sign, changes in (("+", changed.came_in), ("-", changed.fell_out)):
        for title in changes.values():
            click.echo(f"{sign} {title}")
    for move in changed.moved:
        click.echo(f"~ {move.title}: was number {move.was}, is number {move.now}")


def _row(store: Store, name: str, items: int, subject: str) -> dict[str, object]:
    receipts = store.receipts(name)
    accepted = sum(r.status == "accepted" for r in receipts)
    approval = store.approval(name)
    state = f"sent to {accepted} of {len(receipts)}" if receipts else "approved" if approval else "draft"
    return {
        "edition": name,
        "items": items,
        "revisions": len(store.revisions(name)),
        "state": state,
        "subject": subject,
    }


def _pull(store: Store, config: Config, wanted: str) -> Proof:
    return proof.pull(store, config, house_style(config), wanted)


def _findings(pulled: Proof, config: Config, links: bool) -> tuple[Finding, ...]:
    if not links:
        return proof.check(pulled, config, SystemClock())
    asked = len(tuple(addresses(pulled.made.email))) if pulled.made.email else 0
    with console.Bar().stage("asking at the links", asked):
        found = proof.reached(pulled, config)
    return proof.check(pulled, config, SystemClock(), found)


COMMANDS = (preflight, approve, edition)
