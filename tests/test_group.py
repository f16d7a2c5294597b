"""Versions of one text are found, and the original among them."""

import json
import random
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations

import pytest
from fakes import article
from hypothesis import given
from hypothesis import strategies as st

from digest.group import group, packed, placed
from digest.group.align import Alignment
from digest.group.candidates import pairs
from digest.group.houses import names
from digest.group.likeness import likeness
from digest.group.relation import passages
from digest.group.sketch import sketch, sketches
from digest.group.translation import translated
from digest.group.wording import wording
from digest.model import Affiliation, Note, Provenance

TEXT = (
    "The port has been busy since the spring, and analysts who read satellite images count containers on the quay.\n\n"
    "Nobody knows what is in the boxes, but the ships leave laden and come back light, a pattern that has held for months.\n\n"
    "Officials on both sides deny that anything is out of order, and invite reporters to visit a quay that is swept clean."
)
SPUN = (
    "The port has been occupied since the spring, and experts who read satellite pictures count boxes on the quay.\n\n"
    "No one knows what is in the boxes, but the ships depart laden and come back empty, a pattern that has kept for months.\n\n"
    "Authorities on both sides deny that anything is out of order, and ask journalists to visit a quay that is swept clear."
)
OTHER = "A treaty was signed in the capital after a parade.\n\nIts third article speaks of aid by all means, and lawyers disagree on what that covers in practice for neighbours."


def test_copies_fold_into_the_original():
    original = article("o", TEXT, published=datetime(2024, 6, 24, tzinfo=UTC), publisher="Harbour Notes")
    copy = article("a", TEXT, publisher="Mirror")
    teaser = article("t", TEXT.split("\n\n", maxsplit=1)[0], completeness="teaser")
    spun = article("s", SPUN)
    other = article("x", OTHER)
    stories = group([copy, spun, other, teaser, original])
    (story,) = [s for s in stories if s.versions]
    assert story.original.id == "o"
    assert {v.article.id: v.relation for v in story.versions} == {"a": "identical", "t": "excerpt", "s": "rewrite"}
    assert len(stories) == 2


def test_texts_without_words_are_no_copies_of_each_other():
    assert len(group([article("a", "😀😀😀"), article("b", "🎉🎉 —"), article("c", "...")])) == 3


def test_a_copy_in_another_unicode_form_is_found():
    original = "Über die Brücke führen täglich Züge, sagte der Wächter von Köln, und niemand zählt die Güter, die sie über den Fluß fördern."
    copy = unicodedata.normalize("NFD", original.replace("täglich", "stündlich")).replace("Wächter", "Wäch\u00adter")
    assert list(pairs(sketches([original, copy]))) == [(0, 1)]


def test_what_a_text_says_of_itself_outweighs_dates():
    first = article("a", TEXT, published=datetime(2024, 6, 25, tzinfo=UTC), publisher="The Diplomat")
    earlier = article(
        "b",
        TEXT + " More.",
        published=datetime(2024, 6, 20, tzinfo=UTC),
        first_published_in=Provenance(publisher="The Diplomat", statement="First published in The Diplomat"),
    )
    (story,) = group([earlier, first])
    assert story.original.id == "a"
    assert "says so" in story.why_original


def test_a_day_says_nothing_of_its_hours():
    timed = article("a", TEXT, published=datetime(2026, 1, 1, 14, tzinfo=UTC))
    day = article("b", f"{TEXT} More.", published=datetime(2026, 1, 1, tzinfo=UTC), day_only=True)
    (story,) = group([day, timed])
    assert story.original.id == "a" and "cannot tell" in story.why_original
    assert not [e for v in story.versions for e in v.evidence if e.kind == "date"]
    next_day = article("c", f"{TEXT} More.", published=datetime(2026, 1, 2, tzinfo=UTC), day_only=True)
    (story,) = group([next_day, timed])
    assert "it is the earliest" in story.why_original


def test_where_little_is_read_of_a_language_nothing_is_said_of_its_facts():
    text = (
        "Die Polizei hat die Ware am Montag im Hafen beschlagnahmt, wie der Zoll mitteilte. Sie gehörte nach ersten Angaben dem "
        "Unternehmen, das auch das Schiff gemietet hat und nun vor Gericht steht."
    )
    (story,) = group([article("a", text, language="de"), article("b", text.replace("ersten", "seinen"), language="de")])
    assert story.versions[0].faithfulness == ""
    (story,) = group([article("a", TEXT, language="en"), article("b", f"{TEXT} More.", language="en")])
    assert story.versions[0].faithfulness == "faithful"


