"""Places of a text are marked, one within another, and nothing else in it is markup."""

from functools import partial

from markupsafe import Markup

from digest.marking import marked


def mark(name, text):
    return Markup("<{0}>{1}</{0}>").format(name, text)


def test_a_place_within_another_is_marked_as_well():
    text = "Would 14 ships <sail> at 9?"
    places = [(0, 27, partial(mark, "a")), (6, 8, partial(mark, "b")), (25, 26, partial(mark, "c"))]
    assert marked(text, places) == "<a>Would <b>14</b> ships &lt;sail&gt; at <c>9</c>?</a>"


def test_of_places_that_overlap_only_the_first_is_marked_and_of_equal_ones_one():
    places = [
        (0, 3, partial(mark, "a")),
        (2, 5, partial(mark, "b")),
        (0, 3, partial(mark, "c")),
        (5, 9, partial(mark, "d")),
    ]
    assert marked("0123456", places) == "<a>012</a>3456"
