"""Disclosures, affiliations, images, licences as fields; what kind of paragraph; whether the whole text is there."""

from dataclasses import replace

import pytest
from fakes import SOURCE, document, draft

from digest import plugins
from digest.clean import clean
from digest.extract import extract
from digest.model import Affiliation, Claim, Link, Note
from digest.normalise import affiliations, disclosures, normalise, people
from digest.reading import read

PROSE = [
    "The two governments signed the agreement after three days of talks, and both said that the details would follow before the year is over.",
    "Shipments through the port have grown since the spring, according to satellite images, which analysts have counted week by week.",
    "What it means for the region will depend on how its third article is read, and on whether either side chooses to test it.",
]


def page(*blocks, head=""):
    body = "".join(b if b.startswith("<") else f"<p>{b}</p>" for b in blocks)
    html = f"<html><head>{head}</head><body><article><h1>A port grows busy</h1>{body}</article></body></html>"
    return read(document(html, media_type="text/html"), SOURCE, plugins.rules())


def notice(text, rule="disclosures.fara", **more):
    return Note(role="disclosure", rule=rule, text=text, **more)


@pytest.mark.parametrize(
    ("note", "kind", "by", "whom"),
    [
        (notice("KEI is registered under the FARA as an agent of the Korea Institute for International Economic Policy, a public corporation."),
         "foreign agent", "KEI", "Korea Institute for International Economic Policy"),
        (notice("This material is distributed by Harbour Strategies LLC on behalf of the Port Ministry."),
         "foreign agent", "Harbour Strategies LLC", "Port Ministry"),
        (notice("This post is made possible by the generous support of the Harbour Foundation.", "disclosures.sponsor"),
         "sponsorship", "", "Harbour Foundation"),
        (notice("The views expressed here do not reflect the official policy or position of the Pacific Council.", "disclosures.views"),
         "views", "Pacific Council", ""),
        (notice("The Port Institute, a public corporation, is a registered trademark of Harbour as an agent of the FARA."),
         "foreign agent", "", ""),
        (notice("The views expressed are those of the author.", "disclosures.views"), "views", "", ""),
        (notice("As an Amazon Associate we earn from qualifying purchases.", "disclosures.sponsor"), "affiliate links", "", ""),
    ],
)  # fmt: skip
def test_disclosures_name_the_parties(note, kind, by, whom):
    (found,) = disclosures.disclosures([note])
    assert (found.kind, found.by, found.on_behalf_of, found.statement) == (kind, by, whom, note.text)


def test_the_sentences_of_one_notice_are_one_disclosure():
    link = Link(text="Department of Justice", url="https://justice.example/fara")
    notes = [
        notice("KEI is registered under the FARA."),
        notice("More is available at the Department of Justice.", links=(link,)),
    ]
    (found,) = disclosures.disclosures(notes)
    assert found.statement.endswith("Department of Justice.")
    assert found.url == "https://justice.example/fara"


@pytest.mark.parametrize(
    ("bio", "organisation", "office"),
    [
        ("Jane Doe is a senior fellow at the Port Institute and a former diplomat.", "Port Institute", "senior fellow"),
        ("Dr. Jane Doe is an assistant professor in the Department of Trade at the University of Harbour.", "University of Harbour",
         "assistant professor in the Department of Trade"),
        ("Jane Doe is Managing Director at Dock Securities and Center Associate at Harbour College.", "Dock Securities", "Managing Director"),
    ],
)  # fmt: skip
def test_bios_give_authors_their_affiliation(bio, organisation, office):
    found = affiliations.affiliations([Note(role="bio", rule="bios.about_author", text=bio)], ["Jane Doe", "John Roe"])
    assert found == (Affiliation(author="Jane Doe", organisation=organisation, office=office),)


def test_a_bio_goes_on_in_the_next_sentence():
    bio = [
        Note(role="bio", rule="bios.about_author", text=t)
        for t in ("Jane Doe is author of Ports.", "She is president of the Port Institute.")
    ]
    assert affiliations.affiliations(bio, ["Jane Doe"])[0].organisation == "Port Institute"


def test_et_al_is_resolved_from_the_bios():
    bios = tuple(
        Note(role="bio", rule="bios.about_author", text=f"{n} is a fellow at the Port Institute.")
        for n in ("James Byrne", "Ann Other")
    )
    said = draft(PROSE[0], authors=("James Byrne, et al.",))
    said = replace(
        said,
        notes=bios,
        hints=replace(said.hints, claims=(Claim(field="authors", value="James Byrne, et al.", by="byline"),)),
    )
    assert people.authors(said) == ("James Byrne", "Ann Other")


def test_the_lead_image_and_the_licence_are_fields():
    head = (
        '<meta property="og:image" content="https://example.org/port.jpg"><meta property="og:image:alt" content="The port">'
        '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">'
    )
    article = page("<figure><figcaption>Photo: Jane Doe/AP</figcaption></figure>", *PROSE, head=head).article
    assert (article.image.url, article.image.alt) == ("https://example.org/port.jpg", "The port")
    assert article.licence == "https://creativecommons.org/licenses/by/4.0/"


