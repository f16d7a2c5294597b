"""A past edition is the same to the byte, or its difference is told; why an item fell, and what lifts it."""

from dataclasses import replace

import pytest
from test_editing import PLAN, SIX, material

from digest import codec
from digest.editing import edit
from digest.editing import unpacked as restored
from digest.replay import replay, why_not


@pytest.fixture
def kept():
    """An edition of four of six stories, as the store gives it back."""
    stored = material(*SIX, plan=replace(PLAN, max_items=4))
    made = edit(stored)
    return made.edition, made.email, restored(codec.dumps(stored).encode())


def test_nothing_changed_is_the_same_to_the_byte(kept):
    done = replay(*kept)
    assert done.same
    assert (done.came_in, done.fell_out, done.moved) == ((), (), ())


def test_what_came_in_and_what_fell_out_is_told(kept):
    edition, email, stored = kept
    wider = replay(edition, email, stored, plan=replace(stored.plan, max_items=5))
    assert not wider.same
    assert len(wider.came_in) == 1
    assert "chosen as number" in wider.came_in[0].why
    narrow = replay(edition, email, stored, plan=replace(stored.plan, max_items=3))
    assert len(narrow.fell_out) == 1
    assert "full" in narrow.fell_out[0].why
    other = replay(edition, email, stored, topic=replace(stored.topic, threshold=1.0))
    assert {c.why.split(";")[0] for c in other.fell_out} == {"not on topic"}


def test_weights_change_the_order(kept):
    edition, email, stored = kept
    assert replay(edition, email, stored, weights={"depth": 1.0}).same is False


def test_what_would_have_lifted_an_item_is_tried(kept):
    _, _, stored = kept
    out = next(c for c in edit(stored).choices if not c.chosen).ranked.story.original
    found = why_not(out.id, "d-2024-07-12", stored)
    assert (found.step, found.chosen) == ("choose", False)
    assert "full" in found.why
    (wider,) = [lift for lift in found.lifts if lift.startswith("layout.max_items")]
    number = int(wider.rpartition(" ")[2])
    retried = edit(replace(stored, plan=replace(stored.plan, max_items=number)))
    assert out.id in {c.ranked.story.original.id for c in retried.choices if c.chosen}
    assert any("digest pin" in lift for lift in found.lifts)


def test_an_item_off_topic_is_told_its_relevance(kept):
    _, _, stored = kept
    high = replace(stored, topic=replace(stored.topic, threshold=0.99), plan=PLAN)
    found = why_not("s00", "d-2024-07-12", high)
    assert found.step == "rank"
    assert "DPRK: Rajin, North Korea; Russia: Russian" in found.why
    assert any(lift.startswith("threshold: 0.") for lift in found.lifts)


def test_what_was_no_candidate_is_not_known(kept):
    assert why_not("nobody", "d-2024-07-12", kept[2]) is None