def test_of_two_times_on_one_day_the_hours_are_told():
    early, late = (
        article(i, t, published=datetime(2026, 1, 1, h, tzinfo=UTC))
        for i, t, h in (("a", TEXT, 8), ("b", f"{TEXT} More.", 9))
    )
    (story,) = group([early, late])
    assert "01 January 2026, 09:00 UTC after 01 January 2026, 08:00 UTC" in story.versions[0].evidence[-1].says


@pytest.mark.parametrize("role", ["byline", "copyright"])
def test_a_line_that_credits_the_house_of_another_version_outweighs_dates(role):
    first = article("a", TEXT, published=datetime(2026, 1, 2, tzinfo=UTC), publisher="Harbour Post")
    note = Note(role=role, rule="x", text="© 2026 Harbour Post. All rights reserved.")
    copy = article("b", f"{TEXT} More.", published=datetime(2026, 1, 1, tzinfo=UTC), publisher="Portal", notes=(note,))
    (story,) = group([copy, first])
    assert story.original.id == "a" and "Portal, credits its publisher" in story.why_original


@pytest.mark.parametrize(
    ("house", "begins", "line"),
    [
        ("AFP", "", "© Agence France-Presse"),
        ("Reuters", "CHISINAU, Sept 26 (Reuters) - ", ""),
        ("Associated Press", "CHISINAU, Moldova (AP) — ", ""),
    ],
)
def test_an_agency_is_credited_by_a_dateline_and_by_its_first_letters(house, begins, line):
    first = article("a", TEXT, published=datetime(2026, 1, 2, tzinfo=UTC), publisher=house)
    notes = (Note(role="copyright", rule="x", text=line),) if line else ()
    copy = article("b", f"{begins}{TEXT}", published=datetime(2026, 1, 1, tzinfo=UTC), publisher="Portal", notes=notes)
    (story,) = group([copy, first])
    assert story.original.id == "a", story.why_original


def test_the_letters_of_a_house_within_a_name_credit_nobody():
    first = article("a", TEXT, published=datetime(2026, 1, 1, tzinfo=UTC), publisher="Daily Notes")
    note = Note(role="byline", rule="x", text="By Laura Chapman")
    copy = article("b", f"{TEXT} More.", published=datetime(2026, 1, 2, tzinfo=UTC), publisher="AP")
    (story,) = group([copy, replace(first, notes=(note,))])
    assert story.original.id == "a"


def test_the_bio_of_a_copy_tells_the_house_of_the_author():
    house = Affiliation(author="Ana Berg", organisation="Institute for Maritime Order", office="fellow")
    paper = article("a", TEXT, publisher="Daily Post", affiliations=(house,))
    institute = article("b", f"{TEXT} More.", publisher="Institute for Maritime Order")
    (story,) = group([paper, institute])
    assert story.original.id == "b" and "the house its author works for" in story.why_original


@pytest.mark.parametrize(
    ("said", "publisher", "url", "named"),
    [
        ("The Korea Times", "", "https://www.koreatimes.co.kr/a", True),
        ("Gazecie Portowej", "Gazeta Portowa", "", True),
        ("Harbour Post", "The Harbour Post", "", True),
        ("Harbour Post", "Harbour News", "https://news.example/harbour", False),
        ("Gazecie Miejskiej", "Gazeta Portowa", "", False),
    ],
)
def test_a_house_is_known_by_its_address_and_with_the_endings_of_its_language(said, publisher, url, named):
    copy = article("c", TEXT, first_published_in=Provenance(publisher=said, statement="…"))
    assert names(copy, article("o", TEXT, publisher=publisher, url=url)) is named


def test_a_newsletter_that_opens_two_articles_does_not_make_one_story_of_them():
    one = " ".join(f"Barge{n} left quay{n} under tow before dawn{n}." for n in range(40))
    other = " ".join(f"Miners of shaft{n} want higher pay{n} and safer lamps{n}." for n in range(40))
    letter = f"{one[:330]} {other[:330]}"
    found = group([article("a", one), article("b", other), article("letter", letter)])
    assert [s.ids for s in found] == [("a",), ("b",), ("letter",)]


