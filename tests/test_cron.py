"""Cron lines as cron means them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from digest import cron

SEOUL = ZoneInfo("Asia/Seoul")
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("0 8 * * 5", {"Fri"}),
        ("0 8 * * 0", {"Sun"}),
        ("0 8 * * 7", {"Sun"}),
        ("0 8 * * fri", {"Fri"}),
        ("0 8 * * 1-5", {"Mon", "Tue", "Wed", "Thu", "Fri"}),
        ("0 8 * * 5-1", {"Fri", "Sat", "Sun", "Mon"}),
        ("0 8 * * 1,3", {"Mon", "Wed"}),
        ("0 8 * * */2", {"Sun", "Tue", "Thu", "Sat"}),
        ("@weekly", {"Sun"}),
    ],
)
def test_weekdays(line, days):
    times = cron.upcoming(cron.trigger(line, SEOUL), datetime(2024, 7, 1, tzinfo=UTC), 14)
    assert {t.strftime("%a") for t in times} == days


def test_day_of_month_or_weekday():
    times = cron.upcoming(cron.trigger("0 0 13 * fri", ZoneInfo("UTC")), datetime(2024, 7, 1, tzinfo=UTC), 3)
    assert [t.day for t in times] == [5, 12, 13]


@pytest.mark.parametrize("line", ["0 8 * *", "0 8 * * funday", "0 8 * * 8", "61 8 * * 1", "@sometimes", "0 8 * * 1/0"])
def test_what_is_no_cron_line(line):
    with pytest.raises(ValueError, match=r"."):
        cron.trigger(line, SEOUL)


def test_eight_o_clock_stays_eight_o_clock_across_a_time_change():
    times = cron.upcoming(cron.trigger("0 8 * * fri", NEW_YORK), datetime(2024, 2, 28, tzinfo=UTC), 4)
    assert {t.astimezone(NEW_YORK).hour for t in times} == {8}


def test_a_time_that_comes_twice_fires_once_and_one_that_does_not_come_fires_later():
    nightly = cron.trigger("30 1 * * *", NEW_YORK)
    autumn = cron.upcoming(nightly, datetime(2024, 11, 2, 12, tzinfo=UTC), 3)
    assert [t.astimezone(NEW_YORK).day for t in autumn] == [3, 4, 5]
    spring = cron.upcoming(cron.trigger("30 2 * * *", NEW_YORK), datetime(2024, 3, 9, 12, tzinfo=UTC), 2)
    assert [t.astimezone(NEW_YORK).day for t in spring] == [10, 11]


def test_last_due():
    friday = cron.trigger("0 8 * * fri", ZoneInfo("UTC"))
    assert cron.last_due(friday, datetime(2024, 7, 12, 8, tzinfo=UTC)) == datetime(2024, 7, 12, 8, tzinfo=UTC)
    assert cron.last_due(friday, datetime(2024, 7, 12, 7, 59, tzinfo=UTC)) == datetime(2024, 7, 5, 8, tzinfo=UTC)
