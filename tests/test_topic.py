"""The topic gate: names in every language, their endings, look-alikes, hints, and what a text is about."""

from pathlib import Path

import pytest
from fakes import article
from hypothesis import given
from hypothesis import strategies as st

from digest.config import built_in_topics, load_topic
from digest.model import Alias, Side, Topic
from digest.rank.topic import Matcher
from digest.rank.topic.gaps import gaps

MATCHER = Matcher(load_topic("dprk-russia", Path()))
CHIPS = Matcher(load_topic("chip-export-controls", Path()))

ABOUT_BOTH = {
    "en": "North Koreans work on Russian building sites",
    "ko": "김정은, 러시아에 포탄을 보냈다",
    "ru": "Лидер Северной Кореи встретился с российскими министрами",
    "uk": "Солдати з Північної Кореї воюють на боці Росії",
    "zh": "普京访问平壤，签署条约",
    "ja": "ロシアのプーチン大統領が北朝鮮を訪問",
    "de": "Nordkoreas Soldaten kämpfen für Russland",
    "fr": "Des soldats nord-coréens combattent pour la Russie",
    "es": "Los soldados norcoreanos combaten junto a los rusos",
    "pl": "Północnokoreańscy żołnierze walczą po stronie Rosjan",
    "vi": "Nga và Triều Tiên ký hiệp ước",
    "it": "Soldati nordcoreani combattono per la Russia",
    "pt": "Soldados norte-coreanos lutam pela Rússia",
    "nl": "Noord-Koreaanse soldaten vechten voor Rusland",
    "cs": "Vojáci ze Severní Koreje bojují za Rusko",
    "tr": "Kuzey Kore askerleri Rusya'ya gidiyor",
    "hu": "Észak-koreai katonák harcolnak Oroszországért",
    "fi": "Pohjois-Korean sotilaat taistelevat Venäjän puolella",
    "id": "Tentara Korea Utara berperang untuk Rusia",
    "ar": "جنود من كوريا الشمالية يقاتلون في روسيا",
}


@pytest.mark.parametrize("language", ABOUT_BOTH)
def test_every_language_is_gated_in_its_own(language):
    match = MATCHER.match_text(ABOUT_BOTH[language], "", language=language)
    assert match.on_topic, match.why


@pytest.mark.parametrize(
    "title", ["What the Putin-Pyongyang Axis Means", "북러 조약 서명", "Putin trifft Kim Jong-un in Pjöngjang"]
)
def test_on_topic(title):
    assert MATCHER.match_text(title, "").on_topic


@pytest.mark.parametrize(
    "title",
    [
        "Russia presses on in Ukraine",
        "North Korea fires a missile",
        "Kim jest nowy szef? Rosja pyta",
        "Andy Kim wins his primary",
        "South Korea and Japan meet in Seoul",
    ],
)
def test_off_topic(title):
    assert not MATCHER.match_text(title, "").on_topic


@pytest.mark.parametrize(
    ("language", "alias", "forms"),
    [
        ("ru", "Северная Корея", ["Северной Кореи", "Северную Корею", "Северной Кореей"]),
        ("ru", "северокорейский", ["северокорейского", "северокорейскими", "северокорейская"]),
        ("ru", "Путин", ["Путина", "Путину", "Путиным", "Путине"]),
        ("uk", "Росія", ["Росії", "Росією", "Росію"]),
        ("pl", "Korea Północna", ["Korei Północnej", "Koreą Północną", "Koreę Północną"]),
        ("pl", "Kim Dzong Un", ["Kim Dzong Una", "Kim Dzong Unowi", "Kim Dzong Unem"]),
        ("cs", "Severní Korea", ["Severní Koreou"]),
        ("de", "nordkoreanisch", ["nordkoreanische", "nordkoreanischen", "nordkoreanisches"]),
        ("fr", "nord-coréen", ["nord-coréenne", "nord-coréens", "nord-coréennes"]),
        ("es", "norcoreano", ["norcoreana", "norcoreanos", "norcoreanas"]),
        ("en", "North Korean", ["North Koreans", "North Korean's", "north-korean", "North Koreans'"]),
        ("ko", "북한", ["북한이", "북한에서는", "대북한"]),
    ],
)
def test_names_take_the_endings_of_their_language(language, alias, forms):
    matcher = Matcher(Topic(id="t", name="T", sides=(Side(name="A", aliases=(Alias(alias, language),)),)))
    for form in (alias, *forms):
        assert matcher.interests(f"… {form}, …"), form
    assert not matcher.interests(f"x{alias[1:]}")


def test_a_name_in_capitals_or_of_three_letters_must_stand_so():
    side = Side(name="A", aliases=(Alias("TASS"), Alias("Nga")))
    matcher = Matcher(Topic(id="t", name="T", sides=(side,)))
    assert matcher.interests("TASS says")
    assert matcher.interests("đến Nga hôm nay")
    assert not matcher.interests("tass nga")


@pytest.mark.parametrize(
    "title",
    [
        "Andy Kim visits Moscow, Idaho",
        "Mykolaiv: Vitaliy Kim says Russian missiles hit the port; Kim asks for help",
        "朝鲜半岛局势与俄罗斯",
        "Kim Kardashian's Russian doll",
        "Северный Кавказ, Россия",
    ],
)
def test_look_alikes_are_no_names(title):
    assert not MATCHER.match_text(title, "").on_topic


def test_a_hint_counts_beside_a_better_name_only():
    assert MATCHER.match_text("Kim to meet Putin", "", language="en").on_topic
    assert not MATCHER.match_text("Kim wins the cup", "", language="en").value
    assert not MATCHER.match_text("Biznesmen Kim kupił bank w Rosji", "", language="pl").on_topic


