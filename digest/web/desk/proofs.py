"""The proofs of a digest, pulled anew as soon as something they depend on changes. Read :meth:`Proofs.get`."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from digest import proof, shipped
from digest.config import Config, load
from digest.errors import DigestError
from digest.interfaces import Clock
from digest.model import Change, Finding, Reached
from digest.proof import Proof
from digest.store import Store


@dataclass(frozen=True, slots=True)
class Shown:
    """A proof at an instant: its stamp changes when it does. ``trouble`` says why it could not be pulled anew."""

    proof: Proof
    stamp: str
    trouble: str = ""


class Proofs:
    """Pulls proofs, keeps the last good one of each edition, and does to it what the editor wants."""

    def __init__(
        self, store: Store, config: Config, clock: Clock, templates: Path | None = None, *, watched: bool = True
    ) -> None:
        self.store, self.config, self.clock = store, config, clock
        self._templates, self._watched = templates, watched
        self._lock = threading.RLock()
        self._shown: dict[str, Shown] = {}
        self._findings: dict[str, tuple[str, tuple[Finding, ...]]] = {}
        self._links: dict[str, Reached] = {}
        self._config_stamp = self._stamp_of(config.file)

    def get(self, edition_id: str) -> Shown:
        """The proof as of now; where the templates or the configuration are at fault, the last good one and what is wrong.

        Raises DigestError where there is no good one.
        """
        with self._lock:
            stamp = self.stamp(edition_id)
            last = self._shown.get(edition_id)
            if last and last.stamp == stamp:
                return last
            try:
                self._reload()
                shown = Shown(self._pull(edition_id, last.proof if last else None), stamp)
            except DigestError as error:
                if last is None:
                    raise
                shown = Shown(last.proof, stamp, str(error))
            self._shown[edition_id] = shown
            return shown

    def stamp(self, edition_id: str) -> str:
        """Changes when the configuration, the templates, what the editor set, or an approval does."""
        files = [self.config.file, *sorted(self._folder.rglob("*.j2"))] if self._watched else []
        revisions, approval = self.store.revisions(edition_id), self.store.approval(edition_id)
        state = (
            *map(self._stamp_of, files),
            len(revisions),
            approval and approval.at,
            self.store.is_sending(edition_id),
        )
        return hashlib.sha256(repr(state).encode()).hexdigest()[:16]

    def findings(self, edition_id: str) -> tuple[Finding, ...]:
        """The preflight of the proof as it is, with what is known of its links."""
        with self._lock:
            shown = self.get(edition_id)
            key = f"{shown.stamp} {len(self._links)}"
            if edition_id not in self._findings or self._findings[edition_id][0] != key:
                found = proof.check(shown.proof, self.config, self.clock, self._links)
                self._findings[edition_id] = key, found
            return self._findings[edition_id][1]

    def check_links(self, edition_id: str) -> None:
        """Ask at the links of an edition."""
        found = proof.reached(self.get(edition_id).proof, self.config)
        with self._lock:
            self._links |= found
            self._findings.pop(edition_id, None)

    def change(self, edition_id: str, changes: Sequence[Change], editor: str) -> None:
        """Set something; ConflictError where another editor has set the same."""
        with self._lock:
            before = self.get(edition_id).proof
            self._show(proof.change(self.store, self.config, before, changes, editor, self.clock.now()))

    def undo(self, edition_id: str, editor: str) -> None:
        """Take the latest change back."""
        with self._lock:
            before = self.get(edition_id).proof
            self._show(proof.undo(self.store, self.config, before, editor, self.clock.now()))

    def approve(self, edition_id: str, stamp: str, by: str) -> None:
        """Approve what the editor has seen; StoreError where it has changed since."""
        self.check_links(edition_id)
        with self._lock:
            shown = self.get(edition_id)
            if shown.trouble:
                raise DigestError(shown.trouble)
            if shown.stamp != stamp:
                raise DigestError("the edition has changed since this page was shown; look at it again")
            proof.approve(self.store, self.config, shown.proof, self.findings(edition_id), by, self.clock.now())

    def _show(self, after: Proof) -> None:
        self._shown[after.edition_id] = Shown(after, self.stamp(after.edition_id))

    @property
    def _folder(self) -> Path:
        return shipped.style_folder(self._templates, self.config.folder / "templates")

    def _pull(self, edition_id: str, last: Proof | None) -> Proof:
        templates = shipped.templates(self._folder)
        if last is None:
            return proof.pull(self.store, self.config, templates, edition_id)
        return proof.again(self.store, self.config, templates, last)

    def _reload(self) -> None:
        """Read the configuration again where its file has changed."""
        now = self._stamp_of(self.config.file)
        if self._watched and now != self._config_stamp:
            self.config = load(self.config.file)
            self._config_stamp = now

    @staticmethod
    def _stamp_of(path: Path) -> str:
        try:
            found = path.stat()
        except OSError:
            return ""
        return f"{path} {found.st_mtime_ns} {found.st_size}"
