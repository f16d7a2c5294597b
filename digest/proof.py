"""A proof: an edition that was made, as it stands with what the editor set since, before it goes out. Read :func:`pull`.

The edition is made again of the material stored with it, by the configuration and the templates of now. What was approved is
sealed: a later change of content or recipients voids it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial

from digest import codec, plugins
from digest.config import Config
from digest.delivery import sample
from digest.editing import Grouped, Made, Material, edit, grouped, packed, shown_by, unpacked
from digest.errors import StoreError
from digest.fetch import HttpFetcher, Limits
from digest.interfaces import Clock
from digest.links import reach
from digest.model import Approval, Change, Edition, Finding, Reached, Revision, Standing, standing, undoable
from digest.pipeline import plan
from digest.preflight import Sheet, addresses, error, preflight, stops, warning
from digest.render.lint import lint
from digest.senders.message import bare, one_each
from digest.store import Kept, Store


@dataclass(frozen=True, kw_only=True)
class Proof:
    """An edition as it stands. ``made`` has no edition where nothing is left to show; its report then says so."""

    kept: Kept
    material: Material
    made: Made
    known: Grouped
    revisions: tuple[Revision, ...] = ()
    approval: Approval | None = None
    is_sending: bool = False

    @property
    def edition_id(self) -> str:
        """The edition's id."""
        return self.kept.edition.id

    @cached_property
    def is_approved(self) -> bool:
        """Whether exactly this may go out."""
        email = self.made.email
        return bool(self.approval and email and self.approval.seal == codec.seal(email))

    @cached_property
    def standing(self) -> Standing:
        """What the editor has set."""
        return standing(self.material.changes)


def pull(store: Store, config: Config, templates: Mapping[str, str], edition_id: str) -> Proof:
    """The proof of an edition (its id or date).

    Raises StoreError if there is no such edition, TemplateError or ConfigError where they are at fault. An edition that is
    being sent stands as it was made.
    """
    return _pull(store, config, templates, store.existing(edition_id))


def _pull(store: Store, config: Config, templates: Mapping[str, str], kept: Kept) -> Proof:
    material = material_of(store, kept)
    if material is None:
        raise StoreError(f"{kept.edition.id} was made by a digest that did not keep what an edition is made of")
    return _pulled(store, config, templates, kept, material, grouped(material))


def again(store: Store, config: Config, templates: Mapping[str, str], proof: Proof) -> Proof:
    """The proof as it is now: what it is made of stays, what the editor set, the configuration and the templates may not."""
    return _pulled(store, config, templates, proof.kept, proof.material, proof.known)


def _pulled(
    store: Store, config: Config, templates: Mapping[str, str], kept: Kept, material: Material, known: Grouped
) -> Proof:
    edition_id = kept.edition.id
    revisions, is_sending = store.revisions(edition_id), store.is_sending(edition_id)
    changes = tuple(c for r in revisions for c in r.changes)
    if not is_sending:
        material = replace(
            material,
            topic=config.topic,
            plan=plan(config),
            weights=config.weights,
            templates=templates,
            changes=changes,
        )
    return Proof(
        kept=kept,
        material=material,
        made=edit(material, known),
        known=known,
        revisions=revisions,
        approval=store.approval(edition_id),
        is_sending=is_sending,
    )


def material_of(store: Store, kept: Kept) -> Material | None:
    """What an edition was made of, with what the editor set since; None where it was not kept."""
    stored = store.material(kept.edition.id)
    if not stored:
        return None
    changes = tuple(c for r in store.revisions(kept.edition.id) for c in r.changes)
    return replace(unpacked(stored), changes=changes)


def change(
    store: Store, config: Config, proof: Proof, changes: Sequence[Change], editor: str, at: datetime, undoes: int = 0
) -> Proof:
    """Set something, and keep the edition as it stands then; ConflictError if somebody else has set the same meanwhile."""
    store.revise(proof.kept.edition, changes, editor, at, undoes)
    return keep(store, again(store, config, proof.material.templates, proof), at)


def undo(store: Store, config: Config, proof: Proof, editor: str, at: datetime) -> Proof:
    """Take back the latest revision that has not been taken back; StoreError if there is none."""
    latest = undoable(proof.revisions)
    if latest is None:
        raise StoreError("there is nothing to take back")
    back = [replace(c, value=c.before, before=c.value) for c in reversed(latest.changes)]
    return change(store, config, proof, back, editor, at, undoes=latest.number)


def keep(store: Store, proof: Proof, at: datetime, material: bytes = b"") -> Proof:
    """Put the edition as it stands in the place of the one before; one that shows nothing is not kept."""
    edition, email = proof.made.edition, proof.made.email
    if edition is None or email is None or proof.is_sending:
        return proof
    # What was collected, and what could not be, stays told.
    before, report = proof.kept.report, proof.made.report
    collecting = tuple(f for f in before.failures if f.stage != "render")
    report = replace(
        report,
        funnel=replace(report.funnel, documents=before.funnel.documents),
        failures=(*collecting, *report.failures),
    )
    store.save_revised(edition, email, report, shown_by(proof.made.choices), at, material)
    return replace(proof, approval=store.approval(edition.id))


