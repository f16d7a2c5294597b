"""Text as a reader sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Kim met Mr. Putin on Jan. 5. They spoke.", ["Dr. Kim met Mr. Putin on Jan. 5.", "They spoke."]),
        ("“We agree.” He left.", ["“We agree.”", "He left."]),
        ("It cost 3.5 percent. Then 4.", ["It cost 3.5 percent.", "Then 4."]),
        ("By J. K. Rowling. Next.", ["By J. K. Rowling.", "Next."]),
        ("북한이 말했다. 그는 갔다.", ["북한이 말했다.", "그는 갔다."]),
        ("他说了。然后走了。", ["他说了。", "然后走了。"]),
        ("Он приехал в 2024 г. в Москву. Потом уехал.", ["Он приехал в 2024 г. в Москву.", "Потом уехал."]),
        ("Really? Yes! Good…", ["Really?", "Yes!", "Good…"]),
    ],
)
def test_sentences(text, expected):
    assert words.sentences(text) == expected


@given(st.text())
def test_sentences_lose_nothing(text):
    assert "".join("".join(s.split()) for s in words.sentences(text)) == "".join(text.split())


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("of&nbsp, The book", "of The book"),
        ("a\u200bb\u202ec\ufeff", "abc"),
        ("caf\u0065\u0301  x\n y", "café x y"),
        ("AT&amp;amp;T", "AT&T"),
    ],
)
def test_tidy_and_unescape(dirty, clean):
    assert words.tidy(words.unescape(dirty)) == clean


def test_words_split_cjk_by_character_and_keep_accents():
    assert words.words("Kim’s 북한 평양, 朝鲜 naïve") == ["kim's", "북한", "평양", "朝", "鲜", "naïve"]


def test_shorten_cuts_at_a_word():
    assert words.shorten("one two three", 9) == "one two…"
    assert words.shorten("short", 9) == "short"


def test_slug_is_safe_in_a_file_name():
    assert words.slug("../Kim–Putin: “Summit”!") == "kimputin-summit"
    assert words.slug("북한") == "item"