def test_whoever_has_a_look_alikes_name_once_is_no_hint_from_then_on():
    text = "Prime Minister {} met the Russian ambassador on Wednesday. Kim said that Seoul hopes for more trade with Russia."
    assert MATCHER.match_text("South Korean PM Kim meets Russian ambassador", text.format("Kim Min-seok")).value == 0
    assert MATCHER.match_text("PM Kim meets Russian ambassador", text.format("Kim Tok Hun of North Korea")).value > 0.5


def test_a_namesake_of_whom_the_topic_does_not_know_is_no_hint():
    text = "The Russian star Alina Petrova lost to {} in Seoul. Kim was glad of her jump against the Russian, she said."
    assert MATCHER.match_text("Russian skater beaten by Kim", text.format("Kim Da-eun")).value == 0
    assert MATCHER.match_text("Kim Visits Moscow", "Kim met the Russian president in the Kremlin.").on_topic
    namesake = (
        "Kim Jong Un met the Russian president. Kim Da-eun, who speaks Russian, was there, and so was another Kim."
    )
    assert MATCHER.match_text("Kim meets the Russian president", namesake).on_topic


def test_what_a_long_text_says_in_one_sentence_only_is_said_in_passing():
    once = "The treaty of North Korea with Russia is one of them. "
    text = "Ministers met in Geneva to speak of treaties. " * 14
    passing, twice = (MATCHER.match_text("A week of treaties", text + once * n) for n in (1, 2))
    assert "named in one sentence only" in passing.why
    assert not passing.on_topic and passing.value < 0.8 * twice.value
    titled = MATCHER.match_text("North Korea, Russia and a week of treaties", text + once)
    assert "named in one sentence only" not in titled.why


def test_of_a_list_the_story_is_only_a_part():
    story = MATCHER.match_text("Kim Jong Un to meet Putin in Russia", "")
    listed = MATCHER.match_text("Fires in Greece; Kim Jong Un to meet Putin in Russia; markets fall; the weather", "")
    announced = MATCHER.match_text("Morning briefing: Kim Jong Un to meet Putin in Russia", "")
    assert story.value > listed.value > announced.value
    assert not announced.on_topic
    assert "many things" in announced.why


def test_what_a_summary_announces_counts_as_in_a_title():
    story = MATCHER.match_text("Arms shares soar", "Kim Jong Un meets Putin in Russia.")
    announced = MATCHER.match_text("Arms shares soar", "Also in today's newsletter, Kim Jong Un meets Putin in Russia.")
    assert story.on_topic
    assert not announced.on_topic
    assert "begins by announcing" in announced.why


def test_a_case_that_only_a_name_has_is_a_hint():
    assert MATCHER.match_text("Putin z Kimem na kosmodromie", "", language="pl").on_topic


def test_another_party_that_acts_takes_off():
    ours = MATCHER.match_text("Russia fires North Korean rockets at Kyiv", "")
    theirs = MATCHER.match_text("Ukraine fires North Korean rockets at Russian positions", "")
    assert ours.value > theirs.value
    assert "another party acts" in theirs.why


def test_a_topic_of_another_shape():
    assert CHIPS.match_text("US tightens export controls on AI chips to China", "").on_topic
    assert CHIPS.match_text("미국, 대중 반도체 수출통제 강화", "", language="ko").on_topic
    assert CHIPS.match_text("Niederlande verschärfen Exportkontrollen für Chipmaschinen und Halbleiter", "").on_topic
    assert not CHIPS.match_text("Fish and chips: how a licence saved a shop", "").on_topic
    assert not CHIPS.match_text("North Korea sends shells to Russia", "").value


def test_a_topic_of_one_side():
    matcher = Matcher(Topic(id="t", name="T", sides=(Side(name="A", aliases=(Alias("harbour", "en"),)),)))
    assert matcher.match_text("The harbour is closed", "").value > 0.3
    assert not matcher.match_text("The port is closed", "").value


@given(st.text(max_size=200), st.sampled_from(sorted(built_in_topics())))
def test_any_text_gets_a_value_between_0_and_1(text, name):
    match = (MATCHER if name == "dprk-russia" else CHIPS).match_text(
        text, f"{text} Putin Kim 북한 Nvidia export controls"
    )
    assert 0 <= match.value <= 1


def test_the_time_does_not_grow_with_the_aliases():
    """Counted, not timed: what is looked at is what is found."""
    many = tuple(Alias(f"name{n:05}x", "en") for n in range(20_000))
    matcher = Matcher(Topic(id="t", name="T", sides=(Side(name="A", aliases=many),)))
    assert matcher.match_text("a name00007x here", "").found == (("A", ("name00007x",)),)


def test_a_name_that_the_topic_lacks_is_suggested():
    """Here Port Oran is a place in North Korea that nobody listed."""
    both = [article(f"b{n}", f"North Korea and Russia. A ship left Port Oran on day {n}.") for n in range(6)]
    missed = [
        article(f"m{n}", f"Russia sends a ship. The delegation of Moscow reached Port Oran, visit {n}.")
        for n in range(2)
    ]
    others = [article(f"o{n}", f"Russia talks of the price of wheat, day {n}, in Lublin.") for n in range(40)]
    first = gaps((*both, *missed, *others), MATCHER)[0]
    assert (first.name, first.side, first.together, first.missing) == ("Port Oran", "DPRK", 6, 2)
    assert "2 that name another side and a tie" in first.why
    assert gaps((), MATCHER) == ()