def reached(proof: Proof, config: Config) -> dict[str, Reached]:
    """What is found at the links of a proof, asked as politely as any page."""
    asked = tuple(addresses(proof.made.email)) if proof.made.email else ()

    async def ask() -> dict[str, Reached]:
        async with HttpFetcher(Limits.of(config.fetch)) as fetcher:
            return await reach(asked, fetcher)

    return asyncio.run(ask())


def check(
    proof: Proof, config: Config, clock: Clock, links: Mapping[str, Reached] | None = None
) -> tuple[Finding, ...]:
    """The preflight of a proof; without ``links`` what is at them is not judged."""
    edition, email = proof.made.edition, proof.made.email
    if edition is None or email is None:
        return (error("edition", proof.edition_id, proof.made.report.message),)
    sheet = Sheet(
        edition=edition,
        email=email,
        plan=proof.material.plan,
        choices=proof.made.choices,
        message=sample(edition, email, config, clock),
        links=links or {},
        unsubscribe=config.house.unsubscribe,
    )
    return preflight(sheet, (*plugins.checks(), partial(_templates, proof.material.templates)))


def _templates(templates: Mapping[str, str], _sheet: Sheet) -> Iterator[Finding]:
    """Mistakes in the templates that the renderer passes over in silence."""
    for mistake in lint(templates):
        yield warning("template", f"{mistake.file}:{mistake.line}", mistake.message, "mend the template")


def approve(store: Store, config: Config, proof: Proof, findings: Sequence[Finding], by: str, at: datetime) -> Approval:
    """Freeze an edition and its recipients; StoreError where the preflight found an error."""
    _refuse_errors(proof.edition_id, "approved", findings)
    # What goes out is kept with all that it was made of, so that it can be made again to the byte.
    proof = keep(store, proof, at, packed(proof.material))
    recipients = one_each(bare(r) for r in config.delivery.to) if config.delivery else ()
    email = proof.made.email or proof.kept.email
    approval = Approval(edition_id=proof.edition_id, seal=codec.seal(email), recipients=recipients, at=at, by=by)
    store.approve(approval)
    return approval


def _refuse_errors(edition_id: str, what: str, findings: Sequence[Finding]) -> None:
    if stops(findings):
        errors = "; ".join(f"{f.place} {f.says}" for f in findings if f.severity == "error")
        raise StoreError(f"{edition_id} cannot be {what}: {errors}")


def approved_recipients(
    store: Store, config: Config, templates: Mapping[str, str], kept: Kept, to: Sequence[str], clock: Clock
) -> tuple[str, ...]:
    """Of those wanted now, whom the edition was approved for; StoreError where it was not, or was changed since.

    What was approved must be what would be made now, and without error, unless its sending has begun. Who has left the list since is left out;
    somebody who has joined it was not approved.
    """
    approval, edition = store.approval(kept.edition.id), kept.edition
    if approval is None:
        raise StoreError(f"{edition.id} has not been approved, or was changed since; {_how(edition)}")
    if approval.seal != codec.seal(kept.email):
        raise StoreError(f"{edition.id} is not what was approved on {approval.at:%d %B %Y, %H:%M} UTC; {_how(edition)}")
    if not store.is_sending(edition.id):
        pulled = _pull(store, config, templates, kept)
        if not pulled.is_approved:
            raise StoreError(
                f"the templates or the configuration have changed since {edition.id} was approved, and it would be another now; "
                f"{_how(edition)}"
            )
        # Links were asked when it was approved; all else is looked over again.
        _refuse_errors(edition.id, "sent", check(pulled, config, clock))
    approved = {r.casefold() for r in approval.recipients}
    wanted = one_each(bare(r) for r in to)
    strangers = [r for r in wanted if r.casefold() not in approved]
    if strangers:
        raise StoreError(
            f"{edition.id} was not approved for {few(strangers)}: put them into delivery.to and approve it again; "
            "`digest send --test` sends a copy to look at"
        )
    return wanted


def of_the_list(store: Store, edition_id: str, to: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of those on the list now, whom the edition was approved for, and who has joined since and must not keep the others waiting.

    Where nobody is left of those it was approved for, all are given as they are.
    """
    everybody, approval = one_each(bare(r) for r in to), store.approval(edition_id)
    approved = {r.casefold() for r in approval.recipients} if approval else set[str]()
    known = tuple(r for r in everybody if r.casefold() in approved)
    return (known, tuple(r for r in everybody if r not in known)) if known else (everybody, ())


def few(addresses: Sequence[str]) -> str:
    """The first of some addresses, in words."""
    return f"{', '.join(addresses[:3])}{' …' if len(addresses) > 3 else ''}"


def _how(edition: Edition) -> str:
    return f"look at it with `digest preview {edition.id}`, or `digest approve {edition.id}`"
