"""An edition between being made and being sent: changes, undo, conflicts, approval."""

import threading
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from fakes import NOW

from digest import proof, shipped
from digest.cli import console
from digest.cli.making import DEMO_DATE
from digest.cli.project import demo_config
from digest.clock import FixedClock
from digest.config.types import Delivery
from digest.errors import ConflictError, StoreError
from digest.model import Change, Finding
from digest.pipeline import make_edition
from digest.store import open_store

ID = "demo-2024-07-12"
CLOCK = FixedClock(NOW)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo's database as it was made."""
    out = tmp_path_factory.mktemp("desk")
    config = demo_config(out)
    store = open_store(config.store, config.folder)
    clock = FixedClock(console.instant(DEMO_DATE.isoformat(), ZoneInfo("UTC")))
    make_edition(config, store, clock, DEMO_DATE, shipped.templates(), console.Bar(quiet=True))
    store.close()
    return out


@pytest.fixture
def desk(demo, tmp_path):
    """(configuration, store) of a copy of it."""
    for part in demo.glob("demo.sqlite3*"):
        (tmp_path / part.name).write_bytes(part.read_bytes())
    delivery = Delivery(kind="maildir", sender="n@example.org", to=("a@example.org", "b@example.org"))
    config = replace(demo_config(tmp_path), delivery=delivery)
    store = open_store(config.store, config.folder)
    yield config, store
    store.close()


def pull(desk):
    config, store = desk
    return proof.pull(store, config, shipped.templates(), ID)


def set_(desk, *changes, at=None, editor="ed"):
    config, store = desk
    return proof.change(store, config, at or pull(desk), changes, editor, NOW)


def recipients(desk, *to, templates=None):
    config, store = desk
    return proof.approved_recipients(store, config, templates or shipped.templates(), store.edition(ID), to, CLOCK)


def approve(desk, findings=()):
    config, store = desk
    return proof.approve(store, config, pull(desk), findings, "ed", NOW)


def test_a_proof_of_what_was_not_touched_is_what_was_made(desk):
    pulled = pull(desk)
    assert pulled.made.email == pulled.kept.email
    assert not pulled.revisions


def test_a_change_is_kept_and_can_be_taken_back(desk):
    lead = pull(desk).made.edition.lead
    after = set_(desk, Change(field="title", article_id=lead.article_id, value="Ours"))
    assert after.made.edition.lead.title == "Ours"
    assert desk[1].edition(ID).edition.lead.title == "Ours", "it is saved at once"
    back = proof.undo(desk[1], desk[0], after, "ed", NOW)
    assert back.made.edition.lead == lead
    with pytest.raises(StoreError, match="nothing to take back"):
        proof.undo(desk[1], desk[0], back, "ed", NOW)


def test_undo_goes_back_step_by_step(desk):
    set_(desk, Change(field="subject", value="one"))
    set_(desk, Change(field="subject", value="two", before="one"))
    first = proof.undo(desk[1], desk[0], pull(desk), "ed", NOW)
    assert first.made.email.subject == "one"
    assert proof.undo(desk[1], desk[0], first, "ed", NOW).made.email.subject == first.made.edition.title


def test_verdicts_remake_the_edition_and_hold_for_those_to_come(desk):
    first = pull(desk).made.edition
    dropped, second = first.lead.article_id, first.sections[0].items[1].article_id
    after = set_(desk, Change(field="verdict", article_id=dropped, value="drop"), Change(field="reason", article_id=dropped, value="old"), Change(field="verdict", article_id=second, value="lead"))  # fmt: skip
    assert after.made.edition.lead.article_id == second
    assert dropped not in {i.article_id for i in after.made.edition.items}
    assert [(w.article_id, w.kind, w.reason) for w in desk[1].wishes("demo")] == [(dropped, "drop", "old")], "the pin is fulfilled"  # fmt: skip


def test_a_second_editor_does_not_overwrite_the_first(desk):
    seen = pull(desk)
    set_(desk, Change(field="subject", value="hers"), editor="she")
    with pytest.raises(ConflictError) as conflict:
        set_(desk, Change(field="subject", value="his"), at=seen, editor="he")
    assert (conflict.value.mine, conflict.value.theirs) == ("his", "hers")
    assert set_(desk, Change(field="preheader", value="his"), at=seen).made.email.subject == "hers", (
        "another field is none"
    )


