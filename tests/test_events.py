"""Different articles on one happening are one event; what only shares its actors is not."""

import random

import numpy as np

from digest.group.concepts import concepts
from digest.group.events import events
from digest.group.happening import Happening, skeleton
from digest.group.same_event import features, weights

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


def test_each_number_has_a_weight_and_is_the_same_either_way():
    numbers = dict(features(happenings(range(5))))
    assert {*numbers, "constant"} == set(weights())
    for name, found in numbers.items():
        np.testing.assert_allclose(found, found.T, atol=1e-5, err_msg=name)


def test_a_title_is_looked_for_in_what_the_other_tells():
    items = [
        Happening.of(0, "Ferry aground off Lindholm", "Forty people were brought to safety.", None),
        Happening.of(1, "Forty saved", "A ferry ran aground in fog off Lindholm.", None),
        Happening.of(2, "Ferry prices rise", "The company asks more of its customers.", None),
    ]
    numbers = dict(features(items))
    assert numbers["titles_told"][0, 1] > 2 * numbers["titles"][0, 1]
    assert numbers["titles_told"][0, 1] > numbers["titles_told"][0, 2]
    # "Saved" is nowhere in the first.
    assert 0 < numbers["titles_contained"][0, 1] < 1


def test_names_that_stand_side_by_side_say_more():
    told = ("Anna Berg meets Karl Lund", "Berg, Anna, and Karl Berg quarrel", "Anna Berg resigns")
    numbers = dict(features([Happening.of(n, title, "", None) for n, title in enumerate(told)]))
    assert numbers["named_together"][0, 2] > 0 == numbers["named_together"][1, 2]


def test_versions_share_the_event_of_their_story():
    assert events(happenings(range(5)), {4: 3})[4] == 3


def test_names_are_one_however_they_are_transliterated():
    assert skeleton("Wostoczny") == skeleton("Vostochny")
    assert skeleton("Szojgu") == skeleton("Shoigu")
    assert skeleton("Norway") != skeleton("Sweden")


ACROSS = (
    ("Missile strike sets shipyard on fire in Odesa", "The navy said two ships were damaged by the attack on the port of Odesa.", 8),
    ("Shipyard in Odesa burns after missile attack", "A fire broke out at the shipyard of Odesa after a missile attack, and two ships were hit.", 9),
    ("Pożar stoczni w Odessie po ataku rakietowym", "W porcie w Odessie uszkodzone zostały dwa okręty, podała marynarka wojenna.", 9),
    ("Пожар на верфи в Одессе после ракетного удара", "В порту Одессы повреждены два корабля, сообщил флот, пожар на верфи потушен.", 10),
    ("Brand in der Werft von Odessa nach Raketenangriff", "Im Hafen von Odessa wurden zwei Schiffe beschädigt, teilte die Marine mit, die Werft brennt.", 10),
    ("오데사 조선소 화재, 미사일 공격", "오데사 항구에서 선박 두 척이 미사일 공격으로 손상되었고 조선소에 화재가 났다고 해군이 발표했다.", 11),
    ("Parliament in Oslo votes on herring quota", "Members voted narrowly to cut the quota after a week of protests by fishermen.", 9),
    ("Парламент Норвегии проголосовал за квоту на сельдь", "Депутаты в Осло поддержали сокращение квоты на вылов сельди после протестов рыбаков.", 11),
    ("Streik der Lokführer legt Bahn lahm", "Die Gewerkschaft der Lokführer hat zum Streik aufgerufen, Züge fallen aus.", 10),
)  # fmt: skip


def test_reports_in_several_languages_are_one_event():
    items = [Happening.of(n, title, text, 1_700_000_000 + at * HOUR) for n, (title, text, at) in enumerate(ACROSS)]
    found = events(items, {})
    assert [found[n] for n in range(6)] == [0] * 6
    assert found[6] == found[7] == 6 and found[8] == 8


def test_the_order_of_languages_does_not_matter():
    told = [(title, text, 1_700_000_000 + at * HOUR) for title, text, at in ACROSS]
    for seed in range(5):
        order = random.Random(seed).sample(range(len(told)), len(told))
        found = events([Happening.of(n, *told[n]) for n in order], {})
        assert found == events([Happening.of(n, *told[n]) for n in range(len(told))], {})


def test_small_words_that_languages_share_do_not_make_a_text_english():
    german = Happening.of(0, "Kanzler reist in die Ukraine", "Der Bundeskanzler ist am Montag in Kiew eingetroffen, um an Gesprächen teilzunehmen.", None)  # fmt: skip
    assert german.language == "de"
    assert Happening.of(0, "Chancellor in Kyiv", "The chancellor arrived for talks.", None).language == "en"


def test_a_word_without_end_takes_no_time():
    assert Happening.of(0, "b" * 1_000_000, "", 0.0).words == (("bbbbbb", 2.0),)


def test_what_words_stand_for():
    assert concepts("shipyard", "en") == concepts("stoczniach", "pl") == concepts("верфи", "ru")
    assert not concepts("most", "en"), "a bridge in Polish only"
    assert concepts("most", "pl") == concepts("bridge", "en")
    assert concepts("Großbritannien", "de") == concepts("London", "en")
    assert not concepts("department", "en") and not concepts("kolejny", "pl") and not concepts("word", "xx")
    assert concepts("조선소에서", "ko") == concepts("shipyards", "en")


def test_no_items_no_events():
    assert events([], {}) == {}
