"""Coverage by week."""

from datetime import date

from digest.compose.coverage import WEEKS, coverage

SINCE, UNTIL = date(2024, 7, 2), date(2024, 7, 12)


def test_items_are_counted_by_iso_week_and_kind_of_source():
    days = [
        (date(2024, 7, 8), "news"),
        (date(2024, 7, 7), "commentary"),
        (date(2024, 7, 12), "op-ed"),
        (date(2024, 7, 9), "news"),
    ]
    chart = coverage(days, SINCE, UNTIL)
    assert chart.kinds == ("Commentary", "News")
    assert [w.begins for w in chart.weeks][-2:] == [date(2024, 7, 1), date(2024, 7, 8)]
    assert [w.counts for w in chart.weeks][-2:] == [{"Commentary": 1, "News": 0}, {"Commentary": 1, "News": 2}]
    assert len(chart.weeks) == WEEKS


def test_what_is_too_old_or_dated_in_the_future_is_not_counted():
    assert coverage([(date(2024, 1, 1), "news"), (date(2024, 7, 13), "news")], SINCE, UNTIL) is None
