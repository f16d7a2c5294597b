"""The scheduler: a thin loop over APScheduler around the one-shot run. Read :func:`due` and :func:`keep_running`.

APScheduler's job store forgets a run missed while the process was down and fires twice where two processes share it;
so the job store here is in memory and holds one job, a look at the clock every half minute. What is due is worked out
from the cron line and from our own table of runs: that survives restarts, sleep, clock jumps and the doubled hour of a
time change.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import FrameType
from zoneinfo import ZoneInfo

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.interval import IntervalTrigger

from digest import cron
from digest.config import Config
from digest.delivery import still_to_send
from digest.errors import BusyError, DigestError
from digest.interfaces import Clock
from digest.store import open_store

_LOOK_SECONDS = 30
_PATIENCE = timedelta(minutes=5)


def due(when: BaseTrigger, zone: ZoneInfo, now: datetime, started: datetime, last_run: str) -> date | None:
    """The date of the edition that should be made now, or None.

    ``last_run`` is the date of the last edition a run was finished for, empty if there was none: then only what fell
    due since ``started`` counts, so that a new installation does not begin with an edition of last week.
    """
    moment = cron.last_due(when, now)
    if moment is None:
        return None
    on = moment.astimezone(zone).date()
    if not last_run:
        return on if moment >= started else None
    return on if on.isoformat() > last_run else None


def keep_running(
    config: Config,
    make: Callable[[date], None],
    resend: Callable[[], None],
    gather: Callable[[], None],
    clock: Clock,
    say: Callable[[str], None],
) -> None:
    """Look at the clock until SIGTERM or SIGINT; a run that is going on is finished first.

    ``make`` makes and sends the edition of a date; doing it again is safe. ``resend`` tries again what could not be sent: every
    few minutes, after a restart too. ``gather`` collects what is new between editions.
    """
    zone = ZoneInfo(config.schedule.timezone)
    when = cron.trigger(config.schedule.cron, zone)
    between = cron.trigger(config.schedule.collect, zone) if config.schedule.collect else None
    started = clock.now()
    resume_at = collected = started
    stopped = threading.Event()

    def look() -> None:
        nonlocal resume_at, collected
        now = clock.now()
        store = open_store(config.store, config.folder)
        try:
            last = store.last_run(config.digest.id, now.astimezone(zone).date().isoformat())
            on = due(when, zone, now, started, last)
            rest = still_to_send(config, store, now)
        finally:
            store.close()
        last_due = cron.last_due(between, now) if between else None
        is_due = last_due is not None and last_due > collected
        if now < resume_at or not (on or rest or is_due):
            return
        what = on or ("collecting" if is_due else ", ".join(rest))
        if on or is_due:
            collected = now
        try:
            make(on) if on else gather() if is_due else resend()
        except BusyError as error:
            say(f"{what}: {error}")
        except DigestError as error:
            resume_at = now + _PATIENCE
            say(f"{what}: error: {error}; trying again in {_PATIENCE.seconds // 60} minutes")

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    scheduler = BackgroundScheduler(timezone=zone)
    scheduler.add_job(
        look, IntervalTrigger(seconds=_LOOK_SECONDS), next_run_time=datetime.now(zone), max_instances=1, coalesce=True
    )
    scheduler.start()
    stopped.wait()
    scheduler.shutdown(wait=True)
    say("stopped")