def test_paragraphs_have_their_kind():
    article = page(
        PROSE[0], "<h2>What was said</h2>", f"<blockquote><p>{PROSE[1]}</p></blockquote>", "<ul><li>A list is part of the text here.</li></ul>",
        f"<blockquote class='twitter-tweet'><p>{PROSE[2]}</p></blockquote>", PROSE[0].replace("two", "three"),
        f"<div class='footnotes'><p>[1] {PROSE[1][:60]}</p></div>",
    ).article  # fmt: skip
    found = dict(zip(article.paragraph_kinds, article.paragraphs, strict=False))
    assert found["post"] == PROSE[2]
    assert found["quote"] == PROSE[1]
    assert len(article.paragraph_kinds) == len(article.paragraphs)


@pytest.mark.parametrize(
    ("blocks", "head", "completeness"),
    [
        ((*PROSE,), "", "complete"),
        ((PROSE[0], "To view the full story, please subscribe to Harbour Notes.", "Already a subscriber? Log in."), "", "walled"),
        ((PROSE[0],), '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>', "walled"),
        (("We and our partners use cookies and ask for your consent to store them on your device.",), "", "walled"),
        ((PROSE[0], "To read the full piece, visit: The Diplomat"), "", "teaser"),
    ],
)  # fmt: skip
def test_walls_and_teasers(blocks, head, completeness):
    assert page(*blocks, head=head).article.completeness == completeness


def test_a_liveblog_is_split_into_its_entries():
    entries = "".join(
        f"<div><p class='time'>14:0{n} GMT</p><h2>Entry number {n}</h2><p>{p}</p></div>" for n, p in enumerate(PROSE)
    )
    html = (
        '<html><head><script type=\'application/ld+json\'>{"@type": "LiveBlogPosting", "datePublished": "2024-07-09"}</script></head>'
        f"<body><article><h1>Port strike – live</h1>{entries}</article></body></html>"
    )
    reading = read(document(html, media_type="text/html"), SOURCE, plugins.rules())
    assert reading.article.kind == "liveblog"
    assert [i.title for i in reading.items] == ["Entry number 0", "Entry number 1", "Entry number 2"]
    assert [i.paragraphs for i in reading.items] == [(p,) for p in PROSE]
    assert {i.published.date().isoformat() for i in reading.items} == {"2024-07-09"}


WHOLE = "\n".join(p.replace("the", word) for word in ("the", "this", "that", "every") for p in PROSE)
LD = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": %s, "articleBody": "%s"}</script>'


def test_the_whole_text_may_stand_in_the_markup_or_in_the_feed():
    opening = f"<html><head>{{}}</head><body><article><h1>A port</h1><p>{PROSE[0]}</p><p>Our yearbook is out.</p></article></body></html>"
    stated = opening.format(LD % ("true", WHOLE.replace("\n", "\\n")))
    feed = "".join(f"<p>{line}</p>" for line in WHOLE.splitlines()).encode()
    for found in (
        read(document(stated, media_type="text/html"), SOURCE, plugins.rules()).article,
        read(document(opening.format(""), media_type="text/html", carried=feed), SOURCE, plugins.rules()).article,
    ):
        assert found.paragraphs == tuple(WHOLE.splitlines())
        assert "Our yearbook is out." in [n.text for n in found.notes]


def test_a_text_that_is_not_free_is_not_taken_from_the_markup():
    html = f"<html><head>{LD % ('false', WHOLE.replace(chr(10), ' '))}</head><body><article><h1>A port</h1><p>{PROSE[0]}</p></article></body></html>"
    article = read(document(html, media_type="text/html"), SOURCE, plugins.rules()).article
    assert (article.paragraphs, article.completeness) == ((PROSE[0],), "walled")


def test_the_text_of_another_article_is_not_taken():
    other = "".join(
        f"<p>Another port lies on the southern coast, and number {n} of its cranes is being painted.</p>"
        for n in range(30)
    )
    article = read(document("<html><body><article>" + "".join(f"<p>{p}</p>" for p in PROSE * 2) + "</article></body></html>",
                            media_type="text/html", carried=other.encode()), SOURCE, plugins.rules()).article  # fmt: skip
    assert article.paragraphs[:3] == tuple(PROSE)


def test_a_scan_is_said_to_be_one():
    scanned = "The high,level talks were he1d in the capita1 for ex- amples of mis,takes that scan- ners make.In " * 6
    assert normalise(draft(scanned), SOURCE).text_quality == "ocr"
    assert normalise(draft(*PROSE), SOURCE).text_quality == "clean"


def test_all_that_is_found_on_a_page_is_text_or_stands_in_the_ledger():
    """Block by block through every stage: nothing visible is lost between the page and the article."""
    from digest.extract import page as pages
    from digest.extract.segment import segment

    extra = "<nav><a href='/x'>Menu</a></nav><p>Read more</p><figure><figcaption>A crane.</figcaption></figure><footer>© 2024 Harbour</footer>"
    html = f"<html><body><h1>A port grows busy</h1><article>{''.join(f'<p>{p}</p>' for p in PROSE)}</article>{extra}</body></html>"
    article = read(document(html, media_type="text/html"), SOURCE, plugins.rules()).article
    found = sorted(" ".join(p.text for p in segment(pages.parse(html))).split())
    assert sorted(" ".join((*article.paragraphs, *(n.text for n in article.notes))).split()) == found
    assert clean(extract(document(html, media_type="text/html")), ()).outside == ()
