"""The second half of the line, on its material alone: order of arrival, surges, what is held, what was told."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import mjml
import pytest
from fakes import NOW, article
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import codec, shipped
from digest.config import load_topic
from digest.config.types import DEFAULT_WEIGHTS
from digest.editing import Material, edit
from digest.errors import TemplateError
from digest.model import House, Plan, Ran, SectionPlan, Verdicted, Wish
from digest.rank.taste import learn, traits
from digest.render.environment import attr

PLAN = Plan(
    digest_id="d", title="T", language="en", house=House(publisher="P"), sections=(SectionPlan(title="More"),), per_host=99,
    diversity=0.3,
)  # fmt: skip
TOLD = [
    ("Coal from Rajin returns to Russian ships", "A pier at Rajin that stood idle since the pandemic is loading coal again. Russia's railway leases it. Two bulk carriers waited off the coast of North Korea this week."),
    ("North Korean masons found on a Vladivostok building site", "Contractors in Vladivostok pay a company in Pyongyang for masons who sleep in containers. Labour inspectors were turned away. Sanctions forbid such contracts."),
    ("Grain for Pyongyang: what Russia sends in return", "Flour and maize cross the Tumen river by rail every second day. Economists in Seoul estimate what the grain is worth. For North Korea a harvest short of rice makes it welcome; Russia has plenty."),
    ("Why North Korea's spy satellite needs a Russian engine", "The launch failed when the first stage tore apart. Fuel and oxidiser point to an engine of a kind that Russia builds. North Korea had always used another."),
    ("Skiers from Primorye are Pyongyang's first tourists", "Ninety-seven holidaymakers flew with Air Koryo to a ski resort above Wonsan. They were Russia's first since the border closed. North Korea plans a beach next."),
    ("A letter from Putin praises Kim's anniversary", "State media printed the greetings in full. Putin recalled soldiers of the Red Army who fell in 1945. Kim answered within a day, wishing Russia victory."),
    ("Armoured train spotted at Khasan", "A green train with yellow trim stopped for its wheels to be changed. Russia's border guards closed the platform. North Korea has said nothing about who was aboard."),
    ("Drone school: what Pyongyang learns from the war", "Instructors have taught pilots from North Korea how to fly with goggles. Russia gains hands, its guests gain a trade. Reuse at home worries Seoul."),
    ("Doctors of the Russian navy call at Wonsan", "A hospital ship anchored for five days and treated eye diseases. It was the Russian fleet's first port call in North Korea for a decade."),
    ("Schoolbooks teach North Korean children Russian again", "From the fourth year pupils will choose Russian instead of Chinese. Teachers from Kazan wrote the primer. It opens with a poem on the liberation of North Korea."),
    ("Crab fishers quarrel over a Russian licence", "Boats from North Korea were seized with crabs in nets of forbidden mesh. Their owners show a licence from Sakhalin. Russia says that it was forged."),
    ("Ferry between Rason and Vladivostok sails empty", "The Mangyongbyong makes the crossing twice a week. Cabins stand empty, for visas are rare. Russia's owner hopes for cargo; North Korea for currency."),
    # These are on the topic as well, but the gate does not see it: they name the sides once, apart from each other.
    ("Shell depots near Tikhoretsk fill with North Korean crates", "Satellite pictures show crates from North Korea stacked in an open depot. Analysts counted forty revetments dug since autumn. Russia calls the pictures invented."),
    ("A road bridge over the Tumen is drawn up", "Engineers from Khasan have surveyed the banks for a bridge that lorries can use. North Korea wants two lanes, Russia offered one. Until now only trains cross."),
    ("Timber camps reopen in the Amur forest", "Loggers from North Korea once worked camps in the taiga for decades. One has reopened under a Russian firm's name. Former inmates tell of twelve hours a day at forty below."),
    ("Goats by the trainload: a gift with a price", "Four hundred dairy goats crossed the border for a farm in North Korea's north. Russia called them a gift to children. The invoice tells of artillery."),
]  # fmt: skip


def story(n, day=0):
    title, text = TOLD[n]
    return article(f"s{n:02}", text, title=title, published=NOW - timedelta(days=day), language="en")


def material(*articles, **more):
    return Material(
        now=NOW, on=date(2024, 7, 12), topic=load_topic("dprk-russia", Path()), plan=more.pop("plan", PLAN), weights=DEFAULT_WEIGHTS,
        window_days=10, articles=articles, templates=shipped.templates(), **more,
    )  # fmt: skip


SIX = tuple(story(n) for n in range(6))


@settings(max_examples=15, deadline=None)
@given(st.permutations(SIX))
def test_the_same_items_give_the_same_edition_in_any_order(articles):
    first, other = edit(material(*SIX)), edit(material(*articles))
    assert other.email == first.email
    assert other.report == first.report


def test_the_material_survives_being_stored():
    stored = codec.loads(Material, codec.dumps(material(*SIX, shown={"s01": "d-2024-07-05"}, usual=(1, 2))))
    assert stored == material(*SIX, shown={"s01": "d-2024-07-05"}, usual=(1, 2))
    assert edit(stored).email == edit(material(*SIX, shown={"s01": "d-2024-07-05"}, usual=(1, 2))).email


def test_too_few_are_held_and_say_so():
    made = edit(material(*SIX[:2], plan=replace(PLAN, min_items=3)))
    assert made.edition is None
    assert "held for the next edition" in made.report.message
    assert {o.outcome for o in made.report.outcomes if o.stage == "choose"} == {"held for the next edition"}


def test_where_all_was_shown_before_that_is_told():
    made = edit(material(*SIX[:2], shown={a.id: "d-2024-07-05" for a in SIX[:2]}))
    assert "2 of them were shown in earlier editions" in made.report.message


def test_five_times_the_usual_is_a_surge():
    many = tuple(story(n, day=n % 4) for n in range(len(TOLD)))
    assert edit(material(*many, usual=(3, 4, 3))).report.surge is None
    assert edit(material(*many, usual=(2, 2))).report.surge is None
    made = edit(material(*many, usual=(2, 3, 2)))
    assert made.report.surge.on_topic == made.report.funnel.on_topic > 10
    assert made.report.surge.usual == 2
    assert any("special edition" in n for n in made.report.notices)
    assert made.edition.timelines == made.report.surge.timelines


SUMMIT = [
    ("Putin lands in Pyongyang for summit with Kim", "Russian President Vladimir Putin landed in Pyongyang, North Korea, for a summit with Kim Jong Un."),
    ("Kim welcomes Putin in Pyongyang before summit", "Kim Jong Un welcomed Russian President Vladimir Putin in Pyongyang, North Korea, before their summit."),
    ("Putin and Kim sign pact at Pyongyang summit", "Vladimir Putin and Kim Jong Un signed a pact at a summit in Pyongyang, North Korea. Russia hailed it."),
]  # fmt: skip


def summit(n):
    title, text = SUMMIT[n]
    return article(f"e{n}", text, title=title, published=NOW - timedelta(hours=3 * (3 - n)), language="en")


def test_of_an_event_in_a_surge_one_is_chosen_and_the_timeline_tells_the_rest():
    told = tuple(summit(n) for n in range(3))
    others = tuple(story(n, day=20 + 9 * n) for n in range(12))
    made = edit(material(*told, *others, usual=(2, 2, 2)))
    line = next(t for t in made.report.surge.timelines if "Putin" in t.label)
    assert [m.title for m in line.moments] == [title for title, _ in SUMMIT]
    assert sum(c.chosen for c in made.choices if c.ranked.story.original.id.startswith("e")) == 1
    assert SUMMIT[0][0] in made.email.html
    assert SUMMIT[0][0] in made.email.text


def test_what_an_earlier_edition_told_of_is_less_new():
    past = (Ran(edition_id="d-2024-07-05", article=summit(0)),)
    made = edit(material(summit(1), ran=past, shown={"e0": "d-2024-07-05"}))
    (novelty,) = [r for r in made.choices[0].ranked.reasons if r.signal == "novelty"]
    assert (novelty.value, novelty.why) == (0.5, "d-2024-07-05 told of the same event")


def test_independent_texts_on_an_event_count_and_copies_do_not():
    first, second = replace(summit(0), publisher="Wire"), replace(summit(1), publisher="Gazette")
    copy = replace(first, id="copy", publisher="Mirror", url="https://mirror.example/a")
    made = edit(material(first, copy, second))
    spread = [r for c in made.choices for r in c.ranked.reasons if r.signal == "spread"]
    assert [r.value for r in spread] == [0.5, 0.5], "three texts, of which one is a copy"
    assert spread[0].why == "1 other publisher tells of the event independently"


def test_wishes_decide():
    made = edit(material(*SIX, wishes=(Wish(article_id="s03", kind="lead"), Wish(article_id="s01", kind="drop"))))
    assert made.edition.lead.article_id == "s03"
    assert not next(c for c in made.choices if c.ranked.story.original.id == "s01").chosen


class Panic(BaseException):
    """What pyo3 raises when Rust panics: it is no Exception."""


def giving_up_at(words):
    """The renderer, but for markup with these words."""

    def render(markup, **options):
        if words in markup:
            raise Panic("index out of bounds")
        return mjml.mjml2html(markup, **options)

    return render


def test_an_item_at_which_the_renderer_gives_up_is_left_out_and_named(monkeypatch):
    whole = edit(material(*SIX))
    culprit = whole.edition.sections[0].items[1]
    monkeypatch.setattr("digest.render.html.mjml2html", giving_up_at(str(attr(culprit.url))))
    made = edit(material(*SIX))
    assert [i.article_id for i in made.edition.items] == [i.article_id for i in whole.edition.items if i is not culprit]
    (failure,) = made.report.failures
    assert (failure.stage, failure.subject) == ("render", culprit.title)
    assert "index out of bounds" in failure.reason
    out = next(c for c in made.choices if c.ranked.story.original.id == culprit.article_id)
    assert out.why == "the editor dropped it: the renderer gave up on it"


def test_a_lead_at_which_it_gives_up_makes_way_for_the_next(monkeypatch):
    whole = edit(material(*SIX))
    monkeypatch.setattr("digest.render.html.mjml2html", giving_up_at(str(attr(whole.edition.lead.url))))
    assert edit(material(*SIX)).edition.lead.article_id == whole.edition.items[1].article_id


def test_templates_at_fault_are_no_fault_of_an_item(monkeypatch):
    monkeypatch.setattr("digest.render.html.mjml2html", giving_up_at("<mjml"))
    with pytest.raises(TemplateError, match="index out of bounds"):
        edit(material(*SIX))


def test_taste_is_learned_slowly_shown_and_capped():
    long, short = article("l", "word " * 1500, kind="report"), article("s", "word " * 50, kind="liveblog")
    assert learn(()).of(long) == (0.5, "no verdicts on its like")
    verdicts = [Verdicted(traits=traits(a), kept=a is long) for a in (long, short) * 40]
    taste = learn(verdicts)
    (likes, why), (dislikes, why_not) = taste.of(long), taste.of(short)
    assert 0.8 < likes <= 0.881
    assert 0.119 <= dislikes < 0.2
    assert "kept 40 of 40 with" in why
    assert "kept 0 of 40 with" in why_not
    once = learn(verdicts[:1]).of(long)[0]
    assert 0.5 < once < 0.7


@pytest.mark.parametrize(("volumes", "value"), [({"test": 3}, 1.0), ({"test": 3000}, 0.0), ({}, 0.5)])
def test_a_source_that_publishes_little_counts_more(volumes, value):
    made = edit(material(SIX[0], volumes=volumes))
    (rare,) = [r for r in made.choices[0].ranked.reasons if r.signal == "rare_source"]
    assert rare.value == value
