"""Sending an edition as the configuration says. Read :func:`send_edition`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digest import plugins, urls
from digest.config import Config
from digest.config.types import Delivery
from digest.errors import DeliveryError
from digest.interfaces import Clock
from digest.model import Edition, Email, Receipt
from digest.senders import deliver
from digest.senders.message import Envelope, bare, build, one_each
from digest.store import Store

# So long what a server puts off is tried again (RFC 5321, 4.5.4.1).
_GIVE_UP = timedelta(days=5)


def send_edition(
    edition: Edition,
    email: Email,
    delivery: Delivery,
    to: Sequence[str],
    config: Config,
    store: Store,
    clock: Clock,
    settled: Callable[[Receipt], None],
) -> tuple[Receipt, ...]:
    """Send to every recipient that has not had this edition; returns the receipts of all recipients asked for.

    Raises DeliveryError before anything is sent when an address is wrong or the server cannot be used.
    """
    recipients = one_each(bare(r) for r in to)
    if not recipients:
        raise DeliveryError("there is nobody to send to; give --to ADDRESS, or set delivery.to in sources.yaml")
    bare(delivery.sender)
    # A trial in a folder of its own never counts as the mailing that is configured.
    mailing = email.edition_id if delivery == config.delivery else f"{email.edition_id} {delivery.options.path}"
    envelope = _envelope(mailing, edition, delivery, config, clock)
    enrolled = {r.recipient.casefold(): r.recipient for r in store.receipts(mailing)}
    recipients = tuple(enrolled.get(r.casefold(), r) for r in recipients)
    # Everybody is on the list before the server is asked: if it is down, the list says who is still to be sent to.
    store.enrol(mailing, recipients, clock.now())
    if not store.waiting(mailing, clock.now()):
        return tuple(r for r in store.receipts(mailing) if r.recipient in recipients)
    sender = plugins.senders()[delivery.kind].connect(delivery.options, delivery.sender, str(config.folder))
    try:
        for receipt in deliver(email, envelope, recipients, sender, store, clock):
            settled(receipt)
    finally:
        sender.close()
    return tuple(r for r in store.receipts(mailing) if r.recipient in recipients)


def still_to_send(config: Config, store: Store, now: datetime) -> tuple[str, ...]:
    """Ids of the editions whose sending has begun and that somebody who is still on the list has not had, the oldest first."""
    if config.delivery is None:
        return ()
    on_the_list = [bare(r) for r in config.delivery.to]
    return store.unsent(config.digest.id, on_the_list, now - _GIVE_UP)


def settle(store: Store, edition_id: str, to: Sequence[str], *, arrived: bool, clock: Clock) -> None:
    """Say of recipients of whom it is uncertain that it has arrived, or of these and those that failed that it is to be sent again."""
    which = ("uncertain",) if arrived else ("uncertain", "failed")
    told = {r.recipient.casefold(): r.recipient for r in store.receipts(edition_id) if r.status in which}
    for address in to:
        recipient = told.get(bare(address).casefold())
        if recipient is None:
            raise DeliveryError(
                f"{address} is not one of those that are {' or '.join(which)}; `digest send` lists them"
            )
        status, detail = (
            ("accepted", "said to have arrived") if arrived else ("pending", "to be sent again, as was said")
        )
        store.note(edition_id, recipient, status, clock.now(), detail)


def send_test(
    edition: Edition, email: Email, delivery: Delivery, to: Sequence[str], config: Config, store: Store, clock: Clock
) -> tuple[Receipt, ...]:
    """Send an edition to somebody who looks at it first: marked as a test, and never counted as the mailing itself."""
    trial = replace(
        email, edition_id=f"{email.edition_id} test {clock.now():%Y%m%dT%H%M%S.%f}", subject=f"[Test] {email.subject}"
    )
    return send_edition(edition, trial, delivery, to, config, store, clock, lambda _: None)


def sample(edition: Edition, email: Email, config: Config, clock: Clock) -> bytes:
    """The message as one reader would get it; where delivery is not configured, from and to a place that is none."""
    delivery = config.delivery or Delivery(kind="screen", sender="digest@localhost.localdomain")
    envelope = _envelope(edition.id, edition, delivery, config, clock)
    return build(email, envelope, next(iter(delivery.to), "reader@example.org"))


def _envelope(mailing: str, edition: Edition, delivery: Delivery, config: Config, clock: Clock) -> Envelope:
    return Envelope(
        mailing=mailing,
        sender=delivery.sender,
        reply_to=delivery.reply_to,
        list_id=f"{edition.digest_id}.{urls.host(config.house.home) or 'digest.localhost'}",
        unsubscribe=config.house.unsubscribe,
        date=clock.now(),
    )


def into_maildir(delivery: Delivery | None, path: str, sender: str) -> Delivery:
    """The same delivery, but written to a maildir."""
    options = plugins.senders()["maildir"].OPTIONS(path=path)
    if delivery is None:
        return Delivery(kind="maildir", sender=sender, options=options)
    return replace(delivery, kind="maildir", options=options)
