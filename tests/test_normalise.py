"""Names, dates, titles, kinds and languages are judged; what is unknown stays empty."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fakes import SOURCE, draft

from digest import languages
from digest.clean.rules.provenance import may_state
from digest.model import Note
from digest.normalise import completeness, normalise, people, provenance, titles

PROSE = "The two governments signed the agreement after three days of talks, and both said that the details would follow before the year is over."


@pytest.mark.parametrize(
    ("title", "names", "expected"),
    [
        ("Putin’s treaty may backfire – Asia Times", (), ("Putin’s treaty may backfire", "Asia Times")),
        ("Putin in Pyongyang – What Next", (), ("Putin in Pyongyang – What Next", "")),
        ("A long title | Harbour", (), ("A long title", "Harbour")),
        ("A long title - harbour notes", ("Harbour Notes",), ("A long title", "harbour notes")),
        ("Harbour Notes | A long title", ("Harbour Notes",), ("A long title", "Harbour Notes")),
        ("U.S.-Korea ties: a look", (), ("U.S.-Korea ties: a look", "")),
    ],
)
def test_the_site_is_cut_off_a_title(title, names, expected):
    assert titles.split_site(title, names) == expected


def test_wire_prefixes_are_cut_off():
    assert titles.plain("(2nd LD) N. Korea fires missile") == "N. Korea fires missile"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (("By Jane Doe and John Roe",), ("Jane Doe", "John Roe")),
        (("Jane Doe; John Roe, Ann Other",), ("Jane Doe", "John Roe", "Ann Other")),
        (("Dr. Jane Doe, Ph.D.",), ("Jane Doe",)),
        (("Staff Writer",), ()),
        (("Written By",), ()),
        (("Oleg Parashchak Jul",), ("Oleg Parashchak",)),
        (("Recipe by PJ Hamel",), ("PJ Hamel",)),
        (("Example News",), ()),
        (("jane@example.org",), ()),
        (("June 2024",), ()),
        (("김정은",), ("김정은",)),
        (("Ursula von der Leyen",), ("Ursula von der Leyen",)),
    ],
)
def test_authors(raw, expected):
    assert people.authors(draft(PROSE, authors=raw)) == expected


def test_without_a_byline_the_bio_names_the_author():
    note = Note(role="bio", rule="bios.about_author", text="Jane Doe is a fellow at the Harbour Institute.")
    assert people.authors(replace(draft(PROSE), notes=(note,))) == ("Jane Doe",)


def test_in_a_roundup_the_subject_of_the_blurb_is_the_author():
    blurb = "Harbour's Senior Fellow Jane Doe examines the port."
    assert people.authors(draft(blurb, context="Letter")) == ("Jane Doe",)
    assert people.authors(draft(blurb)) == ()


@pytest.mark.parametrize(
    ("statement", "publisher", "day"),
    [
        ("First Published in The Diplomat July 9, 2024", "The Diplomat", datetime(2024, 7, 9, tzinfo=UTC)),
        ("This article was originally published by Pacific Forum.", "Pacific Forum", None),
        ("This article was KEI’s original publication.", "KEI", None),
        ("Republished with permission from East Asia Forum under a licence.", "East Asia Forum", None),
        ("It is republished with permission.", None, None),
        ("This story was originally reported by Harbour Post.", "Harbour Post", None),
        ("A version of this article appeared in The Harbour Review.", "The Harbour Review", None),
        ("A version of this article appears in print on July 3.", None, None),
        ("Reprinted from Harbour Post, 17 February 2026", "Harbour Post", datetime(2026, 2, 17, tzinfo=UTC)),
        ("This article appeared first on the website of our partner, Harbour Post.", "Harbour Post", None),
        ("Originally posted at War on the Rocks on May 3 and is republished here.", "War on the Rocks", None),
        ("This piece is adapted from an essay in Foreign Affairs.", "Foreign Affairs", None),
        ("This essay first appeared in the autumn issue of Foreign Waters.", "Foreign Waters", None),
        ("This story by Reuters was first published on July 3.", "Reuters", None),
        ("The article was first published in German by Die Zeit.", "Die Zeit", None),
        ("Dieser Beitrag erschien zuerst in den Hafener Nachrichten.", "Hafener Nachrichten", None),
        ("Cet article a été publié pour la première fois dans Le Monde.", "Le Monde", None),
        ("Publicado originalmente en El País.", "El País", None),
        ("Artykuł ukazał się pierwotnie w „Gazecie Portowej”.", "Gazecie Portowej", None),
        ("Впервые опубликовано в журнале «Маяк».", "Маяк", None),
        ("이 기사는 한겨레에 처음 실렸습니다.", "한겨레", None),
        ("本文首发于《港口报》。", "港口报", None),
        (
            "This article first appeared in Harbour Insight on 26 September 2025.",
            "Harbour Insight",
            datetime(2025, 9, 26, tzinfo=UTC),
        ),
        ("Foreign Waters first published this essay.", "Foreign Waters", None),
        ("The post A Port Grows Busy appeared first on Harbour Arguments.", "Harbour Arguments", None),
        ("Cross-posted with Harbour Law.", "Harbour Law", None),
        ("Translated from Harbour Post.", "Harbour Post", None),
        ("Translated from the Russian by Anna Lind.", None, None),
        ("Cet article est la traduction de « A Port », paru dans Harbour Post.", "Harbour Post", None),
        ("Read the original article at Harbour Net.", "Harbour Net", None),
        ("Cette tribune a été publiée dans Le Monde le 3 juin 2024.", "Le Monde", datetime(2024, 6, 3, tzinfo=UTC)),
        ("Reproduit avec l'autorisation du Monde.", "Monde", None),
        ("Dieser Beitrag ist zuerst in der Zeitschrift Osteuropa erschienen.", "Osteuropa", None),
        ("Der Artikel wurde zuerst auf ipg-journal.example veröffentlicht.", "ipg-journal.example", None),
        ("Artículo publicado por primera vez en La Jornada.", "La Jornada", None),
        ("Publicado con permiso de El País.", "El País", None),
        ("Публикуется с разрешения редакции «Маяк».", "Маяк", None),
        ("이 칼럼은 6월 3일자 한겨레에 실렸습니다.", "한겨레", None),
        (
            "이 글은 2024년 6월 3일 세종연구소 홈페이지에 최초 게재되었다.",
            "세종연구소",
            datetime(2024, 6, 3, tzinfo=UTC),
        ),
        ("この記事は朝日新聞に掲載されました。", "朝日新聞", None),
    ],
)
def test_provenance(statement, publisher, day):
    found = provenance.first_published([Note(role="provenance", rule="x", text=statement)])
    assert (found and found.publisher, found and found.published) == (publisher, day)
    # What is never read cannot be found in a batch.
    assert not found or may_state(f"The port is busy.\n\n{statement}")


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("© 2026 The Harbour Post. Distributed by Quayside Content Agency, LLC.", "The Harbour Post"),
        ("Copyright: Harbour Syndicate, 2026.", "Harbour Syndicate"),
        ("© 2026 The Harbour Post. All rights reserved.", None),
    ],
)
def test_a_syndicates_copyright_line_says_whose_it_was(line, publisher):
    found = provenance.first_published([Note(role="copyright", rule="x", text=line)])
    assert (found and found.publisher) == publisher


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The leaders of the two countries said that they have signed a treaty with each other.", "en"),
        ("북한과 러시아가 조약에 서명했다고 밝혔다.", "ko"),
        ("Стороны подписали договор, как и было обещано в ходе визита.", "ru"),
        ("Сторони підписали договір, як і було обіцяно під час візиту, але також що це", "uk"),
        ("朝鲜与俄罗斯签署了条约", "zh"),
        ("北朝鮮とロシアが条約に署名した", "ja"),
        ("Die Staatschefs haben einen Vertrag unterzeichnet, der für die Region nicht ohne Folgen ist.", "de"),
        ("Przywódcy obu państw podpisali traktat, który nie jest bez znaczenia dla regionu.", "pl"),
        ("Các nhà lãnh đạo của hai nước đã ký một hiệp ước với những cam kết không rõ.", "vi"),
    ],
)
def test_languages(text, code):
    assert languages.language(text) == code


def test_a_page_without_a_date_has_none():
    article = normalise(draft(PROSE, title="T"), SOURCE)
    assert (article.published, article.modified, article.authors) == (None, None, ())


def test_the_date_in_the_address_is_taken_where_the_page_has_none():
    article = normalise(draft(PROSE, title="T", url="https://example.org/2024/07/09/x"), SOURCE)
    assert article.published == datetime(2024, 7, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("[Op-ed] A view", "op-ed"),
        ("Podcast: a talk", "podcast"),
        ("Live updates: the visit", "liveblog"),
        ("Interview with a diplomat", "interview"),
    ],
)
def test_kind_by_title(title, kind):
    assert normalise(draft(PROSE, title=title), SOURCE).kind == kind


def test_a_wall_is_no_article():
    found = draft("The two sides met.", "Subscribe to continue reading")
    assert completeness.judge(found) == "walled"


def test_a_text_that_breaks_off_is_a_teaser():
    assert completeness.judge(draft(f"{PROSE}", "The two leaders then […]")) == "teaser"
    assert completeness.judge(draft(PROSE)) == "complete"


def test_one_page_has_one_id_whatever_its_address_looks_like():
    a = normalise(draft(PROSE, title="T", url="https://www.example.org/a/?utm_source=x"), SOURCE)
    b = normalise(draft(PROSE, title="T", url="http://example.org/a"), SOURCE)
    assert a.id == b.id


def test_items_of_one_roundup_that_share_an_address_are_two_articles():
    a = normalise(draft(PROSE, title="One", url="https://example.org/a", context="Letter"), SOURCE)
    b = normalise(draft(PROSE, title="Two", url="https://example.org/a", context="Letter"), SOURCE)
    assert a.id != b.id


def test_the_day_readers_saw_is_told_in_the_pages_own_zone():
    article = normalise(draft(PROSE, title="T", published="2024-07-09T23:30:00-04:00"), SOURCE)
    assert article.published == datetime(2024, 7, 10, 3, 30, tzinfo=UTC)
    assert article.published_there.isoformat() == "2024-07-09T23:30:00-04:00"
