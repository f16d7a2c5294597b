"""One edition a date, whatever restarts."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from digest import cron
from digest.schedule import due

ZONE = ZoneInfo("America/New_York")
FRIDAYS = cron.trigger("0 8 * * fri", ZONE)


def at(day, hour, minute=0):
    return datetime(2024, 7, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def test_a_new_installation_waits_for_its_first_date():
    assert due(FRIDAYS, ZONE, at(9, 12), at(9, 11), "") is None
    assert due(FRIDAYS, ZONE, at(12, 8), at(9, 11), "") == date(2024, 7, 12)


def test_what_has_run_does_not_run_again():
    assert due(FRIDAYS, ZONE, at(12, 8, 1), at(9, 11), "2024-07-12") is None
    assert due(FRIDAYS, ZONE, at(12, 8, 1), at(12, 8, 1), "2024-07-12") is None


def test_what_was_missed_is_caught_up_the_latest_only():
    assert due(FRIDAYS, ZONE, at(29, 9), at(29, 9), "2024-07-05") == date(2024, 7, 26)


def test_the_doubled_hour_makes_one_edition():
    nightly = cron.trigger("30 1 * * *", ZONE)
    first = datetime(2024, 11, 3, 5, 30, tzinfo=UTC)
    again = datetime(2024, 11, 3, 6, 30, tzinfo=UTC)
    assert due(nightly, ZONE, first, first, "2024-11-02") == date(2024, 11, 3)
    assert due(nightly, ZONE, again, first, "2024-11-03") is None


def test_the_clock_set_back_runs_nothing_twice():
    assert due(FRIDAYS, ZONE, at(5, 9), at(5, 9), "2024-07-12") is None