def test_what_a_verbatim_copy_says_of_where_it_stood_holds_for_the_text():
    stating = article(
        "a", TEXT, first_published_in=Provenance(publisher="The Karsk Review", statement="First published in …")
    )
    (story,) = group([stating, article("b", TEXT)])
    assert story.original.id == "b" and story.elsewhere.publisher == "The Karsk Review"
    assert "stood elsewhere first" in story.versions[0].evidence[0].says


def test_a_speech_that_two_quote_at_length_makes_neither_a_copy():
    speech = "“" + " ".join(f"We shall keep pier {n} open for every ship that the law allows." for n in range(14)) + "”"
    one = " ".join(f"Barge{n} waited off mole{n} while pilot{n} slept ashore." for n in range(12))
    other = " ".join(f"Miners heard it in shaft{n} and cheered as lamp{n} went out." for n in range(12))
    assert not likeness(wording(f"{one} {speech}"), wording(f"{speech} {other}")).is_copy()
    assert likeness(wording(speech), wording(f"{speech} {other}")).is_copy()


def test_the_result_does_not_depend_on_the_order_of_arrival():
    articles = [article("o", TEXT), article("s", SPUN), article("x", OTHER)]
    assert len({group(p) for p in permutations(articles)}) == 1


def test_two_articles_that_share_a_quotation_are_two_stories():
    quote = "“We will give each other every aid that our laws allow, and nobody should doubt it,” the statement said."
    a = article("a", f"{TEXT}\n\n{quote}")
    b = article(
        "b",
        f"{OTHER}\n\n{quote}\n\nMarkets did not move on the news, and the currency closed where it had opened the day before.",
    )
    assert len(group([a, b])) == 2


@given(st.lists(st.text(max_size=60), max_size=6))
def test_short_and_empty_texts_are_no_copies_unless_equal(texts):
    stories = group(article(str(n), t.strip()) for n, t in enumerate(texts))
    assert sum(1 + len(s.versions) for s in stories) == len(texts)


REWRITE = (
    "Analysts counting containers on satellite images say that the quay has seen no quiet day since spring.\n\n"
    "What the boxes hold is anyone's guess; yet for months ships have sailed laden and returned light.\n\n"
    "Reporters are invited by officials of both sides, who deny anything irregular, to a quay swept clean."
)


def test_a_free_rewrite_is_found_by_what_it_tells_and_in_which_order():
    found = Alignment(wording(REWRITE), wording(TEXT))
    assert found.order > found.wording
    assert not likeness(wording(TEXT), wording(OTHER)).is_copy()


def test_of_a_summary_that_is_a_version_by_way_of_another_it_is_told_where_it_is_alike():
    told = "The harbour board closed the northern lock on Monday after a pilot heard a loud noise from the lower gate, and divers will look at the hinges before the ferry sails again next week."
    shorter = "The harbour board closed the northern lock after pilot heard a noise from the lower gate; divers will look at hinges before the ferry sails again next week."
    shortest = "Harbour board closed the lock after pilot heard a noise; divers will look at hinges before ferry sails."
    (story,) = group([article(id=i, text=t) for i, t in (("a", told), ("b", shorter), ("c", shortest))])
    says = {v.article.id: v.evidence[0].says for v in story.versions}
    assert not any(" 0%" in s or s.startswith("0%") for s in says.values())


def test_what_three_of_four_sentences_share_at_least_tells_a_copy_from_another_report():
    sentences = [
        f"The harbour of Brant{n}ow told Lantern{n} why Mord{n}um had silver and torn sails." for n in range(8)
    ]
    others = [f"Quill{n} wrote of barley, ferry wheels and the Osprey{n} under a copper moon." for n in range(4)]
    one, same, half = (wording(" ".join(s)) for s in (sentences, reversed(sentences), [*sentences[:4], *others]))
    assert Alignment(same, one).least > 0.9
    assert Alignment(half, one).least < 0.1 < Alignment(half, one).wording


