"""send: an edition to its readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from digest import codec
from digest.cli import console
from digest.cli.project import house_style
from digest.clock import SystemClock
from digest.config import Config, load
from digest.config.types import Delivery
from digest.delivery import into_maildir, send_edition, send_test, settle, still_to_send
from digest.errors import DeliveryError
from digest.interfaces import Clock
from digest.model import Receipt
from digest.proof import approved_recipients, few, of_the_list
from digest.store import Kept, Store, open_store, run_lock

_WAYS_OUT = {
    "deferred": "`digest send` tries again what was deferred",
    "uncertain": "of what is uncertain say `digest send EDITION --arrived ADDRESS`, or `--again ADDRESS` to send it once more",
    "failed": "what was refused for good is tried again only if you say `digest send EDITION --again ADDRESS`",
}


@click.command()
@click.argument("edition")
@console.CONFIG
@console.JSON
@click.option(
    "--to",
    multiple=True,
    metavar="ADDRESS",
    help="Only to this one of those it was approved for; may be given several times.",
)
@click.option(
    "--test",
    multiple=True,
    metavar="ADDRESS",
    help="Send a copy marked [Test] to look at; needs no approval and counts for nothing.",
)
@click.option(
    "--arrived", multiple=True, metavar="ADDRESS", help="It has arrived at this one of those that are uncertain."
)
@click.option(
    "--again",
    multiple=True,
    metavar="ADDRESS",
    help="Send it again to this one of those that failed, or are uncertain and may then have it twice.",
)
@click.option(
    "--maildir", type=click.Path(file_okay=False), help="Write .eml files into this maildir instead of sending."
)
@click.option("--sender", default="digest@localhost.localdomain", help="From, where delivery is not configured.")
def send(
    edition: str,
    config_path: Path,
    as_json: bool,
    to: tuple[str, ...],
    test: tuple[str, ...],
    arrived: tuple[str, ...],
    again: tuple[str, ...],
    maildir: str | None,
    sender: str,
) -> None:
    """Send EDITION (its id, its date, or latest), once approved, to everybody who has not had it.

    Each recipient has one row, claimed before the message goes: after a crash nobody is sent it twice, and what may or
    may not have arrived is listed as uncertain, until you say of it --arrived or --again. Exit code 1 if anything was not
    accepted.
    """
    config = load(config_path)
    delivery = into_maildir(config.delivery, str(Path(maildir).resolve()), sender) if maildir else config.delivery
    if delivery is None:
        raise DeliveryError(f"delivery is not configured in {config_path}; add it, or give --maildir DIR")
    with run_lock(config.store, config.folder), closing(open_store(config.store, config.folder)) as store:
        kept = store.existing(edition)
        clock = SystemClock()
        if test:
            receipts = send_test(kept.edition, kept.email, delivery, test, config, store, clock)
        else:
            settle(store, kept.edition.id, arrived, arrived=True, clock=clock)
            settle(store, kept.edition.id, again, arrived=False, clock=clock)
            wanted = to or delivery.to
            if to and not maildir:
                wanted = approved_recipients(store, config, house_style(config), kept, to, clock)
            elif not maildir:
                wanted = readers(store, config, house_style(config), kept, delivery.to, clock, quiet=as_json)
            receipts = send_edition(kept.edition, kept.email, delivery, wanted, config, store, clock, lambda _: None)
    show_receipts(receipts, as_json=as_json)
    insist(receipts)


def send_to_readers(
    store: Store,
    config: Config,
    delivery: Delivery,
    templates: Mapping[str, str],
    kept: Kept,
    clock: Clock,
    *,
    quiet: bool,
) -> tuple[Receipt, ...]:
    """Send an edition to those on the list whom it was approved for, and show what became of each."""
    to = readers(store, config, templates, kept, delivery.to, clock, quiet=quiet)
    receipts = send_edition(kept.edition, kept.email, delivery, to, config, store, clock, lambda _: None)
    show_receipts(receipts, as_json=False, quiet=quiet)
    return receipts


def send_rest(
    config: Config, clock: Clock, templates: Mapping[str, str], *, but: str = "", quiet: bool = False
) -> tuple[Receipt, ...]:
    """Try again what somebody has not had of editions that were begun to be sent, but for one of them."""
    found: list[Receipt] = []
    delivery = config.delivery
    if delivery is None:
        return ()
    with closing(open_store(config.store, config.folder)) as store:
        for edition_id in still_to_send(config, store, clock.now()):
            if edition_id == but:
                continue
            if not quiet:
                click.echo(f"Not everybody has had {edition_id}:")
            kept = store.existing(edition_id)
            found.extend(send_to_readers(store, config, delivery, templates, kept, clock, quiet=quiet))
    return tuple(found)


def send_again(config: Config, clock: Clock) -> None:
    """Try again what could not be sent; DeliveryError unless everybody has it then."""
    with run_lock(config.store, config.folder):
        insist(send_rest(config, clock, house_style(config)))


def insist(receipts: tuple[Receipt, ...]) -> None:
    """Raise DeliveryError, and so exit with 1, unless everybody has accepted the editions."""
    open_ = [r for r in receipts if r.status != "accepted"]
    if open_:
        counts = Counter(r.status for r in open_)
        told = ", ".join(f"{n} {status}" for status, n in sorted(counts.items()))
        ways = [way for status, way in _WAYS_OUT.items() if status in counts]
        raise DeliveryError("; ".join([f"{told} of {len(receipts)}", *ways]))


def readers(
    store: Store,
    config: Config,
    templates: Mapping[str, str],
    kept: Kept,
    to: Sequence[str],
    clock: Clock,
    *,
    quiet: bool,
) -> tuple[str, ...]:
    """Of those on the list now, whom an edition was approved for; who has joined the list since is named."""
    known, joined = of_the_list(store, kept.edition.id, to)
    if joined and not quiet:
        click.echo(
            f"Not to {few(joined)}, who joined the list after it was approved: `digest approve {kept.edition.id}` again adds them"
        )
    return approved_recipients(store, config, templates, kept, known, clock)


def show_receipts(receipts: tuple[Receipt, ...], *, as_json: bool, quiet: bool = False) -> None:
    """What became of every recipient."""
    if quiet:
        return
    if as_json:
        click.echo(codec.dumps(receipts))
        return
    table = Table(show_edge=False, pad_edge=False)
    for heading in ("recipient", "status", "at", "answer"):
        table.add_column(heading, overflow="fold")
    for r in receipts:
        table.add_row(*map(Text, (r.recipient, r.status, r.at.strftime("%Y-%m-%d %H:%M:%S"), r.detail)))
    console.stdout().print(table)
    held = sum(r.status == "uncertain" for r in receipts)
    if held:
        click.echo(f"{held} may or may not have arrived; they are not sent again unless you say so")


COMMANDS = (send,)
