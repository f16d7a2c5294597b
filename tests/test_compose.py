"""What an edition holds, in verbatim sentences."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from fakes import article

from digest.choose import LEAD
from digest.compose import blurb, compose
from digest.compose.verbatim import excerpt, stands_alone
from digest.model import (
    Chart,
    Choice,
    Disclosure,
    House,
    Image,
    Plan,
    Policy,
    Ranked,
    SectionPlan,
    Source,
    Story,
    Version,
    Week,
)

PLAN = Plan(digest_id="d", title="T", language="en", house=House(publisher="P"), sections=(SectionPlan(title="More"),))
TEXT = "A first sentence stands here. A second one follows it.\n\nAnother paragraph is here."


def choice(id, section=0, **more):
    story = Story(original=article(id, more.pop("text", TEXT), **more))
    return Choice(
        ranked=Ranked(story=story, score=0.5, on_topic=True, reasons=()), chosen=True, why="", section=section
    )


def test_the_lead_and_the_sections_hold_what_was_chosen_for_them():
    plan = replace(PLAN, sections=(SectionPlan(title="Watch"), SectionPlan(title="More"), SectionPlan(title="None")))
    edition = compose([choice("n", 1), choice("a", LEAD), choice("v", 0)], plan, date(2024, 7, 12))
    assert (edition.id, edition.lead.article_id) == ("d-2024-07-12", "a")
    assert [(s.title, [i.article_id for i in s.items]) for s in edition.sections] == [("Watch", ["v"]), ("More", ["n"])]


def test_too_few_items_make_no_edition():
    assert compose([], PLAN, date(2024, 7, 12)) is None
    assert compose([choice("a", LEAD)], replace(PLAN, min_items=2), date(2024, 7, 12)) is None


def test_what_has_been_updated_says_so():
    again = replace(choice("a", LEAD), updates="d-2024-07-05")
    assert compose([again], PLAN, date(2024, 7, 12)).lead.note == "Updated since the edition of 2024-07-05"


def test_a_blurb_stands_on_its_own():
    assert blurb(article("a", TEXT), 2) == "A first sentence stands here. A second one follows it."
    assert blurb(article("a", "He said so. Nobody knows.\n\nThe port is busy. It is full."), 1) == "The port is busy."
    assert blurb(article("a", TEXT, subtitle="A standfirst says it all."), 2) == "A standfirst says it all."


@pytest.mark.parametrize(
    "sentence",
    [
        "He said that the ships had sailed.",
        "“They will come back,” the harbour master said.",
        "On the pier she counted forty crates.",
        "The ferry sails again this week.",
        "Two ministers met yesterday in Rason.",
        "CLICK HERE to read the full report now.",
        "Subscribe to our letter on ports and ships.",
        "But the harbour was empty all the same.",
        "That has changed the trade on the river.",
        "Он заявил, что поезд прибыл.",
        "На прошлой неделе делегация прибыла в Пхеньян.",
        "그는 회담이 끝났다고 밝혔다.",
        "그러나 항구는 비어 있었다고 한다.",
    ],
)
def test_a_sentence_that_leans_on_what_is_not_there_makes_no_blurb(sentence):
    assert not stands_alone(sentence)
    assert blurb(article("a", f"{sentence} The port of Rason is open."), 1) == "The port of Rason is open."


@pytest.mark.parametrize(
    "sentence",
    [
        "In the latest Korea Policy, Sydney Seiler argues that he has seen this before.",
        "Sergei Lavrov said that he would come in June.",
        "The U.S. and the U.N. met on Jan. 5 with Gen. Kim.",
        "Министр Лавров заявил, что он приедет в июне.",
        "북한과 러시아가 나진항에서 석탄 수송을 재개했다.",
        "“We never left,” said Ri Yong Ho, who knows his port.",
    ],
)
def test_a_sentence_that_names_whom_it_speaks_of_does(sentence):
    assert stands_alone(sentence)
    assert blurb(article("a", f"{sentence} More follows here."), 1) == sentence


def test_what_is_said_of_something_named_before_does_not_stand_alone():
    assert not stands_alone("Under the agreement, the yard will build nine ferries for the port.")
    assert stands_alone("Under the treaty signed in June, the yard will build nine ferries for the port.")
    assert stands_alone("The yard has built more ferries this year than in all of 2023.")


@pytest.mark.parametrize(
    "dateline",
    ["(서울=연합뉴스) 이정은 기자 = ", "SEOUL, Nov. 25 (Yonhap) -- ", "МОСКВА, 25 ноя - РИА Новости. ", "OSLO (AP) — "],
)
def test_a_blurb_begins_behind_the_dateline(dateline):
    told = "The yard has built nine ferries for the port of Narvo."
    assert blurb(article("a", f"{dateline}{told}"), 1) == told
    assert blurb(article("a", "NATO - an alliance of many - has built nine ferries."), 1).startswith("NATO")


def test_an_excerpt_is_of_paragraphs_and_not_of_headings():
    said = ("Key findings", "The port has grown.", "Transcript", "A new quay was built.")
    told = article("a", "\n\n".join(said), paragraph_kinds=("heading", "paragraph", "heading", "paragraph"))
    assert excerpt(told, 2) == (said[1], said[3])


def test_a_foreign_agents_notice_is_printed():
    said = Disclosure(kind="foreign agent", statement="X is registered under FARA.")
    edition = compose([choice("a", section=LEAD, disclosures=(said,))], PLAN, date(2024, 7, 12))
    assert edition.disclosures == ("X is registered under FARA.",)


def test_what_somebody_paid_for_says_so_and_what_is_paid_for_around_a_text_does_not():
    said = Disclosure(kind="sponsorship", statement="This article was paid for by Kelp Ltd.")
    around = Disclosure(kind="sponsorship", statement="This podcast is sponsored by Kelp Ltd.")
    lead = choice("a", section=LEAD, disclosures=(said, around))
    title = lead.ranked.story.original.title
    assert compose([lead], PLAN, date(2024, 7, 12)).disclosures == (
        f"“{title}”: This article was paid for by Kelp Ltd.",
    )


def test_what_a_source_must_disclose_is_printed_where_its_page_does_not():
    source = Source(id="test", name="T", kind="feed", policy=Policy(disclosure="T acts for Korea."))
    plan = replace(PLAN, sources=(source,))
    assert compose([choice("a", LEAD)], plan, date(2024, 7, 12)).disclosures == ("T acts for Korea.",)
    said = Disclosure(kind="foreign agent", statement="T is registered under FARA.")
    printed = compose([choice("a", LEAD, disclosures=(said,))], plan, date(2024, 7, 12)).disclosures
    assert printed == ("T is registered under FARA.",)


def test_an_image_is_shown_only_where_the_source_allows_it():
    picture = Image(url="https://example.org/a.jpg", alt="A pier")
    source = Source(id="test", name="T", kind="feed", policy=Policy(images=True))
    lead = choice("a", LEAD, image=picture)
    assert compose([lead], PLAN, date(2024, 7, 12)).lead.image is None
    assert compose([lead], replace(PLAN, sources=(source,)), date(2024, 7, 12)).lead.image == picture


def version(id, relation, publisher, faithfulness=""):
    other = article(id, TEXT, publisher=publisher)
    return Version(article=other, relation=relation, similarity=0.9, faithfulness=faithfulness)


def test_other_places_and_altered_copies_are_told_where_the_layout_asks():
    lead = choice("a", LEAD, publisher="P")
    versions = (version("b", "republication", "Q"), version("c", "republication", "R", "altered"))
    lead = replace(lead, ranked=replace(lead.ranked, story=replace(lead.ranked.story, versions=versions)))
    assert compose([lead], PLAN, date(2024, 7, 12)).lead.also_at == ()
    item = compose([lead], replace(PLAN, notes=("also at", "altered copies")), date(2024, 7, 12)).lead
    assert [p.text for p in item.also_at] == ["Q"]
    assert item.note == "A copy that states 0 facts otherwise is not shown"


def chart(weeks):
    begins = [date(2024, 6, 3) + timedelta(weeks=n) for n in range(weeks)]
    counted = tuple(Week(begins=b, counts={"news": 2}) for b in begins)
    return Chart(title="C", kinds=("news",), weeks=counted, since=date(2024, 7, 1), until=date(2024, 7, 12))


def test_a_chart_is_drawn_in_an_edition_of_some_size_only():
    few = [choice("a", LEAD), choice("b"), choice("c")]
    many = [choice("a", LEAD), *(choice(f"b{n}") for n in range(9))]
    on = date(2024, 7, 12)
    assert compose(few, PLAN, on, chart=chart(5)).chart is None
    assert compose(many, PLAN, on, chart=chart(2)).chart is None
    assert compose(many, PLAN, on, chart=chart(5)).chart == chart(5)
    assert compose(few, replace(PLAN, charts="always"), on, chart=chart(1)).chart == chart(1)
    assert compose(many, replace(PLAN, charts="never"), on, chart=chart(5)).chart is None


def test_only_web_addresses_are_linked():
    edition = compose([choice("a", LEAD, url="javascript:alert(1)")], PLAN, date(2024, 7, 12))
    assert edition.lead.url == ""


def test_an_excerpt_is_bounded_and_ends_at_a_sentence():
    long = "A sentence stands here for a while. " * 1000
    (only,) = compose([choice("a", LEAD, text=long)], PLAN, date(2024, 7, 12)).lead.excerpt
    assert len(only) <= 6000
    assert only.endswith("for a while.")
    (cut,) = compose([choice("a", LEAD, text="word " * 20_000)], PLAN, date(2024, 7, 12)).lead.excerpt
    assert cut.endswith("…")
