"""Dates as pages write them; what cannot be read stays unknown."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("June 24, 2024", (2024, 6, 24)),
        ("24 June 2024", (2024, 6, 24)),
        ("24th of June", None),
        ("9 июля 2024 г.", (2024, 7, 9)),
        ("9 липня 2024", (2024, 7, 9)),
        ("2024년 7월 9일", (2024, 7, 9)),
        ("2024年7月9日", (2024, 7, 9)),
        ("9. Juli 2024", (2024, 7, 9)),
        ("9 de julio de 2024", (2024, 7, 9)),
        ("le 9 juillet 2024", (2024, 7, 9)),
        ("9 lipca 2024", (2024, 7, 9)),
        ("2024.07.09", (2024, 7, 9)),
        ("09.07.2024", (2024, 7, 9)),
        ("24/06/2024", (2024, 6, 24)),
        ("06/24/2024", (2024, 6, 24)),
        ("03/04/2024", None),
        ("31 February 2024", None),
        ("20240709", (2024, 7, 9)),
        ("no date", None),
        ("", None),
    ],
)
def test_days(text, expected):
    when = dates.parse(text)
    assert (when and when.at) == (datetime(*expected, tzinfo=UTC) if expected else None)
    assert when is None or when.day_only


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-07-09T10:00:00+09:00", datetime(2024, 7, 9, 1, tzinfo=UTC)),
        ("2024-07-09T10:00:00Z", datetime(2024, 7, 9, 10, tzinfo=UTC)),
        ("Tue, 09 Jul 2024 10:00:00 EST", datetime(2024, 7, 9, 15, tzinfo=UTC)),
        ("July 9, 2024 3:40 PM KST", datetime(2024, 7, 9, 6, 40, tzinfo=UTC)),
        ("Tue, 09 Jul 2024 10:00:00 +0000", datetime(2024, 7, 9, 10, tzinfo=UTC)),
        ("Tue, 09 Jul 2024 10:00:00 KST", datetime(2024, 7, 9, 1, tzinfo=UTC)),
        ("Tue, 09 Jul 2024 10:00:00 CEST", datetime(2024, 7, 9, 8, tzinfo=UTC)),
        ("Tue, 09 Jul 2024 10:00:00 GMT+3", datetime(2024, 7, 9, 7, tzinfo=UTC)),
        ("Tue, 09 Jul 2024 10:00 UTC+08:00", datetime(2024, 7, 9, 2, tzinfo=UTC)),
        ("Tue, 09 Jul 2024 10:00:00 +03", datetime(2024, 7, 9, 7, tzinfo=UTC)),
        ("2024-07-09T10:00+03", datetime(2024, 7, 9, 7, tzinfo=UTC)),
        ("2024-07-09 10:00 (KST)", datetime(2024, 7, 9, 1, tzinfo=UTC)),
    ],
)
def test_instants(text, expected):
    when = dates.parse(text)
    assert (when.at, when.day_only) == (expected, False)


@pytest.mark.parametrize(
    "text",
    [
        "2024-07-09 23:59:00",
        "Tue, 09 Jul 2024 23:59:00",
        "Tue, 09 Jul 2024 23:59:00 IST",
        "July 9, 2024, 23:59 West Coast",
    ],
)
def test_a_time_without_a_zone_that_can_be_told_gives_the_day_only(text):
    assert dates.parse(text) == dates.When(datetime(2024, 7, 9, tzinfo=UTC), True)


def test_the_day_in_an_address():
    assert dates.in_path("https://example.org/2024/06/24/story") == date(2024, 6, 24)
    assert dates.in_path("https://example.org/2024/13/24/story") is None


@given(st.text(max_size=80))
def test_nothing_raises(text):
    dates.parse(text)


def test_hostile_dates(labelled):
    import json

    for line in (labelled / "hostile" / "dates.jsonl").read_text().split("\n")[:-1]:
        row = json.loads(line)
        value = next((v for k, v in row.items() if k in ("date", "value", "text", "input")), "")
        when = dates.parse(str(value))
        assert when is None or when.at.tzinfo is not None


def test_between_slashes_the_day_comes_first_where_the_language_says_so():
    assert dates.parse("03/11/2026", day_first=True).day == date(2026, 11, 3)
    assert dates.parse("12/16/2026", day_first=True).day == date(2026, 12, 16)
    assert [dates.is_day_first(of) for of in ("es", "pt-BR", "en-GB", "en", "en-US", "ko", "")] == [True] * 3 + [
        False
    ] * 4
