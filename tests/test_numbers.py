"""Words as numbers are the words of ``digest.words``, whatever the language, and the same ones everywhere."""

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from digest import words
from digest.group import rarity
from digest.group.facts.alter import alterations
from digest.group.numbers import numbered, weights
from digest.group.sketch import sketch, sketches
from digest.group.wording import wording

# Characters beyond the basic plane end a word; seven within it are folded to such.
BEYOND = "\ufa6c\ufacf\ufad0\ufad1\ufad5\ufad6\ufad7"
OTHERS = st.characters(max_codepoint=0xFFFF, exclude_characters=BEYOND)
SOME = st.text(st.sampled_from("aàz’'_-. 1½٣\n北京カニ한국яİß") | OTHERS, max_size=60)


@given(st.lists(SOME, max_size=4))
def test_every_word_has_a_number_and_equal_words_the_same(texts):
    lines = [words.fold(t).replace("\n", " ") for t in texts]
    found = numbered(lines)
    said = [(n, w) for n, line in enumerate(lines) for w in words.words(line)]
    assert [n for n, _ in said] == found.lines.tolist()
    by_word = dict(zip((w for _, w in said), found.words.tolist(), strict=True))
    assert [by_word[w] for _, w in said] == found.words.tolist()
    assert len({*by_word.values()}) == len(by_word)
    assert [w.isascii() and rarity.key(w).isdigit() for _, w in said] == found.figures.tolist()


def test_what_is_folded_beyond_the_basic_plane_ends_a_word():
    for character in BEYOND:
        folded = words.fold(character)
        assert folded > "\uffff"
        found = numbered([f"ab{folded}c"])
        assert (found.starts.tolist(), found.ends.tolist()) == ([0, 3], [2, 4])


def test_numbers_do_not_change():
    # They are stored with the articles: if this fails, a migration must forget them.
    assert numbered(["harbour 2024"]).words.tolist() == [17262787731355535442, 10328091756189494317]


def test_keys_weigh_what_the_table_says():
    said = ["the", "harbour", "harbours", "unheardof", "2024", "don't"]
    expected = [rarity.weight(rarity.key(w)) for w in said]
    assert weights(numbered(said).keys).tolist() == expected
    assert numbered(["harbours"]).keys == numbered(["harbour"]).keys != numbered(["harbinger"]).keys


def test_the_sketch_of_a_text_is_the_same_among_others():
    choose = random.Random(5)
    texts = [" ".join(f"word{choose.randrange(400)}" for _ in range(choose.randrange(90))) for _ in range(70)]
    together = list(sketches(texts))
    assert all(np.array_equal(sketch(t), s) for t, s in zip(texts, together, strict=True))


def test_a_quotation_that_two_articles_share_is_left_out_where_it_stands():
    said = "“We shall give each other every assistance that is needed in the years that are ahead of us.”"
    a, b = (
        wording(f"{start} {said}\n\nMore follows.")
        for start in ("In Minsk he said:", "The text was read out, and it begins")
    )
    assert a.quoted == b.quoted != frozenset()
    assert alterations(a, b) == ()