def test_two_editors_at_once_lose_nothing(desk):
    _config, store = desk
    edition = pull(desk).kept.edition
    fields = ("subject", "preheader", "intro", "order")
    threads = [
        threading.Thread(target=store.revise, args=(edition, [Change(field=f, value=f)], f, NOW)) for f in fields
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(r.editor for r in store.revisions(ID)) == sorted(fields)
    assert [r.number for r in store.revisions(ID)] == [1, 2, 3, 4]


def test_dropping_everything_keeps_the_edition_that_was(desk):
    items = pull(desk).made.edition.items
    after = set_(desk, *(Change(field="verdict", article_id=i.article_id, value="drop") for i in items))
    assert after.made.edition is None
    assert desk[1].edition(ID).edition.lead.article_id == items[0].article_id
    assert proof.check(after, desk[0], CLOCK)[0].severity == "error"
    assert proof.undo(desk[1], desk[0], after, "ed", NOW).made.edition.lead == items[0]


def test_an_approval_freezes_content_and_recipients(desk):
    approval = approve(desk)
    assert approval.recipients == ("a@example.org", "b@example.org")
    assert recipients(desk, "b@example.org") == ("b@example.org",), "who left gets nothing"
    with pytest.raises(StoreError, match=r"was not approved for c@example\.org"):
        recipients(desk, "b@example.org", "c@example.org")


def test_any_later_change_voids_it(desk):
    approve(desk)
    assert pull(desk).is_approved
    after = set_(desk, Change(field="subject", value="Other"))
    assert not after.is_approved
    with pytest.raises(StoreError, match="has not been approved, or was changed"):
        recipients(desk, "b@example.org")
    proof.undo(desk[1], desk[0], after, "ed", NOW)
    with pytest.raises(StoreError, match="has not been approved"):
        recipients(desk, "b@example.org")


def test_other_templates_void_it_too_unless_its_sending_has_begun(desk):
    approve(desk)
    other = shipped.templates() | {"edition.txt.j2": "{{ edition.title }}"}
    assert not proof.pull(desk[1], desk[0], other, ID).is_approved
    with pytest.raises(StoreError, match="templates or the configuration have changed"):
        recipients(desk, "b@example.org", templates=other)
    desk[1].enrol(ID, ["b@example.org"], NOW)
    assert recipients(desk, "b@example.org", templates=other) == ("b@example.org",), "the others get what the first got"
    with pytest.raises(StoreError, match="can no longer be changed"):
        desk[1].withdraw(ID)


def test_mistakes_in_templates_are_findings(desk):
    templates = shipped.templates()
    part = "parts/lead.mjml.j2"
    templates[part] = templates[part].replace('color="#51606f"', 'colour="#51606f"')
    found = proof.check(proof.pull(desk[1], desk[0], templates, ID), desk[0], CLOCK)
    assert {(f.place.split(":")[0], f.severity) for f in found if f.check == "template"} == {(part, "warning")}


def test_errors_stand_in_the_way(desk):
    error = Finding(check="x", severity="error", place="p", says="is wrong")
    with pytest.raises(StoreError, match="p is wrong"):
        approve(desk, (error,))
    assert approve(desk, (replace(error, severity="warning"),))


def test_it_is_looked_over_again_before_it_is_sent(desk, monkeypatch):
    approve(desk)
    error = Finding(check="x", severity="error", place="p", says="is wrong")
    monkeypatch.setattr("digest.proof.check", lambda *_: (error,))
    with pytest.raises(StoreError, match="cannot be sent: p is wrong"):
        recipients(desk, "b@example.org")


def test_what_is_being_sent_can_no_longer_be_changed(desk):
    seen = pull(desk)
    desk[1].enrol(ID, ["a@example.org"], NOW)
    with pytest.raises(StoreError, match="can no longer be changed"):
        set_(desk, Change(field="subject", value="late"), at=seen)
    assert pull(desk).made.email == desk[1].edition(ID).email
