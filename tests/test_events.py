"""Different articles on one happening are one event; what only shares its actors is not."""

import random

from digest.group.events import Happening, events, skeleton

HOUR = 3600.0
ITEMS = (
    ("Ferry runs aground off Lindholm, 40 rescued", "A passenger ferry ran aground off Lindholm island in fog on Monday; rescuers took 40 people ashore.", 8),
    ("Forty rescued as Lindholm ferry hits rocks", "Rescuers brought 40 passengers ashore after a ferry ran aground in fog off the island of Lindholm.", 9),
    ("Passengers saved from grounded ferry near Lindholm", "The ferry ran aground on rocks off Lindholm in thick fog, police said, and all passengers were rescued.", 11),
    ("Lindholm mayor opens new school", "The mayor of Lindholm opened a school for ninety pupils and promised a library.", 9),
    ("Parliament votes on fishing quota", "Members voted narrowly to cut the herring quota after a week of protests by fishermen.", 10),
)  # fmt: skip


def happenings(order):
    return [Happening.of(n, ITEMS[n][0], ITEMS[n][1], 1_700_000_000 + ITEMS[n][2] * HOUR) for n in order]


def test_reports_of_one_happening_are_one_event_in_any_order():
    expected = {0: 0, 1: 0, 2: 0, 3: 3, 4: 4}
    for seed in range(4):
        order = random.Random(seed).sample(range(len(ITEMS)), len(ITEMS))
        assert events(happenings(order), {}) == expected


def test_versions_share_the_event_of_their_story():
    assert events(happenings(range(5)), {4: 3})[4] == 3


def test_names_are_one_however_they_are_transliterated():
    assert skeleton("Wostoczny") == skeleton("Vostochny")
    assert skeleton("Szojgu") == skeleton("Shoigu")
    assert skeleton("Norway") != skeleton("Sweden")


def test_no_items_no_events():
    assert events([], {}) == {}