@pytest.mark.parametrize(("order", "least", "copy"), [(0.28, 0.145, True), (0.2, 0.145, False), (0.28, 0.12, False)])
def test_order_and_what_both_tell_suffice_together_where_each_nearly_does(monkeypatch, order, least, copy):
    for name, value in (("wording", 0.0), ("order", order), ("least", least)):
        monkeypatch.setattr(Alignment, name, value)
    one, other = (wording(" ".join(f"{name}{n}" for n in range(200))) for name in ("barley", "copper"))
    assert likeness(one, other).is_copy() is copy


def test_free_rewrites_are_found_and_other_reports_are_not(labelled):
    told = {}
    for line in (labelled / "rewrites" / "docs.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        told[document["id"]] = (document["kind"], wording(document["text"]))
    found = []
    for line in (labelled / "rewrites" / "pairs.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        (kind, a), (other, b) = told[pair["a"]], told[pair["b"]]
        if "teaser_rewrite" not in (kind, other):
            found.append((pair["label"], likeness(a, b).is_copy()))
    assert not any(copy for label, copy in found if not label)
    assert sum(copy for label, copy in found if label) >= 0.9 * sum(label for label, _ in found)


def test_a_candidate_is_found_among_many_without_comparing_them():
    many = [
        sketch(f"{n} words of another kind stand in article {n * 7919} about weather{n} and cattle{n}")
        for n in range(500)
    ]
    assert [p for p in pairs([*many, sketch(TEXT), sketch(SPUN)]) if p[1] >= 500] == [(500, 501)]


def test_a_story_that_ran_everywhere_takes_time_in_proportion():
    viral = [article(f"{n:05}", f"{TEXT}\n\nSeen on site {n}.") for n in range(300)]
    (story,) = group(viral)
    assert len(story.versions) == 299
    (same,) = group(article(f"{n:05}", TEXT) for n in range(10_000))
    assert {v.relation for v in same.versions} == {"identical"}


def test_texts_that_differ_in_unicode_form_only_are_identical():
    (story,) = group(
        [article("a", "Café talks in Pyŏngyang " + TEXT), article("b", "Cafe\u0301 talks in Pyo\u0306ngyang " + TEXT)]
    )
    assert story.versions[0].relation == "identical"


@pytest.mark.parametrize("text", ["a b " * 60_000, "x" * 300_000, "One. " * 40_000, "“" * 50_000, "the end\n" * 30_000])
def test_repetition_does_not_run_away(text):
    assert len(group([article("a", text), article("b", text + "z"), article("c", TEXT)])) >= 1


def test_passages_stand_where_their_offsets_say():
    # Of the second, folding moves characters: a ligature is two letters.
    for original in (TEXT, f"ﬁﬂ {TEXT}", TEXT.replace("quay", "埠頭港灣")):
        version = f"Seen elsewhere. {original[40:]}"
        found = passages(wording(original), wording(version))
        assert found and len(found[0][0].text) > 60
        for there, here in found:
            assert original[there.start : there.end] == there.text == here.text == version[here.start : here.end]


ARTICLE = " ".join(
    f"{said} {n} {extra}"
    for n, (said, extra) in enumerate(
        [
            ("The harbour master of Rovenstad, Ilse Brandt, closed the eastern lock on Monday after divers found a crack", "metres long in its lower gate."),
            ("Some forty barges laden with gravel and grain wait above the weir, and their skippers moor three abreast for", "kilometres along the quay."),
            ("A workshop in Lindau has cast a new hinge, but nobody will say when the crane that lifts it arrives before day", "of the month to come."),
            ("Millers down the river fear for their harvest, and a brewery has hired lorries at a price that it calls absurd for", "hours of each night."),
            ("The province had put off an inspection twice, and its council now argues whether a committee of", "members ought to look into it."),
            ("Anglers, who have had the upper basin to themselves since, are said to be the only ones content with the", "weeks of silence there."),
            ("Brandt herself says that the gate was built for ships half as heavy, and that she wrote so in a letter of", "pages to the minister."),
            ("Whether anybody read it is what the opposition would like to know when parliament meets again in room", "of the old mint."),
            ("Until then, the ferryman at Oost carries bicycles and a postman across, and charges what he did in the year", "of his father."),
        ]
    )
)  # fmt: skip
SUMMARY = (
    "In Rovenstad a damaged gate keeps shipping out of the eastern lock, as Ilse Brandt decided once divers had looked at it. "
    "Meanwhile skippers whose barges hold gravel or grain lie moored above a weir. Lindau cast what was broken; when any crane "
    "comes remains a secret."
)
REPORT = (
    "Nothing passes Rovenstad any more: Brandt had its lock shut after what divers told her about a lower gate. Dozens of barges, "
    "with gravel most of them, must stay above. From Lindau comes a hinge, but first somebody has to find a crane for it."
)


def test_a_summary_is_one_of_an_article_unless_another_tells_the_same():
    (story,) = group([article("a", ARTICLE), article("s", SUMMARY)])
    assert [v.article.id for v in story.versions] == ["s"]
    # Two that are worded each in its own way are reports of the event that the article is about.
    assert len(group([article("a", ARTICLE), article("s", SUMMARY), article("t", REPORT)])) == 3
    # One that ran at two houses is one still.
    assert len(group([article("a", ARTICLE), article("s", SUMMARY), article("u", SUMMARY)])) == 1


def test_a_summary_is_one_of_the_text_that_it_fits_clearly_better_than_any_other():
    from digest.group import _texts

    assert _texts(["a", "o", "s"], [], [("a", "s", 2.0), ("o", "s", 1.4)]) == [["a", "s"], ["o"]]
    assert _texts(["a", "o", "s"], [], [("a", "s", 1.5), ("o", "s", 1.4)]) == [["a"], ["o"], ["s"]]
    assert _texts(["a", "b", "o", "s"], [("a", "b")], [("b", "s", 2.0), ("a", "s", 1.1), ("o", "s", 1.2)]) == [
        ["a", "b", "s"],
        ["o"],
    ]


def test_an_original_that_was_not_collected_is_named():
    teaser = article(
        "t", TEXT, first_published_in=Provenance(publisher="The Diplomat", statement="First published in The Diplomat")
    )
    (story,) = group([teaser])
    assert story.elsewhere.publisher == "The Diplomat"


def test_texts_put_together_from_the_same_sentences_are_not_all_compared():
    sentences = [
        f"The {w} of quarter {n} lay at berth {n * 37 % 91} with crates of {w}ine and {n} barrels."
        for n, w in enumerate(
            ["tug", "barge", "ferry", "cutter", "trawler", "dredger", "lighter", "packet", "schooner", "yawl"] * 4
        )
    ]
    chosen = random.Random(3)
    texts = [" ".join(chosen.sample(sentences, 12)) for _ in range(200)]
    found = list(pairs([sketch(t) for t in texts]))
    assert max(Counter(second for _, second in found).values()) <= 24
    twin = sketch(f"{texts[0]} And one more.")
    assert (0, 200) in set(pairs([*(sketch(t) for t in texts), twin]))


ENGLISH = (
    "On 14 March the ferry Mangyong left Rason with 212 passengers, the harbour master Viktor Antonov said. It reached Vladivostok "
    "after 19 hours.\n\nThe fare is 87 dollars, according to the operator InvestStroyTrest, which bought the ship in 2017 from a yard "
    "in Chongjin. Of 350 berths 138 stayed empty.\n\nProfessor Hanna Lindqvist of the Uppsala institute counts 26 crossings since then. "
    "She puts the losses at 4.2 million, a figure that Antonov disputes.\n\nA second ferry, the Samjiyon, is to follow in October, when the "
    "pier at Nakhodka will have been widened by 45 metres."
)
GERMAN = (
    "Am 14. März verließ die Fähre Mangyong mit 212 Passagieren den Hafen von Rason, sagte der Hafenmeister Viktor Antonov. Nach 19 "
    "Stunden erreichte sie Wladiwostok.\n\nDie Überfahrt kostet 87 Dollar, so der Betreiber InvestStroyTrest, der das Schiff 2017 von einer "
    "Werft in Chongjin kaufte. Von 350 Kojen blieben 138 leer.\n\nProfessorin Hanna Lindqvist vom Institut in Uppsala zählt 26 Fahrten "
    "seither. Die Verluste schätzt sie auf 4,2 Millionen, was Antonov bestreitet.\n\nEine zweite Fähre, die Samjiyon, soll im Oktober folgen, "
    "wenn der Pier von Nachodka um 45 Meter verbreitert sein wird."
)
INDEPENDENT = (
    "Nach Angaben von Professorin Hanna Lindqvist in Uppsala fährt die Samjiyon erst 2017 gebaut worden sei. Viktor Antonov widerspricht: 350 "
    "Kojen habe sie, und 45 Meter messe der Pier von Chongjin.\n\nDie Mangyong kam mit 212 Passagieren nach Rason. Am 14. Mai zählte man 138 "
    "Kisten, 87 davon leer, und 26 Autos. InvestStroyTrest schweigt dazu; 19 Matrosen auch, und 42 Hafenarbeiter wussten nichts zu berichten."
)


RELEASE = """Talwood Minerals today said that it has signed a binding agreement with {who} for {much} tonnes a year of lithium
hydroxide from its refinery in the hills behind the port.\n\nUnder the agreement, {who} will buy the hydroxide for {years} years from
{month}, at prices that follow a basket of published indices.\n\n"This agreement is a milestone for Talwood and for the supply of the
whole industry," said its managing director, Grant Pemberthy.\n\n{who} will pay {paid} million dollars ahead.\n\nTalwood Minerals has
its seat in West Perth. Its refinery has all of its permits and is to make 40,000 tonnes a year when both of its trains run."""


def test_two_reports_in_one_form_are_two_stories():
    told = {"n": ("Nordvolt", "18,000", "7", "April", "140"), "h": ("Hanwoo", "9,500", "5", "May", "62")}
    keys = ("who", "much", "years", "month", "paid")
    releases = [
        article(
            i,
            RELEASE.format(**dict(zip(keys, of, strict=True))),
            title=f"Talwood signs with {of[0]}",
            publisher="Talwood",
        )
        for i, of in told.items()
    ]
    assert [len(s.versions) for s in group(releases)] == [0, 0]
    # A house's report of each month, on places called otherwise in titles and texts.
    months = [
        article(
            i,
            RELEASE.format(**dict(zip(keys, of, strict=True))).replace("Talwood", "Monthly"),
            title=f"Lithium, {of[3]}",
            publisher="Talwood",
            published=datetime(2026, n, 1, tzinfo=UTC),
        )
        for n, (i, of) in enumerate(
            {"a": ("Hanwoo", "18,000", "7", "April", "140"), "m": ("Hanwoo", "9,500", "5", "May", "62")}.items(), 4
        )
    ]
    assert [len(s.versions) for s in group(months)] == [0, 0]
    assert [len(s.versions) for s in group([replace(a, published=months[0].published) for a in months])] == [1]
    # Somebody who alters one name and one figure of a release has copied it.
    text = releases[0].text.replace("Nordvolt", "Hanwoo").replace("18,000", "19,000")
    copied = article("c", text, title="Talwood signs with Hanwoo", publisher="Copier")
    assert [len(s.versions) for s in group([releases[0], copied])] == [1]


def test_a_translation_is_a_version_and_shows_what_it_kept_in_order():
    original = article("o", ENGLISH, language="en", published=datetime(2024, 3, 15, tzinfo=UTC))
    german = article("g", GERMAN, language="de", published=datetime(2024, 3, 17, tzinfo=UTC))
    (story,) = group([german, original])
    assert story.original.id == "o"
    assert (story.versions[0].relation, story.versions[0].alterations) == ("translation", ())
    assert "names and figures stand in both in the same order" in story.versions[0].evidence[0].says


def test_a_text_that_says_it_is_a_translation_is_not_the_original_whatever_its_date():
    original = article("o", ENGLISH, language="en", published=datetime(2024, 3, 15, 9, tzinfo=UTC))
    note = Note(role="provenance", rule="x", text="Aus dem Englischen von Hans Meier.")
    german = article("g", GERMAN, language="de", published=datetime(2024, 3, 14, tzinfo=UTC), notes=(note,))
    (story,) = group([german, original])
    assert story.original.id == "o"
    (story,) = group([replace(german, notes=()), original])
    assert story.original.id == "g"


def test_a_translation_that_ran_twice_is_still_one():
    original = article("o", ENGLISH, language="en", published=datetime(2024, 3, 15, tzinfo=UTC))
    german = article("g", GERMAN, language="de", published=datetime(2024, 3, 17, tzinfo=UTC))
    (story,) = group([german, replace(german, id="h", published=datetime(2024, 3, 18, tzinfo=UTC)), original])
    assert story.original.id == "o"


KOREAN = (
    "나선항을 떠난 여객선에는 승객 212명이 타고 있었다고 항만 관계자가 말했다. 배는 19시간 뒤 블라디보스토크에 닿았다.\n\n"
    "요금은 87달러이며, 침상 350개 가운데 138개가 비어 있었다. 그 뒤로 26차례 운항했다."
)

OTHER_KOREAN = (
    "국회는 {} 예산안을 표결에 부쳐 찬성 {}표로 통과시켰다. 야당은 {}일 동안 이어진 회의에서 절차가 잘못되었다고 맞섰다.\n\n"
    "정부는 {}개 사업을 줄이고 교육에 {}억 원을 더 쓰겠다고 밝혔으나 시민 단체는 믿지 않는다."
)


def translations(figures=(31, 64, 77, 11, 52), **first):
    """A text in Korean, another one of its house, and an English text that says it stood there first."""
    house = {"language": "ko", "publisher": "Hanbit Ilbo"}
    original = article("k", KOREAN, url="https://hanbit.example/news/1", **house)
    other = article("n", OTHER_KOREAN.format(*figures), url="https://hanbit.example/news/2", **house)
    stated = Provenance(statement="Translated from Hanbit Ilbo.", **({"publisher": "Hanbit Ilbo"} | first))
    return original, other, article("e", ENGLISH, language="en", publisher="Digests", first_published_in=stated)


def test_a_translation_that_says_where_it_stood_first_is_one_of_the_texts_there():
    stories = group(translations())
    (story,) = [s for s in stories if s.versions]
    assert (len(stories), story.original.id, story.versions[0].article.id) == (2, "k", "e")
    assert story.versions[0].relation == "translation"
    assert [e.kind for e in story.versions[0].evidence] == ["statement", "wording"]
    assert story.elsewhere is None


def test_a_translation_that_names_the_page_needs_no_figures():
    original, other, english = translations(publisher="hanbit.example", url="http://www.hanbit.example/news/1/")
    plain = replace(original, paragraphs=("말 없는 배가 떠났다고 한다.",))
    (story,) = [s for s in group([plain, other, english]) if s.versions]
    assert story.ids == ("k", "e")
    assert story.versions[0].evidence[1].says == "it is in 'en', the original in 'ko'"


def test_texts_of_a_house_that_fit_as_well_are_no_original():
    assert len(group(translations(figures=(212, 19, 87, 350, 138)))) == 3
    original, _, english = translations()
    late = replace(english, published=datetime(2024, 9, 1, tzinfo=UTC))
    assert len(group([replace(original, published=datetime(2024, 3, 1, tzinfo=UTC)), late])) == 2


def test_a_space_between_thousands_is_part_of_the_figure():
    figures = [f"{n + 11}{{}}{n * 37 + 100}" for n in range(14)]
    english = " ".join(f"The yard sold {f.format(',')} screws." for f in figures)
    assert translated(english, " ".join(f"Верфь продала {f.format(' ')} шурупов." for f in figures))[1] == len(figures)
    assert translated(english, " ".join(f"Верфь продала {f.format(' и ')} шурупов." for f in figures)) == (0.0, 0)


def test_the_same_names_in_another_order_are_no_translation():
    english, german = article("o", ENGLISH, language="en"), article("i", INDEPENDENT, language="de")
    assert len(group([english, german])) == 2


def test_stored_articles_are_found_without_the_rest():
    """As the pairs of all texts are, where one is old and one is new."""
    choose = random.Random(3)
    vocabulary = [f"{n}word" for n in range(20_000)]
    old = [article(f"o{n:03}", " ".join(choose.choices(vocabulary, k=160))) for n in range(60)]
    new = [replace(a, id=f"n{a.id}", paragraphs=(a.text + " And a last word.",)) for a in old[:5]]
    stored = [(a.id, packed(a)) for a in old]
    assert placed(new[:1], stored) >= {"o000"}
    found = placed(new, stored)
    every = [*old, *new]
    near = {every[i].id for i, j in pairs([sketch(a.text) for a in every]) if i < 60 <= j}
    assert found == near >= {a.id for a in old[:5]}
    assert placed(new, []) == placed([], stored) == frozenset()
    assert placed(new[:1], [("empty", b""), *stored[:1], ("nothing", b"")]) == {"o000"}
